"""Finding cells, fast on a million of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..files import RawTable
from ..schema import Field
from ..typed import split_role

Fault = TypeVar("Fault")

Suspects = Callable[[list[str]], list[str]]

_BLOCK = 50_000
"""Cells that are looked at together."""
_TEXT = 500
"""The same, where one suspicious cell has all of them looked at one by one."""


class Item(NamedTuple):
    """One item of a cell: as ``written``, and its ``id`` and ``role`` where the column has roles."""

    written: str
    id: str
    role: str


def positions(mask: pd.Series[bool] | npt.NDArray[np.bool_]) -> list[int]:
    """Positions at which ``mask`` is true."""
    return [int(position) for position in np.flatnonzero(mask)]


def free_text(table: RawTable) -> list[Field]:
    """The columns that can hold any words: neither code, identifier, number nor anything else with a form of its own."""
    plain = (field for field in table.fields if field.type in ("string", "list"))
    return [field for field in plain if not (field.enum or field.reference or field.pattern)]


def unusual(values: list[str], usual: bytes) -> list[str]:
    """Those of ``values`` that hold anything but some ``usual`` bytes of UTF-8, at the speed of memory."""
    found: list[str] = []
    for block in _blocks(values, _BLOCK):
        left = "\0".join(block).encode("utf-8").translate(None, usual)
        parts = left.split(b"\0")
        if len(parts) != len(block):  # a cell holds the separator itself
            found += block
        elif len(left) >= len(block):
            found += [value for value, rest in zip(block, parts, strict=True) if rest]
    return found


def within(cells: list[str], suspicious: Callable[[list[str]], bool]) -> Iterator[str]:
    """The cells of those blocks that are ``suspicious``: to look at many at once is faster than at each by itself."""
    for block in _blocks(cells, _TEXT):
        if suspicious(block):
            yield from block


def _blocks(values: list[str], size: int) -> Iterator[list[str]]:
    return (values[begin : begin + size] for begin in range(0, len(values), size))


def matching(
    table: RawTable, field: Field, pattern: re.Pattern[str], suspects: Suspects = list, fold: Callable[[str], str] = str
) -> list[int]:
    """Positions of the cells in which ``pattern`` is found, once ``fold`` has been applied to them.

    ``suspects`` says, faster than the pattern would, which of some cells it may be found in.
    """
    return table.rows_with(field.name, {cell for cell in suspects(table.distinct(field.name)) if pattern.search(fold(cell))})


def faults_in(
    table: RawTable, field: Field, find: Callable[[str], Iterable[Fault]], suspects: Suspects = list
) -> Iterator[tuple[int, Fault]]:
    """What ``find`` finds in the filled cells of a column, with the position of the row, from the top down.

    ``find`` is asked once for each different cell, of which there are few in most columns; of those, only for the ones that
    ``suspects`` lets through.
    """
    found = {cell: faults for cell in suspects(table.distinct(field.name)) if cell and (faults := list(find(cell)))}
    for position in table.rows_with(field.name, found):
        for fault in found[table.cell(position, field.name)]:
            yield position, fault


def items_in(cell: str, field: Field) -> list[Item]:
    """The items of a filled cell; those of a plain column are the cell itself."""
    written = [item.strip() for item in cell.split(field.delimiter)] if field.is_list else [cell]
    return [Item(item, *split_role(item)) if field.roles else Item(item, item, "") for item in written]


def fields_with(table: RawTable, check: str) -> Iterator[Field]:
    """The columns of a table that the schema gives a certain ``check``."""
    return (field for field in table.fields if field.check == check)
