"""What the exporters are told of the document as a whole: title page, index, labels of filters, attached data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..content.citations import citation
from ..content.wording import STATUSES, Wording, rows
from ..dataset import Edition
from ..dataset.schema import read_schema
from ..locale import catalogue


def document_metadata(edition: Edition, data: Path) -> dict[str, Any]:
    """The ``report`` metadata of a merged notebook; ``data`` is the folder that the edition was read from."""
    say = catalogue(edition.language)
    info = edition.info
    description = say(
        "Programs and activities on migration in the Americas as reported by the OAS General Secretariat "
        "and by international, regional and subregional organizations."
    )
    return {
        "title": info.title,
        "subtitle": info.subtitle,
        "language": edition.language,
        "edition": str(edition.year),
        "publisher": info.publisher,
        "as_of": info.as_of,
        "description": description,
        "keywords": [say("migration"), say("Americas"), "OAS", say("programs"), say("good practices")],
        "draft": info.is_draft,
        "checksum": edition.checksum,
        "citation": citation(edition),
        "notice": info.license,
        "index": list(_index(edition)),
        "tag_labels": _tag_labels(edition),
        "attachments": list(_attachments(edition, data)),
    }


def _index(edition: Edition) -> Iterator[dict[str, Any]]:
    """Member states and bodies, each with the identifiers of the rows that name it."""
    wording = Wording(edition)
    say = wording.say
    named: dict[str, list[str]] = {}
    for row in rows(edition.activity_states.drop_duplicates(["state", "activity"])):
        named.setdefault(row["state"], []).append(row["activity"])
    takes_part = edition.activity_partners.drop_duplicates(["organization", "activity"])
    places: dict[str, list[str]] = {}
    for row in wording.entries.values():
        places.setdefault(row["organization"], []).append(row["id"])
    for row in rows(takes_part):
        places.setdefault(row["organization"], []).append(row["activity"])
    yield from _terms(say("States"), ((wording.state(state), found) for state, found in named.items()), say.sort_key)
    bodies = ((wording.organization_name(body), found) for body, found in places.items())
    yield from _terms(say("Bodies"), bodies, say.sort_key)


def _terms(group: str, found: Iterable[tuple[str, list[str]]], key: Any) -> Iterator[dict[str, Any]]:
    for term, targets in sorted(found, key=lambda pair: key(pair[0])):
        yield {"group": group, "term": term, "targets": targets}


def _tag_labels(edition: Edition) -> dict[str, dict[str, str]]:
    say = catalogue(edition.language)
    return {
        "theme": edition.labels("themes"),
        "state": edition.labels("states"),
        "status": {status: say(label) for status, label in STATUSES.items()},
        "body": edition.labels("organizations"),
    }


def _attachments(edition: Edition, data: Path) -> Iterator[dict[str, str]]:
    """The published tables as they are on disk; the restricted and the internal ones never."""
    for resource in read_schema(data).published:
        path = data / resource.path_in(edition.year)
        yield {
            "name": f"{resource.name}.csv",
            "description": f"{resource.title}. {resource.description}",
            "mime": "text/csv",
            "data": path.read_text(encoding="utf-8"),
        }
