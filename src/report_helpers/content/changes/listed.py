"""The activities and cells themselves: what is new, what ended, what differs and how."""

from __future__ import annotations

from ...dataset.compare import Changes
from ...errors import UsageError
from ...locale import mark as _
from ..nodes import Node, paragraph, span, strong, text
from ..prose import Prose
from ..table import Cell, Column, Row, Table, cell, rich_cell
from ..wording import Row as Record
from ..wording import rows
from .words import FIELDS, OUTCOMES, RELATIONS, ChangeWording

_CAPTIONS = {
    "new": _("New activities"),
    "continued": _("Activities that continue without a change"),
    "changed": _("Activities that changed"),
    "ended": _("Activities that ended"),
    "closed": _("Activities completed before and not listed again"),
    "withdrawn": _("Activities that their bodies had taken out"),
    "not reported": _("Activities of which nothing was reported"),
}


def table_changes(changes: Changes, outcome: str) -> Table | Prose:
    """The activities with one outcome, each with its body and its status then and now; a sentence where there is none.

    Raises:
        UsageError: there is no such outcome.
    """
    if outcome not in OUTCOMES:
        raise UsageError(f'There is no outcome "{outcome}". Outcomes: {", ".join(OUTCOMES)}.')
    wording = ChangeWording(changes)
    say = wording.say
    found = changes.comparison.activities.query("outcome == @outcome")
    caption = say(_CAPTIONS[outcome])
    if not len(found):
        return Prose((paragraph(text(say("{what}: none.").format(what=caption))),))
    columns = [
        Column("number", say("No."), 0.9),
        Column("activity", say("Activity"), 4),
        Column("body", say("Body"), 1.6),
        Column("before", str(changes.before.year), 1.2),
        Column("after", str(changes.after.year), 1.2),
    ]
    label = f"table-changes-{outcome.replace(' ', '-')}"
    return Table(label, caption, columns, [Row(_activity_cells(wording, row)) for row in rows(found)])


def _activity_cells(wording: ChangeWording, row: Record) -> list[Cell]:
    record, edition = wording.row("activities", row["before"], row["after"])
    title: list[Node] = [span(text(record["title"]), lang=record["title_language"])]
    if row["relation"] in RELATIONS:
        before = wording.before.activities[row["before"]]
        message = wording.say("{relation} from {number} of {year}: {title}")
        words = message.format(
            relation=wording.say(RELATIONS[row["relation"]]),
            number=before["number"],
            year=wording.before.edition.year,
            title=before["title"],
        )
        title += [text(" "), span(text(f"({words})"), role="small")]
    statuses = [
        side.status(side.activities[identifier]["status"]) if identifier else "–"
        for side, identifier in ((wording.before, row["before"]), (wording.after, row["after"]))
    ]
    return [
        rich_cell([wording.number(record, edition)], header="row", sort=record["number"]),
        rich_cell(title),
        rich_cell(edition.organization(row["organization"])),
        *(cell(status) for status in statuses),
    ]


def table_changed_fields(changes: Changes) -> Table | Prose:
    """Every cell that differs, before and after, under the entry or activity that it belongs to."""
    wording = ChangeWording(changes)
    say = wording.say
    caption = say("What differs, field by field")
    if not len(changes.comparison.changes):
        return Prose((paragraph(text(say("{what}: none.").format(what=caption))),))
    columns = [
        Column("where", say("Entry or activity"), 2),
        Column("field", say("What"), 0.9),
        Column("before", str(changes.before.year), 3),
        Column("after", str(changes.after.year), 3),
    ]
    body = [Row(_field_cells(wording, row)) for row in rows(changes.comparison.changes)]
    return Table("table-changed-fields", caption, columns, body, layout="text")


def _field_cells(wording: ChangeWording, row: Record) -> list[Cell]:
    record, edition = wording.row(row["table"], row["before"], row["after"])
    name = record.get("title") or record.get("name")
    return [
        rich_cell([strong(wording.number(record, edition)), text(f" {name}")], header="row", sort=record["number"]),
        cell(wording.say(FIELDS[row["field"]])),
        cell(wording.cell(row["field"], row["old"], wording.before)),
        cell(wording.cell(row["field"], row["new"], wording.after)),
    ]
