"""A page for each edition, the downloads, and the notes on what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...content.citations import citation
from ...content.notes import note_explanatory
from ...content.tables.numbers import key_numbers
from ...content.tables.register import CORRECTION_KINDS, table_corrections
from ...content.tables.replies import table_replies
from ..collection import Collection, Named
from ..listing import count_of, items
from ..page import Page
from ..text import Text
from ..volume import Volume

CHANGES = "changes.html"


def pages(collection: Collection) -> Iterator[Page]:
    """Each edition's page, its corrections and what changed."""
    for volume in collection.volumes:
        yield _edition(collection, volume)
        yield _corrections(collection, volume)
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
    notes = []
    for place, volume in enumerate(collection.volumes):
        before = collection.volumes[place - 1] if place else None
        corrections = count_of([row["kind"]] for found in volume.corrections.values() for row in found)
        kinds = [(say(label), corrections[kind]) for kind, label in CORRECTION_KINDS.items() if corrections.get(kind)]
        notes.append({**summary(collection, volume), "kinds": kinds, "corrections": corrections_path(volume.year)})
        if before:
            notes[-1] |= _compared(collection, before, volume)
    return Page(
        CHANGES,
        say("Editions and changes"),
        "changes",
        {"editions": notes[::-1]},
        description=say("The editions, what each corrects in its source, and what changed from one to the next."),
        area=CHANGES,
        kind=say("List"),
    )


def _compared(collection: Collection, before: Volume, after: Volume) -> dict[str, Any]:
    """Activities and documents that are new, that are gone, and those whose status changed."""
    new = [key for key in after.activities if key not in before.activities]
    gone = [key for key in before.activities if key not in after.activities]
    kept = [key for key in after.activities if key in before.activities]
    moved = [key for key in kept if after.activities[key]["status"] != before.activities[key]["status"]]
    references = [key for key in after.wording.references if key not in before.wording.references]
    documents: list[Named] = [collection.reference(key) for key in references]
    return {
        "before": before.year,
        "new": items(collection, after, new),
        "gone": items(collection, before, gone),
        "moved": [
            (line, before.wording.status(before.activities[key]["status"]))
            for key, line in zip(moved, items(collection, after, moved), strict=True)
        ],
        "documents": documents,
    }
