"""The register of each edition: one table that a script filters, and that is read page by page without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...content.wording import STATUSES
from ..collection import Collection
from ..listing import count_of, items
from ..page import Page
from ..volume import Volume
from .activities import REGISTER
from .states import REGIONS

ROWS = 60
"""Rows on each of the pages that are read without a script."""


@dataclass(frozen=True)
class Facet:
    """One thing to filter by: its name in addresses, what readers see, and the values with how many activities have each."""

    key: str
    label: str
    values: list[tuple[str, str, int]]


def pages(collection: Collection) -> Iterator[Page]:
    """The register of each edition, and the pages on which its rows go on."""
    for volume in collection.volumes:
        yield from _pages(collection, volume)


def _pages(collection: Collection, volume: Volume) -> Iterator[Page]:
    say, year = collection.say, volume.year
    newest = volume is collection.current
    editions = [(other.year, register_path(collection, other.year)) for other in collection.volumes[::-1]]
    first = register_path(collection, year)
    title = say("Register of activities") if newest else say("Register of activities, {year} edition").format(year=year)
    lines = items(collection, volume, volume.activities)
    parts = [lines[at : at + ROWS] for at in range(0, len(lines), ROWS)] or [[]]
    for number, part in enumerate(parts, 1):
        values = {
            "lines": part,
            "total": len(lines),
            "first": (number - 1) * ROWS + 1,
            "parts_paths": [_part_path(first, n) for n in range(1, len(parts) + 1)],
            "number": number,
            "facets": facets(collection, volume) if number == 1 else [],
            "year": year,
            "editions": editions if len(editions) > 1 else [],
        }
        yield Page(
            _part_path(first, number),
            title if number == 1 else say("{title}, page {number}").format(title=title, number=number),
            "register",
            values,
            description=say("Every activity of the {year} edition: search, filter, download.").format(year=year),
            parents=_parents(collection, volume, newest) + (((first, title),) if number > 1 else ()),
            area=REGISTER,
            kind=say("List"),
            words="" if number == 1 else None,
            script="register" if number == 1 else "site",
            register=register_name(collection, year),
        )


def register_path(collection: Collection, year: int) -> str:
    """Path of the register of an edition: the newest one has an address of its own."""
    return REGISTER if year == collection.current.year else f"editions/{year}-register.html"


def register_name(collection: Collection, year: int) -> str:
    """Name of the data that the register of an edition loads."""
    return "register" if year == collection.current.year else f"register-{year}"


def _part_path(first: str, number: int) -> str:
    """Path of a page of a register; the first is the register itself."""
    if number == 1:
        return first
    return f"register/page-{number}.html" if first == REGISTER else first.replace(".html", f"-{number}.html")


def _parents(collection: Collection, volume: Volume, newest: bool) -> tuple[tuple[str, str], ...]:
    if newest:
        return ()
    say, path = collection.say, collection.addresses.of("editions", str(volume.year))
    return ((REGISTER, say("Register of activities")), (path, say("Edition {edition}").format(edition=volume.year)))


def facets(collection: Collection, volume: Volume) -> list[Facet]:
    """What the register of an edition can be filtered by; values that no activity has are left out."""
    say = collection.say
    rows = list(volume.activities.values())
    reading = volume.wording
    regions = {row["subregion"]: row["subregion"] for row in reading.states.values() if row["subregion"]}
    regions = {region: say(label) for region, label in REGIONS.items()} | {r: r for r in regions if r not in REGIONS}
    bodies = {key: reading.organization_name(key) for key in volume.reported}
    named = [[code for code, _ in row["states"]] for row in rows]
    subregions = [[reading.states[code]["subregion"] or "" for code in codes] for codes in named]
    found = (
        ("theme", say("Theme"), reading.labels["themes"], [row["themes"] for row in rows]),
        ("region", say("Subregion"), regions, subregions),
        ("state", say("State"), volume.state_names, named),
        ("body", say("Body"), bodies, [[volume.body_of(row)] for row in rows]),
        ("status", say("Status"), {s: say(label) for s, label in STATUSES.items()}, [[row["status"]] for row in rows]),
        ("kind", say("Kind"), reading.labels["activity_kinds"], [row["kinds"] for row in rows]),
        ("people", say("People"), reading.labels["populations"], [row["populations"] for row in rows]),
        (
            "practice",
            say("Good practice"),
            {"yes": say("Presented as a good practice")},
            [["yes"] * bool(r["practice"]) for r in rows],
        ),
    )
    listed = []
    for key, label, labels, codes_of in found:
        counts = count_of(codes_of)
        values = [(code, labels.get(code, code), counts[code]) for code in labels if counts.get(code)]
        if key not in ("status", "region"):
            values.sort(key=lambda value: say.sort_key(value[1]))
        listed.append(Facet(key, label, values))
    return [facet for facet in listed if facet.values]
