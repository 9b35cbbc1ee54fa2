"""A page for each edition, the downloads, and the notes on what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...content.changes.counts import table_change_counts
from ...content.changes.listed import table_changed_fields, table_changes
from ...content.changes.sentences import note_changes
from ...content.changes.words import OUTCOMES
from ...content.citations import citation
from ...content.notes import note_explanatory
from ...content.tables.numbers import key_numbers
from ...content.tables.register import CORRECTION_KINDS, table_corrections
from ...content.tables.replies import table_replies
from ...content.wording import rows
from ...dataset.compare import Changes
from ..collection import Collection
from ..listing import Group, count_of, items
from ..page import Page
from ..text import Text
from ..volume import Volume
from .register import register_path

CHANGES = "changes.html"


def pages(collection: Collection) -> Iterator[Page]:
    """Each edition's page, its corrections and what changed."""
    for volume in collection.volumes:
        yield _edition(collection, volume)
        yield _corrections(collection, volume)
    yield from (_changed(collection, changes) for changes in collection.changes.values())
    yield _changes(collection)


def summary(collection: Collection, volume: Volume) -> dict[str, Any]:
    """What is said of an edition wherever it is named."""
    info, say = volume.edition.info, collection.say
    return {
        "year": volume.year,
        "path": collection.addresses.of("editions", str(volume.year)),
        "title": info.title,
        "draft": info.is_draft,
        "as_of": say.date(info.as_of),
        "report": collection.documents.report(volume.year),
        "others": collection.documents.others(volume.year),
        "checksum": volume.edition.checksum,
        "numbers": key_numbers(volume.edition),
    }


def corrections_path(year: int) -> str:
    """Path of the page with an edition's corrections."""
    return f"editions/{year}-corrections.html"


def changes_path(year: int) -> str:
    """Path of the page that says what changed in an edition since the one before it."""
    return f"editions/{year}-changes.html"


def _edition(collection: Collection, volume: Volume) -> Page:
    say, info = collection.say, volume.edition.info
    path = collection.addresses.of("editions", str(volume.year))
    text = Text(say, path, collection.places(volume))
    values = {
        "edition": summary(collection, volume),
        "info": info,
        "explanation": text.html(note_explanatory(volume.edition).nodes()),
        "replies": text.html(table_replies(volume.edition).nodes()),
        "citation": citation(volume.edition),
        "corrections": corrections_path(volume.year),
        "register": register_path(collection, volume.year),
    }
    values["notes"] = text.notes()
    description = say("The {year} edition: why and how it was made, who replied, its documents and its data.")
    return Page(
        path,
        say("Edition {edition}").format(edition=volume.year),
        "edition",
        values,
        description=description.format(year=volume.year),
        parents=((CHANGES, say("Editions and changes")),),
        area=CHANGES,
        kind=say("Edition"),
        words=f"{info.title} {info.subtitle} {info.publisher}",
    )


def _corrections(collection: Collection, volume: Volume) -> Page:
    say = collection.say
    path = corrections_path(volume.year)
    text = Text(say, path, collection.places(volume))
    table = table_corrections(volume.edition)
    edition = say("Edition {edition}").format(edition=volume.year)
    return Page(
        path,
        say("Corrections of the {year} edition").format(year=volume.year),
        "corrections",
        {"table": text.html(table.nodes()), "count": len(table.rows), "year": volume.year},
        description=say("Known errors and oddities of the source: as printed, as carried, and why."),
        parents=((CHANGES, say("Editions and changes")), (collection.addresses.of("editions", str(volume.year)), edition)),
        area=CHANGES,
        kind=say("List"),
    )


def _changes(collection: Collection) -> Page:
    say = collection.say
    text = Text(say, CHANGES, collection.all_places)
    notes = []
    for volume in collection.volumes[::-1]:
        corrections = count_of([row["kind"]] for found in volume.corrections.values() for row in found)
        changes = collection.changes.get(volume.year)
        note = {
            "kinds": [(say(label), corrections[kind]) for kind, label in CORRECTION_KINDS.items() if corrections.get(kind)],
            "corrections": corrections_path(volume.year),
            "changed": text.html(note_changes(changes).nodes()) if changes else "",
            "changes": changes_path(volume.year),
        }
        notes.append({**summary(collection, volume), **note})
    return Page(
        CHANGES,
        say("Editions and changes"),
        "changes",
        {"editions": notes},
        description=say("The editions, what each corrects in its source, and what changed from one to the next."),
        area=CHANGES,
        kind=say("List"),
    )


def _changed(collection: Collection, changes: Changes) -> Page:
    """What changed in an edition since the one before it: the activities, and their fields."""
    say, year = collection.say, changes.after.year
    path = changes_path(year)
    text = Text(say, path, collection.all_places)
    tables = (table_change_counts(changes), table_changes(changes, "changed"), table_changed_fields(changes))
    edition = say("Edition {edition}").format(edition=year)
    return Page(
        path,
        say("What changed from {before} to {after}").format(before=changes.before.year, after=year),
        "changed",
        {
            "sentences": text.html(note_changes(changes).nodes()),
            "tables": [text.html(each.nodes()) for each in tables],
            "groups": list(_by_outcome(collection, changes)),
        },
        description=say("Activities that are new, changed, ended or not reported any more."),
        parents=((CHANGES, say("Editions and changes")), (collection.addresses.of("editions", str(year)), edition)),
        area=CHANGES,
        kind=say("List"),
    )


def _by_outcome(collection: Collection, changes: Changes) -> Iterator[Group]:
    """Activities that came or went, each with a link to its page, which stays."""
    volumes = {volume.year: volume for volume in collection.volumes}
    before, after = volumes[changes.before.year], volumes[changes.after.year]
    found = rows(changes.comparison.activities)
    for outcome in ("new", "ended", "withdrawn", "not reported", "closed"):
        with_it = [row for row in found if row["outcome"] == outcome]
        lines = [items(collection, after if row["after"] else before, [row["after"] or row["before"]])[0] for row in with_it]
        if lines:
            yield Group(outcome.replace(" ", "-"), collection.say(OUTCOMES[outcome]), lines)
