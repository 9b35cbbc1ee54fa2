"""Tables as the template takes them: widths, sizes, which rows keep together, and the scope of every header cell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...content.nodes import Node, plain_text
from .measure import Measure, column_measure, lines
from .places import piece_words

if TYPE_CHECKING:
    from .composer import Composer

Piece = dict[str, Any]

_WHOLE = 9
"""Lines up to which a row is never broken."""

_LINE_OF_CELL = 1.5
"""Lines up to which a cell is sure to be one line, which can't be broken."""

_NARROW = 32
"""Letters a line below which words are divided: wider columns read as well without, and are set in half the time."""

_FEW = 16
"""Lines up to which a table is never broken, its head repeated, and its notes kept with it."""

_MATRIX_ROW = 4.5
_LINE = 3.9
"""Millimetres, with what parts the lines of a cell from those of the next."""

_OPENING = 5
"""Lines, or rows of a matrix, that a table opens with: with room for less on a page it begins on the next."""

_TITLE, _REMARK = 2, 4
"""Lines up to which the first paragraph of a cell stays with the second, and up to which the last is not broken."""

_LETTERS_OF_NOTE = 130
"""Letters in a line below a table."""

_LONG_HEAD = 42
"""Letters from which on the head of a row in a compact table is set in regular weight, its place and its symbols apart."""

_PLACES = frozenset({"footnote", "noteref", "anchor", "image"})
"""Footnotes and places that links lead to: a sub-header is repeated, those must not be, and a footnote in one is what
Typst can fail to tag."""

_LINKS = frozenset({"link", "xref"})
"""What a repetition must not hold: it counts as an artifact, and PDF/UA allows no link in one."""


def data_table(composer: Composer, attrs: dict[str, Any], depth: int) -> Piece:
    """A ``data_table`` node as a piece."""
    columns, rows = attrs["columns"], attrs["rows"]
    caption, moved = composer.caption(attrs["caption"])
    notes = [*moved, *(composer.inline(note, depth) for note in attrs.get("notes", ()))]
    measure = column_measure(attrs)
    label = composer.anchor(attrs["label"]) or f"table:{len(composer.scopes)}:{depth}"
    head = _head(composer, attrs)
    repeat = measure.turned > 0 or _head_height(head, measure) <= _FEW
    scopes: list[list[str]] = [["Column"] * len(row) for row in head]
    places = _places(rows)
    setting = _Setting(composer, measure, attrs.get("layout") == "text", _reaches_down(rows), depth)
    pieces = [_row(setting, rows, index, places[index], scopes) for index in range(len(rows))]
    composer.scopes.append(_balanced(scopes))
    if any(cell["light"] for piece in pieces for cell in piece["cells"]):
        _lighten(pieces)
    return {
        "t": "table",
        "id": label,
        "layout": attrs.get("layout", "compact"),
        "caption": caption,
        "size": measure.size,
        "widths": measure.widths,
        "turned": measure.turned,
        "align": [column.get("align", "start") for column in columns],
        "head": head,
        "repeat": repeat,
        "rows": pieces,
        "whole": repeat and _fits(rows, measure) and _are_short(notes),
        "room": _room(rows, measure),
        "notes": notes,
    }


def _lighten(pieces: list[Piece]) -> None:
    """Heads of rows are set alike: where one is too long for a heavier weight, none has it."""
    for piece in pieces:
        for cell in piece["cells"]:
            cell["light"] = cell["head"] == "row"


def _fits(rows: list[Any], measure: Measure) -> bool:
    """Whether the table is so short that it stays in one piece."""
    return not measure.turned and len(rows) <= _FEW and sum(_height(row, measure) for row in rows) <= _FEW


def _are_short(notes: list[list[Piece]]) -> bool:
    """Whether notes stay in one piece with their table."""
    return sum(1 + len(piece_words({"c": note})) / _LETTERS_OF_NOTE for note in notes) <= _FEW


def _head_height(head: list[list[Piece]], measure: Measure) -> float:
    """Lines of the head, roughly. One that fills pages isn't repeated: there would be no room for rows below it."""
    return sum(max((_title_height(cell, measure) for cell in row), default=1.0) for row in head)


