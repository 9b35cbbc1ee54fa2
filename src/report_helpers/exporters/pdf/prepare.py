"""A document as the data of the template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ...content.nodes import Node, paragraph, plain_text, walk
from ..document import Document, Metadata
from .characters import Cleaner
from .composer import LONGEST_HEAD, Composer, Piece, direction
from .extras import attachment_pieces, index_pieces
from .fonts import han_family
from .pictures import Pictures
from .places import cut, cut_words, label_places, piece_words, without_footnotes
from .words import long_date, words

_LISTED = 4
"""From how many on tables and figures get a list of their own."""

_CONTENTS, _CONTENTS_LINE, _ENTRY = 215.0, 92, {1: 7.3, 2: 4.6}
"""Millimetres for the contents on a page, letters in a line of it, millimetres of a line at each level."""

_TIGHTEST = 0.87

_SHORT = 600
"""Letters of a text that isn't left at the foot of a page when the table that it leads to begins on the next."""

_HEAD = 120
"""Letters of a title that a running head has room for."""

_ROOM = {"title": 300, "subtitle": 300, "publisher": 200, "kind": 60, "as_of": 60, "edition": 20}
"""Letters of what stands on the cover."""

_LONGEST_TITLE = 2000
"""Letters of the title in the PDF's properties."""

_FULL_WIDTH = ("heading", "table", "chart", "picture", "pre", "title", "index")


@dataclass(frozen=True)
class Prepared:
    """What the compiler takes: the data, the images by name, the scopes of the tables' cells in reading order,
    the cells of images without alternative text, faults that a report must not have, and what had to be changed."""

    data: dict[str, Any]
    files: dict[str, bytes]
    scopes: list[list[list[str]]]
    undescribed: list[str]
    faults: list[str]
    warnings: list[str]


def prepare(document: Document, *, paper: str) -> Prepared:
    """The document as data: every string cleaned, every place labelled, every image beside it."""
    composer = Composer(Cleaner(), Pictures(), label_places(document.blocks), _numbered_labels(document.blocks))
    blocks, printed_title = _without_title(document)
    skipped: list[str] = []
    pieces = _body(composer, blocks, skipped)
    unlink(pieces, composer.reached)
    counts = {kind: sum(piece["t"] == kind and bool(piece["caption"]) for piece in pieces) for kind in ("table", "chart")}
    meta = document.metadata
    said, missing = words(meta.language)
    if not meta.has_title:
        missing += skipped
    pieces += index_pieces(composer, meta.index, said["index"])
    data = {
        "meta": _metadata(composer.cleaner, meta, missing),
        "words": said,
        "han": han_family(composer.cleaner.seen, meta.language),
        "paper": paper,
        "cover": meta.has_title and not meta.kind,
        "tight": _tightness(pieces),
        "title": printed_title,
        "lists": {kind: meta.has_title and not meta.kind and count >= _LISTED for kind, count in counts.items()},
        "targets": list(composer.targets),
        "body": [*attachment_pieces(composer.cleaner, meta.attachments), *_grouped(pieces)],
    }
    pictures = composer.pictures
    faults = [*skipped, *(f"{_cell(cell)}an image has no alternative text" for cell in pictures.undescribed)]
    return Prepared(data, pictures.files, composer.scopes, pictures.undescribed, faults, [*missing, *_warnings(composer)])


def _numbered_labels(blocks: list[Node]) -> dict[str, str]:
    """Which labels are of tables and figures that have a number."""
    kinds = {"data_table": "table", "chart": "figure"}
    others = {(node.get("attrs") or {}).get("id") for node in walk(blocks) if node["type"] in ("heading", "target")}
    return {
        node["attrs"]["label"]: kinds[node["type"]]
        for node in blocks
        if node["type"] in kinds and node["attrs"].get("caption") and node["attrs"].get("label", "") not in ("", *others)
    }


def _cell(place: str) -> str:
    return f"{place}: " if place else ""


def _tightness(pieces: list[Piece]) -> float:
    """How much closer the contents are set: as much as they need to fit one page, where they nearly do."""
    entries = [piece for piece in pieces if piece["t"] == "heading" and piece["level"] <= 2]
    height = sum(_ENTRY[piece["level"]] * (1 + (len(piece_words(piece)) > _CONTENTS_LINE)) for piece in entries)
    return max(_TIGHTEST, min(1.0, _CONTENTS / height)) if height else 1.0


def _warnings(composer: Composer) -> list[str]:
    found = [*composer.warnings, *composer.pictures.warnings]
    if composer.cleaner.replaced:
        shown = ", ".join(f"U+{point:04X}" for point in sorted(composer.cleaner.replaced)[:12])
        found.append(f"no font has these characters, or they steer the text; they are shown by name: {shown}")
    return found


