"""Tables of the annexes: interventions in the columns of Annex I, good practices under the headings of Annex II."""

from __future__ import annotations

from collections.abc import Iterable

from ...dataset import Edition
from ..markdown import parse_blocks
from ..nodes import Node, bullet_list, heading, paragraph, span, text, xref
from ..prose import Prose
from ..table import Cell, Column, Row, Table
from ..wording import Row as Record
from ..wording import Wording, rows
from .cells import activity_blocks, bodies_nodes, number_cell, states_nodes
from .numbers import PEOPLE, figure_phrase


def table_interventions(edition: Edition, section: str = "annex-1") -> Table:
    """Interventions in the columns of the original: project | national society | coverage | beneficiaries | contact.

    Contact persons are printed only where the edition was loaded with ``audience="internal"``; otherwise the national
    society stands as the contact.

    Args:
        edition: the edition.
        section: identifier of the section.

    Raises:
        UnknownRowError: the edition has no such section.
    """
    wording = Wording(edition)
    wording.find("section", section)
    say = wording.say
    figures = _by_activity(row for row in rows(edition.figures) if row["measure"] in PEOPLE)
    contacts = _by_activity(rows(edition.contacts)) if edition.audience == "internal" else None
    body = [_intervention_row(wording, row, figures, contacts) for row in _activities(wording, section)]
    columns = [
        Column("number", say("No."), 0.8),
        Column("project", say("Name of project"), 5.0),
        Column("society", say("National society"), 1.3),
        Column("coverage", say("Geographic coverage"), 1.7),
        Column("beneficiaries", say("Number of beneficiaries"), 1.7),
        Column("contact", say("Contact"), 1.3),
    ]
    caption = say("Interventions of national societies of the Americas")
    return Table(f"table-{section}", caption, columns, body, layout="text")


def _intervention_row(
    wording: Wording, row: Record, figures: dict[str, list[Record]], contacts: dict[str, list[Record]] | None
) -> Row:
    names = [wording.organizations[body]["name_en"] for body, role in row["partners"] if role == "implementer"]
    society = [paragraph(text(name)) for name in names]
    numbers = [paragraph(*figure_phrase(wording, figure)) for figure in figures.get(row["id"], [])]
    coverage = [paragraph(text(place)) for place in row["locations"]]
    contact = _contacts(wording, contacts.get(row["id"], [])) if contacts is not None else society[:1]
    others = [(body, role) for body, role in row["partners"] if role != "implementer"]
    project = activity_blocks(wording, {**row, "partners": others, "locations": []})
    cells = [number_cell(wording, row), Cell(project), Cell(society), Cell(coverage), Cell(numbers), Cell(contact)]
    return Row(cells, id=row["id"])


def _contacts(wording: Wording, contacts: list[Record]) -> list[Node]:
    if not contacts:
        return [paragraph(text(wording.say("None named")))]
    return [paragraph(text(value)) for row in contacts for value in (row["person"], row["email"]) if value]


def table_practices(edition: Edition, section: str = "annex-2") -> Prose:
    """Good practices under the headings of the original, with its numerals as printed.

    Args:
        edition: the edition.
        section: identifier of the annex.

    Raises:
        UnknownRowError: the edition has no such section.
    """
    wording = Wording(edition)
    wording.find("section", section)
    return Prose(tuple(_practice_blocks(wording, section, 2)))


def _practice_blocks(wording: Wording, parent: str, level: int) -> list[Node]:
    blocks: list[Node] = []
    sections = wording.sections.where("parent", parent)
    for section in sorted(sections, key=lambda row: row["order"]):
        number = f"{section['number']}. " if section["number"] else ""
        blocks.append(heading(level, text(number + section["title"]), id=section["id"]))
        blocks += parse_blocks(section["introduction"] or "") + wording.curator_note(section["note"])
        blocks += _pointers(wording, section)
        activities = _activities(wording, section["id"])
        if activities:
            blocks += _practices(wording, section, activities).nodes()
        blocks += _practice_blocks(wording, section["id"], level + 1)
    return blocks


def _pointers(wording: Wording, section: Record) -> list[Node]:
    targets = [wording.entries[entry] for entry in section["see_also"]]
    items = [[paragraph(xref(row["id"], text(f"{row['number']} {row['name']}")))] for row in targets]
    return [bullet_list(items)] if items else []


def _practices(wording: Wording, section: Record, activities: list[Record]) -> Table:
    say = wording.say
    columns = [
        Column("number", say("No."), 1.1),
        Column("practice", say("Practice"), 5.9),
        Column("states", say("States and bodies"), 2.0),
    ]
    body = [_practice_row(wording, row) for row in activities]
    caption = say("Practices under “{heading}”").format(heading=section["title"])
    return Table(f"table-{section['id']}", caption, columns, body, layout="text")


def _practice_row(wording: Wording, row: Record) -> Row:
    number = number_cell(wording, row)
    status = paragraph(span(text(wording.status(row["status"])), role=f"status-{row['status']}"))
    numbered = Cell([*number.content, status], header="row", sort=number.sort)
    where: list[Node] = []
    if row["states"]:
        where.append(paragraph(*states_nodes(wording, row["states"])))
    if row["partners"]:
        where.append(paragraph(*bodies_nodes(wording, row["partners"])))
    practice = activity_blocks(wording, {**row, "states": [], "partners": []})
    return Row([numbered, Cell(practice), Cell(where)], id=row["id"])


def _activities(wording: Wording, section: str) -> list[Record]:
    return wording.activities.where("section", section)


def _by_activity(records: Iterable[Record]) -> dict[str, list[Record]]:
    result: dict[str, list[Record]] = {}
    for row in records:
        result.setdefault(row["activity"], []).append(row)
    return result
