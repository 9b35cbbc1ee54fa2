"""The grammar of document symbols.

* ``AG/RES. 1404 (XXVI-O/96)``: resolution of the General Assembly. Its regular session n was held in 1970 + n, so
  the Roman numeral and the year agree. ``-E/`` marks a special session, which has numerals of its own.
* ``CE/AM/INF.23/08 corr. 1``, ``CE/AM/INF.4/08 rev. 2``, ``CE/AM-7/08``: papers of the Special Committee on
  Migration Issues; the last number is the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import Problem
from ..load import Sources
from .cells import fields_with, positions

FIRST_SESSION = 1970
"""Year before the first regular session of the General Assembly of the OAS."""

_RESOLUTION = re.compile(r"AG/RES\. \d+ \((?P<roman>[IVXLC]+)-(?P<kind>[OE])/(?P<year>\d\d)\)")
_COMMITTEE = re.compile(r"CE/AM(/INF\.|-)\d+/(?P<year>\d\d)( (corr|rev)\. \d+)?")
_GRAMMARS = {
    re.compile(r"AG\W*RES", re.IGNORECASE): (_RESOLUTION, "AG/RES. 1404 (XXVI-O/96)"),
    re.compile(r"CE\W*AM", re.IGNORECASE): (_COMMITTEE, "CE/AM/INF.23/08 corr. 1 or CE/AM-7/08"),
}
_SPACING = re.compile(r"\s{2,}|\s[/.,)]|[(]\s|[^\S ]")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def symbols_are_canonical(sources: Sources) -> Iterator[Problem]:
    """Symbols have the form of their series, agree with the row's date, and are the row's id."""
    for table in sources.tables.values():
        for field in fields_with(table, "symbol"):
            for position in positions(table.column(field.name) != ""):
                symbol = table.cell(position, field.name)
                fault = symbol_fault(symbol)
                if fault:
                    yield table.problem(position, field.name, symbol, fault)
                elif table.cell(position, "id") != symbol:
                    mend = "Write the symbol as the identifier, too, and wherever it is referred to."
                    yield table.problem(position, "id", table.cell(position, "id"), f"is not the row's symbol, {symbol}", mend)
                else:
                    date = table.cell(position, "date")
                    if date and _year(symbol) not in ("", date[2:4]):
                        expected = f"is of another year than the symbol {symbol}"
                        yield table.problem(position, "date", date, expected, "Mend the date or the symbol.")


def symbol_fault(symbol: str) -> str:
    """What breaks the grammar, as the words after the symbol; empty where nothing does."""
    if _SPACING.search(symbol):
        return "has a space too many"
    for series, (grammar, example) in _GRAMMARS.items():
        if series.match(symbol):
            match = grammar.fullmatch(symbol)
            if match is None:
                return f"is not a symbol of its series, which is written {example}"
            return _session_fault(match) if grammar is _RESOLUTION else ""
    return ""


def roman_number(numeral: str) -> int:
    """The value of a Roman numeral of I, V, X, L and C; 0 where it isn't written as one is."""
    values = [_ROMAN[letter] for letter in numeral]
    total = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    return total if _to_roman(total) == numeral else 0


def _to_roman(number: int) -> str:
    signs = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
    result = ""
    for value, sign in signs.items():
        count, number = divmod(number, value)
        result += sign * count
    return result


def _session_fault(match: re.Match[str]) -> str:
    session = roman_number(match["roman"])
    if not session:
        return f"has a session {match['roman']} that is not a Roman numeral"
    if match["kind"] == "O" and (FIRST_SESSION + session) % 100 != int(match["year"]):
        held = FIRST_SESSION + session
        return f"does not agree: regular session {match['roman']} was held in {held}, so the year is {held % 100:02d}"
    return ""


def _year(symbol: str) -> str:
    """The two digits of the year in a symbol of a known series; empty for others."""
    for grammar, _ in _GRAMMARS.values():
        match = grammar.fullmatch(symbol)
        if match:
            return match["year"]
    return ""
