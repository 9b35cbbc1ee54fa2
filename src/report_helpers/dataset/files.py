"""One CSV file as text cells, with the line that each row begins on and every fault of the file as a Problem."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import Problem, did_you_mean
from .schema import Field, Resource
from .swift import read_swiftly

_SAVE_AS_UTF8 = 'Open it in the spreadsheet program and save it again as "CSV UTF-8".'


@dataclass(frozen=True)
class RawTable:
    """A table as its file holds it.

    ``cells``: a DataFrame of ``str`` with the columns of the schema, in its order; an empty cell is ``""``.
    ``lines``: the line of the file that each row begins on. ``missing``: columns that the file lacks (empty in
    ``cells``). ``file``: path for messages. ``absent``: there is no file, which an optional table doesn't need. ``plain``: the
    file, where its quotes and line ends are known to be those of the canonical form.
    """

    resource: Resource
    file: str
    cells: pd.DataFrame
    lines: npt.NDArray[np.int64]
    missing: frozenset[str] = frozenset()
    absent: bool = False
    plain: Path | None = None
    _coded: dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.object_]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def fields(self) -> list[Field]:
        """The columns that the file has."""
        return [field for field in self.resource.fields if field.name not in self.missing]

    def column(self, name: str) -> pd.Series[str]:
        """The cells of one column."""
        return self.cells[name]

    def coded(self, name: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.object_]]:
        """The different cells of one column, in the order in which they come, and for each row the place of its cell there."""
        if name not in self._coded:
            codes, values = pd.factorize(self.cells[name].to_numpy())
            self._coded[name] = (codes.astype(np.int64, copy=False), np.asarray(values, dtype=object))
        return self._coded[name]

    def distinct(self, name: str) -> list[str]:
        """The different cells of one column, in the order in which they come."""
        return list(self.coded(name)[1])

    def rows_with(self, name: str, values: Collection[str]) -> list[int]:
        """Positions of the rows whose cell in one column is among ``values``."""
        if not values:
            return []
        codes, known = self.coded(name)
        wanted = np.fromiter((value in values for value in known), dtype=bool, count=len(known))
        return [int(position) for position in np.flatnonzero(wanted[codes])] if wanted.any() else []

    def cell(self, position: int, name: str) -> str:
        """One cell; ``position`` is that of the row, from 0."""
        return str(self.cells[name].iat[position])

    def problem(self, position: int, field: str, value: str, expected: str, mend: str = "") -> Problem:
        """A :class:`Problem` of the row at ``position``. Values of a restricted table are left out of it."""
        row = f"{self.resource.noun} {self.cell(position, 'id')}".rstrip()
        told = "" if self.resource.restricted else value
        return Problem(self.file, int(self.lines[position]), row, field, told, expected, mend)


def read_table(path: Path, resource: Resource, shown: str) -> tuple[RawTable | None, list[Problem]]:
    """Reads the file at ``path``; ``shown`` is the path for messages.

    Returns the table and the problems of its form; no table where the file is absent, isn't UTF-8 or isn't CSV.
    Rows of the wrong length are carried, cut or filled up, so that the rest can be checked.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None, [Problem(shown, 0, "", "", "", "is missing", "Restore the file; a table without rows has its header only.")]
    except OSError as error:
        return None, [Problem(shown, 0, "", "", "", f"cannot be read ({error.strerror})")]
    swift = read_swiftly(content, resource)
    if swift is not None:
        cells, lines = swift
        absent = frozenset(resource.columns) - set(content[: content.find(b"\n")].decode("utf-8").split(","))
        return RawTable(resource, shown, cells, lines, absent, plain=path), []
    try:
        text = decode(content)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return None, [Problem(shown, line, "", "", "", "holds a character that is not UTF-8", _SAVE_AS_UTF8)]
    try:
        rows, begins = _rows(text)
    except csv.Error as error:
        return None, [Problem(shown, _line_of(error), "", "", "", _csv_fault(error), 'Quotes in a cell are written twice: "".')]
    if not rows:
        mend = f"The first line names the columns: {','.join(resource.columns)}."
        return None, [Problem(shown, 1, "", "", "", "is empty", mend)]
    return _table(rows, begins, resource, shown)


