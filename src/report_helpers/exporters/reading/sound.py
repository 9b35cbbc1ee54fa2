"""Nodes that come from a notebook's file: only what has the form of nodes, and nothing nested without end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...content.nodes import Node, text
from .context import Context
from .pictures import SVG, image_node
from .sound_tables import sound_numbers

DEEPEST = 40
_LOWEST = 6
"""Level of the least heading."""
_REQUIRED = {
    "heading": "level", "target": "id", "xref": "target", "footnote": "id", "link": "url", "data_table": "rows", "chart": "svg",
}  # fmt: skip


_TYPES: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("id", "target", "url", "label", "mime", "data"), str),
    "level": int,
    "alt": (str, type(None)),
}
"""Types of the attributes that places, links and images are found by; a chart's ``data`` is a table."""


def sound_nodes(nodes: Any, context: Context) -> list[Node]:
    """The nodes among ``nodes``; a remark where something is none."""
    if not isinstance(nodes, (list, tuple)):
        context.remarks.say("content in an unknown form was left out")
        return []
    return _sound(nodes, context, 0)


def _sound(nodes: Iterable[Any], context: Context, depth: int) -> list[Node]:
    kept = []
    for node in nodes:
        if _is_node(node):
            kept.append(_sound_node(node, context, depth))
        else:
            context.remarks.say("content in an unknown form was left out")
    return kept


def _is_node(node: Any) -> bool:
    if not isinstance(node, dict) or not isinstance(node.get("type"), str) or not isinstance(node.get("raw", ""), str):
        return False
    kind, attrs = node["type"], node.get("attrs")
    if not isinstance(node.get("children") or [], list):
        return False
    if attrs is None:
        return kind not in _REQUIRED
    if not isinstance(attrs, dict) or (kind in _REQUIRED and _REQUIRED[kind] not in attrs):
        return False
    if kind in ("data_table", "chart"):
        return (kind == "chart" or _are_typed(attrs)) and _is_labelled(attrs, kind)
    return _are_typed(attrs)


def _are_typed(attrs: dict[str, Any]) -> bool:
    return all(key not in _TYPES or isinstance(value, _TYPES[key]) for key, value in attrs.items())


def _is_labelled(attrs: dict[str, Any], kind: str) -> bool:
    """Whether a table or chart has what every exporter takes from it."""
    if not isinstance(attrs.get("label"), str) or not isinstance(attrs.get("caption"), list):
        return False
    if kind == "chart":
        return isinstance(attrs.get("svg"), str) and ("data" not in attrs or isinstance(attrs["data"], dict))
    columns, rows = attrs.get("columns"), attrs["rows"]
    if (
        not isinstance(columns, list)
        or not columns
        or not all(isinstance(c, dict) and isinstance(c.get("title"), str) for c in columns)
    ):
        return False
    return isinstance(rows, list) and all(
        isinstance(row, dict)
        and isinstance(row.get("id") or "", str)
        and isinstance(row.get("cells"), list)
        and all(isinstance(c, dict) and isinstance(c.get("content"), list) for c in row["cells"])
        for row in rows
    )


def _sound_node(node: Node, context: Context, depth: int) -> Node:
    made = dict(node)
    if "children" in node:
        made["children"] = _sound(node["children"] or [], context, depth + 1) if depth < DEEPEST else [text(_words(node))]
    if node["type"] == "data_table":
        made["attrs"] = _sound_table(node["attrs"], context, depth)
    elif node["type"] == "chart":
        made["attrs"] = _sound_chart(node["attrs"], context, depth)
        if image_node(SVG, made["attrs"]["svg"]) is None:
            context.remarks.say("the drawing of a chart can't be read as SVG: its description stands in its place")
            made["attrs"]["svg"] = ""
    elif node["type"] == "heading":
        made["attrs"] = {**node["attrs"], "level": min(max(1, node["attrs"]["level"]), _LOWEST)}
    elif node["type"] == "list":
        start = (node.get("attrs") or {}).get("start", 1)
        made["attrs"] = {**(node.get("attrs") or {}), "start": start if isinstance(start, int) and start >= 0 else 1}
    return made


def _sound_chart(attrs: dict[str, Any], context: Context, depth: int) -> dict[str, Any]:
    made = {**attrs, "alt": str(attrs.get("alt") or ""), "caption": _sound(attrs["caption"], context, depth + 1)}
    made["notes"] = _sound_notes(attrs.get("notes"), context, depth)
    data = {"label": "", "caption": [], **attrs["data"]} if isinstance(attrs.get("data"), dict) else {}
    if _is_labelled({"rows": [], **data}, "data_table"):
        return {**made, "data": _sound_table({"rows": [], **data}, context, depth)}
    return {key: value for key, value in made.items() if key != "data"}


def _sound_notes(notes: Any, context: Context, depth: int) -> list[list[Node]]:
    given = notes if isinstance(notes, (list, tuple)) else ()
    return [_sound(note, context, depth + 1) for note in given if isinstance(note, (list, tuple))]


def _sound_table(attrs: dict[str, Any], context: Context, depth: int) -> dict[str, Any]:
    rows = [
        {**row, "cells": [{**cell, "content": _sound(cell["content"], context, depth + 1)} for cell in row["cells"]]}
        for row in attrs["rows"]
    ]
    notes = _sound_notes(attrs.get("notes"), context, depth)
    return sound_numbers({**attrs, "caption": _sound(attrs["caption"], context, depth + 1), "rows": rows, "notes": notes})


def _words(node: Node) -> str:
    """The text of a node nested without end, gathered without recursion."""
    parts: list[str] = []
    waiting: list[Any] = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            if isinstance(current.get("raw"), str):
                parts.append(current["raw"])
            waiting.extend(reversed(current.get("children") or []))
    return " ".join(parts)
