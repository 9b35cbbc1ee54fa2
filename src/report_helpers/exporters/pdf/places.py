"""Places that links lead to, and footnotes that must not come along where a text is printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...content.nodes import Node, walk

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,80}")


def without_footnotes(nodes: Iterable[Node]) -> tuple[list[Node], list[Node]]:
    """Nodes without their footnotes, and the footnotes."""
    kept: list[Node] = []
    notes: list[Node] = []
    for node in nodes:
        if node["type"] == "footnote":
            notes.append(node)
        elif "children" in node:
            inner, found = without_footnotes(node["children"])
            kept.append({**node, "children": inner})
            notes.extend(found)
        else:
            kept.append(node)
    return kept, notes


def label_places(blocks: Iterable[Node]) -> dict[str, str]:
    """A label for every identifier of a document: the identifier itself where it is a plain word, so that
    addresses into the PDF can be read."""
    found: dict[str, str] = {}
    for node in walk(blocks):
        attrs = node.get("attrs") or {}
        if node["type"] in ("target", "heading"):
            _add(found, attrs.get("id"))
        elif node["type"] in ("data_table", "chart"):
            _add(found, attrs.get("label"))
            for row in attrs.get("rows", ()):
                _add(found, row.get("id"))
    return found


def _add(found: dict[str, str], identifier: object) -> None:
    if isinstance(identifier, str) and identifier and identifier not in found:
        found[identifier] = identifier if _PLAIN.fullmatch(identifier) else f"place:{len(found) + 1}"
