"""Any DataFrame as a table in the report's style."""

from __future__ import annotations

from numbers import Number
from typing import Any, Literal

import pandas as pd

from ...dataset import Edition
from ...locale import catalogue
from ..nodes import slug
from ..table import Cell, Column, Row, Table, cell


def table_frame(frame: pd.DataFrame, caption: str, *, edition: Edition | None = None, label: str | None = None) -> Table:
    """A DataFrame in the report's style: the index heads the rows, numbers stand at the end of their cells.

    Args:
        frame: any frame with a single index and single column names; a plain counting index is not shown.
        caption: one sentence that says what the rows are.
        edition: whose language numbers follow; English if left out.
        label: identifier in the document; made from the caption if left out.

    Raises:
        ValueError: a MultiIndex; use ``reset_index()`` first.

    Example:
        >>> import pandas as pd
        >>> table_frame(pd.DataFrame({"theme": ["health"], "activities": [12]}), "Activities by theme").label
        'table-activities-by-theme'
    """
    if frame.index.nlevels > 1 or frame.columns.nlevels > 1:
        raise ValueError("table_frame takes a frame with a single index and single column names: call reset_index() first")
    say = catalogue(edition.language if edition else "en")
    shown = frame if isinstance(frame.index, pd.RangeIndex) else frame.rename_axis(str(frame.index.name or "")).reset_index()
    numeric = {name for name in shown.columns if pd.api.types.is_numeric_dtype(shown[name])}
    columns = [
        Column(slug(str(name)), str(name), _width(shown[name]), "end" if name in numeric else "start") for name in shown.columns
    ]
    body = []
    for record in shown.itertuples(index=False, name=None):
        body.append(Row([_cell(value, position == 0, say.number) for position, value in enumerate(record)]))
    return Table(label or "table-" + slug(caption), caption, columns, body)


def _cell(value: Any, first: bool, number: Any) -> Cell:
    header: Literal["row"] | None = "row" if first else None
    if isinstance(value, (list, tuple)):
        return cell("; ".join(map(str, value)), header=header)
    if value is None or pd.isna(value):
        return cell("", header=header)
    if isinstance(value, Number) and not isinstance(value, bool):
        return cell(number(value), header=header, sort=float(value))  # type: ignore[arg-type]
    return cell(value, header=header)


def _width(column: pd.Series) -> float:
    """Relative width by the typical length of the text, within reason."""
    lengths = column.astype(str).str.len()
    typical = float(lengths.quantile(0.9)) if len(lengths) else 1.0
    return min(max(typical, len(str(column.name)), 6.0), 60.0)
