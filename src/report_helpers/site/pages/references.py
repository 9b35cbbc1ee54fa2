"""A page for each reference document, and the list by document symbol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...content.markdown import parse_inline, safe_url
from ...content.tables.register import REFERENCE_KINDS
from ...content.wording import Row
from ..collection import Collection, Named
from ..listing import Group, items
from ..page import Page
from ..text import Text
from ..volume import Volume

INDEX = "references/index.html"


@dataclass(frozen=True)
class Line:
    """A line of the list: symbol or title, the title below a symbol, kind, date and how often it is used."""

    name: Named
    title: str
    lang: str | None
    kind: str
    date: str
    uses: int


def pages(collection: Collection) -> Iterator[Page]:
    """The list of documents and each one's page; those of earlier editions keep theirs."""
    say, volume = collection.say, collection.current
    lines = [_line(collection, row) for row in volume.wording.references.values()]
    lines.sort(key=lambda line: say.sort_key(line.name.label))
    symbols = [line for line in lines if line.title]
    yield Page(
        INDEX,
        say("Documents by symbol"),
        "references",
        {"symbols": symbols, "others": [line for line in lines if not line.title], "year": volume.year},
        description=say("Reference documents of this edition by their symbol, and the other documents, instruments and works."),
        area=INDEX,
        kind=say("List"),
    )
    for identifier, own in collection.newest_reference.items():
        yield _page(collection, own, own.wording.references[identifier])


def _line(collection: Collection, row: Row) -> Line:
    say = collection.say
    name = collection.reference(row["id"])
    title = (row["title"] or say("No title is given.")) if row["symbol"] else ""
    uses = len({identifier for _, _, identifier in collection.current.uses.get(row["id"], ())})
    date = say.date(row["date"]) if row["date"] else ""
    return Line(name, title, row["title_language"] or None, say(REFERENCE_KINDS[row["kind"]]), date, uses)


def _page(collection: Collection, volume: Volume, row: Row) -> Page:
    say = collection.say
    path = collection.addresses.of("references", row["id"])
    name = collection.reference(row["id"])
    text = Text(say, path, collection.places(volume))
    address = row["url"] and (row["url"] if "://" in row["url"] else "http://" + row["url"])
    body = collection.body(row["body"], full=True) if row["body"] else None
    kind = say(REFERENCE_KINDS[row["kind"]])
    values = {
        "row": row,
        "kind": kind,
        "date": say.date(row["date"]) if row["date"] else "",
        "body": body,
        "url": safe_url(address) if address else "",
        "note": text.html(parse_inline(row["note"])) if row["note"] else "",
        "uses": list(_uses(collection, volume, row["id"])),
        "entries": list(_entries(collection, volume, row["id"])),
        "sections": [s for s in volume.wording.sections.values() if row["id"] in s["references"]],
        "volume": volume,
        "editions": [v.year for v in collection.volumes if row["id"] in v.wording.references],
        "current": collection.current.year,
        "report": collection.documents.report(volume.year),
    }
    described = row["title"] if row["symbol"] else kind
    description = say("{document}: what it is, and the activities and replies that rest on it or name it.")
    return Page(
        path,
        name.label,
        "reference",
        values,
        description=description.format(document=described or name.label),
        parents=((INDEX, say("Documents")),),
        area=INDEX,
        kind=kind,
        words=" ".join(part for part in (row["title"], body.label if body else "", row["printed"]) if part),
        also=row["symbol"] or "",
        lang=name.lang,
    )


def _uses(collection: Collection, volume: Volume, identifier: str) -> Iterator[Group]:
    """Activities that rest on a document, carry out its mandate or name it."""
    say = collection.say
    labels = {
        "references": say("Activities that rest on it"),
        "mandates": say("Activities that it asked for"),
        "cites": say("Activities whose description names it"),
    }
    for relation, label in labels.items():
        uses = volume.uses.get(identifier, ())
        found = [key for which, kind, key in uses if which == relation and kind == "activity"]
        if found:
            yield Group(relation, label, items(collection, volume, found))


def _entries(collection: Collection, volume: Volume, identifier: str) -> Iterator[tuple[str, list[Named]]]:
    """Replies that rest on a document or name it."""
    say = collection.say
    labels = {"references": say("Replies that rest on it"), "cites": say("Replies whose text names it")}
    for relation, label in labels.items():
        uses = volume.uses.get(identifier, ())
        found = [volume.entries[key] for which, kind, key in uses if which == relation and kind == "entry"]
        if found:
            paths = [f"{collection.addresses.of('organizations', entry['organization'])}#{entry['id']}" for entry in found]
            yield label, [Named(f"{entry['number']} {entry['name']}", path) for entry, path in zip(found, paths, strict=True)]
