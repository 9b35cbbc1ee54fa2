"""Lists of HTML: items, terms, and the lists that R sets on one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...content.nodes import Node, plain_text, text
from .flow import as_blocks, is_block, trimmed

if TYPE_CHECKING:
    from .html_nodes import HtmlReader


def read_list(reader: HtmlReader, element: Any) -> list[Node]:
    """A list, ordered or not, as block nodes; what stands in it beside its items follows it."""
    items = [child for child in element if child.tag == "li" and not reader.hidden(child)]
    stray = [node for child in element if child.tag != "li" for node in reader.element(child)]
    ordered = element.tag == "ol"
    attrs: dict[str, Any] = {"ordered": ordered, "depth": 0}
    start = element.get("start") or ""
    if ordered and re.fullmatch(r"\d{1,6}", start):
        attrs["start"] = int(start)
    if not items:
        return as_blocks(stray)
    if "list-inline" in (element.get("class") or "").split():  # as R shows a vector: one line, not one line for each value
        return [*_in_line(reader, items), *as_blocks(stray)]
    children = [{"type": "list_item", "children": reader.blocks(item)} for item in items]
    made: Node = {"type": "list", "attrs": attrs, "tight": True, "bullet": "-", "children": children}
    return [made, *as_blocks(stray)]


def _in_line(reader: HtmlReader, items: list[Any]) -> list[Node]:
    parts = [trimmed(inline_only(reader.children(item))) for item in items]
    joined_parts = [node for at, part in enumerate(parts) for node in ([text(" · ")] if at else []) + part]
    return [{"type": "paragraph", "children": joined_parts}]


def read_definitions(reader: HtmlReader, element: Any) -> list[Node]:
    """A list of terms as a list of items, each a term in bold and what is said of it."""
    items: list[Node] = []
    for child in element:
        if child.tag == "dt" or not items:
            bold = {"type": "strong", "children": trimmed(inline_only(reader.children(child)))}
            items.append({"type": "list_item", "children": [{"type": "paragraph", "children": [bold]}]})
        else:
            items[-1]["children"].extend(as_blocks(reader.element(child)))
    attrs = {"ordered": False, "depth": 0}
    return [{"type": "list", "attrs": attrs, "tight": True, "bullet": "-", "children": items}] if items else []


def inline_only(nodes: list[Node]) -> list[Node]:
    """Inline nodes alone; blocks become their words."""
    return [text(plain_text([node]) + " ") if is_block(node) and node["type"] != "block_math" else node for node in nodes]
