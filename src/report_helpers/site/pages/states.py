"""A page for each state, and the grid of tiles that leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...content.charts.tiles import reach_of_states
from ...content.wording import Row
from ...locale import mark as _
from ...locale.roles import ROLES
from ..collection import Collection, Named
from ..listing import Group, bars, by_status, count_of, items
from ..page import Page

INDEX = "states/index.html"
_STEPS = 5

STATE_ROLES = {
    "place": _("Carried out here"),
    "origin": _("Country of origin"),
    "host": _("Host country"),
    "venue": _("Venue"),
    "border": _("At its border"),
    "participant": _("Takes part"),
    "implementer": _("Carries out"),
    "funder": _("Funds"),
    "audience": _("Addressed"),
}
"""Headings over the activities in which a state has a role."""

REGIONS = {
    "Northern America": _("Northern America"),
    "Central America": _("Central America"),
    "Caribbean": _("Caribbean"),
    "South America": _("South America"),
}

BASES = {"inferred": _("inferred from the source's words"), "reference": _("from a reference list; the source names no members")}
"""What a membership rests on, where that isn't the source's own list."""


@dataclass(frozen=True)
class Tile:
    """A member state in the grid: its place, how the edition reaches it, and how dark its tile is, from 0 to 5."""

    name: Named
    code: str
    row: int
    column: int
    reach: str
    count: int
    shade: int


def tiles(collection: Collection) -> list[Tile]:
    """The member states in the order of their names."""
    volume = collection.current
    reach = reach_of_states(volume.edition)
    highest = max((count for _, count in reach.values()), default=0)
    states = volume.wording.states
    found = []
    for code in sorted(reach, key=lambda code: collection.say.sort_key(states[code]["label"])):
        kind, count = reach[code]
        shade = max(1, round(_STEPS * count / highest)) if count else 0
        row = states[code]
        found.append(Tile(collection.state(code), code, row["tile_row"], row["tile_column"], kind, count, shade))
    return found


def pages(collection: Collection) -> Iterator[Page]:
    """The list of states and each one's page."""
    say = collection.say
    yield Page(
        INDEX,
        say("States"),
        "states",
        {"tiles": tiles(collection), "regions": list(_regions(collection)), "others": _others(collection)},
        description=say("What this edition reports on each member state of the OAS, and on other states that it names."),
        area=INDEX,
        kind=say("List"),
    )
    for identifier, row in collection.current.wording.states.items():
        yield _page(collection, identifier, row)


def _regions(collection: Collection) -> Iterator[tuple[str, list[Tile]]]:
    states = collection.current.wording.states
    found: dict[str, list[Tile]] = {}
    for tile in tiles(collection):
        found.setdefault(states[tile.code]["subregion"], []).append(tile)
    for name in (*REGIONS, *(name for name in found if name not in REGIONS)):
        if name in found:
            yield collection.say(REGIONS.get(name, name)), found[name]


def _others(collection: Collection) -> list[tuple[Named, int]]:
    volume = collection.current
    others = [code for code, row in volume.wording.states.items() if not row["oas_member"]]
    named = [(collection.state(code), len(volume.states.get(code, ()))) for code in others]
    return sorted(named, key=lambda pair: collection.say.sort_key(pair[0].label))


def _page(collection: Collection, identifier: str, row: Row) -> Page:
    volume, say = collection.current, collection.say
    named = volume.states.get(identifier, {})
    bodies = count_of([volume.body_of(volume.activities[activity])] for activity in named)
    memberships = _memberships(collection, identifier)
    values: dict[str, Any] = {
        "state": row,
        "year": volume.year,
        "numbers": _numbers(collection, len(named), len(bodies), len(memberships)),
        "roles": list(_by_role(collection, identifier)),
        "statuses": by_status(collection, volume, named, named),
        "themes": _themes(collection, named),
        "bodies": bars({body: collection.body(body, full=True) for body in bodies}, bodies),
        "memberships": memberships,
        "national": [
            collection.body(key, full=True) for key, b in volume.wording.organizations.items() if b["state"] == identifier
        ],
        "register": f"register.html?state={identifier}",
        "profile": collection.documents.of(volume.year, f"states/{identifier.lower()}"),
        "earlier": [v.year for v in collection.volumes[:-1] if identifier in v.states],
    }
    description = say("What the {year} edition reports on {state}: activities, bodies at work, themes and memberships.")
    return Page(
        collection.addresses.of("states", identifier),
        row["label"],
        "state",
        values,
        description=description.format(year=volume.year, state=row["label"]),
        parents=((INDEX, say("States")),),
        area=INDEX,
        kind=say("State"),
        words=" ".join([*(bar.name.label for bar in values["themes"]), *(name.label for name, _, _ in memberships)]),
        also=identifier,
    )


def _numbers(collection: Collection, activities: int, bodies: int, memberships: int) -> list[tuple[int, str]]:
    say = collection.say
    return [
        (activities, say("activity names it") if activities == 1 else say("activities name it")),
        (bodies, say("body reports them") if bodies == 1 else say("bodies report them")),
        (memberships, say("membership on record") if memberships == 1 else say("memberships on record")),
    ]


def _by_role(collection: Collection, identifier: str) -> Iterator[Group]:
    """Activities that name a state under each role that it has in them; one with two roles stands under both."""
    volume = collection.current
    named = volume.states.get(identifier, {})
    for role in ROLES:
        found = [activity for activity, roles in named.items() if role in roles]
        if found:
            yield Group(role, collection.say(STATE_ROLES.get(role, ROLES[role])), items(collection, volume, found))


def _themes(collection: Collection, activities: Any) -> Any:
    volume = collection.current
    counts = count_of(volume.activities[activity]["themes"] for activity in activities)
    return bars({theme: collection.theme(theme) for theme in volume.wording.labels["themes"]}, counts)


def _memberships(collection: Collection, identifier: str) -> list[tuple[Named, str, str]]:
    """Bodies that a state belongs to at the edition's date: body, role, since when and on what basis."""
    reading = collection.current.wording
    found = [row for row in collection.current.memberships if row["state"] == identifier]
    listed = []
    for row in found:
        since = collection.say("since {date}").format(date=collection.say.date(row["from"])) if row["from"] else ""
        basis = collection.say(BASES[row["basis"]]) if row["basis"] in BASES else ""
        remark = "; ".join(part for part in (since, basis) if part)
        listed.append((collection.body(row["organization"], full=True), reading.role(row["role"]), remark))
    return sorted(listed, key=lambda each: collection.say.sort_key(each[0].label))