def _title_height(cell: Piece, measure: Measure) -> float:
    return math.ceil(len(cell["s"]) / _letters(measure, cell["at"], cell["span"])) / float(cell["rows"])


def _room(rows: list[Any], measure: Measure) -> float:
    """Millimetres that the page must offer for caption, head and first lines."""
    if measure.turned:
        return round(14 + measure.turned + _MATRIX_ROW * min(len(rows), 2 * _OPENING), 1)
    return round(18 + _LINE * min(_OPENING, sum(_height(row, measure) for row in rows[:_OPENING])), 1)


def _balanced(scopes: list[list[str]]) -> list[list[str]]:
    """Scopes with fewer heads than data. In a table of two columns every row would be half header: readers announce
    each name twice, and checkers take the table for a broken one."""
    cells = [scope for row in scopes for scope in row]
    if 2 * sum(map(bool, cells)) <= len(cells):
        return scopes
    return [["" if scope == "Row" else scope for scope in row] for row in scopes]


def _head(composer: Composer, attrs: dict[str, Any]) -> list[list[Piece]]:
    """The rows of the head: those given, or one of the columns' titles."""
    rows = attrs.get("head") or [[{"title": column["title"]} for column in attrs["columns"]]]
    places = _places([{"cells": row} for row in rows])
    return [
        [
            {
                "s": composer.cleaner.line(cell.get("title", "")),
                "at": at,
                "span": int(cell.get("colspan", 1)),
                "rows": int(cell.get("rowspan", 1)),
            }
            for at, cell in zip(places[y], row, strict=True)
        ]
        for y, row in enumerate(rows)
    ]


def _places(rows: list[Any]) -> list[list[int]]:
    """The first column of every cell, which cells that reach down from rows above move to the right."""
    taken: set[tuple[int, int]] = set()
    found = []
    for y, row in enumerate(rows):
        at, places = 0, []
        for cell in row["cells"]:
            while (y, at) in taken:
                at += 1
            places.append(at)
            span = int(cell.get("colspan", 1))
            taken |= {(y + down, at + along) for down in range(1, int(cell.get("rowspan", 1))) for along in range(span)}
            at += span
        found.append(places)
    return found


@dataclass(frozen=True)
class _Setting:
    """What the rows of a table have in common. ``divided``: words may be hyphenated in narrow columns; ``reaching``: a
    cell takes more than one row."""

    composer: Composer
    measure: Measure
    divided: bool
    reaching: bool
    depth: int


def _reaches_down(rows: list[Any]) -> bool:
    return any(int(cell.get("rowspan", 1)) > 1 for row in rows for cell in row["cells"])


def _row(setting: _Setting, rows: list[Any], index: int, places: list[int], scopes: list[list[str]]) -> Piece:
    row = rows[index]
    kind = row.get("kind", "body")
    letters = [_letters(setting.measure, at, int(cell.get("colspan", 1))) for at, cell in zip(places, row["cells"], strict=True)]
    heights = [lines(cell["content"], width) / cell.get("rowspan", 1) for cell, width in zip(row["cells"], letters, strict=True)]
    whole = max([1.0, *heights]) <= _WHOLE
    marks = setting.composer.anchored(row.get("id"))
    cells = [_cell(setting, cell, width) for cell, width in zip(row["cells"], letters, strict=True)]
    for cell, height in zip(cells, heights, strict=True):
        # A row moves to the next page as soon as one cell finds no room: what can't be broken need only be in one piece.
        # Typst takes twice the time for rows that it is told not to break.
        cell["whole"] = whole and not setting.reaching and height > _LINE_OF_CELL
    if marks and cells:
        _put_before(cells[0], marks)
    scopes.append([_scope(kind, cell) for cell in row["cells"]])
    if kind == "group" and len(cells) == 1 and cells[0]["span"] > 1:
        _leave_last(cells, scopes[-1])
    # A group is set as a sub-header, which Typst keeps with what follows and repeats on the next page; the repetition
    # would go on into what another body leads.
    following = rows[index + 1].get("kind", "body") if index + 1 < len(rows) else None
    return {
        "kind": kind,
        "cells": cells,
        "whole": whole and setting.reaching,
        "opens": kind == "group" and following == "body" and max(heights, default=1.0) <= _WHOLE and not _holds(cells, _PLACES),
        "repeat": not any(later.get("kind") == "lead" for later in rows[index:]) and not _holds(cells, _LINKS),
    }


