"""Successions: what became what from one edition to the next, without going round in circles."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem, did_you_mean
from ..files import RawTable
from ..load import Sources, editions, read_sources
from .cells import positions

_TABLES = ("entries", "activities")
"""The tables whose rows a succession may name."""


def successions_lead_on(sources: Sources) -> Iterator[Problem]:
    """No identifier is, directly or through others, its own successor."""
    table = sources.tables.get("successions")
    if table is None:
        return
    after: dict[str, set[str]] = {}
    for old, new in zip(table.column("from"), table.column("to"), strict=True):
        after.setdefault(old, set()).add(new)
    circles = {old for old in after if _reaches(old, old, after)}
    for position in positions(table.column("from").isin(circles)):
        old, new = table.cell(position, "from"), table.cell(position, "to")
        if new == old:
            mend = "An identifier that is kept needs no row: delete it."
            yield table.problem(position, "to", new, "is the identifier that it follows", mend)
        elif _reaches(new, old, after):
            yield table.problem(position, "to", new, f"leads back to {old}", "Mend or delete one of the rows of the circle.")


def successions_name_rows(sources: Sources) -> Iterator[Problem]:
    """A succession of this edition leads from an entry or activity of an earlier one to its like in this one, or to nothing."""
    table = sources.tables.get("successions")
    if table is None or not set(_TABLES) <= sources.tables.keys():
        return
    mine = positions(table.column("edition") == str(sources.edition))
    if not mine:
        return
    now = _kinds(sources)
    before: dict[str, str] = {}
    for year in editions(sources.data):
        if year < sources.edition:
            before |= _kinds(read_sources(year, sources.data, restricted=False))
    for position in mine:
        old, new = table.cell(position, "from"), table.cell(position, "to")
        if old not in before:
            yield _unknown(table, position, "from", old, before, "an earlier edition")
        if not new and old in now:
            mend = "Take the row out of the edition; or, where it goes on, delete this one."
            yield table.problem(position, "from", old, f"was taken out, but it is in the edition of {sources.edition}", mend)
        elif new and new not in now:
            yield _unknown(table, position, "to", new, now, f"the edition of {sources.edition}")
        elif new and old in before and before[old] != now[new]:
            expected = f"is not of the same kind as {old}"
            yield table.problem(position, "to", new, expected, "An entry becomes an entry, an activity an activity.")


def _kinds(sources: Sources) -> dict[str, str]:
    """For each entry and activity the table that it is a row of."""
    return {name: table for table in _TABLES if table in sources.tables for name in sources.tables[table].column("id")}


def _unknown(table: RawTable, position: int, field: str, value: str, known: dict[str, str], where: str) -> Problem:
    mend = did_you_mean(value, known) or "Mend the identifier or the year of the row."
    return table.problem(position, field, value, f"is not an entry or activity of {where}", mend)


def _reaches(start: str, goal: str, after: dict[str, set[str]]) -> bool:
    """Whether ``goal`` is among what follows ``start``, in one step or more."""
    seen: set[str] = set()
    waiting = list(after.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            waiting += after.get(name, ())
    return False
