"""Trends over the editions, from three on."""

from __future__ import annotations

from collections.abc import Sequence

from ...dataset import Edition
from ...locale import Catalogue, catalogue
from ..chart import Chart
from ..charts.style import CATEGORIES, new_figure, style, to_svg
from ..nodes import paragraph, text
from ..prose import Prose
from ..table import Column, Row, Table, cell
from ..wording import STATUSES, Wording

FEWEST = 3
"""Editions that it takes to speak of a trend."""


def chart_trend(editions: Sequence[Edition]) -> Chart | Prose:
    """Activities of each edition by status, as columns side by side; a sentence where there are fewer than three editions.

    Args:
        editions: in order of years; the language is that of the last.

    Raises:
        ValueError: there is none.
    """
    if not editions:
        raise ValueError("chart_trend needs at least one edition")
    say = catalogue(editions[-1].language)
    if len(editions) < FEWEST:
        message = say("A trend takes three editions; so far there are {count}.").format(count=say.number(len(editions)))
        return Prose((paragraph(text(message)),))
    wording = Wording(editions[-1])
    years = [str(edition.year) for edition in editions]
    labels = [wording.status(status) for status in STATUSES]
    counts = [[int((edition.activities["status"] == status).sum()) for status in STATUSES] for edition in editions]
    parts = [f"{year}: {_in_words(labels, line, say)}" for year, line in zip(years, counts, strict=True)]
    body = [
        Row([cell(year, header="row"), *(cell(say.number(n), sort=n) for n in (*line, sum(line)))])
        for year, line in zip(years, counts, strict=True)
    ]
    columns = [
        Column("edition", say("Edition"), 1),
        *(Column(status, label, 1, "end") for status, label in zip(STATUSES, labels, strict=True)),
        Column("all", say("All"), 1, "end"),
    ]
    caption = say("Activities reported in each edition, by status")
    alt = say("Stacked columns, one for each edition. {details}.").format(details="; ".join(parts))
    note = say("Counts are of what was reported and of how finely it was told, not of effort, money or results.")
    data = Table("figure-trend-data", caption, columns, body)
    return Chart("figure-trend", caption, alt, _columns(years, labels, counts), data, [[text(note)]])


def _in_words(labels: list[str], line: list[int], say: Catalogue) -> str:
    shown = ", ".join(f"{label.lower()} {say.number(n)}" for label, n in zip(labels, line, strict=True) if n)
    return f"{say.number(sum(line))} ({shown})" if shown else say.number(0)


def _columns(years: list[str], labels: list[str], counts: list[list[int]]) -> str:
    with style():
        figure = new_figure(2.9)
        axes = figure.subplots()
        for place, line in enumerate(counts):
            bottom = 0
            for (color, hatch), number in zip(CATEGORIES, line, strict=True):
                edge = "#39434f" if hatch else "white"
                axes.bar(place, number, bottom=bottom, color=color, hatch=hatch, edgecolor=edge, linewidth=0.5, width=0.6)
                bottom += number
            axes.text(place, bottom, str(bottom), ha="center", va="bottom", fontsize=8.5)
        axes.set_xticks(range(len(years)), years)
        axes.yaxis.set_visible(False)
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="x", length=0)
        handles = [axes.bar(0, 0, color=c, hatch=h, edgecolor="#39434f", linewidth=0.5) for c, h in CATEGORIES]
        figure.legend(
            handles=handles, labels=labels, loc="outside upper left", ncols=4, frameon=False, fontsize=8.5, handlelength=1.6
        )
        return to_svg(figure, "figure-trend")
