"""HTML as a tree of elements that is safe to walk: no endless depth, drawings taken out as they were written."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

import lxml.etree
import lxml.html

_DEEPEST = 100
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
_OPTIONAL_END = set(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd td th tr thead tbody tfoot option colgroup".split()
)
_NO_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
"""Elements whose content is none: scripts hold pieces of HTML that are never closed."""
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DRAWING = re.compile(r"<(/?)svg\b", re.IGNORECASE)
_UNQUOTED = re.compile(r"""(\s[\w:-]+)=([^\s"'<>/]+)(?=[\s/>])""")
DRAWING_TAG = "x-drawing"


@dataclass
class HtmlTree:
    """A parsed fragment: its root (``None`` where there is nothing), the drawings in it by number, and the identifiers that
    its style sheets hide. ``too_deep`` where it was nested deeper than any page is."""

    root: Any = None
    drawings: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    too_deep: bool = False


def parse_html(source: str) -> HtmlTree:
    """The tree of an HTML document or fragment, however broken it is."""
    text = _UNREADABLE.sub(lambda match: f"[U+{ord(match[0]):04X}]", source)
    tree = HtmlTree()
    if _depth(text) > _DEEPEST:
        tree.too_deep = True
        text = "<p>" + re.sub(r"<[^<>]{0,1000}>", " ", text)
    text = _without_drawings(text, tree)
    if not text.strip():
        return tree
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree.root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        tree.root = None
    else:
        tree.hidden = _hidden(tree.root)
    return tree


def _depth(text: str) -> int:
    deepest = depth = 0
    for match in _TAG.finditer(_NO_MARKUP.sub("", text)):
        if match[2].lower() in _OPTIONAL_END or match[3]:
            continue
        depth = max(0, depth + (-1 if match[1] else 1))
        deepest = max(deepest, depth)
    return deepest


def _without_drawings(text: str, tree: HtmlTree) -> str:
    """The source with a mark for each drawing: as HTML its names would lose their capitals."""
    parts: list[str] = []
    at = start = depth = 0
    for match in _DRAWING.finditer(text):
        closing = bool(match[1])
        if not closing and depth == 0:
            start = match.start()
        depth = max(0, depth + (-1 if closing else 1)) if depth or not closing else 0
        if closing and depth == 0 and start >= at:
            end = text.find(">", match.end()) + 1 or len(text)
            parts.append(f'{text[at:start]}<{DRAWING_TAG} n="{len(tree.drawings)}"></{DRAWING_TAG}>')
            tree.drawings.append(_as_xml(text[start:end]))
            at = start = end
    return "".join([*parts, text[at:]])


def _as_xml(drawing: str) -> str:
    """A drawing with what HTML allows and XML doesn't mended: values without quotes, names of characters."""
    drawing = re.sub(r"(<[\w:-]+\b[^<>]*>)", lambda match: _UNQUOTED.sub(r'\1="\2"', match[0]), drawing)
    return re.sub(r"&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;", lambda match: html.unescape(match[0]), drawing)


def _hidden(root: Any) -> set[str]:
    """Identifiers that a style sheet of the fragment hides, as styled frames do with rows and columns."""
    found: set[str] = set()
    for style in root.iter("style"):
        for rule in re.finditer(r"([^{}]{1,20000})\{[^{}]*display\s*:\s*none[^{}]*\}", style.text or ""):
            found.update(re.findall(r"#([\w-]+)\s*(?=,|$)", rule[1]))
    return found
