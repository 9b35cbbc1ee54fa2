"""Places in reading order and the numbers that readers see."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ...errors import Problem
from ..load import Sources
from ..tables import numbered_tables

_SIBLINGS = {"sections": ["parent"], "entries": ["section", "parent"], "activities": ["entry"]}
"""Columns whose rows are counted together."""


def orders_count_up(sources: Sources) -> Iterator[Problem]:
    """The rows of one heading, or of one entry, are counted 1, 2, 3 ... without a gap and without a repetition."""
    for name, columns in _SIBLINGS.items():
        table = sources.tables.get(name)
        if table is None or not len(table.cells):
            continue
        codes, values = table.coded("order")
        order = pd.to_numeric(pd.Series(values), errors="coerce").to_numpy()[codes]
        ordered = pd.DataFrame({column: table.coded(column)[0] for column in columns})
        ordered = ordered.assign(order=order, position=range(len(table.cells))).dropna(subset="order")
        ordered = ordered.sort_values([*columns, "order"], kind="stable")
        expected = ordered.groupby(columns, sort=False).cumcount() + 1
        wrong = ordered.assign(expected=expected)[ordered["order"] != expected]
        for row in wrong.drop_duplicates(columns).to_dict("records"):
            value, place = int(row["order"]), int(row["expected"])
            cells = {column: table.cell(int(row["position"]), column) for column in columns}
            group = ", ".join(f"{column} {cell}" for column, cell in cells.items() if cell) or "the top"
            fault = (
                f"stands twice among the rows of {group}" if value < place else f"follows {place - 1} among the rows of {group}"
            )
            mend = f"Number them from 1 without a gap; {place} is the next."
            yield table.problem(int(row["position"]), "order", str(value), fault, mend)


def numbers_are_unique(sources: Sources) -> Iterator[Problem]:
    """No two entries and no two activities have the same number in the report. For sound tables only."""
    frames = numbered_tables(sources.tables, whole=False)
    for name in ("entries", "activities"):
        frame, table = frames[name], sources.tables[name]
        if frame["number"].is_unique:
            continue
        place = {identifier: position for position, identifier in enumerate(table.column("id"))}
        first = frame.drop_duplicates("number").set_index("number")["id"]
        for identifier, number in frame.loc[frame["number"].duplicated(), ["id", "number"]].itertuples(index=False):
            expected = f"is the number in the report of {first[number]}, too"
            mend = "Give the headings above them different numbers (sections.csv)."
            yield table.problem(place[identifier], "number", number, expected, mend)
