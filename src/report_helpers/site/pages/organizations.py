"""A page for each body, and the list of bodies by their kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...content.wording import BODY_TYPES, REPLIES, Row
from ..collection import Collection, Named, words_of
from ..listing import bars, by_status, count_of
from ..page import Page
from ..text import Text

INDEX = "organizations/index.html"


def pages(collection: Collection) -> Iterator[Page]:
    """The list of bodies and each one's page."""
    say = collection.say
    yield Page(
        INDEX,
        say("Bodies"),
        "organizations",
        {"kinds": list(_kinds(collection)), "replies": _replies(collection)},
        description=say("Bodies that this edition names: who replied, what they report and what they take part in."),
        area=INDEX,
        kind=say("List"),
    )
    for identifier, row in collection.current.wording.organizations.items():
        yield _page(collection, identifier, row)


def _kinds(collection: Collection) -> Iterator[tuple[str, str, list[tuple[Named, int, int]]]]:
    """Kinds of body with the bodies that the edition names: activities reported, and taken part in."""
    volume = collection.current
    for kind, label in BODY_TYPES.items():
        found = []
        for identifier, row in volume.wording.organizations.items():
            if row["type"] == kind and identifier in volume.named:
                own = set(volume.reported.get(identifier, ()))
                counts = len(own), len(set(volume.partners.get(identifier, ())) - own)
                found.append((collection.body(identifier, full=True), *counts))
        if found:
            yield kind, collection.say(label), sorted(found, key=lambda each: collection.say.sort_key(each[0].label))


def _replies(collection: Collection) -> list[tuple[str, int]]:
    counts = count_of([row["reply"]] for row in collection.current.entries.values() if not row["parent"])
    return [(collection.say(label), counts[reply]) for reply, label in REPLIES.items() if counts.get(reply)]


def _page(collection: Collection, identifier: str, row: Row) -> Page:
    volume, say = collection.current, collection.say
    path = collection.addresses.of("organizations", identifier)
    text = Text(say, path, collection.places(volume), top=4)
    name = collection.body(identifier, full=True)
    reported = volume.reported.get(identifier, [])
    partner = {key: roles for key, roles in volume.partners.get(identifier, {}).items() if key not in reported}
    entries = volume.reporting.get(identifier, [])
    themes = count_of(volume.activities[activity]["themes"] for activity in reported)
    states = count_of((code for code, _ in volume.activities[activity]["states"]) for activity in reported)
    values: dict[str, Any] = {
        "year": volume.year,
        "row": row,
        "facts": list(_facts(collection, row)),
        "entries": [_entry(collection, text, entry) for entry in entries],
        "reported": by_status(collection, volume, reported),
        "partner": by_status(collection, volume, partner, partner),
        "themes": bars({theme: collection.theme(theme) for theme in volume.wording.labels["themes"]}, themes),
        "states": bars({code: collection.state(code) for code in volume.wording.states}, states),
        "members": _members(collection, identifier),
        "documents": _documents(collection, identifier),
        "note": text.html(volume.wording.curator_note(row["note"])),
        "register": f"register.html?body={identifier}" if reported else "",
        "profile": collection.documents.of(volume.year, f"organizations/{identifier}"),
        "is_named": identifier in volume.named,
        "earlier": [v.year for v in collection.volumes[:-1] if identifier in v.reported or identifier in v.partners],
    }
    values["notes"] = text.notes()
    description = say("What the {year} edition reports on {body}: reply, activities, partners, states and documents.")
    return Page(
        path,
        name.label,
        "organization",
        values,
        description=description.format(year=volume.year, body=name.label),
        parents=((INDEX, say("Bodies")),),
        area=INDEX,
        kind=say("Body"),
        words=" ".join([*row["aliases"], *(words_of(entry["summary"]) for entry in entries)]),
        also=row["acronym"] or "",
        lang=name.lang,
    )


def _facts(collection: Collection, row: Row) -> Iterator[tuple[str, list[Named]]]:
    """Lines about a body: kind, what it belongs to, its bodies, its state, other names."""
    say, reading = collection.say, collection.current.wording
    yield say("Kind of body"), [Named(say(BODY_TYPES[row["type"]]), "")]
    if row["parent"]:
        yield say("Part of"), [collection.body(row["parent"], full=True)]
    parts = [key for key, other in reading.organizations.items() if other["parent"] == row["id"]]
    if parts:
        yield say("Its bodies"), sorted((collection.body(key, full=True) for key in parts), key=lambda n: say.sort_key(n.label))
    if row["state"]:
        yield say("State"), [collection.state(row["state"])]
    belongs = [m["organization"] for m in collection.current.memberships if m["member"] == row["id"]]
    if belongs:
        yield say("Member of"), [collection.body(key, full=True) for key in belongs]
    if row["aliases"]:
        yield say("Also printed"), [Named(alias, "") for alias in row["aliases"]]


def _entry(collection: Collection, text: Text, row: Row) -> dict[str, Any]:
    reading = collection.current.wording
    return {
        "id": row["id"],
        "number": row["number"],
        "section": reading.sections[row["section"]]["title"],
        "reply": collection.say(REPLIES[row["reply"]]),
        "summary": text.html(reading.markdown(row["summary"], row["id"])),
        "marks": text.html(reading.title_footnotes(row["id"])),
        "note": text.html([*reading.unconfirmed(row), *reading.curator_note(row["note"])]),
        "references": [collection.reference(key) for key in row["references"]],
        "cites": [collection.reference(key) for key in row["cites"]],
        "report": collection.documents.report(collection.current.year),
    }


def _members(collection: Collection, identifier: str) -> list[tuple[Named, str]]:
    """Members of a body at the edition's date, states first, each with its role."""
    reading = collection.current.wording
    listed = []
    for row in collection.current.memberships:
        if row["organization"] == identifier:
            name = collection.state(row["state"]) if row["state"] else collection.body(row["member"], full=True)
            listed.append((name, reading.role(row["role"]), not row["state"]))
    ordered = sorted(listed, key=lambda each: (each[2], collection.say.sort_key(each[0].label)))
    return [(name, role) for name, role, _ in ordered]


def _documents(collection: Collection, identifier: str) -> list[Named]:
    """Reference documents that a body submitted or issued."""
    found = [row["id"] for row in collection.current.wording.references.where("body", identifier)]
    return [collection.reference(key) for key in found]
