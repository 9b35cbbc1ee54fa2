"""Dates that exist, in the range of the report, and in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...errors import Problem
from ..dates import FIRST_YEAR, YEARS_AHEAD, first_day, is_partial_date, last_day
from ..load import Sources
from .cells import faults_in, fields_with, positions

_SPANS = {"activities": ("start", "end"), "memberships": ("from", "to")}
_QUALIFIED = {"start_qualifier": "start", "end_qualifier": "end"}


def dates_are_real(sources: Sources) -> Iterator[Problem]:
    """Dates and the two ends of a period are in the calendar, from 1800 to 20 years after the edition."""
    find = {
        "partial-date": partial(_date_faults, last=sources.edition + YEARS_AHEAD),
        "period": partial(_period_faults, last=sources.edition + YEARS_AHEAD),
    }
    for table in sources.tables.values():
        for check, faults in find.items():
            for field in fields_with(table, check):
                for position, expected in faults_in(table, field, faults):
                    value = table.cell(position, field.name)
                    yield table.problem(position, field.name, value, expected, "Write 2008, 2008-05 or 2008-05-08.")


def dates_are_in_order(sources: Sources) -> Iterator[Problem]:
    """An end is not before its start; an activity's qualifier has a date that it qualifies."""
    for name, (begin, end) in _SPANS.items():
        table = sources.tables.get(name)
        if table is not None:
            spans = list(zip(table.column(begin), table.column(end), strict=True))
            backwards = {
                span for span in set(spans) if all(map(is_partial_date, span)) and first_day(span[0]) > last_day(span[1])
            }
            for position, (start, stop) in enumerate(spans) if backwards else []:
                if (start, stop) in backwards:
                    yield table.problem(position, end, stop, f"is before the {begin}, {start}", "Mend one of the two dates.")
    activities = sources.tables.get("activities")
    if activities is not None:
        for qualifier, date in _QUALIFIED.items():
            alone = (activities.column(qualifier) != "") & (activities.column(date) == "")
            for position in positions(alone):
                value = activities.cell(position, qualifier)
                yield activities.problem(position, qualifier, value, f"limits a date, but {date} is empty", "Fill or empty both.")


def _date_faults(value: str, last: int) -> Iterator[str]:
    if not is_partial_date(value):
        yield "is not a date in the calendar"
    elif not FIRST_YEAR <= first_day(value).year <= last:
        yield f"is not between {FIRST_YEAR} and {last}"


def _period_faults(value: str, last: int) -> Iterator[str]:
    parts = value.split("/")
    if len(parts) > 2 or not all(map(is_partial_date, parts)):
        yield "is not a period: one date, or two joined with a slash"
    elif first_day(parts[0]) > last_day(parts[-1]):
        yield "ends before it begins"
    else:
        yield from (fault for part in parts for fault in _date_faults(part, last))
