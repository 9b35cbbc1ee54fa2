"""Text cells as typed columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from .files import RawTable
from .schema import Field

BOOLEANS = {"true": True, "false": False}


def split_list(cell: str, delimiter: str = ";") -> tuple[str, ...]:
    """The items of a list cell: ``"a;b"`` is ``("a", "b")``, an empty cell ``()``."""
    return tuple(item.strip() for item in cell.split(delimiter)) if cell.strip() else ()


def split_role(item: str) -> tuple[str, str]:
    """An item with its role: ``"COL:origin"`` is ``("COL", "origin")``; the role is empty where none is given."""
    identifier, _, role = item.partition(":")
    return identifier.strip(), role.strip()


def typed_frame(table: RawTable, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The table, or some ``columns`` of it, with a type for each column, rows as they stand in the file.

    Text is ``str`` and never missing: an empty cell is ``""``. Numbers are ``Int64`` or ``Float64`` and booleans
    ``boolean``, with ``pd.NA`` for an empty cell. A list is a tuple of ``str``, or of (id, role) pairs where the
    column has roles; an empty one is ``()``. Raises ``ValueError`` for a cell that isn't of its type.
    """
    names = table.resource.columns if columns is None else columns
    return pd.DataFrame({name: _typed(table, table.resource.field(name)) for name in names})


def _typed(table: RawTable, field: Field) -> pd.Series[Any]:
    """One column. Each different cell is read once: there are few of them in most columns."""
    if field.type not in ("list", "boolean", "integer", "number"):
        return table.column(field.name).astype("str")
    codes, values = table.coded(field.name)
    if field.is_list:
        items = np.empty(len(values), dtype=object)
        for place, cell in enumerate(values):
            found = split_list(cell, field.delimiter)
            items[place] = tuple(map(split_role, found)) if field.roles else found
        return pd.Series(items[codes], dtype=object, index=table.cells.index)
    cells = pd.Series(values, dtype=object)
    read: pd.Series[Any]
    if field.type == "boolean":
        read = cells.map(lambda cell: BOOLEANS.get(cell.lower(), pd.NA)).astype("boolean")
    else:
        read = cells.mask(cells == "", None).astype("Float64").astype("Int64" if field.type == "integer" else "Float64")
    return pd.Series(read.array.take(codes), index=table.cells.index)
