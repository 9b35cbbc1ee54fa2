"""Rows of a table as dictionaries, made when they are asked for, and hashes of what stands in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

Row = Mapping[str, Any]

LABEL = "label"
"""Column that depends on the language of who reads; what it is made from stands in other columns."""


class Rows(Protocol):
    """The rows of a table, each known by its position from 0."""

    def __len__(self) -> int:
        """How many there are."""

    def positions(self, column: str, value: str) -> Sequence[int]:
        """Rows that have a value in a column or in the list that stands there, in the order of the table."""

    def rows(self, positions: Sequence[int]) -> list[Row]:
        """Some rows as dictionaries, missing values as ``None``."""

    def digest(self, column: str, value: str) -> str:
        """Hash of the rows of a selection; of all of them where ``column`` is empty."""


class FrameRows:
    """The rows of a table in memory."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._columns: dict[str, list[Any]] = {}
        self._by: dict[str, dict[Any, list[int]]] = {}
        self._rows: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._frame)

    def positions(self, column: str, value: str) -> Sequence[int]:
        """See :class:`Rows`."""
        if column not in self._by:
            index: dict[Any, list[int]] = {}
            for position, cell in enumerate(self._column(column) if column in self._frame else ()):
                for key in keys_of(cell):
                    index.setdefault(key, []).append(position)
            self._by[column] = index
        return self._by[column].get(value, [])

    def rows(self, positions: Sequence[int]) -> list[Row]:
        """See :class:`Rows`."""
        columns = {str(name): self._column(str(name)) for name in self._frame}
        for position in positions:
            if position not in self._rows:
                self._rows[position] = {name: cells[position] for name, cells in columns.items()}
        return [self._rows[position] for position in positions]

    def digest(self, column: str, value: str) -> str:
        """See :class:`Rows`."""
        frame = self._frame.iloc[list(self.positions(column, value))] if column else self._frame
        return digest_of_rows(row_digests(frame))

    def _column(self, name: str) -> list[Any]:
        if name not in self._columns:
            cells = self._frame[name]
            self._columns[name] = [None if cell is pd.NA else cell for cell in cells.tolist()]
        return self._columns[name]


def keys_of(cell: Any) -> Iterable[Any]:
    """The values that a cell is found by: itself, or the items of its list, each once; of pairs (state and role) the first."""
    if not isinstance(cell, tuple):
        return (cell,)
    return dict.fromkeys(item[0] if isinstance(item, tuple) else item for item in cell)


def row_digests(frame: pd.DataFrame) -> list[bytes]:
    """A hash of 16 bytes for each row, the same wherever and in whatever language it is read."""
    texts = [_texts(frame[name]) for name in frame if name != LABEL]
    blake: Callable[..., Any] = hashlib.blake2b
    return [blake("\x1f".join(cells).encode(), digest_size=16).digest() for cells in zip(*texts, strict=True)]


def digest_of_rows(digests: Iterable[bytes]) -> str:
    """One hash for the hashes of some rows in their order."""
    return hashlib.sha256(b"".join(digests)).hexdigest()[:24]


def _texts(cells: pd.Series[Any]) -> list[str]:
    values = cells.tolist()
    if cells.dtype == "str":
        return values
    known = {value: str(value) for value in set(values)}
    return [known[value] for value in values]
