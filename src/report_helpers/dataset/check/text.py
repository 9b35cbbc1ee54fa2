"""What no text may hold: invisible and broken characters, stray spaces, line breaks in a single line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import partial

from ...errors import Problem
from ..canonical import tidy_cell
from ..files import RawTable
from ..load import Sources
from ..schema import Field
from .cells import faults_in, free_text, matching, unusual, within

INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Control characters (the line feed aside) and characters without width that steer the text around them."""

LOST = re.compile("\ufffd|[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac")
"""What is left of a letter that was read in the wrong encoding: ``Ã©`` for é, ``â€™`` for an apostrophe."""

_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"

_FIX = "migration-report check --fix mends it."


def plain_characters(sources: Sources) -> Iterator[Problem]:
    """No control characters, no letters broken by a wrong encoding."""
    for table in sources.tables.values():
        for field in free_text(table):
            for position in matching(table, field, INVISIBLE, _beyond_ascii):
                yield _invisible(table, position, field)
            for position in matching(table, field, LOST, _beyond_ascii):
                value = _around(table.cell(position, field.name), LOST)
                mend = "Type the letter again; open the file as UTF-8 (docs/editing-the-data.md)."
                yield table.problem(position, field.name, value, "holds a letter that was broken by a wrong encoding", mend)


def single_lines(sources: Sources) -> Iterator[Problem]:
    """Line breaks stand in Markdown, and in what other cells held, only."""
    for table in sources.tables.values():
        for field in free_text(table):
            if field.check not in ("markdown", "verbatim"):
                for position, value in faults_in(table, field, lambda cell: [cell] if "\n" in cell else []):
                    yield table.problem(position, field.name, value, "holds a line break", "Write it on one line.")


def tidy_text(sources: Sources) -> Iterator[Problem]:
    """No spaces around a cell or the items of a list, composed characters (Unicode NFC), small letters in booleans."""
    for table in sources.tables.values():
        for field in table.fields:
            for position, _ in faults_in(
                table, field, partial(_untidy_values, field=field), partial(_perhaps_untidy, field=field)
            ):
                yield _untidy(table, position, field)


def _beyond_ascii(cells: list[str]) -> list[str]:
    return unusual(cells, _PLAIN)


def _perhaps_untidy(cells: list[str], field: Field) -> list[str]:
    """The cells that :func:`tidy_cell` may change."""
    if field.type == "boolean":
        return cells
    delimiter = field.delimiter if field.is_list else ""

    def suspicious(block: list[str]) -> bool:
        text = "\0".join(block)
        return not text.isascii() or bool(delimiter and delimiter in text) or list(map(str.strip, block)) != block

    return [cell for cell in within(cells, suspicious) if suspicious([cell])]


def _untidy_values(cell: str, field: Field) -> list[str]:
    return [cell] if cell != tidy_cell(cell, field) else []


def _untidy(table: RawTable, position: int, field: Field) -> Problem:
    value = table.cell(position, field.name)
    if unicodedata.normalize("NFC", value) != value:
        expected = "holds a letter and its accent as two characters"
    elif value != value.strip():
        expected = "begins or ends with a space"
    elif field.type == "boolean":
        expected = "is not in small letters"
    else:
        expected = "has spaces around the items of its list"
    return table.problem(position, field.name, value, expected, _FIX)


def _invisible(table: RawTable, position: int, field: Field) -> Problem:
    value = table.cell(position, field.name)
    found = INVISIBLE.search(value)
    code = f"U+{ord(found[0]):04X}" if found else ""
    around = INVISIBLE.sub(" ", _around(value, INVISIBLE))
    return table.problem(position, field.name, around, f"holds the invisible character {code}", "Type the words again.")


def _around(value: str, pattern: re.Pattern[str], reach: int = 15) -> str:
    """The part of ``value`` around what ``pattern`` finds."""
    found = pattern.search(value)
    return value[max(found.start() - reach, 0) : found.end() + reach] if found else value
