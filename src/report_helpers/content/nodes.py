"""Nodes: the one tree that text, tables and charts are made of before a document exists.

A node is a plain JSON object in the form of mistune's syntax tree, ``{"type", "raw" | "children", "attrs"}``,
so that Markdown and composed content are the same thing to the exporters, and text from data is a
string in a tree, never markup pasted together. Besides mistune's own types there are:

========== ======= =====================================================================
type       place   meaning
========== ======= =====================================================================
span       inline  ``attrs.lang``: passage in another language; ``attrs.role``: how it is
                   set (``symbol``: never hyphenated; ``number``; ``small``; ``status-...``)
target     inline  a place that links can reach, ``attrs.id``
xref       inline  a link inside the document to ``attrs.target``
footnote   inline  a note, its text as children; the same ``attrs.id`` is the same note
note       block   a remark set apart, ``attrs.kind``: ``caveat``, ``note`` or ``method``
data_table block   see :class:`report_helpers.content.table.Table`
chart      block   see :class:`report_helpers.content.chart.Chart`
========== ======= =====================================================================
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

Node = dict[str, Any]

NODES_MIME = "application/vnd.migration-report.nodes+json"
"""MIME type under which a notebook's output carries ``{"version": 1, "nodes": [...]}``."""


def text(value: object) -> Node:
    """Plain text; nothing in it is markup."""
    return {"type": "text", "raw": str(value)}


def strong(*children: Node) -> Node:
    """Text of strong importance."""
    return {"type": "strong", "children": list(children)}


def emphasis(*children: Node) -> Node:
    """Stressed text, and titles of works."""
    return {"type": "emphasis", "children": list(children)}


def link(url: str, *children: Node) -> Node:
    """A link out of the document; ``url`` must have passed :func:`markdown.safe_url`."""
    return {"type": "link", "attrs": {"url": url}, "children": list(children)}


def xref(target_id: str, *children: Node) -> Node:
    """A link to a place of the same document."""
    return {"type": "xref", "attrs": {"target": target_id}, "children": list(children)}


def target(target_id: str, *children: Node) -> Node:
    """A place that :func:`xref` can lead to."""
    return {"type": "target", "attrs": {"id": target_id}, "children": list(children)}


def span(*children: Node, lang: str | None = None, role: str | None = None) -> Node:
    """A passage in another language (``lang``) or set in a certain way (``role``)."""
    attrs = {key: value for key, value in (("lang", lang), ("role", role)) if value}
    return {"type": "span", "attrs": attrs, "children": list(children)}


def footnote(note_id: str, *blocks: Node) -> Node:
    """A footnote mark with the text of its note."""
    return {"type": "footnote", "attrs": {"id": note_id}, "children": list(blocks)}


def linebreak() -> Node:
    """A forced line break."""
    return {"type": "linebreak"}


def paragraph(*children: Node) -> Node:
    """A paragraph."""
    return {"type": "paragraph", "children": list(children)}


def heading(level: int, *children: Node, id: str | None = None) -> Node:
    """A heading; level 1 is a chapter."""
    attrs: dict[str, Any] = {"level": level}
    if id:
        attrs["id"] = id
    return {"type": "heading", "attrs": attrs, "children": list(children)}


def bullet_list(items: Iterable[list[Node]], *, ordered: bool = False) -> Node:
    """A list; each item is a list of block nodes."""
    children = [{"type": "list_item", "children": item} for item in items]
    return {"type": "list", "attrs": {"ordered": ordered, "depth": 0}, "tight": True, "bullet": "-", "children": children}


def note(kind: str, *blocks: Node) -> Node:
    """A remark set apart: ``caveat``, ``note`` or ``method``."""
    return {"type": "note", "attrs": {"kind": kind}, "children": list(blocks)}


def joined(parts: Iterable[list[Node]], separator: str = ", ") -> list[Node]:
    """Inline parts with a separator between them."""
    result: list[Node] = []
    for part in parts:
        if result:
            result.append(text(separator))
        result.extend(part)
    return result


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node of a tree in reading order, tables' and charts' contents included."""
    waiting = [iter(nodes)]  # no recursion: a generator within generators is asked anew at each level for every node
    while waiting:
        for node in waiting[-1]:
            yield node
            inner = node.get("children") or ()
            if node["type"] in ("data_table", "chart"):
                inner = chain(inner, _within(node))
            if inner:
                waiting.append(iter(inner))
                break
        else:
            waiting.pop()


def _within(node: Node) -> Iterator[Node]:
    """What a table, or a chart and then the table of its data, holds besides children."""
    attrs = node.get("attrs") or {}
    for part in (attrs, attrs.get("data") or {}) if node["type"] == "chart" else (attrs,):
        yield from part.get("caption", ())
        for row in part.get("rows", ()):
            for cell in row["cells"]:
                yield from cell["content"]
        yield from chain.from_iterable(part.get("notes", ()))


_OPENING = 200
"""Nodes of a block among which its first letter is looked for."""


def reads_from_right(node: Node) -> bool:
    """Whether the first letter of a block belongs to a script that runs from right to left, as Arabic and Hebrew do."""
    open_nodes = [node]
    for _ in range(_OPENING):
        if not open_nodes:
            break
        part = open_nodes.pop()
        open_nodes.extend(reversed(part.get("children") or ()))
        kinds = (unicodedata.bidirectional(sign) for sign in (part.get("raw", "") if part["type"] == "text" else ""))
        if found := next((kind for kind in kinds if kind in ("L", "R", "AL")), ""):
            return found != "L"
    return False


def plain_text(nodes: Iterable[Node]) -> str:
    """The words of a tree without its markup, blocks parted by a space; footnotes left out."""
    parts: list[str] = []
    _gather(nodes, parts)
    return " ".join("".join(parts).split())


def _gather(nodes: Iterable[Node], parts: list[str]) -> None:
    for node in nodes:
        kind = node["type"]
        if kind == "text":
            parts.append(node["raw"])
        elif kind == "footnote":
            continue
        elif kind in ("softbreak", "linebreak"):
            parts.append(" ")
        elif "raw" in node:
            parts.append(node["raw"])
        else:
            _gather(node.get("children", ()), parts)
            if kind in ("paragraph", "block_text", "list_item", "heading"):
                parts.append(" ")


def slug(value: str) -> str:
    """A string that is safe as an identifier in HTML, Typst and addresses: ``CE/AM-7/08`` -> ``ce-am-7-08``."""
    folded = unicodedata.normalize("NFKD", value)
    plain = "".join(c for c in folded if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
