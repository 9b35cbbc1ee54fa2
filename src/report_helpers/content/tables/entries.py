"""The table of a body's reply: body | activities | reference document."""

from __future__ import annotations

from collections.abc import Iterator

from ...dataset import Edition
from ..nodes import Node, heading, paragraph, span, strong, text
from ..prose import Prose
from ..table import Cell, Column, Row, Table
from ..wording import REPLIES, STATUSES, Wording
from ..wording import Row as Record
from .cells import activity_blocks, number_cell, references_cell


def table_entry(edition: Edition, entry: str) -> Table:
    """One body's reply as the three columns of the original: body and number | activities | reference document.

    Activities stand under their status (completed, ongoing, planned, not stated), each with its number, dates, details
    and curator's note. Bodies that the entry is made of (the members of the Global Migration Group) follow in the
    same table.

    Args:
        edition: the edition.
        entry: identifier of the entry, such as ``oas-iachr``.

    Raises:
        UnknownRowError: the edition has no such entry.

    Example:
        >>> table_entry(load_edition(2008), "oas-cim")  # doctest: +SKIP
    """
    wording = Wording(edition)
    record = wording.find("entry", entry)
    members = wording.entries.where("parent", entry)
    body: list[Row] = []
    for row in [record, *sorted(members, key=lambda row: row["order"])]:
        body += _entry_rows(wording, row)
    say = wording.say
    columns = [
        Column("body", say("Body and number"), 1.7),
        Column("activities", say("Description of activities"), 5.6),
        Column("reference", say("Reference document"), 1.7),
    ]
    caption = say("Activities reported by {body}").format(body=record["name"])
    return Table(f"table-{entry}", caption, columns, body, layout="text")


def table_section(edition: Edition, section: str) -> Prose:
    """All entries of a section, each under a heading of its own.

    Args:
        edition: the edition.
        section: identifier of the section, such as ``general-secretariat``.

    Raises:
        UnknownRowError: the edition has no such section.
    """
    wording = Wording(edition)
    wording.find("section", section)
    entries = [row for row in wording.entries.where("section", section) if not row["parent"]]
    if not entries:
        return Prose((paragraph(text(wording.say("No body has an entry in this section."))),))
    blocks: list[Node] = []
    for row in sorted(entries, key=lambda row: row["order"]):
        title = f"{row['number']} {row['name']}"
        blocks.append(heading(2, text(title), id=row["id"]))
        blocks += table_entry(edition, row["id"]).nodes()
    return Prose(tuple(blocks))


def _entry_rows(wording: Wording, entry: Record) -> Iterator[Row]:
    yield _lead_row(wording, entry)
    activities = wording.activities.where("entry", entry["id"])
    for status in STATUSES:
        group = [row for row in activities if row["status"] == status]
        if not group:
            continue
        label = f"{wording.status(status)} ({wording.say.number(len(group))})"
        yield Row([Cell([paragraph(span(text(label), role=f"status-{status}"))], header="group", colspan=3)], kind="group")
        for row in group:
            yield _activity_row(wording, row)


def _lead_row(wording: Wording, entry: Record) -> Row:
    organization = wording.organizations[entry["organization"]]
    name = paragraph(strong(text(entry["name"])), *wording.title_footnotes(entry["id"]))
    reply = paragraph(span(text(wording.say(REPLIES[entry["reply"]])), role="small"))
    blocks = wording.markdown(entry["summary"], entry["id"])
    if entry["cites"]:
        label = wording.say("Documents cited:") + " "
        blocks.append(paragraph(span(text(label), *wording.reference_list(entry["cites"]), role="small")))
    blocks += wording.unconfirmed(entry) + wording.curator_note(entry["note"])
    head = [name, reply] if not entry["parent"] else [name]
    row_id = entry["id"] if entry["parent"] else None
    tags = {"body": [organization["id"]]}
    references = references_cell(wording, entry["references"], dated=True)
    return Row([Cell(head, header="row"), Cell(blocks), references], id=row_id, kind="lead", tags=tags)


def _activity_row(wording: Wording, row: Record) -> Row:
    tags = {
        "status": [row["status"]],
        "theme": list(row["themes"]),
        "state": sorted({state for state, _ in row["states"]}),
    }
    cells = [number_cell(wording, row), Cell(activity_blocks(wording, row)), references_cell(wording, row["references"])]
    return Row(cells, id=row["id"], tags=tags)
