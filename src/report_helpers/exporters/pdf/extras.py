"""What goes with a document beside its blocks: the index at the end and the attached files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .characters import Cleaner
from .composer import Composer, Piece


def index_pieces(composer: Composer, entries: Sequence[dict[str, Any]], title: str) -> list[Piece]:
    """A chapter with the terms by group, each with the places that it leads to; nothing where no term has a place."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        labels = [composer.places.get(str(target)) for target in entry.get("targets") or ()]
        reached = list(dict.fromkeys(label for label in labels if label in composer.reached))
        if reached and entry.get("term"):
            targets = [{"to": label, "n": composer.target(label)} for label in reached]
            term = {"name": composer.cleaner.line(entry["term"]), "targets": targets}
            groups.setdefault(composer.cleaner.line(entry.get("group", "")), []).append(term)
    if not groups:
        return []
    heading = {
        "t": "heading",
        "level": 1,
        "running": None,
        "id": None,
        "number": "",
        "c": [{"t": "text", "s": title}],
        "marks": [],
    }
    return [heading, {"t": "index", "groups": [{"name": name, "terms": terms} for name, terms in groups.items()]}]


def attachment_pieces(cleaner: Cleaner, files: Sequence[dict[str, str]]) -> list[Piece]:
    """The attached files, each under a name of its own."""
    pieces: list[Piece] = []
    taken: set[str] = set()
    for file in files:
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", str(file.get("name", ""))).strip("-.") or "data"
        if name in taken or not isinstance(file.get("data"), str):
            continue
        taken.add(name)
        mime = str(file.get("mime", ""))
        pieces.append(
            {
                "t": "attachment",
                "name": name,
                "description": cleaner.line(file.get("description") or name),
                "mime": mime if re.fullmatch(r"[\w.+-]+/[\w.+-]+", mime) else "text/plain",
                "data": file["data"],
            }
        )
    return pieces
