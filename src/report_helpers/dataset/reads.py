"""What of an edition was read: tables or rows of a selection, whole or some columns, each with a hash of what stood there.

A build asks whether a notebook has to run again. It needn't while everything that it read hashes to the same. The
recording is made by :class:`Tables`, through which an :class:`~report_helpers.dataset.Edition` gives its tables.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, Sequence, ValuesView
from functools import cache
from typing import Any

import pandas as pd

from .rows import LABEL, FrameRows, Row, Rows

Selection = tuple[str, str, str, str]
"""A table, a column and a value that its rows have there (both empty for all rows), and the columns that were looked at,
joined by commas (empty for all)."""

_Place = tuple[str, str, str]
_ALL = "*"


class Tables(Mapping[str, pd.DataFrame]):
    """Tables by name. Asking for one counts as reading all of it; :meth:`columns` reads some columns, :meth:`records` row
    by row.

    ``facts`` are what else an edition holds, by name; a name of a fact is none of a table. ``indexes`` make further tables
    from all of these, each when it is first asked for: who looks up a few rows of an index depends on those alone, not on
    everything that it was made from. ``rows`` gives the rows of a table where they can be had without reading all of it.
    """

    def __init__(
        self,
        frames: Mapping[str, pd.DataFrame],
        facts: Mapping[str, object],
        indexes: Mapping[str, Callable[[Mapping[str, pd.DataFrame]], pd.DataFrame]] | None = None,
        rows: Callable[[str], Rows] | None = None,
    ) -> None:
        self._frames = frames
        self._facts = facts
        self._indexes = indexes or {}
        self._rows = cache(rows or (lambda name: FrameRows(self._frame(name))))
        self._made: dict[str, pd.DataFrame] = {}
        self._records: dict[str, Records] = {}
        self._seen: dict[_Place, set[str]] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The whole table."""
        frame = self._frame(name)
        self._seen_in(name).add(_ALL)
        return frame

    def __iter__(self) -> Iterator[str]:
        """Names."""
        return iter(self._frames)

    def __len__(self) -> int:
        """How many tables there are."""
        return len(self._frames)

    def columns(self, name: str, columns: Collection[str]) -> pd.DataFrame:
        """Some columns of a table, which count as read, and no others."""
        frame = self._frame(name)[list(columns)]
        self._seen_in(name).update(columns)
        return frame

    def has_column(self, name: str, column: str) -> bool:
        """Whether a table has a column, whatever stands in it."""
        return column in self._frame(name)

    def records(self, name: str) -> Records:
        """The rows of a table by id, each read when it is asked for."""
        if name not in self._records:
            self._records[name] = Records(self._rows(name), lambda column, value: self._seen_in(name, column, value))
        return self._records[name]

    def fact(self, name: str) -> Any:
        """One of the facts."""
        self._seen_in(name).add(_ALL)
        return self._facts[name]

    def described(self) -> list[list[str]]:
        """Every selection that was read, with the hash of what stood there."""
        told = sorted((*place, _columns(seen)) for place, seen in self._seen.items() if not self._includes(place, seen))
        return [[*selection, self.hash_of(selection)] for selection in told]

    def hash_of(self, selection: Selection) -> str:
        """Hash of what stands in the rows of a selection, in their order."""
        name, column, value, columns = selection
        if name in self._facts:
            return _hash([repr(self._facts[name])])
        if name not in self._frames and name not in self._indexes:
            return ""
        rows = self._rows(name)
        if not columns:
            return rows.digest(column, value)
        found = rows.rows(rows.positions(column, value) if column else range(len(rows)))
        return _hash([[row.get(each) for each in columns.split(",")] for row in found])

    def _includes(self, place: _Place, seen: set[str]) -> bool:
        """Whether what was looked at in a selection was also looked at in all rows."""
        whole = self._seen.get((place[0], "", ""), set())
        return bool(place[1]) and (_ALL in whole or LABEL in whole or (seen <= whole and LABEL not in seen))

    def _seen_in(self, name: str, column: str = "", value: str = "") -> set[str]:
        return self._seen.setdefault((name, column, value), set())

    def _frame(self, name: str) -> pd.DataFrame:
        if name in self._indexes and name not in self._made:
            self._made[name] = self._indexes[name](self._frames)
        return self._made[name] if name in self._made else self._frames[name]


class Records(Mapping[str, Row]):
    """The rows of a table by id, missing values as ``None``; what is looked at, rows and columns, is recorded.

    ``seen`` gives the set to which columns are added that are looked at in the rows with a value in a column.
    """

    def __init__(self, rows: Rows, seen: Callable[[str, str], set[str]]) -> None:
        self._rows = rows
        self._seen = seen
        self._told: dict[str, Row] = {}
        self._whole: dict[str, Row] | None = None

    def __getitem__(self, identifier: str) -> Row:
        """One row."""
        if identifier not in self._told:  # else it counts with the selection that it was read in
            found = self._select("id", identifier)
            if not found:
                raise KeyError(identifier)
            self._told[identifier] = found[-1]
        return self._told[identifier]

    def __iter__(self) -> Iterator[str]:
        """Ids of all rows."""
        return iter(self._all())

    def __len__(self) -> int:
        """How many rows there are."""
        self._seen("", "").add("id")
        return len(self._rows)

    def values(self) -> ValuesView[Row]:
        """All rows."""
        return self._all().values()

    def items(self) -> ItemsView[str, Row]:
        """All rows with their ids."""
        return self._all().items()

    def where(self, column: str, value: str) -> list[Row]:
        """Rows that have a value in a column, or in the list that stands there, in the order of the table.

        In a list of pairs (state and role) the first of each counts.
        """
        found = self._select(column, value)
        for row in found:
            self._told.setdefault(row["id"], row)
        return found

    def _select(self, column: str, value: str) -> list[Row]:
        seen = self._seen(column, value)
        seen.add("id")
        return [SeenRow(row, seen) for row in self._rows.rows(self._rows.positions(column, value))]

    def _all(self) -> dict[str, Row]:
        seen = self._seen("", "")
        seen.add("id")
        if self._whole is None:
            self._whole = {str(row["id"]): SeenRow(row, seen) for row in self._rows.rows(range(len(self._rows)))}
        return self._whole


class SeenRow(Mapping[str, Any]):
    """A row that records which of its columns are looked at; no dictionary, which could be copied behind its back."""

    __slots__ = ("_cells", "_seen")

    def __init__(self, cells: Row, seen: set[str]) -> None:
        self._cells, self._seen = cells, seen

    def __getitem__(self, column: str) -> Any:
        """A cell."""
        self._seen.add(column)
        return self._cells[column]

    def __iter__(self) -> Iterator[str]:
        """Names of the columns."""
        return iter(self._cells)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._cells)


def _columns(seen: set[str]) -> str:
    """The columns in a selection; labels are made from several columns, in every language from others."""
    return "" if _ALL in seen or LABEL in seen else ",".join(sorted(seen))


def _hash(rows: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, default=str).encode()).hexdigest()[:24]
