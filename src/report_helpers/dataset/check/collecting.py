"""The year's collection: requests, files received, changes applied, and identifiers that go on from edition to edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ...errors import Problem, did_you_mean
from ..dates import first_day, is_partial_date
from ..files import RawTable, read_table
from ..load import Sources, editions, shown
from .cells import positions

LOGS = ("changes", "contact_changes")
"""The tables that record changes."""


def requests_are_consistent(sources: Sources) -> Iterator[Problem]:
    """A request has the identifier of its body, is due after it was sent, and awaits a reply only until one came."""
    table = sources.tables.get("requests")
    if table is None:
        return
    for position in range(len(table.cells)):
        body, asked, due, received, outcome = (
            table.cell(position, name) for name in ("organization", "asked", "due", "received", "outcome")
        )
        if table.cell(position, "id") != body:
            yield table.problem(position, "id", table.cell(position, "id"), f"is not the body's identifier, {body}", "Write it.")
        if is_partial_date(asked) and is_partial_date(due) and first_day(due) < first_day(asked):
            yield table.problem(position, "due", due, f"is before the day of the request, {asked}", "Mend one of the two dates.")
        if received and outcome == "awaited":
            mend = "Write reported or nil, or empty the day on which a reply came."
            yield table.problem(position, "outcome", outcome, f"is not so: a reply came on {received}", mend)


def receipts_are_kept(sources: Sources) -> Iterator[Problem]:
    """The files received are as they came; where the folder of sources is not on this machine nothing is asked."""
    table, folder = sources.tables.get("receipts"), sources.data / "sources" / str(sources.edition)
    if table is None or not folder.is_dir():
        return
    for position in range(len(table.cells)):
        path = folder / table.cell(position, "file")
        if not path.is_file():
            mend = "Put the file back: what it changed rests on it."
            yield table.problem(position, "file", path.name, f"is not in {shown(folder, sources.data)}", mend)
        elif hashlib.sha256(path.read_bytes()).hexdigest() != table.cell(position, "sha256"):
            mend = "Put the file back as it was received; a copy may be edited elsewhere."
            yield table.problem(position, "file", path.name, "is not as it was received", mend)


def changes_are_traceable(sources: Sources) -> Iterator[Problem]:
    """Each change names a column of a table."""
    for name in LOGS:
        log = sources.tables.get(name)
        if log is None:
            continue
        for position in range(len(log.cells)):
            table, field = log.cell(position, "table"), log.cell(position, "field")
            resource = sources.schema.resources.get(table)
            if resource is None:
                yield log.problem(position, "table", table, "is not a table", did_you_mean(table, sources.schema.resources))
            elif field not in resource.columns:
                yield log.problem(position, "field", field, f"is not a column of {table}", did_you_mean(field, resource.columns))


def identifiers_keep_their_meaning(sources: Sources) -> Iterator[Problem]:
    """What is new in an edition has an identifier that no earlier edition has, not even for something that has ended."""
    for name in ("entries", "activities"):
        table = sources.tables.get(name)
        if table is None or "first_edition" in table.missing or not len(table.cells):
            continue
        first = table.column("first_edition")
        later = positions(first.map(lambda year: year.isdecimal() and int(year) > sources.edition).astype(bool))
        for position in later:
            value = table.cell(position, "first_edition")
            yield table.problem(position, "first_edition", value, f"is after this edition, {sources.edition}", "Mend the year.")
        new = positions(first == str(sources.edition))
        known = earlier_identifiers(name, sources) if new else {}
        for position in new:
            value = table.cell(position, "id")
            if value in known:
                expected = f"is the identifier of another {table.resource.noun} in the edition of {known[value]}"
                mend = f"Give it another one; or, where it is the same, write {known[value]} as its first edition."
                yield table.problem(position, "id", value, expected, mend)


def earlier_identifiers(name: str, sources: Sources) -> dict[str, int]:
    """Identifiers of a table in earlier editions, with the latest of these."""
    resource = sources.schema[name]
    known: dict[str, int] = {}
    for year in editions(sources.data):
        if year < sources.edition:
            path = sources.data / resource.path_in(year)
            earlier: RawTable | None = read_table(path, resource, shown(path, sources.data))[0]
            known |= dict.fromkeys(earlier.column("id") if earlier is not None else (), year)
    return known
