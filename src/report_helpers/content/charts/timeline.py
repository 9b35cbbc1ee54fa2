"""Timeline of the meetings and other events that the edition dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from matplotlib.axes import Axes

from ...dataset import Edition
from ...dataset.dates import first_day, last_day
from ..chart import Chart
from ..nodes import Node, text
from ..table import Column, Row, Table, cell, rich_cell
from ..wording import Row as Record
from ..wording import Wording
from .style import INK, MUTED, NAVY, RULE, new_figure, style, to_svg

EVENT_KINDS = ("conference", "publication", "training")


def events(edition: Edition) -> list[Record]:
    """Activities that are events (a meeting, a publication or a course comes first among their kinds) and that the
    edition dates to a month or a day, in order of time."""
    wording = Wording(edition)
    found = [
        row for row in wording.activities.values() if row["kinds"][0] in EVENT_KINDS and row["start"] and len(row["start"]) >= 7
    ]
    return sorted(found, key=lambda row: (row["start"], row["end"] or "", row["number"]))


def chart_timeline(edition: Edition, *, since: int | None = None) -> Chart:
    """Meetings, publications and courses on a line of time, each with its date.

    Args:
        edition: the edition.
        since: first year shown; three calendar years up to the edition's year if left out. Earlier events are in the
            data of the figure.
    """
    wording = Wording(edition)
    say = wording.say
    every = events(edition)
    first = since if since is not None else edition.year - 2
    shown = [row for row in every if first_day(row["start"]).year >= first]
    earlier = len(every) - len(shown)
    columns = [Column("date", say("Date"), 1.5), Column("event", say("Event"), 4), Column("number", say("No."), 0.8)]
    body = [
        Row(
            [
                cell(wording.period(row), header="row", sort=row["start"]),
                cell(row["title"]),
                rich_cell([wording.activity(row["id"])]),
            ]
        )
        for row in every
    ]
    caption = say("Dated meetings, publications and courses, {first} to {last}").format(first=first, last=edition.year)
    details = "; ".join(f"{wording.period(row)}: {row['title']} ({wording.status(row['status']).lower()})" for row in shown)
    alt = say("Timeline of {count} events. {details}.").format(count=say.number(len(shown)), details=details or say("none"))
    data = Table("figure-timeline-data", say("Dated meetings, publications and courses"), columns, body)
    notes: list[list[Node]] = [
        [text(say("Only events that the source dates to a month or a day are shown. An open mark is a planned event."))]
    ]
    if earlier:
        notes.append(
            [
                text(
                    say.plural(
                        "{count} earlier event is left out of the drawing.",
                        "{count} earlier events are left out of the drawing.",
                        earlier,
                    )
                )
            ]
        )
    return Chart("figure-timeline", caption, alt, _draw(wording, shown, first), data, notes)


def _draw(wording: Wording, shown: list[Record], first: int) -> str:
    with style():
        figure = new_figure(0.45 + 0.19 * max(len(shown), 1))
        axes = figure.subplots()
        begin, end = date(first, 1, 1), date(max((last_day(r["end"] or r["start"]).year for r in shown), default=first), 12, 31)
        span = (end - begin).days
        for y, row in enumerate(shown):
            start, stop = first_day(row["start"]), last_day(row["end"] or row["start"])
            _event(axes, y, (start - begin).days / span, (stop - begin).days / span, row["status"] == "planned")
            axes.text(1.03, y, f"{wording.period(row)}", va="center", fontsize=7.5, color=MUTED)
            axes.text(2.02, y, _shorten(f"{row['number']} {row['title']}", 74), va="center", fontsize=8, color=INK)
        for year in range(first, end.year + 1):
            x = (date(year, 1, 1) - begin).days / span
            axes.axvline(x, color=RULE, linewidth=0.7, zorder=0)
            axes.text(x + 0.01, -1.1, str(year), fontsize=8.5, color=NAVY, fontweight="medium")
        axes.set_xlim(0, 4.7)
        axes.set_ylim(len(shown) - 0.4, -1.6)
        axes.axis("off")
        return to_svg(figure, "figure-timeline")


def _event(axes: Axes, y: int, start: float, stop: float, planned: bool) -> None:
    look: Any = {"facecolor": "white" if planned else NAVY, "edgecolor": NAVY, "linewidth": 0.9}
    if stop - start > 0.012:
        axes.barh(y, stop - start, left=start, height=0.42, **look)
    else:
        axes.scatter([start], [y], s=26, **look)
    axes.plot([max(stop, start) + 0.015, 1.0], [y, y], color=RULE, linewidth=0.5, linestyle=(0, (1, 3)), zorder=0)


def _shorten(value: str, length: int) -> str:
    return value if len(value) <= length else value[: value.rfind(" ", 0, length)] + " …"
