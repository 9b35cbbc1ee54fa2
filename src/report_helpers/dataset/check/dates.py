"""Dates that exist, in the range of the report, and in order."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..dates import FIRST_YEAR, YEARS_AHEAD, first_day, is_partial_date, last_day
from ..files import RawTable
from ..load import Sources
from ..schema import Field
from .cells import fields_with, positions

_SPANS = {"activities": ("start", "end"), "memberships": ("from", "to")}
_QUALIFIED = {"start_qualifier": "start", "end_qualifier": "end"}


def dates_are_real(sources: Sources) -> Iterator[Problem]:
    """Dates and the two ends of a period are in the calendar, from 1800 to 20 years after the edition."""
    last = sources.edition + YEARS_AHEAD
    for table in sources.tables.values():
        for field in fields_with(table, "partial-date"):
            yield from _faulty(table, field, last)
        for field in fields_with(table, "period"):
            yield from _faulty(table, field, last)


def dates_are_in_order(sources: Sources) -> Iterator[Problem]:
    """An end is not before its start; an activity's qualifier has a date that it qualifies."""
    for name, (begin, end) in _SPANS.items():
        table = sources.tables.get(name)
        if table is not None:
            starts, ends = table.column(begin), table.column(end)
            for position in positions((starts != "") & (ends != "")):
                start, stop = table.cell(position, begin), table.cell(position, end)
                if is_partial_date(start) and is_partial_date(stop) and first_day(start) > last_day(stop):
                    yield table.problem(position, end, stop, f"is before the {begin}, {start}", "Mend one of the two dates.")
    activities = sources.tables.get("activities")
    if activities is not None:
        for qualifier, date in _QUALIFIED.items():
            alone = (activities.column(qualifier) != "") & (activities.column(date) == "")
            for position in positions(alone):
                value = activities.cell(position, qualifier)
                yield activities.problem(position, qualifier, value, f"limits a date, but {date} is empty", "Fill or empty both.")


def _faulty(table: RawTable, field: Field, last: int) -> Iterator[Problem]:
    cells = table.column(field.name)
    faults = {value: _fault(value, field, last) for value in cells.unique() if value}
    wrong = {value for value, fault in faults.items() if fault}
    for position in positions(cells.isin(wrong)) if wrong else []:
        value = table.cell(position, field.name)
        yield table.problem(position, field.name, value, faults[value], "Write 2008, 2008-05 or 2008-05-08.")


def _fault(value: str, field: Field, last: int) -> str:
    """What is wrong with a date or a period; empty where nothing is."""
    parts = value.split("/") if field.check == "period" else [value]
    if len(parts) > 2 or not all(is_partial_date(part) for part in parts):
        return (
            "is not a period: one date, or two joined with a slash"
            if field.check == "period"
            else "is not a date in the calendar"
        )
    if not all(FIRST_YEAR <= first_day(part).year <= last for part in parts):
        return f"is not between {FIRST_YEAR} and {last}"
    return "ends before it begins" if first_day(parts[0]) > last_day(parts[-1]) else ""
