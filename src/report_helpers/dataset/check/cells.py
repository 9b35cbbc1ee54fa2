"""Finding cells, fast on a million of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..files import RawTable
from ..schema import Field


def positions(mask: pd.Series[bool] | npt.NDArray[np.bool_]) -> list[int]:
    """Positions at which ``mask`` is true."""
    return [int(position) for position in np.flatnonzero(mask)]


def matching(cells: pd.Series[str], pattern: re.Pattern[str]) -> list[int]:
    """Positions of the cells in which ``pattern`` is found.

    One search through all cells joined spares the search in each of them where there is nothing to find, which is
    the rule. The pattern must not match a line feed on its own.
    """
    if pattern.search("\n".join(cells)) is None:
        return []
    return [position for position, cell in enumerate(cells) if pattern.search(cell)]


def failing(cells: pd.Series[str], pattern: re.Pattern[str]) -> list[int]:
    """Positions of the filled cells that ``pattern`` does not match as a whole."""
    values = cells.unique()
    wrong = {value for value in values if value and not pattern.fullmatch(value)}
    return positions(cells.isin(wrong)) if wrong else []


def items_of(table: RawTable, field: Field) -> pd.DataFrame:
    """The items of a column's filled cells, one a row, in order.

    Columns: position (of the row), item (as written), id and role (the parts around the colon where the column has
    roles; else the item and ``""``).
    """
    cells = table.column(field.name)
    items = cells[cells != ""]
    if field.is_list:
        items = items.str.split(field.delimiter).explode()
    items = items.str.strip().astype(object)
    parts = items.str.partition(":") if field.roles else pd.DataFrame({0: items, 2: ""})
    columns = {"item": items, "id": parts[0].str.strip(), "role": parts[2].str.strip()}
    return pd.DataFrame({"position": items.index, **{name: part.array for name, part in columns.items()}})


def fields_with(table: RawTable, check: str) -> Iterator[Field]:
    """The columns of a table that the schema gives a certain ``check``."""
    return (field for field in table.fields if field.check == check)