def _scope(kind: str, cell: dict[str, Any]) -> str:
    if kind == "group":
        return "Group" if cell["content"] else ""
    return {"group": "Both", "row": "Row"}.get(cell.get("header") or "", "")


def _leave_last(cells: list[Piece], scopes: list[str]) -> None:
    """A row of nothing but a header would be taken for a head of the table: it gets an empty cell of data."""
    cells[0]["span"] -= 1
    cells.append({"c": [], "span": 1, "rows": 1, "head": None, "light": False, "whole": False, "divided": False})
    scopes.append("")


def _cell(setting: _Setting, cell: dict[str, Any], letters: float) -> Piece:
    content = setting.composer.blocks(cell["content"], setting.depth)
    if len(content) == 1 and content[0]["t"] == "par":
        content = content[0]["c"]
    elif len(content) > 1 and len(content) == len(cell["content"]):
        _keep_together(content, cell["content"], letters)
    head = cell.get("header")
    return {
        "c": content,
        "span": int(cell.get("colspan", 1)),
        "rows": int(cell.get("rowspan", 1)),
        "head": head,
        "light": head == "row" and len(plain_text(cell["content"])) > _LONG_HEAD,
        "divided": setting.divided and letters < _NARROW,
    }


def _letters(measure: Measure, at: int, span: int) -> float:
    return max(1.0, sum(measure.letters[at : at + span]))


def _keep_together(content: list[Piece], blocks: list[Node], letters: float) -> None:
    """A title stays with what it heads, and a short last paragraph in one piece."""
    if content[0]["t"] == "par" and lines(blocks[:1], letters) < _TITLE + 1:
        content[0]["keep"] = "next"
    if content[-1]["t"] == "par" and lines(blocks[-1:], letters) < _REMARK + 1:
        content[-1]["keep"] = "whole"


def _put_before(cell: Piece, marks: list[Piece]) -> None:
    """Marks of a place go into the first words of the cell: before a paragraph they would be a line of their own."""
    first = cell["c"][0] if cell["c"] else None
    if first and first["t"] == "par":
        first["c"] = [*marks, *first["c"]]
    else:
        cell["c"] = [*marks, *cell["c"]]


def _holds(pieces: Any, kinds: frozenset[str]) -> bool:
    """Whether a piece of one of the kinds is among the pieces or within them."""
    if isinstance(pieces, list):
        return any(_holds(piece, kinds) for piece in pieces)
    if isinstance(pieces, dict):
        return pieces.get("t") in kinds or any(_holds(value, kinds) for value in pieces.values())
    return False


def _height(row: Any, measure: Measure, places: list[int] | None = None) -> float:
    """Lines that the row takes, roughly."""
    starts = places or _places([row])[0]
    cells = zip(starts, row["cells"], strict=True)
    heights = (
        lines(cell["content"], _letters(measure, at, int(cell.get("colspan", 1)))) / cell.get("rowspan", 1) for at, cell in cells
    )
    return float(max([1.0, *heights]))


def grid_table(composer: Composer, node: Node, depth: int) -> Piece:
    """A Markdown table as a piece: no caption, no number."""
    head: Node = next((child for child in node["children"] if child["type"] == "table_head"), {"children": []})
    body: Node = next((child for child in node["children"] if child["type"] == "table_body"), {"children": []})
    titles = head["children"]
    count = max(1, len(titles))
    rows = [
        {"cells": [{"content": [{"type": "paragraph", "children": cell["children"]}]} for cell in row["children"][:count]]}
        for row in body["children"]
    ]
    for row in rows:
        row["cells"] += [{"content": []}] * (count - len(row["cells"]))
    align = {"left": "start", "right": "end", "center": "center"}
    columns = [
        {"title": plain_text([cell]), "width": 1.0, "align": align.get((cell.get("attrs") or {}).get("align") or "", "start")}
        for cell in titles
    ] or [{"title": "", "width": 1.0}]
    return data_table(composer, {"label": "", "caption": [], "columns": columns, "rows": rows, "layout": "compact"}, depth)
