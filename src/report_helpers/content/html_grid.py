"""Where the cells of a table stand, and how its rows carry their tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from .html_base import visible

_WIDEST = 1000


def whole(value: object) -> int:
    """A number of rows or columns that a cell spans: 1 where it is none, never more than a browser takes."""
    try:
        return min(max(1, int(str(value))), _WIDEST)
    except ValueError:
        return 1


class Places:
    """Gives every cell the column that it begins in, rows after rows: cells from above may reach down."""

    def __init__(self) -> None:
        self._reaching: dict[int, int] = {}
        """Columns that cells of earlier rows take, with the number of rows that they still do."""

    def row(self, cells: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int]]:
        """The cells of the next row, each with the position of its first column."""
        taken = dict(self._reaching)
        following = {column: rows - 1 for column, rows in taken.items() if rows > 1}
        column = 0
        for cell in cells:
            while column in taken:
                column += 1
            yield cell, column
            rows = whole(cell.get("rowspan"))
            width = whole(cell.get("colspan"))
            if rows > 1:
                following.update(dict.fromkeys(range(column, column + width), rows - 1))
            column += width
        self._reaching = following


def tag_tokens(tags: Any) -> str:
    """Tags as one attribute: ``theme:health state:ARG``, each part encoded as in an address."""
    if not isinstance(tags, dict):
        return ""
    return " ".join(f"{_part(kind)}:{_part(value)}" for kind in tags for value in tags[kind])


def _part(value: object) -> str:
    return quote(visible(str(value)), safe="")
