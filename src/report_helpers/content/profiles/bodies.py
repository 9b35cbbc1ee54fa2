"""Bodies and their parts in some activities."""

from __future__ import annotations

from collections.abc import Iterable

from ..nodes import Node, joined, paragraph, span, text
from ..table import Cell, Column, Row, Table, cell, rich_cell
from ..wording import BODY_TYPES, Wording
from ..wording import Row as Record
from .rows import activity_links, reporting

Parts = dict[str, list[Record]]
"""Activities by the part that a body has in them: ``reports`` on it, or one of the roles of partners."""


def parts_in(wording: Wording, activities: Iterable[Record], *, without: str = "") -> dict[str, Parts]:
    """Bodies that report or take part in some activities, each with its parts; the body ``without`` is left out."""
    parts: dict[str, Parts] = {}
    for record in activities:
        for body, part in dict.fromkeys([(reporting(wording, record), "reports"), *record["partners"]]):
            if body != without:
                parts.setdefault(body, {}).setdefault(part, []).append(record)
    return parts


def is_named(wording: Wording, body: str) -> bool:
    """Whether the edition points to a body or names it in a text; the list of bodies is shared by all editions."""
    return bool(
        wording.activities.where("partners", body)
        or wording.entries.where("organization", body)
        or wording.references.where("body", body)
        or wording.edition.records("mentions").where("named", body)
    )


def bodies_table(wording: Wording, label: str, caption: str, parts: dict[str, Parts], *, idle: str = "") -> list[Node]:
    """A table of bodies, those with most activities first; nothing where there is none.

    Args:
        wording: of the edition.
        label: of the table.
        caption: of the table.
        parts: bodies with their parts.
        idle: what is said of a body that has no part.
    """
    if not parts:
        return []
    say = wording.say
    lines = sorted(parts.items(), key=lambda item: (-_count(item[1]), say.sort_key(wording.organization_name(item[0]))))
    columns = [
        Column("body", say("Body"), 5.6),
        Column("part", say("Its part, and in which activities"), 3.4),
    ]
    return Table(label, caption, columns, [_row(wording, name, found, idle) for name, found in lines]).nodes()


def bodies_by_kind(wording: Wording, label: str, caption: str, bodies: Iterable[str]) -> list[Node]:
    """A table of the names of some bodies, a row for each kind of body; nothing where there is none."""
    say = wording.say
    kinds: dict[str, list[str]] = {}
    for body in sorted(bodies, key=lambda body: say.sort_key(wording.organization_name(body))):
        kinds.setdefault(wording.organizations[body]["type"], []).append(body)
    lines = [
        Row([cell(say(name), header="row"), rich_cell(joined((wording.full_name(body) for body in kinds[kind]), "; "))])
        for kind, name in BODY_TYPES.items()
        if kind in kinds
    ]
    columns = [Column("kind", say("Kind of body"), 2), Column("bodies", say("Bodies"), 7)]
    return Table(label, caption, columns, lines).nodes() if lines else []


def _count(parts: Parts) -> int:
    return len({row["id"] for rows in parts.values() for row in rows})


def _row(wording: Wording, body: str, parts: Parts, idle: str) -> Row:
    say = wording.say
    parts = dict(sorted(parts.items(), key=lambda item: item[0] != "reports"))
    labels = {part: say("reports on it") if part == "reports" else wording.role(part) for part in parts}
    told = joined(([text(labels[part] + ": "), *activity_links(wording, rows)] for part, rows in parts.items()), "; ")
    kind = span(text(say(BODY_TYPES[wording.organizations[body]["type"]])), role="small")
    name = rich_cell([*wording.full_name(body), text(" "), kind], header="row", sort=wording.organization_name(body))
    return Row([name, Cell([paragraph(*(told or [text(idle)]))], sort=_count(parts))])
