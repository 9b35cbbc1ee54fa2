"""Tables as the template takes them: widths, sizes, which rows keep together, and the scope of every header cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...content.nodes import Node, plain_text
from .measure import Measure, column_measure, lines

if TYPE_CHECKING:
    from .composer import Composer

Piece = dict[str, Any]

_WHOLE = 14
"""Lines up to which a row is never broken."""

_NARROW = 32
"""Letters a line below which words are divided: wider columns read as well without, and are set in half the time."""

_FEW = 16
"""Lines up to which a table is never broken."""

_PAGE_HEIGHT = 218
_MATRIX_ROW = 4.5
"""Millimetres: a matrix that a page can hold is not broken."""

_LONGEST_LEAD = 32
"""Lines up to which a leading row stays with the next; a longer one breaks like any other."""


def data_table(composer: Composer, attrs: dict[str, Any], depth: int) -> Piece:
    """A ``data_table`` node as a piece."""
    columns, rows = attrs["columns"], attrs["rows"]
    caption, moved = composer.caption(attrs["caption"])
    measure = column_measure(attrs)
    label = composer.anchor(attrs["label"]) or f"table:{len(composer.scopes)}:{depth}"
    scopes: list[list[str]] = [["Column"] * len(columns)]
    pieces = [_row(composer, rows, index, measure, scopes, depth) for index in range(len(rows))]
    composer.scopes.append(_balanced(scopes))
    return {
        "t": "table",
        "id": label,
        "layout": attrs.get("layout", "compact"),
        "caption": caption,
        "size": measure.size,
        "widths": measure.widths,
        "turned": measure.turned,
        "hyphenate": [letters < _NARROW for letters in measure.letters],
        "align": [column.get("align", "start") for column in columns],
        "titles": [composer.cleaner.line(column["title"]) for column in columns],
        "rows": pieces,
        "whole": _fits(rows, measure),
        "notes": [*moved, *(composer.inline(note, depth) for note in attrs.get("notes", ()))],
    }


def _fits(rows: list[Any], measure: Measure) -> bool:
    """Whether the table stays in one piece: a matrix that a page can hold, and any table of a few lines."""
    if measure.turned:
        return measure.turned + _MATRIX_ROW * len(rows) <= _PAGE_HEIGHT
    return len(rows) <= _FEW and sum(_height(row, measure) for row in rows) <= _FEW


def _balanced(scopes: list[list[str]]) -> list[list[str]]:
    """Scopes with fewer heads than data. In a table of two columns every row would be half header: readers announce
    each name twice, and checkers take the table for a broken one."""
    cells = [scope for row in scopes for scope in row]
    if 2 * sum(map(bool, cells)) <= len(cells):
        return scopes
    return [["" if scope == "Row" else scope for scope in row] for row in scopes]


def _row(composer: Composer, rows: list[Any], index: int, measure: Measure, scopes: list[list[str]], depth: int) -> Piece:
    row = rows[index]
    kind = row.get("kind", "body")
    height = _height(row, measure)
    marks = composer.anchored(row.get("id"))
    cells = [_cell(composer, cell, depth) for cell in row["cells"]]
    if marks and cells:
        _put_before(cells[0], marks)
    scopes.append([_scope(kind, cell) for cell in row["cells"]])
    if kind == "group" and len(cells) == 1 and cells[0]["span"] > 1:
        _leave_last(cells, scopes[-1])
    following = rows[index + 1].get("kind", "body") if index + 1 < len(rows) else None
    return {
        "kind": kind,
        "cells": cells,
        "whole": height <= _WHOLE,
        "level": 0 if _has_place(cells) else _header_level(kind, following, height),
    }


def _header_level(kind: str, following: str | None, height: float) -> int:
    """2 or 3 where the row is set as a sub-header, which Typst keeps with what follows; 0 where it is a row."""
    if kind == "lead" and following in ("body", "group") and height <= _LONGEST_LEAD:
        return 2
    return 3 if kind == "group" and following == "body" else 0


def _scope(kind: str, cell: dict[str, Any]) -> str:
    if kind == "group":
        return "Group" if cell["content"] else ""
    return {"group": "Both", "row": "Row"}.get(cell.get("header") or "", "")


def _leave_last(cells: list[Piece], scopes: list[str]) -> None:
    """A row of nothing but a header would be taken for a head of the table: it gets an empty cell of data."""
    cells[0]["span"] -= 1
    cells.append({"c": [], "span": 1, "head": None})
    scopes.append("")


def _cell(composer: Composer, cell: dict[str, Any], depth: int) -> Piece:
    content = composer.blocks(cell["content"], depth)
    if len(content) == 1 and content[0]["t"] == "par":
        content = content[0]["c"]
    return {"c": content, "span": cell.get("colspan", 1), "head": cell.get("header")}


def _put_before(cell: Piece, marks: list[Piece]) -> None:
    """Marks of a place go into the first words of the cell: before a paragraph they would be a line of their own."""
    first = cell["c"][0] if cell["c"] else None
    if first and first["t"] == "par":
        first["c"] = [*marks, *first["c"]]
    else:
        cell["c"] = [*marks, *cell["c"]]


def _has_place(pieces: Any) -> bool:
    """Whether there is a footnote or a place that links lead to: a sub-header is repeated, those must not be; and
    footnotes in it are what Typst can fail to tag."""
    if isinstance(pieces, list):
        return any(_has_place(piece) for piece in pieces)
    if isinstance(pieces, dict):
        return pieces.get("t") in ("footnote", "noteref", "anchor", "image") or any(_has_place(v) for v in pieces.values())
    return False


def _height(row: Any, measure: Measure) -> float:
    """Lines that the row takes, roughly."""
    heights, at = [1.0], 0
    for cell in row["cells"]:
        span = cell.get("colspan", 1)
        heights.append(lines(cell["content"], sum(measure.letters[at : at + span])))
        at += span
    return max(heights)


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
