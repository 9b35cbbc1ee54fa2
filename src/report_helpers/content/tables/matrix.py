"""Mapping matrices: states by themes and bodies by themes, each cell leading to its activities."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ...dataset import Edition
from ..nodes import joined, paragraph, strong, target, text, xref
from ..table import Cell, Column, Row, Table, cell, rich_cell
from ..wording import Row as Record
from ..wording import Wording, rows
from .cells import theme_target

Counts = dict[tuple[str, str], list[str]]


def table_states_by_theme(edition: Edition) -> Table:
    """The 35 member states by themes: how many activities name the state, in whatever role, under the theme.

    A blank says that no activity of the edition names the state under the theme; it does not say that none exists.
    """
    wording = Wording(edition)
    heads = [(row["id"], row["label"]) for row in _member_states(wording)]
    caption = wording.say("Member states of the OAS by theme: number of activities that name the state")
    return _matrix(wording, "table-states-by-theme", caption, wording.say("State"), heads, _by_state(edition))


def table_bodies_by_theme(edition: Edition) -> Table:
    """The reporting bodies by themes: how many of a body's activities stand under the theme."""
    wording = Wording(edition)
    counts = _by_entry(edition)
    with_activities = {entry for entry, _ in counts}
    heads = [
        (row["id"], f"{row['number']} {wording.short_name(row['organization'])}")
        for row in wording.entries.values()
        if row["id"] in with_activities
    ]
    caption = wording.say("Reporting bodies by theme: number of activities")
    return _matrix(wording, "table-bodies-by-theme", caption, wording.say("Body"), heads, counts)


def table_state_activities(edition: Edition) -> Table:
    """For each member state, the activities that name it, by theme, with the state's role."""
    wording = Wording(edition)
    roles: dict[tuple[str, str], list[str]] = {}
    for row in rows(edition.activity_states):
        roles.setdefault((row["state"], row["activity"]), []).append(wording.role(row["role"]))
    heads = [(row["id"], row["label"]) for row in _member_states(wording)]
    suffixes = {key: f" ({', '.join(names)})" for key, names in roles.items()}
    caption = wording.say("Activities by state and theme, with the state's role")
    return _index(wording, "table-state-activities", caption, wording.say("State"), heads, _by_state(edition), suffixes)


def table_body_activities(edition: Edition) -> Table:
    """For each reporting body, its activities by theme."""
    wording = Wording(edition)
    counts = _by_entry(edition)
    with_activities = {entry for entry, _ in counts}
    heads = [(row["id"], row["name"]) for row in wording.entries.values() if row["id"] in with_activities]
    caption = wording.say("Activities by body and theme")
    return _index(wording, "table-body-activities", caption, wording.say("Body"), heads, counts, {})


def _matrix(wording: Wording, label: str, caption: str, corner: str, heads: Iterable[tuple[str, str]], counts: Counts) -> Table:
    themes = _themes(wording)
    columns = [Column("head", corner, 5), *(Column(theme, name, 1, "center") for theme, name in themes)]
    body = []
    for identifier, name in heads:
        cells = [cell(name, header="row")]
        cells += [_count(wording, identifier, theme, counts.get((identifier, theme), [])) for theme, _ in themes]
        body.append(Row(cells))
    return Table(label, caption, columns, body, layout="matrix")


def _count(wording: Wording, identifier: str, theme: str, activities: list[str]) -> Cell:
    if not activities:
        return cell("")
    number = text(wording.say.number(len(activities)))
    return rich_cell([xref(theme_target(identifier, theme), number)], sort=len(activities))


def _index(
    wording: Wording,
    label: str,
    caption: str,
    corner: str,
    heads: Iterable[tuple[str, str]],
    counts: Counts,
    suffixes: dict[tuple[str, str], str],
) -> Table:
    body = []
    for identifier, name in heads:
        found = [(theme, shown) for theme, shown in _themes(wording) if (identifier, theme) in counts]
        blocks = []
        for theme, shown in found:
            links = joined(
                ([wording.activity(a), text(suffixes.get((identifier, a), ""))] for a in counts[identifier, theme]), ", "
            )
            blocks.append(paragraph(target(theme_target(identifier, theme), strong(text(shown + ": "))), *links))
        if not blocks:
            blocks = [paragraph(text(wording.say("No activity of this edition names it.")))]
        body.append(Row([cell(name, header="row"), Cell(blocks)], id=f"index-{identifier.lower()}"))
    columns = [Column("head", corner, 1.5), Column("activities", wording.say("Activities by theme"), 6)]
    return Table(label, caption, columns, body, layout="text")


def _by_state(edition: Edition) -> Counts:
    named = edition.activity_states[["activity", "state"]].drop_duplicates()
    pairs = named.merge(edition.activity_themes[["activity", "theme"]], on="activity")
    return _grouped(edition, pairs.rename(columns={"state": "head"}))


def _by_entry(edition: Edition) -> Counts:
    owners = edition.table("activities", ["id", "entry"]).rename(columns={"id": "activity", "entry": "head"})
    return _grouped(edition, owners.merge(edition.activity_themes[["activity", "theme"]], on="activity"))


def _grouped(edition: Edition, pairs: pd.DataFrame) -> Counts:
    order = {identifier: position for position, identifier in enumerate(edition.records("activities"))}
    counts: Counts = {}
    for row in rows(pairs):
        counts.setdefault((row["head"], row["theme"]), []).append(row["activity"])
    return {key: sorted(activities, key=order.__getitem__) for key, activities in counts.items()}


def _themes(wording: Wording) -> list[tuple[str, str]]:
    return sorted(wording.labels["themes"].items(), key=lambda item: wording.say.sort_key(item[1]))


def _member_states(wording: Wording) -> list[Record]:
    members = [row for row in wording.states.values() if row["oas_member"]]
    return sorted(members, key=lambda row: wording.say.sort_key(row["label"]))