def _metadata(cleaner: Cleaner, meta: Metadata, missing: list[str]) -> dict[str, Any]:
    language, _, region = meta.language.partition("-")
    texts = {
        key: cleaner.line(getattr(meta, key)).strip()
        for key in ("title", "kind", "subtitle", "edition", "publisher", "description", "citation", "notice", "checksum")
    }
    texts["as_of"] = cleaner.line(long_date(meta.as_of, meta.language)) if meta.as_of else ""
    whole = cut_words(texts["title"], _LONGEST_TITLE)
    for key, room in _ROOM.items():
        if len(texts[key]) > room:
            missing.append(f"the document's {key.replace('_', ' ')!r} is cut to {room} letters on the cover")
            texts[key] = cut_words(texts[key], room)
    return {
        **texts,
        "whole": whole,
        "language": language,
        "region": region.upper() or None,
        "running": cut_words(texts["title"], _HEAD),
        "keywords": [cleaner.line(word) for word in meta.keywords],
        "draft": meta.draft,
    }


def _without_title(document: Document) -> tuple[list[Node], bool]:
    """The blocks, and whether the title is printed above them. A notebook without metadata mostly opens with its
    title as a heading: it becomes the title; where it is one of several chapters it stays a heading."""
    blocks, meta = document.blocks, document.metadata
    first = next((node for node in blocks if node["type"] == "heading"), None)
    if meta.has_title or first is None or plain_text([first]) != meta.title:
        return blocks, not meta.has_title
    if sum(node["type"] == "heading" and node["attrs"]["level"] <= first["attrs"]["level"] for node in blocks) > 1:
        return blocks, False
    return [{**node, "type": "title"} if node is first else node for node in blocks], False


def _body(composer: Composer, blocks: list[Node], skipped: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    open_levels: list[int] = []
    for node in blocks:
        composer.pictures.cell = cell = str((node.get("attrs") or {}).get("cell") or "")
        if node["type"] == "heading":
            before = len(open_levels)
            given = int(node["attrs"]["level"])
            above = open_levels[-1] if open_levels else 0
            level = _nesting(open_levels, given)
            if given > above + 1 and before:
                words = composer.cleaner.line(plain_text([node]))
                skipped.append(f"{_cell(cell)}the heading {words!r} of level {given} follows one of level {above}")
            pieces.extend(_heading(composer, node, level))
        elif node["type"] == "title":
            label = composer.anchor(node["attrs"].get("id"))
            pieces.append({"t": "title", "id": label, "c": composer.inline(node["children"]), **direction(node)})
        else:
            pieces.extend({**piece, "cell": cell} for piece in composer.blocks([node]))
    return pieces


def _nesting(open_levels: list[int], level: int) -> int:
    """The depth of a heading in the outline: levels that the author skipped don't count, as PDF/UA asks."""
    while open_levels and open_levels[-1] >= level:
        open_levels.pop()
    open_levels.append(level)
    return len(open_levels)


def _heading(composer: Composer, node: Node, level: int) -> list[Piece]:
    """A heading, and where it is too long for one its words as a paragraph."""
    kept, notes = without_footnotes(node["children"])
    number, rest = _numbered(kept) if level == 1 else ("", kept)
    first = cut(rest, LONGEST_HEAD)
    if first is not None:
        composer.tell(f"a heading of more than {LONGEST_HEAD} letters is cut, and stands in full below")
        return [*_heading(composer, {**node, "children": [*first, *notes]}, level), *composer.blocks([paragraph(*kept)])]
    words = composer.cleaner.line(plain_text(rest))
    made = {
        "t": "heading",
        "level": level,
        "running": cut_words(words, _HEAD) if len(words) > _HEAD else None,
        "id": composer.anchor(node["attrs"].get("id")),
        "number": composer.cleaner.line(number),
        "c": composer.inline(rest) or [{"t": "text", "s": "\u2013"}],
        "marks": composer.inline(notes),
        **direction(node),
    }
    return [made]


def _numbered(nodes: list[Node]) -> tuple[str, list[Node]]:
    """The number that a chapter's heading begins with, and the rest of it."""
    raw = nodes[0].get("raw", "") if nodes and nodes[0]["type"] == "text" else ""
    match = re.match(r"(\d{1,2}|[IVX]{1,5})[.:]?\s+(?=\S)", raw)
    if not match or (not match[1].isdigit() and raw[len(match[1])] not in ".:"):
        return "", nodes
    return match[1], [{**nodes[0], "raw": raw[match.end() :]}, *nodes[1:]]


def _grouped(pieces: list[Piece]) -> list[Piece]:
    """Runs of running text together: they are set to a narrower measure than tables and charts. A short one between a
    heading and a table or a chart stays with both."""
    result: list[Piece] = []
    for piece in pieces:
        if piece["t"] in _FULL_WIDTH:
            result.append(piece)
        elif result and result[-1]["t"] == "prose":
            result[-1]["c"].append(piece)
        else:
            result.append({"t": "prose", "c": [piece], "sticky": False})
    for above, prose, below in zip(result, result[1:], result[2:], strict=False):
        if prose["t"] == "prose" and above["t"] == "heading" and below["t"] in ("table", "chart"):
            prose["sticky"] = len(piece_words(prose)) < _SHORT
    return result


def unlink(value: Any, reached: set[str]) -> None:
    """Turn links to places that were not set (they lay too deep) into plain words."""
    if isinstance(value, dict):
        if value.get("t") == "xref" and value["to"] not in reached:
            value["t"] = "seq"
        value = value.values()
    for item in value:
        if isinstance(item, list | dict):
            unlink(item, reached)
