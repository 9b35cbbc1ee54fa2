"""Bar charts: status by section, and any series of an analyst."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ...dataset import Edition
from ...locale import Catalogue, catalogue
from ..chart import Chart
from ..nodes import slug, text
from ..table import Column, Row, Table, cell
from ..wording import STATUSES, Wording
from ..wording import Row as Record
from .style import CATEGORIES, NAVY, new_figure, style, to_svg


def chart_status_by_section(edition: Edition) -> Chart:
    """Activities of each top section by status, as stacked bars with their numbers written in."""
    wording = Wording(edition)
    say = wording.say
    sections = [row for row in wording.sections.values() if not row["parent"]]
    counts = _status_counts(wording)
    names = [_section_name(row) for row in sections]
    table = [[counts.get((row["id"], status), 0) for status in STATUSES] for row in sections]
    labels = [wording.status(status) for status in STATUSES]
    svg = _stacked(names, labels, table)
    parts = [f"{name}: {_in_words(labels, line, say) or say('none')}" for name, line in zip(names, table, strict=True)]
    alt = say("Stacked bars, one for each section. {details}.").format(details="; ".join(parts))
    body = [
        Row([cell(name, header="row"), *(cell(say.number(n), sort=n) for n in line)])
        for name, line in zip(names, table, strict=True)
    ]
    columns = [
        Column("section", say("Section"), 4),
        *(Column(s, label, 1, "end") for s, label in zip(STATUSES, labels, strict=True)),
    ]
    caption = say("Activities by section and status, as of the edition")
    data = Table("figure-status-data", caption, columns, body)
    note = say("Counts are of what was reported and of how finely it was told, not of effort, money or results.")
    return Chart("figure-status", caption, alt, svg, data, [[text(note)]])


def _status_counts(wording: Wording) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for row in wording.activities.values():
        section = row["section"]
        while parent := wording.sections[section]["parent"]:
            section = parent
        counts[section, row["status"]] = counts.get((section, row["status"]), 0) + 1
    return counts


def _in_words(labels: list[str], line: list[int], say: Catalogue) -> str:
    return ", ".join(f"{label.lower()} {say.number(n)}" for label, n in zip(labels, line, strict=True) if n)


def _section_name(row: Record) -> str:
    """The part of the title before its colon; with the numeral for a section of bodies, as an annex names itself."""
    title = row["title"].split(":")[0]
    return f"{row['number']}. {title}" if row["number"] and row["layout"] == "organizations" else title


def _stacked(names: list[str], labels: list[str], table: list[list[int]]) -> str:
    with style():
        figure = new_figure(0.6 + 0.33 * len(names))
        axes = figure.subplots()
        for position, line in enumerate(table):
            left = 0
            for (color, hatch), number in zip(CATEGORIES, line, strict=False):
                axes.barh(
                    position,
                    number,
                    left=left,
                    color=color,
                    hatch=hatch,
                    edgecolor="white" if not hatch else "#39434f",
                    linewidth=0.5,
                    height=0.66,
                )
                if number:
                    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.92} if hatch else None
                    axes.text(
                        left + number / 2,
                        position,
                        str(number),
                        ha="center",
                        va="center",
                        fontsize=8,
                        color="white" if not hatch else "#1b1f24",
                        bbox=box,
                    )
                left += number
        axes.set_yticks(range(len(names)), [_wrap(name, 38) for name in names])
        axes.invert_yaxis()
        axes.xaxis.set_visible(False)
        for side in ("bottom", "left"):
            axes.spines[side].set_visible(False)
        axes.tick_params(axis="y", length=0)
        handles = [axes.barh(0, 0, color=c, hatch=h, edgecolor="#39434f", linewidth=0.5) for c, h in CATEGORIES]
        figure.legend(
            handles=handles, labels=labels, loc="outside upper left", ncols=4, frameon=False, fontsize=8.5, handlelength=1.6
        )
        return to_svg(figure, "figure-status")


def _wrap(value: str, width: int) -> str:
    if len(value) <= width:
        return value
    cut = value.rfind(" ", 0, width)
    return value[:cut] + "\n" + _wrap(value[cut + 1 :], width)


def chart_bars(
    values: pd.Series | Mapping[str, float],
    caption: str,
    *,
    unit: str = "",
    edition: Edition | None = None,
    label: str | None = None,
) -> Chart:
    """A bar chart of any series, longest bar first as given, in the report's style.

    Args:
        values: numbers by name, in the order in which they are to be shown.
        caption: one sentence that says what is shown.
        unit: what is counted, such as ``activities``.
        edition: whose language numbers follow; English if left out.
        label: identifier in the document; made from the caption if left out.

    Raises:
        ValueError: there is nothing to show.

    Example:
        >>> chart_bars({"Health": 12, "Trafficking": 20}, "Activities by theme", unit="activities").label
        'figure-activities-by-theme'
    """
    series = {str(name): float(value) for name, value in dict(values).items()}
    if not series:
        raise ValueError("chart_bars needs at least one value")
    say = catalogue(edition.language if edition else "en")
    name = label or "figure-" + slug(caption)
    alt = say("Bar chart. {details}.").format(
        details="; ".join(f"{key}: {say.number(value)} {unit}".strip() for key, value in series.items())
    )
    columns = [Column("name", say("Name"), 3), Column("value", unit or say("Value"), 1, "end")]
    data = Table(
        name + "-data", caption, columns, [Row([cell(k, header="row"), cell(say.number(v), sort=v)]) for k, v in series.items()]
    )
    notes = [[text(say("Unit: {unit}").format(unit=unit))]] if unit else []
    return Chart(name, caption, alt, _bars(series, say, name), data, notes)


def _bars(series: dict[str, float], say: Catalogue, name: str) -> str:
    with style():
        figure = new_figure(0.35 + 0.27 * len(series))
        axes = figure.subplots()
        positions = range(len(series))
        bars = axes.barh(positions, list(series.values()), color=NAVY, height=0.68)
        axes.bar_label(bars, [say.number(value) for value in series.values()], padding=3, fontsize=8.5)
        axes.set_yticks(positions, [_wrap(key, 42) for key in series])
        axes.invert_yaxis()
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        return to_svg(figure, name)
