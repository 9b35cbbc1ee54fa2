"""Each cell by itself: types, required values, patterns, allowed words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from ...errors import Problem, did_you_mean
from ..files import RawTable
from ..load import Sources
from ..schema import Field
from .cells import faults_in

_TYPES = {
    "integer": (re.compile(r"-?\d{1,18}"), "is not a whole number", "Write it in digits, without commas or units."),
    "number": (re.compile(r"-?\d+(\.\d+)?"), "is not a number", "Write digits, with a point for decimals: 7812652 or 0.18."),
    "boolean": (re.compile(r"true|false", re.IGNORECASE), "is not true or false", "Write true or false."),
}

_SHAPES = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "is not an identifier of small letters, digits and single hyphens",
    r"^\d{4}(-\d{2}(-\d{2})?)?$": "is not a date written as 2008, 2008-05 or 2008-05-08",
    r"^\d{4}-\d{2}-\d{2}$": "is not a day written as 2008-05-08",
    r"^[0-9a-f]{64}$": "is not a checksum of 64 hexadecimal digits",
    r"^[a-z]{2}$": "is not a two-letter language code such as es",
    r"^\d+(-\d+)?(,\d+(-\d+)?)*$": "is not line numbers written as 95-103 or 95-103,110",
    r"^\d+$": "is not a number in digits",
}
"""Patterns of the schema in words; any other is shown as it is."""

_EMAIL = re.compile(r"[^\s@;,]+@[^\s@;,]+\.[^\s@;,]+")


def typed_values(sources: Sources) -> Iterator[Problem]:
    """Numbers are numbers and booleans are true or false."""
    for table in sources.tables.values():
        for field in table.fields:
            if field.type in _TYPES:
                pattern, expected, mend = _TYPES[field.type]
                yield from _unlike(table, field, pattern, expected, mend)


def required_values(sources: Sources) -> Iterator[Problem]:
    """Cells that must be filled are."""
    for table in sources.tables.values():
        for field in table.fields:
            if field.required:
                mend = f"{field.title}: {field.description}"
                blank = {value for value in table.distinct(field.name) if not value.strip()}
                for position in table.rows_with(field.name, blank):
                    yield table.problem(position, field.name, "", "is empty and must be filled", mend)


def allowed_values(sources: Sources) -> Iterator[Problem]:
    """Cells match the pattern, the list of words, the least number and the format of their column."""
    for table in sources.tables.values():
        for field in table.fields:
            if field.pattern:
                expected = _SHAPES.get(field.pattern, f"does not have the form {field.pattern}")
                yield from _unlike(table, field, re.compile(field.pattern), expected)
            if field.enum:
                yield from _words(table, field)
            if field.minimum is not None:
                values = pd.Series(table.distinct(field.name), dtype=object)
                small = set(values[pd.to_numeric(values, errors="coerce") < field.minimum])
                for position in table.rows_with(field.name, small):
                    value = table.cell(position, field.name)
                    yield table.problem(position, field.name, value, f"is less than {field.minimum:g}")
            if field.format == "email":
                yield from _unlike(table, field, _EMAIL, "is not one e-mail address")


def _unlike(table: RawTable, field: Field, pattern: re.Pattern[str], expected: str, mend: str = "") -> Iterator[Problem]:
    """The filled cells that ``pattern`` does not match as a whole."""
    for position, value in faults_in(table, field, lambda cell: [] if pattern.fullmatch(cell) else [cell]):
        yield table.problem(position, field.name, value, expected, mend)


def _words(table: RawTable, field: Field) -> Iterator[Problem]:
    allowed = f"Allowed: {', '.join(field.enum)}."
    for position, value in faults_in(table, field, lambda cell: [] if cell in field.enum else [cell]):
        yield table.problem(
            position, field.name, value, "is not an allowed value", f"{did_you_mean(value, field.enum)} {allowed}"
        )
