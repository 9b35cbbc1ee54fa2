"""Partial dates."""

from __future__ import annotations

import datetime as dt

import pytest

from report_helpers.dataset.check.symbols import roman_number
from report_helpers.dataset.dates import first_day, is_partial_date, last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2008", dt.date(2008, 1, 1), dt.date(2008, 12, 31)),
        ("2008-02", dt.date(2008, 2, 1), dt.date(2008, 2, 29)),
        ("2007-02-15", dt.date(2007, 2, 15), dt.date(2007, 2, 15)),
    ],
)
def test_days_of_a_partial_date(text: str, first: dt.date, last: dt.date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "08", "2008-2", "2008-13", "2007-02-29", "2008-02-15T00", "May 2008", "20o8", "0000", "2008-"]
)
def test_what_is_no_partial_date(text: str) -> None:
    assert not is_partial_date(text)


@pytest.mark.parametrize(
    ("numeral", "number"), [("I", 1), ("IV", 4), ("XXVI", 26), ("XXXVIII", 38), ("XL", 40), ("IIX", 0), ("VX", 0)]
)
def test_roman_numbers(numeral: str, number: int) -> None:
    assert roman_number(numeral) == number
