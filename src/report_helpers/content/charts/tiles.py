"""The tile grid of the 35 member states: every state the same size, no border drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from ...dataset import Edition
from ..chart import Chart
from ..nodes import text
from ..table import Column, Row, Table, cell
from ..wording import Wording, rows
from .style import INK, MUTED, NAVY, PAPER, RULE, new_figure, readable_on, shade, style, to_svg


def reach_of_states(edition: Edition) -> dict[str, tuple[str, int]]:
    """How an edition reaches each member state.

    Returns:
        By ISO code: ``named`` (with the number of activities that name the state, in any role), ``membership`` (no
        activity names it, but it is a member or observer of a body that has an entry) or ``blank``.
    """
    named = edition.activity_states.drop_duplicates(["activity", "state"])["state"].value_counts()
    reporting = set(edition.table("entries", ["organization"])["organization"])
    through = {row["state"] for row in rows(edition.current_memberships) if row["state"] and row["organization"] in reporting}
    members = edition.states.loc[edition.states["oas_member"].astype(bool), "id"]
    reach: dict[str, tuple[str, int]] = {}
    for state in members:
        count = int(named.get(state, 0))
        reach[state] = ("named", count) if count else ("membership", 0) if state in through else ("blank", 0)
    return reach


def chart_tile_grid(edition: Edition) -> Chart:
    """The member states as tiles: number of activities that name the state; a hatched tile for a state reached only
    through a body's membership; an empty tile for one that the edition does not name."""
    wording = Wording(edition)
    say = wording.say
    reach = reach_of_states(edition)
    states = {row["id"]: row for row in wording.states.values() if row["oas_member"]}
    legend = {
        "named": say("Named in activities (number of activities)"),
        "membership": say("Only through a body’s membership"),
        "blank": say("Not named"),
    }
    body = []
    for identifier, row in sorted(states.items(), key=lambda item: say.sort_key(item[1]["label"])):
        kind, count = reach[identifier]
        body.append(Row([cell(row["label"], header="row"), cell(legend[kind]), cell(say.number(count), sort=count)]))
    columns = [
        Column("state", say("State"), 2),
        Column("reach", say("How the edition reaches it"), 3),
        Column("count", say("Activities"), 1, "end"),
    ]
    caption = say("Member states of the OAS: named in activities, through a body’s membership, or not named")
    data = Table("figure-states-data", caption, columns, body)
    note = say(
        "A blank tile says that this edition names the state nowhere. It does not say that nothing is done there. "
        "Membership of the OAS itself is not counted."
    )
    return Chart("figure-states", caption, _alt(wording, reach), tiles_svg(states, reach, legend), data, [[text(note)]])


def _alt(wording: Wording, reach: dict[str, tuple[str, int]]) -> str:
    say = wording.say

    def names(kind: str) -> list[str]:
        return sorted((wording.state(state) for state, (found, _) in reach.items() if found == kind), key=say.sort_key)

    found = ((count, wording.state(state)) for state, (kind, count) in reach.items() if kind == "named")
    ranked = sorted(found, key=lambda pair: (-pair[0], say.sort_key(pair[1])))
    details = ", ".join(f"{name} {say.number(count)}" for count, name in ranked)
    return say(
        "Tile grid of {total} states. Named in activities: {named}. Only through a body’s membership: {membership}. "
        "Not named: {blank}."
    ).format(
        total=say.number(len(reach)),
        named=details or say("none"),
        membership=say.list(names("membership")) or say("none"),
        blank=say.list(names("blank")) or say("none"),
    )


def tiles_svg(
    states: Mapping[str, Mapping[str, Any]], reach: Mapping[str, tuple[str, int]], legend: Mapping[str, str], height: float = 5.0
) -> str:
    """The drawing: a tile for each of ``states`` (rows by code) as :func:`reach_of_states` says; ``legend`` says which kinds
    of tile are explained, each in words; ``height`` is in inches."""
    highest = max((count for _, count in reach.values()), default=0)
    with style():
        figure = new_figure(height)
        axes = figure.subplots()
        for identifier, row in states.items():
            _tile(axes, row["tile_column"], row["tile_row"], identifier, *reach[identifier], highest)
        axes.set_xlim(-0.1, 10.1)
        axes.set_ylim(11.1, -0.1)
        axes.set_aspect("equal")
        axes.axis("off")
        _legend(axes, legend, highest)
        return to_svg(figure, "figure-states")


def _tile(axes: Axes, column: int, row: int, code: str, kind: str, count: int, highest: int) -> None:
    fill = shade(count, highest) if kind == "named" else PAPER
    hatch = "////" if kind == "membership" else None
    line = {"named": NAVY, "membership": MUTED, "blank": RULE}[kind]
    box = FancyBboxPatch(
        (column + 0.05, row + 0.05),
        0.9,
        0.9,
        boxstyle="round,pad=0,rounding_size=0.08",
        facecolor=fill,
        edgecolor=line,
        hatch=hatch,
        linewidth=0.9,
        gid=f"tile-{code}",
    )
    axes.add_patch(box)
    ink = readable_on(fill)
    back = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0} if hatch else None
    axes.text(
        column + 0.5,
        row + (0.38 if count else 0.5),
        code,
        ha="center",
        va="center",
        fontsize=9,
        fontweight="medium",
        color=ink,
        bbox=back,
    )
    if count:
        axes.text(column + 0.5, row + 0.71, str(count), ha="center", va="center", fontsize=8.5, color=ink)


def _legend(axes: Axes, legend: Mapping[str, str], highest: int) -> None:
    top = 7.7
    for offset, kind in enumerate(legend):
        _tile_sample(axes, 0.0, top + offset * 0.85, kind, highest)
        axes.text(0.75, top + offset * 0.85 + 0.3, _two_lines(legend[kind]), ha="left", va="center", fontsize=8.5, color=INK)


def _two_lines(label: str) -> str:
    if len(label) <= 26:
        return label
    cut = label.rfind(" ", 0, 26)
    return label[:cut] + "\n" + label[cut + 1 :]


def _tile_sample(axes: Axes, x: float, y: float, kind: str, highest: int) -> None:
    fill = shade(highest * 0.6, highest) if kind == "named" else PAPER
    line = {"named": NAVY, "membership": MUTED, "blank": RULE}[kind]
    hatch = "////" if kind == "membership" else None
    axes.add_patch(
        FancyBboxPatch(
            (x, y),
            0.6,
            0.6,
            boxstyle="round,pad=0,rounding_size=0.06",
            facecolor=fill,
            edgecolor=line,
            hatch=hatch,
            linewidth=0.9,
        )
    )
