"""The figures of Annex I side by side: never summed, a missing number shown as missing."""

from __future__ import annotations

from ...dataset import Edition
from ..chart import Chart
from ..nodes import text
from ..table import Column, Row, Table, cell, rich_cell
from ..tables.numbers import PEOPLE, figure_phrase, measure_phrase
from ..wording import Row as Record
from ..wording import Wording, rows
from .style import MUTED, NAVY, RULE, new_figure, style, to_svg


def chart_interventions(edition: Edition, section: str = "annex-1") -> Chart:
    """People reported for each intervention, one bar to a figure as reported; "No accurate data" has a mark of its own.

    Figures are never added up: people may be counted twice, and the periods differ.

    Raises:
        UnknownRowError: the edition has no such section.
    """
    wording = Wording(edition)
    wording.find("section", section)
    say = wording.say
    figures = _people(edition, wording, section)
    names = [_name(wording, row) for row in figures]
    caption = say("People reported for each intervention (persons)")
    details = "; ".join(f"{name}: {_words(wording, row)}" for name, row in zip(names, figures, strict=True)) or say("none")
    alt = say("Bar chart of the figures reported, not summed. {details}.").format(details=details)
    columns = [
        Column("number", say("No."), 0.7),
        Column("society", say("National society"), 2),
        Column("figure", say("Figure"), 3),
        Column("printed", say("As printed"), 3),
    ]
    body = [
        Row(
            [
                rich_cell([wording.activity(row["activity"])], header="row"),
                cell(_society(wording, row)),
                rich_cell(figure_phrase(wording, row), sort=row["value"]),
                cell(row["printed"]),
            ]
        )
        for row in figures
    ]
    data = Table("figure-interventions-data", caption, columns, body)
    note = say(
        "The figures must not be summed: the same people may be counted more than once, and the periods and kinds of help differ."
    )
    return Chart("figure-interventions", caption, alt, _draw(wording, names, figures), data, [[text(note)]])


def _people(edition: Edition, wording: Wording, section: str) -> list[Record]:
    order = {row["id"]: row["order"] for row in wording.activities.where("section", section)}
    found = [
        row for row in rows(edition.figures) if row["activity"] in order and row["measure"] in PEOPLE and row["unit"] == "persons"
    ]
    return sorted(found, key=lambda row: order[row["activity"]])


def _society(wording: Wording, row: Record) -> str:
    activity = wording.activities[row["activity"]]
    body = next((body for body, role in activity["partners"] if role == "implementer"), None)
    return str(wording.organizations[body]["name_en"]) if body else ""


def _name(wording: Wording, row: Record) -> str:
    activity = wording.activities[row["activity"]]
    owner = " ".join(part for part in (activity["number"], _society(wording, row)) if part)
    return f"{owner} – {measure_phrase(wording, row)}"


def _words(wording: Wording, row: Record) -> str:
    return row["missing_reason"] if row["value"] is None else wording.say.number(row["value"])


def _draw(wording: Wording, names: list[str], figures: list[Record]) -> str:
    with style():
        figure = new_figure(0.3 + 0.215 * max(len(figures), 1))
        axes = figure.subplots()
        highest = max((row["value"] or 0 for row in figures), default=0) or 1
        for y, row in enumerate(figures):
            if row["value"] is None:
                axes.plot([0, highest * 0.05], [y, y], color=MUTED, linewidth=1, linestyle=(0, (2, 2)))
                axes.text(highest * 0.06, y, row["missing_reason"], va="center", fontsize=8, style="italic", color=MUTED)
            else:
                axes.barh(y, row["value"], height=0.62, color=NAVY)
                axes.text(row["value"] + highest * 0.01, y, wording.say.number(row["value"]), va="center", fontsize=8.5)
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.set_xlim(0, highest * 1.1)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        axes.spines["left"].set_color(RULE)
        axes.tick_params(axis="y", length=0)
        return to_svg(figure, "figure-interventions")
