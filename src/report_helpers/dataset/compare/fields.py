"""Which cells of two matched rows differ, all rows at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

FIELDS: Mapping[str, tuple[str, ...]] = {
    "entries": ("section", "parent", "organization", "name", "reply", "summary", "cites"),
    "activities": (
        *("entry", "section", "parent", "group", "title", "description", "kinds", "status"),
        *("start", "start_qualifier", "end", "end_qualifier", "themes", "populations", "states", "locations"),
        *("partners", "cites", "mandates", "practice"),
    ),
}
"""Columns that say something of the thing itself. The others tell how the row was made or, as ``references`` does, in which
paper of the year it was reported: they differ in every edition."""

IN_ORDER = ("kinds", "themes")
"""Lists whose first item is the main one; elsewhere the order of a list says nothing."""

POINTERS = ("entry", "parent")
"""Columns that hold the identifier of an entry or activity, which a succession may have changed."""


def changed_fields(
    before: pd.DataFrame, after: pd.DataFrame, pairs: pd.DataFrame, fields: tuple[str, ...], renamed: Mapping[str, str]
) -> pd.DataFrame:
    """The cells in which rows that belong together one to one differ.

    Args:
        before: the table in the earlier edition, with ``id``.
        after: the table in the later one.
        pairs: columns ``before`` and ``after``.
        fields: the columns to look at.
        renamed: new identifier of each entry or activity that got one.

    Returns:
        One cell a row: ``before``, ``after``, ``field``, ``old``, ``new``; lists are tuples, a missing value is ``None``. In
        the order of ``pairs``, then of ``fields``.
    """
    old_rows = before.set_index("id").reindex(pairs["before"])
    new_rows = after.set_index("id").reindex(pairs["after"])
    parts = []
    for place, field in enumerate(fields):
        old, new = _cells(old_rows[field]), _cells(new_rows[field])
        compared = _cells(old_rows[field].replace(dict(renamed))) if field in POINTERS and renamed else old
        at = np.flatnonzero(_differ(compared, new, any_order=field not in IN_ORDER))
        if len(at):
            found = {"at": at, "place": place, "before": pairs["before"].to_numpy()[at], "after": pairs["after"].to_numpy()[at]}
            parts.append(pd.DataFrame({**found, "field": field, "old": _column(old[at]), "new": _column(new[at])}))
    columns = ["before", "after", "field", "old", "new"]
    if not parts:
        return pd.DataFrame({name: pd.Series([], dtype=object) for name in columns})
    return pd.concat(parts, ignore_index=True).sort_values(["at", "place"], ignore_index=True)[columns]


def _cells(column: pd.Series[Any]) -> npt.NDArray[Any]:
    """The cells as objects, ``None`` for a missing one."""
    values = column.astype(object)
    cells = np.empty(len(values), dtype=object)
    cells[:] = list(values)
    if column.dtype != object:
        cells[column.isna().to_numpy()] = None
    return cells


def _differ(old: npt.NDArray[Any], new: npt.NDArray[Any], *, any_order: bool) -> npt.NDArray[np.bool_]:
    differ: npt.NDArray[np.bool_] = np.fromiter((a != b for a, b in zip(old, new, strict=True)), dtype=bool, count=len(old))
    if any_order:
        for at in np.flatnonzero(differ):
            if isinstance(old[at], tuple) and isinstance(new[at], tuple):
                differ[at] = sorted(old[at]) != sorted(new[at])
    return differ


def _column(cells: npt.NDArray[Any]) -> pd.Series[Any]:
    return pd.Series(cells, dtype=object)
