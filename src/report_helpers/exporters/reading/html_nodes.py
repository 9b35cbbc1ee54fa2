"""HTML to nodes: what a document can hold stays, everything else is left out and named."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ...content.markdown import safe_url
from ...content.nodes import Node, plain_text, text
from .code import code_block
from .context import Context
from .flow import as_blocks, hoisted, is_block, trimmed
from .html_lists import inline_only, read_definitions, read_list
from .html_names import BOILERPLATE, LEFT_OUT, MARKS, REMARKS
from .html_source import DRAWING_TAG, HtmlTree, parse_html
from .html_tables import read_table
from .pictures import SVG, image_node, linked_image, missing_image

WOVEN_TAG = "x-woven"
"""Element that stands for a node of Markdown between raw HTML; see :mod:`.markdown`."""

_FIRST_FRAME = re.compile(r"frames\[0\]\s*=\s*[\"'](data:image/[\w+]+;base64,[A-Za-z0-9+/=\\\s]+)[\"']")
"""In the script of an animation of matplotlib."""
_SPACE = re.compile(r"[ \t\r\n\f]+")


class HtmlReader:
    """Reads one fragment.

    Args:
        context: takes what is left out, and knows where images are.
        tree: the fragment.
        woven: nodes of Markdown that stand in the fragment as ``x-woven`` elements.
    """

    def __init__(self, context: Context, tree: HtmlTree, woven: list[Node] | None = None) -> None:
        self.context = context
        self.tree = tree
        self.woven = woven or []
        self.met: set[int] = set()

    def read(self) -> list[Node]:
        """The fragment as block nodes."""
        if self.tree.too_deep:
            self.context.remarks.say("HTML that is nested too deep is shown as its text")
        return [] if self.tree.root is None else as_blocks(self.element(self.tree.root))

    def element(self, element: Any) -> list[Node]:
        """An element as nodes, block or inline; its tail is no part of it."""
        tag = element.tag
        if not isinstance(tag, str) or self.hidden(element):
            return []
        if kind := LEFT_OUT.get(tag):
            return self._leave_out(element, kind)
        handler = _HANDLERS.get(tag)
        nodes = handler(self, element) if handler else self.children(element)
        identifier = element.get("id") or (element.get("name") if tag == "a" else None)
        if identifier and tag in ("a", "div", "span", "p", "section") and tag != WOVEN_TAG:
            nodes = [{"type": "target", "attrs": {"id": identifier}, "children": []}, *nodes]
        return nodes

    def children(self, element: Any) -> list[Node]:
        """What is inside an element as nodes, block or inline."""
        nodes: list[Node] = []
        if element.text:
            nodes.append(_text(element.text))
        for child in element:
            nodes.extend(self.element(child))
            if child.tail:
                nodes.append(_text(child.tail))
        return nodes

    def blocks(self, element: Any) -> list[Node]:
        """What is inside an element as block nodes."""
        return as_blocks(self.children(element))

    def raw_text(self, element: Any) -> str:
        """The text of an element as it is written, Markdown in it included."""
        parts = [element.text or ""]
        if element.tag == WOVEN_TAG:
            number = int(element.get("n") or 0)
            node = self.woven[number] if number < len(self.woven) else {}
            self.met.add(number)
            parts.append("\n" if node.get("type") in ("softbreak", "linebreak") else str(node.get("raw", "")))
        elif element.tag == "br":
            parts.append("\n")
        for child in element:
            parts += [self.raw_text(child) if isinstance(child.tag, str) else "", child.tail or ""]
        return "".join(parts)

    def hidden(self, element: Any) -> bool:
        """Whether the page would not show the element."""
        if element.get("hidden") is not None or element.get("id") in self.tree.hidden:
            return True
        style = element.get("style")
        return bool(style) and re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style) is not None

    def _leave_out(self, element: Any, kind: str) -> list[Node]:
        if kind == "style" and BOILERPLATE.fullmatch(element.text or ""):
            return []
        if kind == "script" and (frame := _FIRST_FRAME.search(element.text or "")):
            self.context.remarks.say("an animation is shown as its first picture")
            image = linked_image(re.sub(r"\\\s+", "", frame[1]), self.context)
            return [{"type": "paragraph", "children": [image]}] if image else []
        if kind:
            self.context.remarks.say(REMARKS[kind])
        address = safe_url(element.get("src") or _source_of(element) or "") if kind in ("iframe", "video", "audio") else None
        if address and not address.startswith("#"):
            return [{"type": "paragraph", "children": [{"type": "link", "attrs": {"url": address}, "children": [text(address)]}]}]
        return []

    def _paragraph(self, element: Any) -> list[Node]:
        return self.blocks(element)

    def _heading(self, element: Any) -> list[Node]:
        inline = [node for node in self.children(element) if not is_block(node)]
        words = [plain for node in self.children(element) if is_block(node) and (plain := plain_text([node]))]
        content = trimmed([*inline, *(text(word) for word in words)])
        if not content:
            return []
        attrs: dict[str, Any] = {"level": int(element.tag[1])}
        if element.get("id"):
            attrs["id"] = element.get("id")
        return [{"type": "heading", "attrs": attrs, "children": content}]

    def _list(self, element: Any) -> list[Node]:
        return read_list(self, element)

    def _definitions(self, element: Any) -> list[Node]:
        return read_definitions(self, element)

    def _quote(self, element: Any) -> list[Node]:
        return [{"type": "block_quote", "children": self.blocks(element)}]

    def _preformatted(self, element: Any) -> list[Node]:
        language = next(
            (found[1] for name in (element.get("class") or "").split() if (found := re.match(r"language-(\S+)", name))), ""
        )
        raw = self.raw_text(element).strip("\n")
        return [code_block(raw, language)] if raw.strip() else []

    def _rule(self, element: Any) -> list[Node]:
        return [{"type": "thematic_break"}]

    def _break(self, element: Any) -> list[Node]:
        return [{"type": "linebreak"}]

    def _marked(self, element: Any) -> list[Node]:
        return hoisted(self.children(element), {"type": MARKS[element.tag]})

    def _code(self, element: Any) -> list[Node]:
        raw = _SPACE.sub(" ", self.raw_text(element))
        return [{"type": "codespan", "raw": raw}] if raw.strip() else [text(raw)]

    def _quotation(self, element: Any) -> list[Node]:
        return [text("“"), *self.children(element), text("”")]

    def _link(self, element: Any) -> list[Node]:
        children = self.children(element)
        address = element.get("href")
        if not address or (not plain_text(children) and not any(node["type"] == "image" for node in children)):
            return children
        attrs = {"url": address, **({"title": element.get("title")} if element.get("title") else {})}
        return hoisted(children, {"type": "link", "attrs": attrs})

    def _image(self, element: Any) -> list[Node]:
        if not (element.get("src") or "").strip():
            return []  # a script would give it one
        alt = element.get("alt") or ""
        size = {name: element.get(name) or _styled(element, name) for name in ("width", "height")}
        node = linked_image(element.get("src") or "", self.context, alt=alt, title=element.get("title") or "", **size)
        return [node or missing_image(alt, element.get("src") or "")]

    def _drawing(self, element: Any) -> list[Node]:
        number = element.get("n") or ""
        source = self.tree.drawings[int(number)] if number.isdigit() and int(number) < len(self.tree.drawings) else ""
        node = image_node(SVG, source, alt="")
        if node is None:
            self.context.remarks.say("a drawing can't be read as SVG and was left out")
        return [node] if node else []

    def _details(self, element: Any) -> list[Node]:
        """A part that opens on a click, open: its summary in bold before it."""
        summary = next((child for child in element if child.tag == "summary"), None)
        if summary is None:
            return self.blocks(element)
        words = trimmed(inline_only(self.children(summary)))
        element.remove(summary)
        rest = as_blocks([*([_text(summary.tail)] if summary.tail else []), *self.children(element)])
        return [*([{"type": "paragraph", "children": [{"type": "strong", "children": words}]}] if words else []), *rest]

    def _span(self, element: Any) -> list[Node]:
        language = element.get("lang") or ""
        if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", language):
            return hoisted(self.children(element), {"type": "span", "attrs": {"lang": language}})
        return self.children(element)

    def _formula(self, element: Any) -> list[Node]:
        latex = next(
            (note.text for note in element.iter("annotation") if "tex" in (note.get("encoding") or "") and note.text), ""
        )
        kind = "block_math" if element.get("display") == "block" else "inline_math"
        return [{"type": kind, "raw": latex.strip()}] if latex else [text(" ".join("".join(element.itertext()).split()))]

    def _table(self, element: Any) -> list[Node]:
        return read_table(self, element)

    def _woven(self, element: Any) -> list[Node]:
        """A node of Markdown with what stands inside it now."""
        number = element.get("n") or ""
        if not number.isdigit() or int(number) >= len(self.woven):
            return self.children(element)
        node = self.woven[int(number)]
        self.met.add(int(number))
        if "children" not in node or node["type"] == "footnote":
            return [node]
        kind = node["type"]
        if kind in ("paragraph", "block_text", "heading"):
            return hoisted(trimmed(self.children(element)), {key: value for key, value in node.items() if key != "children"})
        if kind in ("list", "table", "table_head", "table_body", "table_row"):
            return [{**node, "children": [child for child in self.children(element) if child["type"] != "text"]}]
        if kind == "table_cell":
            return [{**node, "children": trimmed(inline_only(self.children(element)))}]
        if is_block(node) or kind in ("list_item", "task_list_item"):
            return [{**node, "children": self.blocks(element)}]
        return hoisted(self.children(element), {key: value for key, value in node.items() if key != "children"})


def read_html(source: str, context: Context) -> list[Node]:
    """A fragment of HTML as block nodes."""
    return HtmlReader(context, parse_html(source)).read()


def _text(value: str) -> Node:
    return text(_SPACE.sub(" ", value))


def _styled(element: Any, name: str) -> str | None:
    match = re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)", element.get("style") or "")
    return match[1] if match else None


def _source_of(element: Any) -> str | None:
    return next((child.get("src") for child in element.iter("source") if child.get("src")), None)


_HANDLERS: dict[str, Callable[[HtmlReader, Any], list[Node]]] = {
    **dict.fromkeys(
        (
            "p div section article main header footer nav aside address figure figcaption center fieldset legend form body html"
        ).split(),
        HtmlReader._paragraph,
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HtmlReader._heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), HtmlReader._list),
    **dict.fromkeys(("pre", "listing", "xmp"), HtmlReader._preformatted),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), HtmlReader._code),
    **dict.fromkeys(MARKS, HtmlReader._marked),
    **dict.fromkeys(
        ("title", "meta", "base", "template", "datalist", "param", "source", "track", "map"), lambda _reader, _element: []
    ),
    "dl": HtmlReader._definitions,
    "blockquote": HtmlReader._quote,
    "hr": HtmlReader._rule,
    "br": HtmlReader._break,
    "q": HtmlReader._quotation,
    "a": HtmlReader._link,
    "img": HtmlReader._image,
    DRAWING_TAG: HtmlReader._drawing,
    "details": HtmlReader._details,
    "span": HtmlReader._span,
    "math": HtmlReader._formula,
    "table": HtmlReader._table,
    WOVEN_TAG: HtmlReader._woven,
}
