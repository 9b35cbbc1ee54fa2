"""What all parts of the HTML renderer share: escaping, attributes, identifiers and dispatch by the type of a node."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from .nodes import Node, plain_text

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ROLE = re.compile(r"[a-z][a-z-]*")
_DEPTH = 100
_LONG_WORD = 1000
_LONG = re.compile(rf"\S{{{_LONG_WORD},}}")
_PIECE = re.compile(r".{1,100}", re.DOTALL)
_BREAK = "\x00"  # made visible before, so that it stands for nothing else


def visible(value: str) -> str:
    """``value`` with control characters, direction overrides and lone surrogates named: ``[U+202E]``.

    Raw, they would hide or reorder what follows them, or could not be written as UTF-8.
    """
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", value)


def escape(value: object) -> str:
    """Any value as HTML text or the value of a quoted attribute."""
    return html.escape(visible(str(value)), quote=True)


def flowing(value: object) -> str:
    """Any value as running text: a word of thousands of signs may break, which costs a browser minutes to find out by itself."""
    words = visible(str(value))
    if len(words) < _LONG_WORD or not _LONG.search(words):
        return escape(words)
    pieces = _LONG.sub(lambda match: _BREAK.join(_PIECE.findall(match[0])), words)
    return html.escape(pieces, quote=True).replace(_BREAK, "<wbr>")


def attributes(**values: object) -> str:
    """Attributes of a start tag, each with a leading space; ``None`` and ``False`` leave one out.

    Underscores stand for hyphens, and one at the end keeps a name apart from Python's words (``class_``).
    """
    parts = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        key = name.rstrip("_").replace("_", "-")
        parts.append(f" {key}" if value is True else f' {key}="{escape(value)}"')
    return "".join(parts)


def anchor(value: object) -> str:
    """An identifier from data as one that HTML allows; colons are kept free for the page's own identifiers."""
    return re.sub(r"[^\w.-]+", "-", visible(str(value))) or "-"


def fragment(identifier: str) -> str:
    """The address of a place of the same page."""
    return "#" + quote(identifier, safe=":")


def language_tag(value: object) -> str | None:
    """``value`` where it has the form of a BCP 47 tag."""
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else None


def role_name(value: object) -> str | None:
    """``value`` where it can be a class name."""
    return value if isinstance(value, str) and _ROLE.fullmatch(value) else None


class HtmlBase:
    """Dispatch to one method per node type (``node_paragraph`` ...) and the identifiers given out so far."""

    inline_styles = True
    """Whether elements carry the few styles that a page without a stylesheet needs."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        self.translate = translate
        self._identifiers: set[str] = set()
        self._depth = 0

    def render(self, nodes: Iterable[Node]) -> str:
        """Nodes as HTML."""
        return "".join(self.node(node) for node in nodes)

    def node(self, node: Node) -> str:
        """One node as HTML; a type that is not known becomes its text, and so does what is nested beyond all reason."""
        if self._depth > _DEPTH:
            return escape("".join(_words(node)))
        method = getattr(self, f"node_{node['type']}", None)
        self._depth += 1
        html = str(method(node)) if method else self.unknown(node)
        self._depth -= 1
        return html

    def unknown(self, node: Node) -> str:
        """A node of a type that nothing is known of: its children, or its text."""
        return self.children(node) or escape(node.get("raw", ""))

    def children(self, node: Node) -> str:
        """The children of a node as HTML."""
        return self.render(node.get("children") or ())

    def claim(self, value: object) -> str | None:
        """The identifier for ``value``, or ``None`` where the page has it already: links lead to the first."""
        identifier = anchor(value)
        if not value or identifier in self._identifiers:
            return None
        self._identifiers.add(identifier)
        return identifier

    def unique(self, identifier: str) -> str:
        """An identifier of the page's own, with a number at the end where the page has it already."""
        number, found = 1, identifier
        while found in self._identifiers:
            number += 1
            found = f"{identifier}:{number}"
        self._identifiers.add(found)
        return found

    def scrolling(self, content: str, tag: str = "div", **attrs: object) -> str:
        """Content that may be wider than the page, in a part that scrolls and that the keyboard reaches."""
        names = f"scroll {attrs.pop('class_', '')}".strip()
        style = self.style("overflow-x:auto")
        return f"<{tag}{attributes(class_=names, tabindex=0, style=style, **attrs)}>{content}</{tag}>"

    def style(self, rules: str) -> str | None:
        """The value of a ``style`` attribute, where elements carry their styles."""
        return rules if self.inline_styles and rules else None

    def label(self, nodes: Iterable[Node]) -> str:
        """Nodes as plain text for an attribute; escaping is left to :func:`attributes`."""
        return plain_text(nodes)


def _words(node: Node) -> Iterator[str]:
    """The text of a tree of any depth, without recursion."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if "raw" in current:
            yield str(current["raw"])
        waiting.extend(reversed(current.get("children") or ()))
