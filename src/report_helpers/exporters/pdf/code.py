"""Code as lines of coloured parts."""

from __future__ import annotations

from typing import Any

from ...content.nodes import Node
from .characters import Cleaner

_KINDS = {"k": "word", "o": "", "n": "", "s": "string", "c": "comment", "m": "number"}
_EXACT = {"ow": "word", "nb": "name", "nf": "name", "nc": "name", "nd": "name", "kc": "number", "gr": "error", "err": ""}
_MOST = 20_000
"""Parts beyond which code is set without colours."""


def code_block(node: Node, cleaner: Cleaner) -> dict[str, Any]:
    """A ``block_code`` node as a piece: the source, its role, and per line the kind and text of its parts."""
    attrs = node.get("attrs") or {}
    source = cleaner.lines(str(node.get("raw", "")).rstrip("\n"))
    role = attrs.get("role")
    piece = {"t": "pre", "s": source, "role": role if role in ("input", "output", "error") else ""}
    tokens = attrs.get("tokens")
    if isinstance(tokens, list) and len(tokens) <= _MOST:
        rows = _lines(tokens, cleaner)
        # Only where colouring changes nothing but the colours.
        if "\n".join("".join(part[1] for part in row) for row in rows) == source:
            piece["rows"] = rows
    return piece


def _lines(tokens: list[Any], cleaner: Cleaner) -> list[list[list[str]]]:
    rows: list[list[list[str]]] = [[]]
    for token in tokens:
        if not isinstance(token, (list, tuple)) or len(token) != 2:
            return []
        kind = _EXACT.get(str(token[0]), _KINDS.get(str(token[0])[:1], ""))
        for at, words in enumerate(cleaner.lines(token[1]).split("\n")):
            if at:
                rows.append([])
            if words:
                rows[-1].append([kind, words])
    while len(rows) > 1 and not rows[-1]:
        rows.pop()
    return rows
