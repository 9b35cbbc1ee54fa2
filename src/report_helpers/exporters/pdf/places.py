"""Places that links lead to, and footnotes that must not come along where a text is printed twice, and
the words of what is long."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ...content.nodes import Node, plain_text, text, walk

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


def cut(nodes: Iterable[Node], most: int) -> list[Node] | None:
    """The first words of a text that is longer than so many letters; ``None`` for one that isn't."""
    words = plain_text(nodes)
    return [text(cut_words(words, most))] if len(words) > most else None


def cut_words(words: str, most: int) -> str:
    """The first of some words where they have more than so many letters."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "\u2026"


def piece_words(piece: dict[str, Any]) -> str:
    """The words of a piece and of those within it."""
    return "".join(part.get("s", "") or piece_words(part) for part in piece.get("c", ()))
