"""The register of activities: one table that a script filters, and that is read page by page without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...content.wording import STATUSES
from ..collection import Collection
from ..listing import count_of, items
from ..page import Page
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
    """The register, and the pages on which its rows go on."""
    volume, say = collection.current, collection.say
    lines = items(collection, volume, volume.activities)
    parts = [lines[at : at + ROWS] for at in range(0, len(lines), ROWS)] or [[]]
    for number, part in enumerate(parts, 1):
        values = {
            "lines": part,
            "total": len(lines),
            "first": (number - 1) * ROWS + 1,
            "parts_paths": [part_path(n) for n in range(1, len(parts) + 1)],
            "number": number,
            "facets": facets(collection) if number == 1 else [],
            "year": volume.year,
        }
        title = say("Register of activities")
        yield Page(
            part_path(number),
            title if number == 1 else say("Register of activities, page {number}").format(number=number),
            "register",
            values,
            description=say("Every activity of the {year} edition: search, filter, download.").format(year=volume.year),
            parents=((REGISTER, title),) if number > 1 else (),
            area=REGISTER,
            kind=say("List"),
            words="" if number == 1 else None,
            script="register" if number == 1 else "site",
        )


def part_path(number: int) -> str:
    """Path of a page of the register; the first is the register itself."""
    return REGISTER if number == 1 else f"register/page-{number}.html"


def facets(collection: Collection) -> list[Facet]:
    """What the register can be filtered by; values that no activity has are left out."""
    volume, say = collection.current, collection.say
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
