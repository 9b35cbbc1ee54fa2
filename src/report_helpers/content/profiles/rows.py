"""Rows of activities as profiles show them, and the table of the documents that they rest on."""

from __future__ import annotations

from collections.abc import Iterable

from ..markdown import parse_blocks
from ..nodes import Node, heading, joined, paragraph, plain_text, span, strong, text, xref
from ..prose import Prose
from ..table import Cell, Column, Row, Table, rich_cell
from ..tables.cells import number_cell, states_nodes, title_place
from ..tables.register import reference_cells
from ..wording import Row as Record
from ..wording import Wording, reference_anchor

FULL = 15
"""Up to how many activities a profile gives the text of each; more stand with their titles, and the report has the rest."""


def activities_chapter(wording: Wording, label: str, caption: str, body: list[Row], *, full: bool, source: str) -> Prose:
    """The chapter on activities: their table, and where their text stands if it isn't ``full``.

    Args:
        wording: of the edition.
        label: of the table.
        caption: of the table.
        body: its rows, of :func:`activity_row`.
        full: whether the text of each activity is given.
        source: head of the last column.
    """
    say = wording.say
    columns = [
        Column("number", say("No."), 1.2 if full else 1),
        Column("activity", say("Activity"), 6.3 if full else 6),
        Column("source", source, 1.5 if full else 2),
    ]
    elsewhere = paragraph(text(say("The report tells each of these activities in full, under the same number.")))
    table = Table(label, caption, columns, body, layout="text").nodes()
    return Prose((heading(1, text(say("Activities"))), *([] if full else [elsewhere]), *table))


def activity_row(wording: Wording, row: Record, *, full: bool, status: bool = True, body: bool = True, state: str = "") -> Row:
    """An activity: number, dates and status | what it is | who reports it, in which documents.

    Args:
        wording: of the edition.
        row: the activity.
        full: whether its text is given, too; footnotes and curator's notes are the report's.
        status: whether its status stands in the row.
        body: whether the body that reports it does.
        state: code of the state that the profile is about, which isn't said of an activity that names no other.
    """
    number = number_cell(wording, row)
    blocks = [*number.content] if full else [paragraph(strong(_in_report(row)))]
    state_of_work = [span(text(wording.status(row["status"])), role=f"status-{row['status']}")] if status else []
    source: list[Node] = []
    if body:
        source.append(paragraph(*wording.organization(reporting(wording, row))))
    source += [paragraph(span(*wording.reference(reference), role="small")) for reference in row["references"]]
    details = _details(wording, row, state, full)
    if full:
        blocks += [paragraph(*state_of_work)] if status else []
        told = [paragraph(strong(_title(row))), *parse_blocks(row["description"] or "")]
        told += [paragraph(span(*joined(details, " · "), role="small"))] if details else []
    else:
        short = span(*state_of_work, *([text(" ")] if status and details else []), *joined(details, " · "), role="small")
        told = [paragraph(strong(_title(row)), text(" "), short)]
    told += wording.unconfirmed(row)
    tags = {"status": [row["status"]], "theme": list(row["themes"])}
    return Row([Cell(blocks, header="row", sort=number.sort), Cell(told), Cell(source)], id=row["id"], tags=tags)


def pointer_row(wording: Wording, row: Record, remark: str) -> Row:
    """A row for an activity that stands in the table already: its number, title and where it is told."""
    number = Cell([paragraph(strong(wording.activity(row["id"])))], header="row", sort=row["number"])
    told = [paragraph(_title(row), text(" "), span(text(f"({remark})"), role="small"))]
    source = [paragraph(*wording.organization(reporting(wording, row)))]
    return Row([number, Cell(told), Cell(source)])


def group_row(label: str, columns: int = 3) -> Row:
    """A row that heads those below it."""
    return Row([Cell([paragraph(span(text(label), role="label"))], header="group", colspan=columns)], kind="group")


def reporting(wording: Wording, row: Record) -> str:
    """Id of the body that reports an activity."""
    return str(wording.entries[row["entry"]]["organization"])


def activity_links(wording: Wording, rows: Iterable[Record]) -> list[Node]:
    """Links to activities by their numbers, in the order of the report."""
    return joined([wording.activity(row["id"])] for row in rows)


def table_documents(wording: Wording, label: str, caption: str, rows: Iterable[Record]) -> list[Node]:
    """The documents that report some activities or entries, each with where it is cited; nothing where there is none."""
    uses: dict[str, list[Node]] = {}
    for row in rows:
        for reference in row["references"]:
            uses.setdefault(reference, []).append(xref(row["id"], span(text(row["number"]), role="number")))
    if not uses:
        return []
    say = wording.say
    records = sorted(
        (wording.references[key] for key in uses), key=lambda r: (not r["symbol"], say.sort_key(r["symbol"] or r["title"]))
    )
    body = [Row(document_cells(wording, {**row, "note": ""}, uses[row["id"]]), id=reference_anchor(row["id"])) for row in records]
    return Table(label, caption, document_columns(wording), body).nodes()


def document_columns(wording: Wording) -> list[Column]:
    """Columns of a table of documents."""
    return [Column("document", wording.say("Document"), 5.5), Column("cited", wording.say("Cited in"), 3.5)]


def document_cells(wording: Wording, row: Record, uses: list[Node]) -> list[Cell]:
    """A document as in a bibliography, with its kind, its date and who issued it | the links ``uses`` to where it is cited."""
    name, *facts, cited = reference_cells(wording, row, uses)
    title, *told = (block["children"] for part in (name, *facts) for block in part.content if plain_text([block]))
    about = rich_cell([*title, text(" "), span(*joined(told, " · "), role="small")], header="row", sort=name.sort)
    return [about, cited]


def _details(wording: Wording, row: Record, state: str, full: bool) -> list[list[Node]]:
    say = wording.say
    details: list[list[Node]] = []
    period = wording.period(row)
    if period and not full:
        details.append([text(period)])
    if any(other != state for other, _ in row["states"]):
        details.append([text(say("States:") + " "), *states_nodes(wording, row["states"])])
    if row["locations"]:
        details.append([text(say("Locations:") + " " + "; ".join(row["locations"]))])
    if full:
        themes = "; ".join(wording.label("themes", theme) for theme in row["themes"])
        details.append([text(say("Themes:") + " " + themes)])
    return details


def _in_report(row: Record) -> Node:
    """An activity's number; the profile doesn't have the place, so that it leads to the report."""
    return xref(title_place(row["id"]), span(text(row["number"]), role="number"))


def _title(row: Record) -> Node:
    return span(text(row["title"]), lang=row["title_language"]) if row["title_language"] else text(row["title"])
