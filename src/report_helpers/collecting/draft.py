"""An edition being changed: rows that can be set, added and taken out, every change noted, the files written at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from ..dataset.canonical import canonical_bytes, tidy_cell
from ..dataset.check import content_problems
from ..dataset.check.collecting import earlier_identifiers
from ..dataset.files import RawTable
from ..dataset.load import Sources
from ..dataset.typed import split_list, split_role
from ..errors import Problem

Row = dict[str, str]
"""Cells of a row by the names of their columns; an empty cell is ``""``."""

Rows = dict[str, Row]
"""Rows by their identifiers, in the order of the file."""


@dataclass(frozen=True)
class Edit:
    """One cell that was changed: ``field`` is ``id`` where the row is new (no ``before``) or was taken out (no ``after``)."""

    table: str
    row: str
    field: str
    before: str
    after: str


@dataclass
class Draft:
    """The tables of ``sources`` as rows; ``edits`` are the changes so far, in their order."""

    sources: Sources
    tables: dict[str, Rows]
    edits: list[Edit] = field(default_factory=list)

    @classmethod
    def of(cls, sources: Sources) -> Draft:
        """The draft that changes nothing yet."""
        return cls(sources, {name: rows_of(table) for name, table in sources.tables.items()})

    def copy(self) -> Draft:
        """A draft that can be changed without changing this one."""
        tables = {name: {key: dict(row) for key, row in rows.items()} for name, rows in self.tables.items()}
        return Draft(self.sources, tables, list(self.edits))

    def set(self, table: str, row: str, name: str, value: str) -> bool:
        """Gives a cell a value; whether that changes it."""
        value = tidy_cell(value, self.sources.schema[table].field(name))
        before = self.tables[table][row][name]
        if before == value:
            return False
        self.tables[table][row][name] = value
        self.edits.append(Edit(table, row, name, before, value))
        return True

    def add(self, table: str, cells: Mapping[str, str]) -> None:
        """Adds a row; ``cells`` hold its ``id``."""
        resource, row = self.sources.schema[table], cells["id"]
        self.tables[table][row] = dict.fromkeys(resource.columns, "") | {"id": row}
        self.edits.append(Edit(table, row, "id", "", row))
        for name, value in cells.items():
            if name != "id":
                self.set(table, row, name, value)

    def remove(self, table: str, row: str) -> None:
        """Takes a row out."""
        for name, value in self.tables[table][row].items():
            if value and name != "id":
                self.edits.append(Edit(table, row, name, value, ""))
        self.edits.append(Edit(table, row, "id", row, ""))
        del self.tables[table][row]

    def known(self, table: str) -> frozenset[str]:
        """Identifiers of the table in earlier editions, which nothing else may have."""
        return frozenset(earlier_identifiers(table, self.sources) if self.sources.schema[table].per_edition else ())

    def as_sources(self) -> Sources:
        """The tables as files would hold them."""
        changed = {name: self._table(name, table) for name, table in self.sources.tables.items()}
        return replace(self.sources, tables=changed)

    def problems(self) -> list[Problem]:
        """Everything that ``check`` says of the tables as they are now."""
        return content_problems(self.as_sources())

    def contents(self) -> dict[Path, bytes]:
        """The files of the tables that are not as they were, in canonical form, by path."""
        tables = self.as_sources().tables
        touched = [name for name, rows in self.tables.items() if rows != rows_of(self.sources.tables[name])]
        return {
            self.sources.data / tables[name].resource.path_in(self.sources.edition): canonical_bytes(name, tables)
            for name in touched
        }

    def _table(self, name: str, table: RawTable) -> RawTable:
        rows = list(self.tables[name].values())
        cells = pd.DataFrame({column: [row[column] for row in rows] for column in table.resource.columns}, dtype=object)
        missing = table.missing - {column for row in rows for column, value in row.items() if value}
        return replace(table, cells=cells, lines=np.arange(2, len(rows) + 2), missing=missing, absent=False)


def rows_of(table: RawTable) -> Rows:
    """The rows of a table by their identifiers."""
    return {str(row["id"]): {str(key): str(value) for key, value in row.items()} for row in table.cells.to_dict("records")}


def identifiers(cell: str) -> list[str]:
    """The ids in a list cell, roles left out."""
    return [split_role(item)[0] for item in split_list(cell)]
