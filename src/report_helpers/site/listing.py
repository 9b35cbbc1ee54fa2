"""Lists of activities, as most pages hold one, and bars that count them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..content.wording import STATUSES
from .collection import Collection, Named
from .volume import Volume


@dataclass(frozen=True)
class Item:
    """A line of a list: an activity with who reports it, its status, when it took place and, where asked for, in what role."""

    title: Named
    body: Named
    status: str
    status_label: str
    period: str
    number: str
    roles: str = ""


@dataclass(frozen=True)
class Group:
    """Lines under a heading; ``key`` names the place on the page."""

    key: str
    label: str
    items: list[Item]


@dataclass(frozen=True)
class Bar:
    """A name with a number, and the number's share of the highest one in percent."""

    name: Named
    count: int
    share: int


def items(
    collection: Collection, volume: Volume, activities: Iterable[str], roles: Mapping[str, list[str]] | None = None
) -> list[Item]:
    """Activities as lines, in the order given; ``roles`` are codes of roles by activity."""
    reading = volume.wording
    lines = []
    for identifier in activities:
        row = volume.activities[identifier]
        title = Named(row["title"], collection.addresses.of("activities", identifier), row["title_language"] or None)
        said = ", ".join(reading.role(role) for role in (roles or {}).get(identifier, ()))
        status = row["status"]
        body = collection.body(volume.body_of(row))
        lines.append(Item(title, body, status, reading.status(status), reading.period(row), row["number"], said))
    return lines


def by_status(
    collection: Collection, volume: Volume, activities: Iterable[str], roles: Mapping[str, list[str]] | None = None
) -> list[Group]:
    """Activities under their status, in the order in which reports show it."""
    lines = items(collection, volume, activities, roles)
    groups = [(status, [line for line in lines if line.status == status]) for status in STATUSES]
    return [Group(status, collection.say(STATUSES[status]), found) for status, found in groups if found]


def bars(names: Mapping[str, Named], counts: Mapping[str, int]) -> list[Bar]:
    """Bars of what is counted at all, the highest first; equal ones in the order of ``names``."""
    highest = max(counts.values(), default=0)
    order = {key: place for place, key in enumerate(names)}
    ranked = sorted((key for key in names if counts.get(key)), key=lambda key: (-counts[key], order[key]))
    return [Bar(names[key], counts[key], max(1, round(100 * counts[key] / highest))) for key in ranked]


def count_of(found: Iterable[Iterable[str]]) -> dict[str, int]:
    """How often each code stands in some lists, once for each list."""
    counts: dict[str, int] = {}
    for codes in found:
        for code in dict.fromkeys(codes):
            counts[code] = counts.get(code, 0) + 1
    return counts
