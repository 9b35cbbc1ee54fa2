"""Tables that come from a notebook's file: widths, spans, alignments and tags of the kinds that exporters reckon with."""

from __future__ import annotations

import math
from typing import Any

_MOST = 1000
"""Columns or rows that a cell may span."""


def sound_numbers(attrs: dict[str, Any]) -> dict[str, Any]:
    """The attributes of a ``data_table`` with every number a number, and every choice one of those that there are."""
    columns, rows = attrs["columns"], attrs["rows"]
    made = {
        **attrs,
        "layout": _one_of(attrs.get("layout"), ("compact", "text", "matrix")),
        "columns": [_column(column) for column in columns],
        "rows": [_row(row, len(columns), len(rows) - at) for at, row in enumerate(rows)],
    }
    head = _head(attrs.get("head"), len(columns))
    return {**made, "head": head} if head else {key: value for key, value in made.items() if key != "head"}


def _column(column: dict[str, Any]) -> dict[str, Any]:
    width = column.get("width", 1)
    known = isinstance(width, (int, float)) and not isinstance(width, bool) and math.isfinite(width) and 0 < width < _MOST
    return {**column, "width": width if known else 1, "align": _one_of(column.get("align"), ("start", "end", "center"))}


def _row(row: dict[str, Any], columns: int, below: int) -> dict[str, Any]:
    cells = [
        {
            **cell,
            **{name: _span(cell[name], most) for name, most in (("colspan", columns), ("rowspan", below)) if name in cell},
            "header": _one_of(cell.get("header"), (None, "row", "group")),
        }
        for cell in row["cells"]
    ]
    given = row.get("tags")
    given = given if isinstance(given, dict) else {}
    tags = {str(kind): [str(each) for each in values] for kind, values in given.items() if isinstance(values, (list, tuple))}
    return {**row, "kind": _one_of(row.get("kind"), ("body", "lead", "group")), "cells": cells, "tags": tags}


def _head(head: Any, columns: int) -> list[list[dict[str, Any]]]:
    """The rows of a head; nothing where it has not the form of one."""
    if not isinstance(head, list) or not all(
        isinstance(row, list) and all(isinstance(cell, dict) for cell in row) for row in head
    ):
        return []
    return [
        [
            {
                **cell,
                "title": str(cell.get("title", "")),
                "colspan": _span(cell.get("colspan", 1), columns),
                "rowspan": _span(cell.get("rowspan", 1), len(head) - at),
            }
            for cell in row
        ]
        for at, row in enumerate(head)
    ]


def _span(value: Any, most: int) -> int:
    return min(max(1, value), most, _MOST) if isinstance(value, int) else 1


def _one_of(value: Any, known: tuple[Any, ...]) -> Any:
    """The value where it is known, otherwise the first of those that are."""
    return value if value in known else known[0]
