"""Where a theme is worked on: states in its activities, with their roles."""

from __future__ import annotations

from ...dataset import Edition
from ..chart import Chart
from ..charts.tiles import tiles_svg
from ..nodes import heading, paragraph, text
from ..prose import Prose
from ..wording import Wording
from .places import Roles, number_of, states_in, states_table
from .theme import find_theme

DRAWN = 5
"""From how many member states on they are drawn."""

HEIGHT = 4.3
"""Inches: in a document of a few pages the grid leaves room for its table, or for another chart, on the same page."""


def chart_theme_states(edition: Edition, theme: str) -> Prose:
    """The states that a theme's activities name: a table, and a tile grid where there are enough; a sentence without any.

    Args:
        edition: the edition.
        theme: identifier of the theme.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_theme(wording, theme)
    found = wording.activities.where("themes", theme)
    if not found:
        return Prose(())
    title = heading(1, text(say("Where")))
    named = states_in(found)
    if not named:
        return Prose((title, paragraph(text(say("None of these activities names a state.")))))
    unplaced = sum(not record["states"] for record in found)
    blocks = [title]
    if unplaced:
        said = say.plural("{count} of these activities names no state.", "{count} of these activities name no state.", unplaced)
        blocks.append(paragraph(text(said)))
    members = {state for state in named if wording.states[state]["oas_member"]}
    if len(members) >= DRAWN:
        blocks += _grid(wording, row["label"], {state: named[state] for state in members}).nodes()
    caption = say("States in these activities, with their roles: {theme}").format(theme=row["label"])
    return Prose((*blocks, *states_table(wording, "table-states", caption, named).nodes()))


def _grid(wording: Wording, theme: str, named: dict[str, Roles]) -> Chart:
    say = wording.say
    states = {row["id"]: row for row in wording.states.values() if row["oas_member"]}
    counts = {state: number_of(roles) for state, roles in named.items()}
    reach = {state: ("named", counts[state]) if state in counts else ("blank", 0) for state in states}
    legend = {"named": say("Named in activities (number of activities)"), "blank": say("Not named")}
    ranked = sorted(counts, key=lambda state: (-counts[state], say.sort_key(wording.state(state))))
    details = ", ".join(f"{wording.state(state)} {say.number(counts[state])}" for state in ranked)
    alt = say("Tile grid of {total} states. Named in activities: {named}. The others are not named.")
    caption = say("Member states of the OAS in activities of the theme: {theme}").format(theme=theme)
    shown = alt.format(total=say.number(len(states)), named=details)
    return Chart("figure-states", caption, shown, tiles_svg(states, reach, legend, HEIGHT))
