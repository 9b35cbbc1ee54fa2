"""What points to what: unique identifiers, references between tables, roles."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem, did_you_mean
from ..files import RawTable
from ..load import Sources
from ..schema import Field
from .cells import items_of, positions


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


def unknown(value: str, target: RawTable) -> tuple[str, str]:
    """The words for an identifier that ``target`` does not hold: what was expected and how to mend it."""
    noun = target.resource.noun
    article = "an" if noun[0] in "aeiou" else "a"
    listed = f"{target.resource.title} are listed in {target.file}."
    return f"is not {article} {noun}", f"{did_you_mean(value, target.column('id'))} {listed}"


def _repeated(table: RawTable, field: Field) -> Iterator[Problem]:
    cells = table.column(field.name)
    wrong = positions(cells.duplicated() & (cells != ""))
    if not wrong:
        return
    first = dict(zip(cells[::-1], table.lines[::-1], strict=True))
    mend = "Give one of the two rows another identifier." if field.name == "id" else "Mend one of the two rows."
    for position in wrong:
        value = table.cell(position, field.name)
        yield table.problem(position, field.name, value, f"stands already on line {first[value]}", mend)


def _dangling(table: RawTable, field: Field, target: RawTable) -> Iterator[Problem]:
    items = items_of(table, field)
    wrong = items[~items["id"].isin(target.column("id")) & (items["id"] != "")]
    for position, value in zip(wrong["position"], wrong["id"], strict=True):
        expected, mend = unknown(value, target)
        yield table.problem(position, field.name, value, expected, mend)


def _roles(table: RawTable, field: Field) -> Iterator[Problem]:
    items = items_of(table, field)
    wrong = items[~items["role"].isin(field.roles) & (items["item"] != "")]
    allowed = f"Roles: {', '.join(field.roles)}."
    for position, item, name, role in zip(*(wrong[column] for column in wrong), strict=True):
        if role:
            expected, mend = f'has the unknown role "{role}"', f"{did_you_mean(role, field.roles)} {allowed}"
        else:
            expected, mend = "has no role", f"Write the role after a colon, as in {name}:{field.roles[0]}. {allowed}"
        yield table.problem(position, field.name, item, expected, mend)
