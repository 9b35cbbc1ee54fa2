"""Rows that nothing needs, and memberships of one member."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..files import RawTable
from ..load import Sources, editions, read_sources
from ..named import stands_in
from ..typed import split_list
from .cells import free_text, items_in, positions


def references_are_used(sources: Sources) -> Iterator[Problem]:
    """Every reference is pointed to, is what asked for the report, or has a body that submitted it."""
    table = sources.tables.get("references")
    if table is None or sources.info is None:
        return
    used = _pointed_to(sources, "references") | {sources.info.mandate.reference}
    for position in positions(~table.column("id").isin(used) & (table.column("body") == "")):
        mend = "Name it in references, cites or mandates of a row, fill its body, or delete it."
        yield table.problem(position, "id", table.cell(position, "id"), "is not used anywhere", mend)


def organizations_are_named(sources: Sources) -> Iterator[Problem]:
    """Every organization is pointed to or named in a text of some edition, or is the parent of another."""
    table = sources.tables.get("organizations")
    if table is None:
        return
    unnamed = _unnamed(table, sources, set(table.column("id")))
    for year in editions(sources.data) if unnamed else []:
        if year != sources.edition:
            unnamed = _unnamed(table, read_sources(year, sources.data, restricted=False), unnamed)
    for position in positions(table.column("id").isin(unnamed)):
        mend = "Name it among the partners of an activity, or delete it."
        yield table.problem(position, "id", table.cell(position, "id"), "is not named anywhere", mend)


def memberships_have_one_member(sources: Sources) -> Iterator[Problem]:
    """A membership is that of a state or of a body, not of both."""
    table = sources.tables.get("memberships")
    if table is None:
        return
    state, member = table.column("state") != "", table.column("member") != ""
    for position in positions(state == member):
        value = table.cell(position, "member")
        expected = "stands beside a state" if value else "is empty, and state too"
        yield table.problem(position, "member", value, expected, "Fill state or member, not both.")


def _unnamed(table: RawTable, sources: Sources, candidates: set[str]) -> set[str]:
    """Those of ``candidates`` that nothing in ``sources`` points to and no text names, in any form of the name."""
    rest = candidates - _pointed_to(sources, "organizations")
    if not rest:
        return rest
    texts = "\n".join(
        value for other in _edition_tables(sources) for field in free_text(other) for value in other.distinct(field.name)
    )
    return {
        table.cell(position, "id")
        for position in positions(table.column("id").isin(rest))
        if not _is_named(table, position, texts)
    }


def _is_named(table: RawTable, position: int, texts: str) -> bool:
    """Whether the organization's name, acronym or another form of the name stands in ``texts`` as words of their own."""
    names = (table.cell(position, "name_en"), table.cell(position, "acronym"), *split_list(table.cell(position, "aliases")))
    return stands_in(names, texts)


def _edition_tables(sources: Sources) -> list[RawTable]:
    return [table for table in sources.published.values() if table.resource.per_edition]


def _pointed_to(sources: Sources, target: str) -> set[str]:
    """The ids of table ``target`` that public tables point to."""
    return {
        item.id
        for table in sources.public.values()
        for field in table.fields
        if field.reference == target
        for cell in table.distinct(field.name)
        for item in items_in(cell, field)
    }
