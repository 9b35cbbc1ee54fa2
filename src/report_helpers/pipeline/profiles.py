"""Profiles: one document for each state, body or theme that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..content.wording import Wording
from ..dataset import Edition
from ..errors import UsageError, did_you_mean
from ..locale import catalogue
from ..locale import mark as _
from .jobs import Document, Job
from .metadata import profile_metadata
from .notebooks import read_notebook
from .parameters import check_values, read_parameters
from .plan import Plan, checked_edition
from .request import DOCUMENT, ProfilesRequest


@dataclass(frozen=True)
class Kind:
    """A kind of profile: its name, which is also its notebook's and its parameter's, the folder of its documents, the table
    that holds what it is about, what readers see above the title, and the columns by which a row can be asked for."""

    name: str
    folder: str
    table: str
    title: str
    columns: tuple[str, ...]

    @property
    def notebook(self) -> str:
        """Path of its notebook from the project's folder."""
        return f"notebooks/profiles/{self.name}.ipynb"


_LABELS = ("label_en", "label_es", "label_fr", "label_pt")
_NAMES = ("name_en", "name_es", "name_fr", "name_pt")
KINDS = {
    kind.name: kind
    for kind in (
        Kind("state", "states", "states", _("State profile"), ("id", "iso2", *_NAMES)),
        Kind("organization", "organizations", "organizations", _("Profile of a body"), ("id", "acronym", "name_en", "aliases")),
        Kind("theme", "themes", "themes", _("Theme profile"), ("id", *_LABELS)),
    )
}
"""The kinds of profile by name."""


def plan_profiles(request: ProfilesRequest) -> Plan:
    """The profiles that are asked for, as a plan.

    Raises:
        UsageError: nothing is asked for, or something that there isn't; an unknown edition, language or format.
        DataError: the data has problems.
        NotebookError: a notebook can't be used.
        CollisionError: two of them would be written to the same file.
    """
    if not request.asked and not request.everything:
        options = ", ".join(f"--{name}" for name in KINDS)
        raise UsageError(f"No profile is asked for. Say which with {options}, or ask for all of them with --all.")
    edition = checked_edition(request)
    wanted = list(_everything(edition)) if request.everything else []
    wanted += [(KINDS[name], row) for name, asked in request.asked for row in find(edition, KINDS[name], asked)]
    wording = Wording(edition)
    documents = [_document(request, wording, kind, identifier) for kind, identifier in dict.fromkeys(wanted)]
    for kind, identifier in dict(wanted).items():
        path = request.project / kind.notebook
        check_values(path.name, read_parameters(path, read_notebook(path)), _parameters(request, kind, identifier))
    return Plan(tuple(documents))


def _everything(edition: Edition) -> Iterator[tuple[Kind, str]]:
    """Every state and theme, and every body that the edition names or that replied."""
    yield from ((KINDS["state"], state) for state in edition.states["id"])
    yield from ((KINDS["organization"], body) for body in edition.named_organizations["id"])
    yield from ((KINDS["theme"], theme) for theme in edition.themes["id"])


def find(edition: Edition, kind: Kind, asked: str) -> list[str]:
    """Ids of what is asked for: an id, code, acronym or name in any language, accents and capitals aside; or several of these
    with commas between them.

    Raises:
        UsageError: there is no such thing, or a name stands for several.
    """
    whole = _called(edition, kind, asked)
    if whole or "," not in asked:
        return [_only(edition, kind, asked, whole)]
    parts = [part.strip() for part in asked.split(",") if part.strip()]
    return [_only(edition, kind, part, _called(edition, kind, part)) for part in parts]


def _called(edition: Edition, kind: Kind, name: str) -> list[str]:
    """Ids of the rows that go by a name in the first column in which any does."""
    frame = edition.table(kind.table)
    wanted = _fold(name)
    for column in kind.columns:
        cells = [cell if isinstance(cell, tuple) else (cell,) for cell in frame[column]]
        found = [str(row) for row, names in zip(frame["id"], cells, strict=True) if wanted in map(_fold, names)]
        if found and wanted:
            return found
    return []


def _only(edition: Edition, kind: Kind, name: str, found: list[str]) -> str:
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f'"{name}" is a name of several: {", ".join(found)}. Ask for one of these.')
    frame = edition.table(kind.table)
    known = {_fold(str(known)): str(known) for column in kind.columns if column != "aliases" for known in frame[column] if known}
    close = did_you_mean(_fold(name), known)
    for folded, written in known.items():
        close = close.replace(f'"{folded}"', f'"{written}"')
    raise UsageError(f'Edition {edition.year} has no {kind.name} "{name}". {close}'.rstrip())


def _fold(name: str) -> str:
    return catalogue("en").sort_key(name.strip())


def _parameters(request: ProfilesRequest, kind: Kind, identifier: str) -> dict[str, Any]:
    return {"edition": request.edition, "language": request.language, kind.name: identifier}


def _document(request: ProfilesRequest, wording: Wording, kind: Kind, identifier: str) -> Document:
    folder = kind.folder if request.output else f"{request.language}/{kind.folder}"
    return Document(
        f"{folder}/{identifier.lower()}",
        (Job(kind.notebook, _parameters(request, kind, identifier)),),
        request.formats,
        request.edition,
        request.language,
        about=profile_metadata(wording, kind.title, _name(wording, kind, identifier), rest=f"../{DOCUMENT}"),
    )


def _name(wording: Wording, kind: Kind, identifier: str) -> str:
    """What a profile is about, as its title."""
    if kind.name == "organization":
        return wording.organization_name(identifier)
    return wording.state(identifier) if kind.name == "state" else wording.label("themes", identifier)
