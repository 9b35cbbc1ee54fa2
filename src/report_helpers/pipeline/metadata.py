"""What the exporters are told of the document as a whole: title page, index, labels of filters, attached data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..content.changes.errata import issue_phrase
from ..content.citations import citation, cited_part
from ..content.wording import STATUSES, Wording, rows
from ..dataset import Edition
from ..dataset.schema import read_schema
from ..locale import catalogue
from .request import DOCUMENT


def document_metadata(edition: Edition, data: Path) -> dict[str, Any]:
    """The ``report`` metadata of a merged notebook; ``data`` is the folder that the edition was read from."""
    info = edition.info
    return {
        **_common(edition),
        "title": info.title,
        "subtitle": _subtitle(edition),
        "checksum": edition.checksum,
        "citation": citation(edition),
        "index": list(_index(edition)),
        "tag_labels": _tag_labels(edition),
        "attachments": list(_attachments(edition, data)),
    }


def profile_metadata(wording: Wording, kind: str, title: str, *, rest: str) -> dict[str, Any]:
    """The ``report`` metadata of a profile. It depends on a few facts alone, so that an edit of the data elsewhere doesn't
    change it.

    Args:
        wording: of the edition.
        kind: what sort of profile it is, as a message.
        title: what it is about.
        rest: relative address, without ending, of the report, which has the places that a profile only refers to.
    """
    edition, say = wording.edition, wording.say
    return {
        **_common(edition),
        "title": title,
        "kind": say(kind),
        "subtitle": edition.info.title,
        "description": say("{title}: what the {year} edition reports on migration.").format(title=title, year=edition.year),
        "citation": cited_part(edition, f"{title}. {say(kind)}"),
        "rest": rest,
        "tag_labels": {"theme": wording.labels["themes"], "status": _status_labels(edition)},
    }


def compendium_metadata(edition: Edition, data: Path) -> dict[str, Any]:
    """The ``report`` metadata of the compendium; ``data`` is the folder that the edition was read from."""
    say = catalogue(edition.language)
    title = say("Compendium of Good Practices on Migration in the Americas")
    return {
        **document_metadata(edition, data),
        "title": title,
        "subtitle": say("From the {title}, {year}").format(title=edition.info.title, year=edition.year),
        "description": say(
            "Practices on migration that bodies of the Americas present as good ones, by theme, with the criteria they meet."
        ),
        "citation": cited_part(edition, title),
        "rest": DOCUMENT,
    }


def _subtitle(edition: Edition) -> str:
    """The edition's subtitle, with the issue where it isn't the original."""
    info = edition.info
    if info.issue is None or not info.issue.label:
        return info.subtitle
    return f"{info.subtitle} — {issue_phrase(info.issue, catalogue(edition.language))}"


def _common(edition: Edition) -> dict[str, Any]:
    """What all documents of an edition say of themselves."""
    say = catalogue(edition.language)
    info = edition.info
    return {
        "language": edition.language,
        "edition": str(edition.year),
        "publisher": info.publisher,
        "as_of": info.as_of,
        "description": say(
            "Programs and activities on migration in the Americas as reported by the OAS General Secretariat "
            "and by international, regional and subregional organizations."
        ),
        "keywords": [say("migration"), say("Americas"), "OAS", say("programs"), say("good practices")],
        "draft": info.is_draft,
        "notice": info.license,
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


def _status_labels(edition: Edition) -> dict[str, str]:
    say = catalogue(edition.language)
    return {status: say(label) for status, label in STATUSES.items()}


def _tag_labels(edition: Edition) -> dict[str, dict[str, str]]:
    return {
        "theme": edition.labels("themes"),
        "state": edition.labels("states"),
        "status": _status_labels(edition),
        "body": edition.labels("organizations"),
    }


def _attachments(edition: Edition, data: Path) -> Iterator[dict[str, str]]:
    """The published tables as they are on disk; the restricted and the internal ones never."""
    for resource in read_schema(data).published:
        path = data / resource.path_in(edition.year)
        if resource.optional and not path.is_file():
            continue
        yield {
            "name": f"{resource.name}.csv",
            "description": f"{resource.title}. {resource.description}",
            "mime": "text/csv",
            "data": path.read_text(encoding="utf-8"),
        }
