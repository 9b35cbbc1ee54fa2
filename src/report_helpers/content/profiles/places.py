"""States in some activities, with their roles."""

from __future__ import annotations

from ..nodes import joined, paragraph, text
from ..table import Cell, Column, Row, Table, cell
from ..wording import Row as Record
from ..wording import Wording
from .rows import activity_links

Roles = dict[str, list[Record]]
"""Activities by a state's role in them."""


def states_in(activities: list[Record]) -> dict[str, Roles]:
    """States that activities name, each with its roles."""
    found: dict[str, Roles] = {}
    for record in activities:
        for state, role in record["states"]:
            found.setdefault(state, {}).setdefault(role, []).append(record)
    return found


def states_table(wording: Wording, label: str, caption: str, named: dict[str, Roles]) -> Table:
    """A table of states with their roles in some activities, those with most activities first."""
    say = wording.say
    ranked = sorted(named, key=lambda state: (-number_of(named[state]), say.sort_key(wording.state(state))))
    body = []
    for state in ranked:
        roles = named[state].items()
        parts = joined(([text(wording.role(role) + ": "), *activity_links(wording, rows)] for role, rows in roles), "; ")
        number = number_of(named[state])
        body.append(
            Row([cell(wording.state(state), header="row"), cell(say.number(number), sort=number), Cell([paragraph(*parts)])])
        )
    columns = [
        Column("state", say("State"), 1.7),
        Column("activities", say("Activities"), 0.9, "end"),
        Column("roles", say("Its roles, and in which activities"), 6.4),
    ]
    return Table(label, caption, columns, body)


def number_of(roles: Roles) -> int:
    """How many activities there are under some roles."""
    return len({row["id"] for rows in roles.values() for row in rows})
