"""What scripts load when it is asked for: the index of the search, and the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..content.html_base import visible
from ..content.wording import STATUSES, Row
from ..locale.roles import ROLES
from .collection import Collection, words_of
from .page import Page
from .volume import Volume


def search_index(pages: Iterable[Page]) -> list[list[str]]:
    """A line for each page that can be found: path, kind, title, other names, words; in the order of the paths."""
    found = [page for page in pages if page.words is not None]
    return [
        [page.path, page.kind, visible(page.title), visible(page.also), visible(" ".join((page.words or "").split()))]
        for page in sorted(found, key=lambda page: page.path)
    ]


def register_data(collection: Collection, volume: Volume) -> dict[str, Any]:
    """An edition's activities for its register: labels of the codes, the columns of an export, the rows."""
    say = collection.say
    reading = volume.wording
    return {
        "edition": volume.year,
        "labels": {
            "theme": reading.labels["themes"],
            "state": volume.state_names,
            "kind": reading.labels["activity_kinds"],
            "people": reading.labels["populations"],
            "status": {status: say(label) for status, label in STATUSES.items()},
            "role": {role: say(label) for role, label in ROLES.items()},
            "body": {key: reading.organization_name(key) for key in volume.reported},
            "short": {key: reading.short_name(key) for key in volume.reported},
            "practice": {"yes": say("Yes")},
        },
        "bodies": {key: collection.addresses.of("organizations", key) for key in volume.reported},
        "regions": {key: row["subregion"] for key, row in reading.states.items() if row["subregion"]},
        "columns": [
            ("edition", say("Edition")), ("number", say("Number")), ("id", say("Identifier")), ("title", say("Title")),
            ("body", say("Body")), ("status", say("Status")), ("period", say("Period")), ("start", say("Start")),
            ("end", say("End")), ("kind", say("Kinds")), ("theme", say("Themes")), ("people", say("People")),
            ("state", say("States")), ("places", say("Locations")), ("partners", say("Bodies that take part")),
            ("references", say("Reference documents")), ("mandates", say("Asked for by")), ("practice", say("Good practice")),
            ("description", say("Description")), ("address", say("Address")),
        ],
        "rows": [_row(collection, volume, row) for row in volume.activities.values()],
    }  # fmt: skip


def _row(collection: Collection, volume: Volume, row: Row) -> dict[str, Any]:
    reading = volume.wording
    path = collection.addresses.of("activities", row["id"])
    partners = "; ".join(f"{reading.organization_name(key)} ({reading.role(role)})" for key, role in row["partners"])
    found = {
        "path": path,
        "address": collection.base + path,
        "number": row["number"],
        "id": row["id"],
        "title": visible(row["title"]),
        "lang": row["title_language"],
        "body": volume.body_of(row),
        "status": row["status"],
        "period": reading.period(row),
        "start": row["start"],
        "end": row["end"],
        "kind": list(row["kinds"]),
        "theme": list(row["themes"]),
        "people": list(row["populations"]),
        "state": [list(pair) for pair in row["states"]],
        "places": visible("; ".join(row["locations"])),
        "partners": visible(partners),
        "references": visible("; ".join(collection.reference(key).label for key in row["references"])),
        "mandates": visible("; ".join(collection.reference(key).label for key in row["mandates"])),
        "practice": bool(row["practice"]),
        "description": visible(words_of(row["description"])),
    }
    return {key: value for key, value in found.items() if value}
