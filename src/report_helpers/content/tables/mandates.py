"""Follow-up of mandates: which document asked for which activity, and in which status the activity is."""

from __future__ import annotations

from ...dataset import Edition
from ..nodes import Node, joined, paragraph, span, text
from ..profiles.rows import reporting
from ..profiles.state import statuses
from ..prose import Prose
from ..table import Cell, Column, Row, Table, rich_cell
from ..wording import Row as Record
from ..wording import Wording


def mandated(wording: Wording) -> dict[str, list[Record]]:
    """Activities by the document that asked for them; documents by date, those without one last, then by name."""
    found: dict[str, list[Record]] = {}
    for row in wording.activities.values():
        for reference in row["mandates"]:
            found.setdefault(reference, []).append(row)
    return dict(sorted(found.items(), key=lambda item: _order(wording, item[0])))


def _order(wording: Wording, reference: str) -> tuple[bool, str, str]:
    row = wording.references[reference]
    return (not row["date"], row["date"] or "", wording.say.sort_key(row["symbol"] or row["title"]))


def note_mandates(edition: Edition) -> Prose:
    """How many activities name a mandate, in which status they are, and which decisions no activity names as its mandate."""
    wording = Wording(edition)
    say = wording.say
    by_mandate = mandated(wording)
    asked = list({row["id"]: row for rows in by_mandate.values() for row in rows}.values())
    total, others = len(wording.activities), len(wording.activities) - len(asked)
    counts = {"count": say.number(len(asked)), "total": say.number(total)}
    if not asked:
        return Prose((paragraph(text(say("No activity of this edition names a document that asked for it."))),))
    one = say("{count} of the {total} activities names the resolution, declaration, work plan or agreement that asked for it.")
    many = say("{count} of the {total} activities name the resolution, declaration, work plan or agreement that asked for them.")
    facts = [(one if len(asked) == 1 else many).format(**counts), statuses(wording, asked)]
    documents = say.plural("Together they name {count} document.", "Together they name {count} documents.", len(by_mandate))
    rest = say.plural(
        "For {count} other activity the source names none. That is no finding that nobody asked for it.",
        "For {count} other activities the source names none. That is no finding that nobody asked for them.",
        others,
    )
    blocks = [paragraph(text(" ".join((*facts, documents, *([rest] if others else [])))))]
    return Prose((*blocks, *_unfollowed(wording, set(by_mandate))))


def _unfollowed(wording: Wording, followed: set[str]) -> list[Node]:
    found = [row for row in wording.references.where("kind", "resolution") if row["id"] not in followed]
    if not found:
        return []
    lead = wording.say("The text also names these resolutions and decisions, which no activity gives as its mandate:")
    return [paragraph(text(lead + " "), *joined((wording.reference(row["id"], dated=True) for row in found), "; "), text("."))]


def table_mandates(edition: Edition) -> Table:
    """Every document that asked for an activity, with the activities and their status."""
    wording = Wording(edition)
    say = wording.say
    body = []
    for reference, rows in mandated(wording).items():
        body.append(Row([Cell([paragraph(*_mandate(wording, reference))], header="group", colspan=4)], kind="group"))
        body += [_asked(wording, row) for row in rows]
    columns = [
        Column("number", say("No."), 1),
        Column("activity", say("Activity that it asked for"), 4.6),
        Column("body", say("Reported by"), 1.4),
        Column("status", say("Status"), 1.6),
    ]
    return Table("table-mandates", say("Mandates, and the activities that follow from them"), columns, body)


def _mandate(wording: Wording, reference: str) -> list[Node]:
    row = wording.references[reference]
    parts = wording.reference(reference, dated=not row["date"] or row["date"] not in (row["title"] or ""))
    if row["symbol"] and row["title"]:
        parts += [text(". "), span(text(row["title"]), lang=row["title_language"])]
    return [*parts, text(f" ({wording.organization_name(row['body'])})")] if row["body"] else parts


def _asked(wording: Wording, row: Record) -> Row:
    title = span(text(row["title"]), lang=row["title_language"]) if row["title_language"] else text(row["title"])
    dates = wording.period(row)
    told = [title, text(" "), span(text(dates), role="small")] if dates else [title]
    status = span(text(wording.status(row["status"])), role=f"status-{row['status']}")
    return Row(
        [
            rich_cell([wording.activity(row["id"])], header="row", sort=row["number"]),
            rich_cell(told),
            rich_cell(wording.organization(reporting(wording, row))),
            rich_cell([status], sort=row["status"]),
        ]
    )
