"""Partial dates: ISO 8601 with the precision that the source has, ``2008``, ``2007-11`` or ``2007-02-15``."""

from __future__ import annotations

import calendar
import datetime as dt

FIRST_YEAR = 1800
"""Earliest year that a date in the data may have."""

YEARS_AHEAD = 20
"""How many years after its edition a date in the data may lie."""


def first_day(text: str) -> dt.date:
    """First day of a partial date; ``ValueError`` where there is no such date."""
    year, month, day = _parts(text)
    return dt.date(year, month or 1, day or 1)


def last_day(text: str) -> dt.date:
    """Last day of a partial date; ``ValueError`` where there is no such date."""
    year, month, day = _parts(text)
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(*_real(year, month))[1])


def is_partial_date(text: str) -> bool:
    """Whether ``text`` is a partial date that exists in the calendar."""
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def _real(year: int, month: int) -> tuple[int, int]:
    first = dt.date(year, month, 1)
    return first.year, first.month


def _parts(text: str) -> tuple[int, int | None, int | None]:
    parts = text.split("-")
    lengths = [len(part) for part in parts]
    if lengths not in ([4], [4, 2], [4, 2, 2]) or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"not a partial date: {text}")
    numbers = [int(part) for part in parts] + [None, None]
    return int(parts[0]), numbers[1], numbers[2]
