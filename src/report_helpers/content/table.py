"""Tables as values: rows of nodes with a caption, a label and the scope of every header cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from .nodes import Node, paragraph, text
from .show import Shown

Align = Literal["start", "end", "center"]


@dataclass(frozen=True)
class Column:
    """A column: ``key`` names it for programs, ``title`` for readers; ``width`` is relative to the other columns."""

    key: str
    title: str
    width: float = 1.0
    align: Align = "start"


@dataclass(frozen=True)
class Cell:
    """A cell: block nodes, whether it heads its row or the rows below, and the value that it sorts by."""

    content: Sequence[Node]
    header: Literal["row", "group"] | None = None
    colspan: int = 1
    sort: str | float | None = None


@dataclass(frozen=True)
class Row:
    """A row: its cells, the identifier that links reach it by, and tags that it can be filtered by.

    ``kind`` is ``body``, ``group`` (one spanning cell that heads the rows below) or ``lead`` (a body row that opens
    a group and is set apart: the summary of an entry)."""

    cells: Sequence[Cell]
    id: str | None = None
    kind: Literal["body", "group", "lead"] = "body"
    tags: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Table(Shown):
    """A table.

    Args:
        label: identifier, unique in the document; links and cross references use it.
        caption: one sentence that says what the rows are.
        columns: the columns, in order.
        rows: the rows; the widths of a row's cells add up to the number of columns.
        notes: remarks below the table, each a list of inline nodes.
        layout: ``text`` (long prose in cells), ``compact`` (short cells) or ``matrix`` (many narrow columns
            with turned headings).

    Raises:
        ValueError: no caption, no column, or a row that does not fill the columns.
    """

    label: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    notes: Sequence[Sequence[Node]] = ()
    layout: Literal["text", "compact", "matrix"] = "compact"

    def __post_init__(self) -> None:
        if not self.caption.strip():
            raise ValueError(f"table {self.label}: a table needs a caption")
        if not self.columns:
            raise ValueError(f"table {self.label}: a table needs a column")
        for number, row in enumerate(self.rows, 1):
            if sum(cell.colspan for cell in row.cells) != len(self.columns):
                raise ValueError(f"table {self.label}, row {number}: the cells do not fill the {len(self.columns)} columns")

    def nodes(self) -> list[Node]:
        """The table as one ``data_table`` node."""
        return [{"type": "data_table", "attrs": self._attrs()}]

    def _attrs(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "caption": [text(self.caption)],
            "layout": self.layout,
            "columns": [{"key": c.key, "title": c.title, "width": c.width, "align": c.align} for c in self.columns],
            "rows": [_row_attrs(row) for row in self.rows],
            "notes": [list(note) for note in self.notes],
        }


def _row_attrs(row: Row) -> dict[str, Any]:
    cells = [
        {
            "content": list(cell.content),
            **({"header": cell.header} if cell.header else {}),
            **({"colspan": cell.colspan} if cell.colspan > 1 else {}),
            **({"sort": cell.sort} if cell.sort is not None else {}),
        }
        for cell in row.cells
    ]
    return {"kind": row.kind, "cells": cells, **({"id": row.id} if row.id else {}), **({"tags": row.tags} if row.tags else {})}


def cell(value: object, *, header: Literal["row", "group"] | None = None, sort: str | float | None = None) -> Cell:
    """A cell of plain text; numbers sort by their value."""
    key = sort if sort is not None else (value if isinstance(value, (int, float)) and not isinstance(value, bool) else None)
    return Cell([paragraph(text("" if value is None else value))], header=header, sort=key)


def rich_cell(inline: Iterable[Node], *, header: Literal["row", "group"] | None = None, sort: str | float | None = None) -> Cell:
    """A cell of inline nodes."""
    return Cell([paragraph(*inline)], header=header, sort=sort)
