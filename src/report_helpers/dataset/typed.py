"""Text cells as typed columns."""

from __future__ import annotations

from typing import Any

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


def typed_frame(table: RawTable) -> pd.DataFrame:
    """The table with a type for each column, rows as they stand in the file.

    Text is ``str`` and never missing: an empty cell is ``""``. Numbers are ``Int64`` or ``Float64`` and booleans
    ``boolean``, with ``pd.NA`` for an empty cell. A list is a tuple of ``str``, or of (id, role) pairs where the
    column has roles; an empty one is ``()``. Raises ``ValueError`` for a cell that isn't of its type.
    """
    return pd.DataFrame({field.name: _typed(table.column(field.name), field) for field in table.resource.fields})


def _typed(cells: pd.Series[str], field: Field) -> pd.Series[Any]:
    if field.is_list:
        lists = [split_list(cell, field.delimiter) for cell in cells]
        items = [tuple(map(split_role, items)) for items in lists] if field.roles else lists
        return pd.Series(items, dtype=object, index=cells.index)
    if field.type == "boolean":
        return cells.str.lower().map({**BOOLEANS, "": pd.NA}).astype("boolean")
    if field.type in ("integer", "number"):
        return cells.mask(cells == "", None).astype("Float64").astype("Int64" if field.type == "integer" else "Float64")
    return cells.astype("str")
