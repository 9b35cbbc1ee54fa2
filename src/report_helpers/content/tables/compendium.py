"""The compendium: good practices by theme, with the criteria that they meet, their states and the bodies to ask."""

from __future__ import annotations

from ...dataset import Edition
from ..criteria import CRITERIA
from ..markdown import parse_blocks
from ..nodes import Node, heading, paragraph, span, strong, text
from ..profiles.rows import reporting, table_documents
from ..prose import Prose
from ..table import Cell, Column, Row, Table, cell
from ..wording import Row as Record
from ..wording import Wording
from .cells import bodies_nodes, number_cell, states_nodes


def practices(wording: Wording) -> list[Record]:
    """Activities that the source presents as good practices, in the order of the report."""
    return [row for row in wording.activities.values() if row["practice"]]


def note_compendium(edition: Edition) -> Prose:
    """How many practices there are, which bodies report them and in which status they are."""
    wording = Wording(edition)
    say = wording.say
    found = practices(wording)
    if not found:
        return Prose((paragraph(text(say("The source of this edition presents no activity as a good practice."))),))
    bodies = list(dict.fromkeys(wording.organization_name(reporting(wording, row)) for row in found))
    states = {state for row in found for state, _role in row["states"]}
    one, many = say("This compendium holds {count} practice"), say("This compendium holds {count} practices")
    counted = (one if len(found) == 1 else many).format(count=say.number(len(found)))
    reported = say("{counted} that the source presents as good ones. Reported by: {bodies}.")
    facts = [reported.format(counted=counted, bodies=say.list(bodies))]
    facts.append(say.plural("They name {count} state.", "They name {count} states.", len(states)))
    judged = say(
        "A practice is here because the body that reports it calls it good; neither the editors nor others have judged it."
    )
    facts.append(judged)
    return Prose((paragraph(text(" ".join(facts))),))


def table_criteria(edition: Edition) -> Table:
    """How many practices meet each criterion, and from which data that is read."""
    wording = Wording(edition)
    say = wording.say
    found = practices(wording)
    body = []
    for criterion in CRITERIA:
        met = sum(criterion.find(wording, row).met for row in found)
        cells = [cell(say(criterion.name), header="row"), cell(say(criterion.basis)), cell(say.number(met), sort=met)]
        body.append(Row([*cells, cell(say.number(len(found) - met), sort=len(found) - met)]))
    columns = [
        Column("criterion", say("Criterion"), 1.6),
        Column("basis", say("Read from"), 4.6),
        Column("met", say("Met"), 1, "end"),
        Column("other", say("Not met or not stated"), 1.4, "end"),
    ]
    return Table("table-criteria", say("Criteria, and how many practices meet each"), columns, body)


def table_compendium(edition: Edition) -> Prose:
    """The practices under their main theme, each with its criteria, states and bodies; bodies only, no persons."""
    wording = Wording(edition)
    say = wording.say
    by_theme: dict[str, list[Record]] = {}
    for row in practices(wording):
        by_theme.setdefault(row["themes"][0], []).append(row)
    blocks: list[Node] = []
    for theme in sorted(by_theme, key=lambda theme: say.sort_key(wording.label("themes", theme))):
        label = wording.label("themes", theme)
        columns = [
            Column("number", say("No."), 1.1),
            Column("practice", say("Practice"), 4.7),
            Column("criteria", say("Criteria"), 1.9),
            Column("where", say("States, and bodies to ask"), 2),
        ]
        caption = say("Good practices: {theme}").format(theme=label)
        rows = [_practice(wording, row) for row in by_theme[theme]]
        blocks += [
            heading(2, text(label), id=f"theme-{theme}"),
            *Table(f"table-{theme}", caption, columns, rows, layout="text").nodes(),
        ]
    return Prose(tuple(blocks))


def table_compendium_documents(edition: Edition) -> Prose:
    """The documents that report the practices."""
    wording = Wording(edition)
    caption = wording.say("Documents that report the practices")
    return Prose(tuple(table_documents(wording, "table-documents", caption, practices(wording))))


def _practice(wording: Wording, row: Record) -> Row:
    say = wording.say
    number = number_cell(wording, row)
    title = span(text(row["title"]), lang=row["title_language"]) if row["title_language"] else text(row["title"])
    themes = "; ".join(wording.label("themes", theme) for theme in row["themes"][1:])
    told: list[Node] = [paragraph(strong(title)), *parse_blocks(row["description"] or "")]
    if themes:
        told.append(paragraph(span(text(say("Further themes:") + " " + themes), role="small")))
    found = [
        paragraph(span(text(say(criterion.name) + ": "), role="small"), text(criterion.find(wording, row).said))
        for criterion in CRITERIA
    ]
    where: list[Node] = [paragraph(*states_nodes(wording, row["states"]))] if row["states"] else []
    where.append(paragraph(*wording.organization(reporting(wording, row)), text(f" ({say('reports on it')})")))
    partners = [(body, role) for body, role in row["partners"] if body != reporting(wording, row)]
    if partners:
        where.append(paragraph(*bodies_nodes(wording, partners)))
    where += [paragraph(span(*wording.reference(reference), role="small")) for reference in row["references"]]
    tags = {"status": [row["status"]], "theme": list(row["themes"]), "state": sorted({state for state, _role in row["states"]})}
    return Row(
        [Cell(number.content, header="row", sort=number.sort), Cell(told), Cell(found), Cell(where)], id=row["id"], tags=tags
    )
