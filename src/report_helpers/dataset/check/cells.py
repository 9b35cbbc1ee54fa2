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


def matching(cells: pd.Series[str], pattern: re.Pattern[str], fold: Callable[[str], str] = str) -> list[int]:
    """Positions of the cells in which ``pattern`` is found, once ``fold`` has been applied to them.

    One search through all cells joined spares the search in each of them where there is nothing to find, which is
    the rule. The pattern must not match a line feed on its own.
    """
    values = cells.unique()
    if pattern.search(fold("\n".join(values))) is None:
        return []
    return positions(cells.isin([value for value in values if pattern.search(fold(value))]))


def faults_in(table: RawTable, field: Field, find: Callable[[str], Iterable[Fault]]) -> Iterator[tuple[int, Fault]]:
    """What ``find`` finds in the filled cells of a column, with the position of the row, from the top down.

    ``find`` is asked once for each different cell, of which there are few in most columns.
    """
    cells = table.column(field.name)
    found = {cell: faults for cell in cells.unique() if cell and (faults := list(find(cell)))}
    for position in positions(cells.isin(list(found))) if found else []:
        for fault in found[table.cell(position, field.name)]:
            yield position, fault


def items_in(cell: str, field: Field) -> list[Item]:
    """The items of a filled cell; those of a plain column are the cell itself."""
    written = [item.strip() for item in cell.split(field.delimiter)] if field.is_list else [cell]
    return [Item(item, *split_role(item)) if field.roles else Item(item, item, "") for item in written]


def fields_with(table: RawTable, check: str) -> Iterator[Field]:
    """The columns of a table that the schema gives a certain ``check``."""
    return (field for field in table.fields if field.check == check)
