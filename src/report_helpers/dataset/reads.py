"""What of an edition was read: tables as a whole, or the rows of a selection, each with a hash of what stood there.

A build asks whether a notebook has to run again. It needn't while every selection that it read hashes to the same. The
recording is made by :class:`Tables`, through which an :class:`~report_helpers.dataset.Edition` gives its tables.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from .rows import FrameRows, Row, Rows

Selection = tuple[str, str, str]
"""A table, a column and a value that its rows have there; column and value are empty for the whole table."""


class Tables(Mapping[str, pd.DataFrame]):
    """Tables by name. Asking for one counts as reading all of it; :meth:`records` reads row by row.

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
        self._rows = rows or (lambda name: FrameRows(self._frame(name)))
        self._made: dict[str, pd.DataFrame] = {}
        self._records: dict[str, Records] = {}
        self.selections: set[Selection] = set()

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The whole table."""
        frame = self._frame(name)
        self.selections.add((name, "", ""))
        return frame

    def __iter__(self) -> Iterator[str]:
        """Names."""
        return iter(self._frames)

    def __len__(self) -> int:
        """How many tables there are."""
        return len(self._frames)

    def records(self, name: str) -> Records:
        """The rows of a table by id, each read when it is asked for."""
        if name not in self._records:
            self._records[name] = Records(name, self._rows(name), self.selections)
        return self._records[name]

    def _frame(self, name: str) -> pd.DataFrame:
        if name in self._indexes and name not in self._made:
            self._made[name] = self._indexes[name](self._frames)
        return self._made[name] if name in self._made else self._frames[name]

    def fact(self, name: str) -> Any:
        """One of the facts."""
        self.selections.add((name, "", ""))
        return self._facts[name]

    def described(self) -> list[list[str]]:
        """Every selection that was read, with the hash of what stood there."""
        whole = {name for name, column, _ in self.selections if not column}
        told = (selection for selection in self.selections if not selection[1] or selection[0] not in whole)
        return [[*selection, self.hash_of(selection)] for selection in sorted(told)]

    def hash_of(self, selection: Selection) -> str:
        """Hash of the rows of a selection, in their order."""
        name, column, value = selection
        if name in self._facts:
            return _hash([repr(self._facts[name])])
        if name not in self._frames and name not in self._indexes:
            return ""
        return self.records(name).digest(column, value)


class Records(Mapping[str, Row]):
    """The rows of a table as dictionaries by id, missing values as ``None``; what is looked up is recorded."""

    def __init__(self, name: str, rows: Rows, selections: set[Selection]) -> None:
        self._name = name
        self._rows = rows
        self._selections = selections
        self._told: set[str] = set()

    def __getitem__(self, identifier: str) -> Row:
        """One row."""
        if identifier not in self._told:  # else it counts with the selection that it was read in
            self._selections.add((self._name, "id", identifier))
        found = self._rows.rows(self._rows.positions("id", identifier))
        if not found:
            raise KeyError(identifier)
        return found[-1]

    def __iter__(self) -> Iterator[str]:
        """Ids of all rows, which counts as reading all of the table."""
        self._selections.add((self._name, "", ""))
        return (str(row["id"]) for row in self._rows.rows(range(len(self._rows))))

    def __len__(self) -> int:
        """How many rows there are."""
        self._selections.add((self._name, "", ""))
        return len(self._rows)

    def where(self, column: str, value: str) -> list[Row]:
        """Rows that have a value in a column, or in the list that stands there, in the order of the table.

        In a list of pairs (state and role) the first of each counts.
        """
        self._selections.add((self._name, column, value))
        found = self.selected(column, value)
        self._told.update(row["id"] for row in found)
        return found

    def selected(self, column: str, value: str) -> list[Row]:
        """The same, unrecorded; all rows where ``column`` is empty."""
        return self._rows.rows(self._rows.positions(column, value) if column else range(len(self._rows)))

    def digest(self, column: str, value: str) -> str:
        """Hash of what stands in the rows of a selection, in their order."""
        return self._rows.digest(column, value)


def _hash(rows: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, default=str).encode()).hexdigest()[:24]
