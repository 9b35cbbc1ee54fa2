"""Where the year's collection stands, for the Secretariat: a sentence, tables, lines. Internal: no part of the report."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ..dataset import Edition
from ..dataset.follow import STANDINGS, Standing
from ..locale import mark as _
from .notes import note_text
from .prose import Prose
from .table import Column, Row, Table, cell
from .wording import Wording

NAMES = {
    "not sent": _("Not sent yet"),
    "awaited": _("Awaited"),
    "overdue": _("Overdue"),
    "reported": _("Replied with information"),
    "nil": _("Replied: nothing to report"),
    "declined": _("Declined"),
    "undelivered": _("Could not be delivered"),
}
"""Standings of requests, in the order in which they are shown."""


def note_standing(edition: Edition, standing: Standing) -> Prose:
    """The response rate and what is lacking, as a paragraph."""
    rate = standing.response_rate
    return note_text(
        edition,
        "On {day}, {answered} of the {asked} bodies asked had answered ({rate}); {overdue} replies were overdue. {unconfirmed} "
        "activities carried forward had not been confirmed, and {contradictions} changes contradicted each other. "
        "{states} member states and {themes} themes were named by no activity.",
        day=Wording(edition).say.date(standing.date),
        answered=standing.answered,
        asked=standing.asked,
        rate=_percent(rate),
        overdue=standing.counts()["overdue"],
        unconfirmed=len(standing.unconfirmed),
        contradictions=standing.contradictions,
        states=len(standing.states),
        themes=len(standing.themes),
    )


def table_requests(edition: Edition, standing: Standing) -> Table:
    """Every request with its days and what has become of it, those that need attention first."""
    wording = Wording(edition)
    say = wording.say
    place = {name: at for at, name in enumerate(("overdue", "undelivered", "awaited", "not sent", "declined", "nil", "reported"))}
    rows = sorted(standing.requests.to_dict("records"), key=lambda row: (place[row["standing"]], row["due"], row["organization"]))
    body = [
        Row(
            [
                cell(wording.organization_name(row["organization"]), header="row"),
                *(cell(say.date(row[name]) if row[name] else "–", sort=row[name]) for name in ("asked", "due", "received")),
                cell(say(NAMES[row["standing"]])),
                cell("" if pd.isna(row["days"]) else say.number(int(row["days"]))),
            ]
        )
        for row in rows
    ]
    columns = [
        Column("body", say("Body"), 3),
        Column("asked", say("Asked"), 1.3),
        Column("due", say("Due"), 1.3),
        Column("received", say("Received"), 1.3),
        Column("standing", say("Standing"), 1.6),
        Column("days", say("Days late"), 0.8, "end"),
    ]
    return Table("table-requests", say("Requests and replies"), columns, body)


def table_standing(edition: Edition, standing: Standing) -> Table:
    """How many requests have each standing, and what the edition lacks."""
    say = Wording(edition).say
    counts = standing.counts()
    lines = [(say(NAMES[name]), counts[name]) for name in STANDINGS]
    lines += [
        (say("Bodies with an entry that are not asked"), len(standing.unasked)),
        (say("Activities still to be confirmed"), len(standing.unconfirmed)),
        (say("Changes that contradict each other"), standing.contradictions),
        (say("Labels without a translation"), len(standing.untranslated)),
        (say("Member states that no activity names"), len(standing.states)),
        (say("Themes without an activity"), len(standing.themes)),
    ]
    body = [Row([cell(label, header="row"), cell(say.number(number), sort=number)]) for label, number in lines]
    columns = [Column("what", say("What is counted"), 4), Column("number", say("Number"), 1, "end")]
    return Table("table-standing", say("Where the edition stands"), columns, body)


def table_gaps(edition: Edition, standing: Standing) -> Table:
    """The states and themes that no activity names, and the bodies that are not asked."""
    wording = Wording(edition)
    say = wording.say
    groups = [
        (say("Member state"), [wording.state(state) for state in standing.states]),
        (say("Theme"), [wording.label("themes", theme) for theme in standing.themes]),
        (say("Body not asked"), [wording.organization_name(body) for body in standing.unasked]),
    ]
    body = [Row([cell(name, header="row"), cell(kind)]) for kind, names in groups for name in sorted(names, key=say.sort_key)]
    columns = [Column("name", say("Name"), 3), Column("kind", say("What it is"), 1)]
    return Table("table-gaps", say("What no information came for"), columns, body)


def standing_lines(edition: Edition, standing: Standing, problems: int) -> Iterator[str]:
    """The same as plain lines, with the number of problems that the check finds."""
    wording = Wording(edition)
    counts = standing.counts()
    yield f"Edition {standing.year} on {standing.date}: {standing.answered} of {standing.asked} asked have answered"
    yield f"Response rate: {_percent(standing.response_rate)}"
    yield "; ".join(f"{NAMES[name].lower()} {counts[name]}" for name in STANDINGS)
    for row in standing.requests.query("standing == 'overdue'").sort_values("due").to_dict("records"):
        yield f"  overdue by {row['days']} days: {wording.organization_name(row['organization'])} ({row['organization']})"
    yield f"Problems that check finds: {problems}"
    yield _listed("Activities still to be confirmed", list(standing.unconfirmed))
    yield f"Changes that contradict each other: {standing.contradictions}"
    yield f"Labels without a translation: {len(standing.untranslated)}"
    yield _listed("Bodies with an entry that are not asked", list(map(wording.organization_name, standing.unasked)))
    yield _listed("Member states that no activity names", list(map(wording.state, standing.states)))
    yield _listed("Themes without an activity", [wording.label("themes", theme) for theme in standing.themes])


def _listed(what: str, names: list[str]) -> str:
    return f"{what}: {len(names)}" + (f" ({'; '.join(names)})" if names else "")


def _percent(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.0%}"
