"""Tables of who was asked and what the bodies are: replies, memberships."""

from __future__ import annotations

from ...dataset import Edition
from ..nodes import joined, text, xref
from ..table import Cell, Column, Row, Table, cell, rich_cell
from ..wording import BODY_TYPES, REPLIES, Wording, rows
from ..wording import Row as Record

MEMBER_MARKS = {"member": "●", "associate": "◐", "observer": "○"}
"""Marks of a membership matrix; each differs in shape, and the cell says the role in words too."""


def table_replies(edition: Edition) -> Table:
    """Who was asked and what came of it: every body with its kind, reply, reference documents and number of activities."""
    wording = Wording(edition)
    say = wording.say
    counts = edition.table("activities", ["entry"])["entry"].value_counts()
    body = []
    for row in wording.entries.values():
        organization = wording.organizations[row["organization"]]
        body.append(
            Row(
                [
                    rich_cell([xref(row["id"], text(row["number"]))], header="row"),
                    cell(row["name"]),
                    cell(say(BODY_TYPES[organization["type"]])),
                    cell(say(REPLIES[row["reply"]])),
                    rich_cell(wording.reference_list(row["references"])),
                    cell(say.number(int(counts.get(row["id"], 0))), sort=int(counts.get(row["id"], 0))),
                ]
            )
        )
    columns = [
        Column("number", say("No."), 0.8),
        Column("body", say("Body"), 3.4),
        Column("kind", say("Kind of body"), 2),
        Column("reply", say("Reply"), 1.5),
        Column("references", say("Reference document"), 2.4),
        Column("activities", say("Activities"), 1, "end"),
    ]
    return Table("table-replies", say("Replies received"), columns, body)


def table_memberships(edition: Edition, bodies: list[str] | None = None) -> Table:
    """Which states belong to which bodies at the edition's date: a filled dot for a member, an open one for an observer.

    Args:
        edition: the edition.
        bodies: identifiers of the bodies, in the order of the columns; those with member states that the edition
            names if left out.
    """
    wording = Wording(edition)
    say = wording.say
    memberships = [row for row in rows(edition.current_memberships) if row["state"]]
    named = set(edition.named_organizations["id"])
    chosen = bodies or list(dict.fromkeys(row["organization"] for row in memberships if row["organization"] in named))
    roles = {(row["state"], row["organization"]): row for row in memberships}
    inferred = [body for body in chosen if any(r["organization"] == body and r["basis"] == "inferred" for r in memberships)]
    listed = [body for body in chosen if any(r["organization"] == body and r["basis"] == "reference" for r in memberships)]
    states = sorted(
        (row for row in wording.states.values() if any((row["id"], b) in roles for b in chosen)),
        key=lambda r: say.sort_key(r["label"]),
    )
    body = [
        Row([cell(state["label"], header="row"), *(_mark(wording, roles.get((state["id"], b))) for b in chosen)])
        for state in states
    ]
    columns = [Column("state", say("State"), 2.4), *(Column(b, wording.short_name(b), 1, "center") for b in chosen)]
    notes = [[text(_legend(wording, {roles[key]["role"] for key in roles if key[1] in chosen}))]]
    if inferred:
        notes.append(
            [
                text(say("Inferred from the source's words:") + " "),
                *joined((wording.organization(b) for b in inferred), ", "),
                text("."),
            ]
        )
    if listed:
        message = say("The source names the body without its members; taken from a reference list:")
        notes.append([text(message + " "), *joined((wording.organization(b) for b in listed), ", "), text(".")])
    caption = say("States as members and observers of regional bodies and processes")
    return Table("table-memberships", caption, columns, body, notes=notes)


def _legend(wording: Wording, used: set[str]) -> str:
    if not used:
        return wording.say("No membership is on record.")
    marks = "; ".join(f"{mark} {wording.role(role)}" for role, mark in MEMBER_MARKS.items() if role in used)
    return wording.say("{marks}; blank: none of these.").format(marks=marks)


def _mark(wording: Wording, membership: Record | None) -> Cell:
    if membership is None:
        return cell("")
    return cell(f"{MEMBER_MARKS[membership['role']]} {wording.role(membership['role'])}", sort=membership["role"])
