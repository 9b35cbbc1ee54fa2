"""Code, mathematics and what programs printed, as HTML."""

from __future__ import annotations

import re
from typing import Any

from .html_base import HtmlBase, attributes, escape, flowing
from .mathml import safe_mathml
from .nodes import Node

_COLOURED = (
    ("c", re.compile(r"c\w*")),
    ("d", re.compile(r"n[fcd]|fm|ne")),
    ("b", re.compile(r"nb|bp|nt|kt|kc")),
    ("k", re.compile(r"k\w*|ow")),
    ("s", re.compile(r"s\w*|dl")),
    ("m", re.compile(r"m\w*|il|l\w*")),
    ("a", re.compile(r"n[aiv]|v[cgi]|vm|gp")),
    ("e", re.compile(r"err|g[dre]")),
    ("i", re.compile(r"gi|gh")),
)
"""Classes of Pygments' tokens by the colour that they share; all others are in the colour of the text."""

_LONG_FORMULA = 40
_ROLES = ("input", "output", "error")


class CodeHtml(HtmlBase):
    """Methods for nodes whose text stands as it was typed."""

    def node_block_code(self, node: Node) -> str:
        """Code, or what a program printed; the keyboard can scroll it."""
        attrs = node.get("attrs") or {}
        role = attrs.get("role") if attrs.get("role") in _ROLES else None
        given = attributes(class_=f"code {role}" if role else "code", tabindex=0, role="group", aria_label=self._code_name(role))
        return f"<pre{given}><code>{_tokens(str(node.get('raw', '')), attrs.get('tokens'))}</code></pre>\n"

    def _code_name(self, role: str | None) -> str:
        names = {"output": self.translate("Output"), "error": self.translate("Error message")}
        return names.get(role or "", self.translate("Code"))

    def node_block_math(self, node: Node) -> str:
        """Mathematics on lines of its own, maybe in the middle of a paragraph; what has no MathML is shown as its source."""
        formula = _formula(node, display=True) or f'<code class="math">{escape(node.get("raw", ""))}</code>'
        return self.scrolling(formula, "span", role="group", class_="formula", aria_label=self.translate("Formula"))

    def node_inline_math(self, node: Node) -> str:
        """Mathematics within a sentence; what has no MathML is shown as its source."""
        formula = _formula(node, display=False)
        if formula and len(str(node.get("raw", ""))) > _LONG_FORMULA:  # it doesn't break: let it scroll
            return self.scrolling(formula, "span", role="group", class_="in-line", aria_label=self.translate("Formula"))
        return formula or f'<code class="math">{flowing(node.get("raw", ""))}</code>'

    def node_codespan(self, node: Node) -> str:
        """Code within a sentence."""
        return f"<code>{flowing(node.get('raw', ''))}</code>"


def _formula(node: Node, *, display: bool) -> str | None:
    attrs = node.get("attrs") or {}
    if not attrs.get("mathml"):
        return None
    latex, alt = str(node.get("raw", "")), str(attrs.get("alt") or "")
    return safe_mathml(str(attrs["mathml"]), latex=latex, alt=alt, display=display)


def _tokens(raw: str, tokens: Any) -> str:
    """Coloured code; plain where the tokens don't add up to the code, so that nothing else is shown than what it is."""
    try:
        pairs = [(str(name), str(words)) for name, words in tokens or ()]
    except (TypeError, ValueError):
        pairs = []
    if "".join(words for _, words in pairs) != raw:
        return escape(raw)
    parts = []
    for name, words in pairs:
        colour = next((colour for colour, known in _COLOURED if known.fullmatch(name)), None)
        parts.append(f'<span class="t-{colour}">{escape(words)}</span>' if colour else escape(words))
    return "".join(parts)
