"""The tables of an edition: typed, in reading order, with labels in its language and the numbers that readers see."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from .files import RawTable
from .numbers import activity_numbers, entry_numbers, section_numbers, status_order
from .order import row_order
from .typed import typed_frame

LABELED = ("themes", "activity_kinds", "populations", "gcm_objectives", "dac_codes", "states", "organizations")
"""Tables whose rows have a label: in several languages, those of ``organizations`` aside."""

NUMBERED = ("sections", "entries", "activities")
"""Tables whose rows have a number that readers see."""

_COUNTING = ("id", "parent", "section", "entry", "order", "number", "layout", "status")
"""Columns that numbers depend on."""


def build_tables(tables: Mapping[str, RawTable], language: str) -> dict[str, pd.DataFrame]:
    """Every table by name, ready for use; the cells must have passed the structural checks."""
    frames = {name: _in_order(name, tables) for name in tables if name not in NUMBERED} | numbered_tables(tables)
    return {name: add_labels(name, frames[name], language) for name in tables}


def add_labels(name: str, frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """A table with a ``label`` for each row in ``language``, if it is one whose rows have labels."""
    if name in LABELED:
        frame["label"] = _labels(frame, language)
    return frame


def numbered_tables(tables: Mapping[str, RawTable], *, whole: bool = True) -> dict[str, pd.DataFrame]:
    """Sections with their ``path``, entries and activities with their ``number``, typed and in reading order.

    All of their columns, or only those that the numbers depend on.
    """
    columns = None if whole else _COUNTING
    sections, entries, activities = (_in_order(name, tables, columns) for name in NUMBERED)
    of_section = section_numbers(sections)
    layouts = dict(zip(sections["id"], sections["layout"], strict=True))
    activities = status_order(activities, layouts)
    of_entry = entry_numbers(entries, of_section, layouts)
    sections["path"] = pd.Series([of_section[name] for name in sections["id"]], dtype="str")
    entries["number"] = pd.Series(of_entry, dtype="str")
    by_entry = dict(zip(entries["id"], of_entry, strict=True))
    activities["number"] = activity_numbers(activities, of_section, layouts, by_entry)
    return dict(zip(NUMBERED, (sections, entries, activities), strict=True))


def _in_order(name: str, tables: Mapping[str, RawTable], columns: Collection[str] | None = None) -> pd.DataFrame:
    table = tables[name]
    names = [column for column in table.resource.columns if columns is None or column in columns]
    return typed_frame(table, names).iloc[row_order(name, tables)].reset_index(drop=True)


def _labels(frame: pd.DataFrame, language: str) -> pd.Series[str]:
    """Labels in ``language``, in English where one is lacking."""
    stem = "label" if "label_en" in frame else "name"
    english = frame[f"{stem}_en"]
    wanted = frame.get(f"{stem}_{language}", english)
    return wanted.where(wanted != "", english)
