"""Markdown that a notebook's author wrote: with raw HTML, images, links and mathematics as nodes that a document can hold."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from ...content.markdown import parse_blocks
from ...content.nodes import Node, plain_text
from .code import tokens
from .context import Context
from .flow import hoisted, is_block
from .html_nodes import WOVEN_TAG, HtmlReader
from .html_source import parse_html
from .pictures import linked_image, missing_image

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TABLE_FORMULA = re.compile(r"(?<![\\$\w])\$(?=\S)([^$\n`]*?\|[^$\n`]*?)(?<=\S)\$(?![\d$])")


def read_markdown(source: str, context: Context) -> list[Node]:
    """Markdown of a cell or an output as block nodes."""
    blocks = parse_blocks(_with_safe_bars(source), authored=True)
    return _completed(_without_html(blocks, context), context)


def _with_safe_bars(source: str) -> str:
    """Bars of formulas in tables, which would part cells, as commands."""
    if "|" not in source or "$" not in source:
        return source
    lines = source.split("\n")
    for at, line in enumerate(lines):
        if line.lstrip().startswith("|") and "$" in line:
            lines[at] = _TABLE_FORMULA.sub(
                lambda match: "$" + re.sub(r"(?<!\\)\|", r"\\vert ", match[1]).replace("\\|", "\\Vert ") + "$", line
            )
    return "\n".join(lines)


def _without_html(blocks: list[Node], context: Context) -> list[Node]:
    """Blocks with raw HTML read. Markdown and HTML may enclose each other, so that the nodes are woven into one HTML fragment,
    each as an element of its own, and read from there."""
    if not _has_html(blocks):
        return blocks
    woven: list[Node] = []
    fragment = "".join(_weave(block, woven, context) for block in blocks)
    reader = HtmlReader(context, parse_html(fragment), woven)
    made = reader.read()
    lost = [node for at, node in enumerate(woven) if at not in reader.met and plain_text([node])]
    if lost and not reader.tree.too_deep:
        context.remarks.say("text inside HTML that is left out is left out with it")
    return made


def _has_html(nodes: Iterable[Node]) -> bool:
    return any(node["type"] in ("block_html", "inline_html") or _has_html(node.get("children", ())) for node in nodes)


def _weave(node: Node, woven: list[Node], context: Context) -> str:
    if node["type"] in ("block_html", "inline_html"):
        return str(node["raw"])
    if node["type"] == "footnote":
        node = {**node, "children": _without_html(node.get("children", []), context)}
    number = len(woven)
    woven.append(node)
    inside = "" if node["type"] == "footnote" else "".join(_weave(child, woven, context) for child in node.get("children", ()))
    return f'<{WOVEN_TAG} n="{number}">{inside}</{WOVEN_TAG}>'


def _completed(nodes: list[Node], context: Context) -> list[Node]:
    """Nodes with images found, code coloured, and displayed formulas on lines of their own."""
    return [made for node in nodes for made in _complete(node, context)]


def _complete(node: Node, context: Context) -> list[Node]:
    kind = node["type"]
    if kind == "image" and not {"data", "missing"} & (node.get("attrs") or {}).keys():
        return _image(node, context)
    if kind == "block_code" and "tokens" not in (node.get("attrs") or {}):
        info = str((node.get("attrs") or {}).get("info") or "")
        parts = tokens(node["raw"], info) if info else []
        return [{**node, "attrs": {"info": info, **({"tokens": parts} if parts else {})}}]
    if kind == "text":
        return [{**node, "raw": _ENTITY.sub(lambda match: html.unescape(match[0]), node["raw"])}]
    if "children" not in node:
        return [node]
    children = _completed(node["children"], context)
    if kind in ("paragraph", "block_text", "strong", "emphasis", "strikethrough") and any(is_block(child) for child in children):
        return hoisted(children, {key: value for key, value in node.items() if key != "children"})
    if kind in ("heading", "table_cell", "link"):
        children = [{**child, "type": "inline_math"} if child["type"] == "block_math" else child for child in children]
    return [{**node, "children": children}]


def _image(node: Node, context: Context) -> list[Node]:
    attrs = node.get("attrs") or {}
    alt = plain_text(node.get("children", ()))
    found = linked_image(str(attrs.get("url", "")), context, alt=alt, title=str(attrs.get("title") or ""))
    return [found or missing_image(alt, str(attrs.get("url", "")))]
