"""Who is at work in a state, and what the state is a member of."""

from __future__ import annotations

from ...dataset import Edition
from ...dataset.dates import first_day, last_day
from ...locale import mark as _
from ..markdown import parse_inline
from ..nodes import Node, heading, text
from ..prose import Prose
from ..table import Column, Row, Table, cell, rich_cell
from ..wording import Row as Record
from ..wording import Wording
from .bodies import Parts, bodies_table, is_named, parts_in
from .state import activities_by_role, find_state

AT_WORK = ("place", "host", "border")
"""Roles that say that work is done in the state."""

BASES = {
    "printed": _("named in the source"),
    "inferred": _("inferred from the source’s words"),
    "reference": _("from a reference list; the source names the body without its members"),
}
"""How a membership is known."""


def table_state_bodies(edition: Edition, state: str) -> Prose:
    """Bodies at work in a state, with their part in it, and bodies of the state itself that the edition knows.

    Args:
        edition: the edition.
        state: ISO 3166 code of three letters.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_state(wording, state)
    parts = bodies_at_work(wording, state)
    for record in wording.organizations.where("state", state):
        if record["id"] in parts or is_named(wording, record["id"]):
            parts.setdefault(record["id"], {})
    caption = say("Bodies at work, and bodies of the state: {state}").format(state=row["label"])
    idle = say("a body of the state, named elsewhere in this edition")
    nodes = bodies_table(wording, "table-bodies", caption, parts, idle=idle)
    return Prose((heading(1, text(say("Bodies"))), *nodes) if nodes else ())


def bodies_at_work(wording: Wording, state: str) -> dict[str, Parts]:
    """Bodies that report or take part in activities carried out in a state, each with its parts."""
    by_role = activities_by_role(wording, state)
    work = {record["id"]: record for role in AT_WORK for record in by_role.get(role, [])}
    return parts_in(wording, work.values())


def table_state_memberships(edition: Edition, state: str) -> Prose:
    """What a state belongs to at the edition's date: the body, its role, since when, and how that is known.

    Args:
        edition: the edition.
        state: ISO 3166 code of three letters.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_state(wording, state)
    body = []
    if row["oas_member"]:
        oas = say("Organization of American States (OAS)")
        body.append(_membership(wording, [text(oas)], "member", row["oas_joined"], say("from a reference list")))
    for record in current_memberships(wording, state):
        dates = " – ".join(say.date(record[end]) if record[end] else "" for end in ("from", "to")).strip(" –")
        basis: list[Node] = [text(say(BASES[record["basis"]]))]
        if record["note"]:
            basis += [text(". "), *parse_inline(record["note"])]
        body.append(
            Row(
                [
                    rich_cell(wording.full_name(record["organization"]), header="row"),
                    cell(wording.role(record["role"])),
                    cell(dates or say("not stated"), sort=record["from"]),
                    rich_cell(basis),
                ]
            )
        )
    if not body:
        return Prose(())
    columns = [
        Column("body", say("Body"), 3.4),
        Column("role", say("Role"), 1.1),
        Column("since", say("Since"), 1.1),
        Column("basis", say("How it is known"), 3.4),
    ]
    caption = say("Memberships as of {date}: {state}").format(date=say.date(edition.info.as_of), state=row["label"])
    return Prose((heading(1, text(say("Memberships"))), *Table("table-memberships", caption, columns, body).nodes()))


def current_memberships(wording: Wording, state: str) -> list[Record]:
    """Memberships of a state that hold at the edition's date, by the name of the body."""
    found = held(wording, "state", state)
    return sorted(found, key=lambda row: wording.say.sort_key(wording.organization_name(row["organization"])))


def held(wording: Wording, column: str, value: str) -> list[Record]:
    """Memberships that hold at the edition's date and have a value in a column (``organization``, ``state``, ``member``)."""
    as_of = wording.edition.info.as_of
    first, last = first_day(as_of), last_day(as_of)
    return [
        row
        for row in wording.edition.records("memberships").where(column, value)
        if (not row["from"] or first_day(row["from"]) <= last) and (not row["to"] or last_day(row["to"]) >= first)
    ]


def _membership(wording: Wording, name: list[Node], role: str, since: str, basis: str) -> Row:
    return Row([rich_cell(name, header="row"), cell(wording.role(role)), cell(since, sort=since), cell(basis)])
