"""Numbers that a profile's activities report, each with its source."""

from __future__ import annotations

from ..nodes import Node, paragraph, span, text
from ..table import Cell, Column, Row, Table, rich_cell
from ..tables.numbers import figure_phrase
from ..wording import Row as Record
from ..wording import Wording


def figures_of(wording: Wording, activities: list[Record]) -> list[Record]:
    """Numbers that some activities report; places in a series (the *fifth* meeting) are left out."""
    figures = wording.edition.records("figures")
    found = (figure for row in activities for figure in figures.where("activity", row["id"]))
    return [figure for figure in found if figure["measure"] != "ordinal"]


def table_numbers(wording: Wording, caption: str, activities: list[Record], *, shared: str = "") -> Table | None:
    """The numbers of some activities with period and document; ``None`` where there is none.

    Args:
        wording: of the edition.
        caption: of the table.
        activities: whose numbers.
        shared: remark for numbers of an activity that names several states, if one is wanted.
    """
    say = wording.say
    found = figures_of(wording, activities)
    if not found:
        return None
    by_activity: dict[str, list[Record]] = {}
    for figure in found:
        by_activity.setdefault(figure["activity"], []).append(figure)
    body = []
    for identifier, figures in by_activity.items():
        row = wording.activities[identifier]
        numbers = [paragraph(*_number(wording, figure)) for figure in figures]
        if shared and len({state for state, _ in row["states"]}) > 1:
            numbers.append(paragraph(span(text(shared), role="small")))
        name = rich_cell([wording.activity(identifier), text(f" {row['title']}")], header="row", sort=row["number"])
        body.append(Row([name, Cell(numbers), sources_cell(wording, row)]))
    columns = [
        Column("activity", say("Activity"), 3.6),
        Column("numbers", say("Numbers"), 3.8),
        Column("source", say("Source"), 1.6),
    ]
    return Table("table-numbers", caption, columns, body)


def _number(wording: Wording, figure: Record) -> list[Node]:
    """A number in words, with the period that it is for."""
    period = " – ".join(wording.say.date(part) for part in figure["period"].split("/")) if figure["period"] else ""
    return [*figure_phrase(wording, figure), text(f", {period}" if period else "")]


def sources_cell(wording: Wording, row: Record) -> Cell:
    """The documents that report an activity; where it names none, those of the reply that it belongs to."""
    found = row["references"] or wording.entries[row["entry"]]["references"]
    return Cell(
        [paragraph(*wording.reference(reference)) for reference in found]
        or [paragraph(text(wording.say("no document is named")))]
    )