def empty_table(resource: Resource, shown: str) -> RawTable:
    """An optional table whose file is absent."""
    cells = pd.DataFrame({name: np.empty(0, dtype=object) for name in resource.columns})
    return RawTable(resource, shown, cells, np.empty(0, dtype=np.int64), absent=True)


def decode(content: bytes) -> str:
    """Bytes of a file as text with plain line feeds and without a byte order mark; raises ``UnicodeDecodeError``."""
    return content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class _LineError(csv.Error):
    """A fault of CSV with the line of the row that has it."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def _rows(text: str) -> tuple[list[list[str]], list[int]]:
    """Rows that hold anything, and the line each begins on."""
    reader = csv.reader(io.StringIO(text, newline="\n"), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    begins = 1
    try:
        for row in reader:
            if row and (row[0] or any(row)):
                rows.append(row)
                lines.append(begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _LineError(str(error), begins) from None
    return rows, lines


def _line_of(error: csv.Error) -> int:
    return error.line if isinstance(error, _LineError) else 0


def _csv_fault(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "opens a quoted cell that never ends"
    if "field larger" in str(error):
        return "holds a cell of more than 131,072 characters; perhaps a quote is missing"
    return "is not CSV: a quoted cell goes on after its closing quote"


def _table(rows: list[list[str]], lines: list[int], resource: Resource, shown: str) -> tuple[RawTable | None, list[Problem]]:
    header = [name.strip() for name in rows[0]]
    expected = resource.columns
    problems = _header_problems(header, resource, shown, lines[0])
    if "id" not in header:
        return None, problems
    body, width = rows[1:], len(header)
    for number, row in enumerate(body):
        if len(row) != width:
            problems.append(_ragged(row, width, shown, lines[number + 1], resource))
            body[number] = (row + [""] * width)[:width]
    columns: list[Sequence[str]] = list(zip(*body, strict=True)) if body else [()] * width
    held = dict(zip(reversed(header), reversed(columns), strict=True))
    empty = ("",) * len(body)
    arrays = {name: np.fromiter(held.get(name, empty), dtype=object, count=len(body)) for name in expected}
    cells = pd.DataFrame(arrays, dtype=object)
    return RawTable(resource, shown, cells, np.array(lines[1:], dtype=np.int64), frozenset(expected) - set(header)), problems


def _header_problems(header: list[str], resource: Resource, shown: str, line: int) -> list[Problem]:
    expected = resource.columns
    if len(header) == 1 and header[0].count(";") >= len(expected) // 2:
        mend = 'Save it again as "CSV UTF-8 (comma delimited)".'
        return [Problem(shown, line, "", "", "", "has its columns separated by semicolons, not commas", mend)]
    problems = []
    missing = [field.name for field in resource.fields if field.name not in header and not field.optional]
    for name in missing:
        mend = "Put the column back; its cells may be empty where nothing is known."
        problems.append(Problem(shown, line, "", name, "", "is a column that the file lacks", mend))
    for position, name in enumerate(header):
        if name in header[:position]:
            problems.append(Problem(shown, line, "", name, "", "stands twice among the columns", "Delete one of the two."))
        elif name not in expected:
            guess = did_you_mean(name, set(expected) - set(header)) or "Delete the column."
            mend = f"{guess} The columns are described in docs/field-guide.md."
            problems.append(Problem(shown, line, "", name or f"column {position + 1}", "", "is not a column of this table", mend))
    return problems


def _ragged(row: list[str], width: int, shown: str, line: int, resource: Resource) -> Problem:
    more = "more" if len(row) > width else "fewer"
    mend = "A cell that holds a comma stands in quotes." if len(row) > width else "Look for a comma that was deleted."
    name = f"{resource.noun} {row[0]}".rstrip()
    return Problem(shown, line, name, "", "", f"has {len(row)} cells, {more} than the {width} columns", mend)
