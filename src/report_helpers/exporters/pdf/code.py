"""Code as lines of coloured parts."""

from __future__ import annotations

import re
from typing import Any

from ...content.nodes import Node
from .characters import Cleaner

_KINDS = {"k": "word", "o": "", "n": "", "s": "string", "c": "comment", "m": "number"}
_EXACT = {"ow": "word", "nb": "name", "nf": "name", "nc": "name", "nd": "name", "kc": "number", "gr": "error", "err": ""}
_MOST = 20_000
"""Parts beyond which code is set without colours."""

_TOO_WIDE = re.compile(r"[^\s\u2e80-\U0010ffff]{60,}")
"""What may not fit a line; letters of China, Japan and Korea have places to break between them anyway."""
_PIECE = 20


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
            piece["rows"] = [_breakable(row) for row in rows]
    if "rows" not in piece:
        piece["s"] = "\n".join(_breakable([["", line]])[0][1] for line in source.split("\n"))
    return piece


def _breakable(row: list[list[str]]) -> list[list[str]]:
    """A line with places to break in words that are wider than a page: without them they would run over its edge."""
    line = "".join(words for _, words in row)
    places = {at for word in _TOO_WIDE.finditer(line) for at in range(word.start() + _PIECE, word.end(), _PIECE)}
    if not places:
        return row
    made, start = [], 0
    for kind, words in row:
        made.append([kind, "".join("\u200b" * (start + at in places) + sign for at, sign in enumerate(words))])
        start += len(words)
    return made


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
