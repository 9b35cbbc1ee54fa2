"""Counts of outcomes: of all activities and bodies, and by body, state and theme."""

from __future__ import annotations

from typing import Literal

from ...dataset.compare import Changes
from ...locale import mark as _
from ..table import Column, Row, Table, cell
from .words import OUTCOMES, ChangeWording

By = Literal["body", "state", "theme"]

_NAMES = {"body": _("Body"), "state": _("State"), "theme": _("Theme")}
_CAPTIONS = {
    "body": _("What became of the activities of each body, {before} to {after}"),
    "state": _("What became of the activities that name each state, {before} to {after}"),
    "theme": _("What became of the activities of each theme, {before} to {after}"),
}


def table_change_counts(changes: Changes) -> Table:
    """How many entries and activities have each outcome."""
    wording = ChangeWording(changes)
    say = wording.say
    entries, activities = changes.comparison.counts("entries"), changes.comparison.counts()
    body = [
        Row(
            [
                cell(say(label), header="row"),
                *(cell(say.number(int(counts[name])), sort=int(counts[name])) for counts in (activities, entries)),
            ]
        )
        for name, label in OUTCOMES.items()
    ]
    columns = [
        Column("outcome", say("What became of it"), 3),
        Column("activities", say("Activities"), 1, "end"),
        Column("entries", say("Entries of bodies"), 1, "end"),
    ]
    caption = say("Activities and entries, {before} to {after}").format(**_years(changes))
    return Table("table-change-counts", caption, columns, body)


def table_changes_by(changes: Changes, by: By) -> Table:
    """Activities by outcome for each body, state or theme, in the order of names.

    An activity counts for each state and theme that it is filed under.
    """
    wording = ChangeWording(changes)
    say = wording.say
    counts = changes.comparison.by(by)
    names = {identifier: _name(wording, by, str(identifier)) for identifier in counts.index}
    body = [
        Row(
            [
                cell(names[identifier], header="row"),
                *(cell(say.number(int(number)), sort=int(number)) for number in counts.loc[identifier, list(OUTCOMES)]),
            ]
        )
        for identifier in sorted(counts.index, key=lambda identifier: say.sort_key(names[identifier]))
    ]
    outcomes = [Column(name, say(label), 1, "end") for name, label in OUTCOMES.items()]
    caption = say(_CAPTIONS[by]).format(**_years(changes))
    return Table(f"table-changes-by-{by}", caption, [Column(by, say(_NAMES[by]), 3), *outcomes], body)


def _name(wording: ChangeWording, by: By, identifier: str) -> str:
    if by == "body":
        return wording.after.organization_name(identifier)
    return wording.after.state(identifier) if by == "state" else wording.after.label("themes", identifier)


def _years(changes: Changes) -> dict[str, int]:
    return {"before": changes.before.year, "after": changes.after.year}
