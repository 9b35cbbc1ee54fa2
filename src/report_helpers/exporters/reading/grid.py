"""The cells of an HTML table in their rows and columns, shortened where there are more than a reader can take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

MOST_ROWS, FIRST_ROWS, LAST_ROWS = 200, 60, 20
MOST_COLUMNS, FIRST_COLUMNS, LAST_COLUMNS = 60, 40, 10
_WIDEST = 1000


@dataclass(frozen=True)
class Slot:
    """A cell as it was written: its element and whether it heads others."""

    element: Any
    header: bool


@dataclass(frozen=True)
class Placed:
    """A cell where it stands: how many columns and rows it covers of those that are kept."""

    slot: Slot | None
    colspan: int
    rowspan: int


class Grid:
    """Rows of cells, each place filled once; what a row lacks at its end is empty."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows = [_Row() for _ in rows]
        for index, row in enumerate(rows):
            self._fill(index, row)
        self.width = max((row.width for row in self._rows), default=0)

    def __len__(self) -> int:
        return len(self._rows)

    def _fill(self, index: int, row: Any) -> None:
        column = 0
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            while column in self._rows[index].slots:
                column += 1
            colspan = min(_number(element.get("colspan")), _WIDEST)
            rowspan = min(_number(element.get("rowspan"), zero=len(self._rows)), len(self._rows) - index)
            if column + colspan > _WIDEST:
                return
            slot = Slot(element, element.tag == "th")
            for below in range(index, index + rowspan):
                self._rows[below].put(column, colspan, slot)
            column += colspan

    def placed(self, rows: Sequence[int], columns: Sequence[int]) -> Iterator[list[Placed]]:
        """The kept rows, each with the cells that begin in it."""
        for place, row in enumerate(rows):
            above = self._rows[rows[place - 1]] if place else None
            yield list(self._cells(row, above, rows[place:], columns))

    def _cells(self, row: int, above: _Row | None, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Placed]:
        at = 0
        while at < len(columns):
            slot = self._rows[row].slots.get(columns[at])
            colspan = 1
            while slot and at + colspan < len(columns) and self._rows[row].slots.get(columns[at + colspan]) is slot:
                colspan += 1
            if slot is None or above is None or above.slots.get(columns[at]) is not slot:
                yield Placed(slot, colspan, self._rowspan(slot, columns[at], rows))
            at += colspan

    def _rowspan(self, slot: Slot | None, column: int, rows: Sequence[int]) -> int:
        count = 1
        while slot is not None and count < len(rows) and self._rows[rows[count]].slots.get(column) is slot:
            count += 1
        return count


class _Row:
    def __init__(self) -> None:
        self.slots: dict[int, Slot] = {}

    def put(self, column: int, colspan: int, slot: Slot) -> None:
        for each in range(column, column + colspan):
            self.slots.setdefault(each, slot)

    @property
    def width(self) -> int:
        return max(self.slots, default=-1) + 1


def kept(count: int, most: int, first: int, last: int) -> list[int]:
    """The places that stay of ``count``: all, or the first and the last ones."""
    return list(range(count)) if count <= most else [*range(first), *range(count - last, count)]


def _number(value: str | None, *, zero: int = 1) -> int:
    if value is None or not value.strip().isdecimal() or len(value) > 6:
        return 1
    return int(value) or zero
