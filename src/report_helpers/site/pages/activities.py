"""A page for each activity: its permanent address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...content.markdown import parse_inline
from ...content.tables.numbers import figure_phrase
from ...content.wording import Row
from ..collection import Collection, Named, words_of
from ..listing import items
from ..page import Page
from ..text import Text
from ..volume import Volume

REGISTER = "register.html"


def pages(collection: Collection) -> Iterator[Page]:
    """The page of each activity as the newest edition that reports it has it."""
    for identifier, volume in collection.newest.items():
        yield _page(collection, volume, volume.activities[identifier])


def _page(collection: Collection, volume: Volume, row: Row) -> Page:
    say, reading = collection.say, volume.wording
    identifier = row["id"]
    path = collection.addresses.of("activities", identifier)
    text = Text(say, path, collection.places(volume), top=3)
    body = collection.body(volume.body_of(row), full=True)
    section = reading.sections[row["section"]]
    period = reading.period(row)
    values: dict[str, Any] = {
        "row": row,
        "year": volume.year,
        "current": collection.current.year,
        "marks": text.html(reading.title_footnotes(identifier)),
        "body": body,
        "status": row["status"],
        "status_label": reading.status(row["status"]),
        "period": period,
        "description": text.html(reading.markdown(row["description"], identifier)),
        "facts": list(_facts(collection, volume, row)),
        "figures": [_figure(text, volume, figure) for figure in volume.figures.get(identifier, ())],
        "part_of": items(collection, volume, [row["parent"]]) if row["parent"] else [],
        "own_parts": items(collection, volume, volume.parts.get(identifier, ())),
        "note": text.html([*reading.unconfirmed(row), *reading.curator_note(row["note"])]),
        "corrections": volume.corrections.get(identifier, []),
        "section": section,
        "report": collection.documents.report(volume.year),
        "successors": [items(collection, collection.newest[key], [key])[0] for key in collection.successors.get(identifier, ())],
        "editions": [v.year for v in collection.volumes if identifier in v.activities],
    }
    values["notes"] = text.notes()
    summary = words_of(row["description"])
    facts = " ".join(name.label for _, names in values["facts"] for name in names)
    described = f"{body.label}. {summary}"
    return Page(
        path,
        row["title"],
        "activity",
        values,
        description=described if len(described) <= 300 else described[:299].rsplit(" ", 1)[0] + " …",
        parents=((REGISTER, say("Register")),),
        area=REGISTER,
        kind=say("Activity"),
        words=f"{row['number']} {summary} {body.label} {facts}",
        lang=row["title_language"] or None,
    )


def _facts(collection: Collection, volume: Volume, row: Row) -> Iterator[tuple[str, list[Named]]]:
    """What the row says in codes, each line with links to the pages of what it names."""
    say, reading = collection.say, volume.wording
    kinds = [Named(reading.label("activity_kinds", kind), f"{REGISTER}?kind={kind}") for kind in row["kinds"]]
    yield say("Kind"), kinds
    yield say("Themes"), [collection.theme(theme) for theme in row["themes"]]
    groups = [Named(reading.label("populations", group), f"{REGISTER}?people={group}") for group in row["populations"]]
    states = [_with_roles(collection.state(key), roles) for key, roles in _together(volume, row["states"])]
    partners = [_with_roles(collection.body(key, full=True), roles) for key, roles in _together(volume, row["partners"])]
    lines = (
        (say("People"), groups),
        (say("States"), states),
        (say("Locations"), [Named(place, "") for place in row["locations"]]),
        (say("Bodies that take part"), partners),
        (say("Reference documents"), [collection.reference(key) for key in row["references"]]),
        (say("Asked for by"), [collection.reference(key) for key in row["mandates"]]),
        (say("Documents named"), [collection.reference(key) for key in row["cites"]]),
        (
            say("Good practice"),
            [Named(say("Presented as a good practice"), f"{REGISTER}?practice=yes")] if row["practice"] else [],
        ),
        (say("Dates"), [Named(row["date_note"], "")] if row["date_note"] else []),
        (say("Group"), [Named(row["group"], "")] if row["group"] else []),
    )
    yield from ((label, names) for label, names in lines if names)


def _together(volume: Volume, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """The roles of one state or body brought together."""
    found: dict[str, list[str]] = {}
    for key, role in pairs:
        found.setdefault(key, []).append(volume.wording.role(role))
    return list(found.items())


def _with_roles(name: Named, roles: list[str]) -> Named:
    return Named(f"{name.label} ({', '.join(roles)})", name.path, name.lang)


def _figure(text: Text, volume: Volume, figure: Row) -> dict[str, Any]:
    say = volume.wording.say
    remarks = [say("counted by the editors")] if figure["counted"] else []
    period = " – ".join(say.date(part) for part in figure["period"].split("/")) if figure["period"] else ""
    note = text.html(parse_inline(figure["note"])) if figure["note"] else ""
    return {
        "phrase": text.html(figure_phrase(volume.wording, figure)),
        "printed": figure["printed"],
        "period": period,
        "remarks": remarks,
        "note": note,
    }
