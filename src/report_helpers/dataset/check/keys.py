"""What points to what: unique identifiers, references between tables, roles."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem, did_you_mean
from ..files import RawTable
from ..load import Sources
from ..schema import Field
from .cells import Item, faults_in, items_in, positions


def unique_values(sources: Sources) -> Iterator[Problem]:
    """No two rows share a value of a column that must be unique."""
    for table in sources.tables.values():
        for field in table.fields:
            if field.unique:
                yield from _repeated(table, field)


def references_exist(sources: Sources) -> Iterator[Problem]:
    """Every identifier that points to a table is there, with a role that its column allows."""
    for table in sources.tables.values():
        for field in table.fields:
            if field.reference in sources.tables:
                yield from _dangling(table, field, sources.tables[field.reference])
            if field.roles:
                yield from _roles(table, field)


def _repeated(table: RawTable, field: Field) -> Iterator[Problem]:
    cells = table.column(field.name)
    if len(table.coded(field.name)[1]) == len(cells):
        return
    wrong = positions(cells.duplicated() & (cells != ""))
    first = dict(zip(cells[::-1], table.lines[::-1], strict=True))
    mend = "Give one of the two rows another identifier." if field.name == "id" else "Mend one of the two rows."
    for position in wrong:
        value = table.cell(position, field.name)
        yield table.problem(position, field.name, value, f"stands already on line {first[value]}", mend)


def _dangling(table: RawTable, field: Field, target: RawTable) -> Iterator[Problem]:
    known = set(target.column("id"))
    noun = target.resource.noun
    expected = f"is not {'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    listed = f"{target.resource.title} are listed in {target.file}."

    def unknown(cell: str) -> list[str]:
        return [item.id for item in items_in(cell, field) if item.id and item.id not in known]

    for position, value in faults_in(table, field, unknown):
        yield table.problem(position, field.name, value, expected, f"{did_you_mean(value, target.distinct('id'))} {listed}")


def _roles(table: RawTable, field: Field) -> Iterator[Problem]:
    allowed = f"Roles: {', '.join(field.roles)}."

    def wrong(cell: str) -> list[Item]:
        return [item for item in items_in(cell, field) if item.id and item.role not in field.roles]

    for position, item in faults_in(table, field, wrong):
        if item.role:
            expected, mend = f'has the unknown role "{item.role}"', f"{did_you_mean(item.role, field.roles)} {allowed}"
        else:
            expected, mend = "has no role", f"Write the role after a colon, as in {item.id}:{field.roles[0]}. {allowed}"
        yield table.problem(position, field.name, item.written, expected, mend)
