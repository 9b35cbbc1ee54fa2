"""The documents that a request means, once everything that can be checked beforehand is found in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..dataset import Edition, check_edition, load_edition
from ..dataset.compare import previous_year
from ..errors import DataError, LanguageError, UsageError
from ..locale import PSEUDO_LANGUAGE, catalogue
from .errors import CollisionError
from .jobs import Document, Job
from .metadata import compendium_metadata
from .notebooks import find_chapters, need_of, read_notebook, section_of
from .parameters import check_values, read_parameters
from .request import FORMATS, Request


@dataclass(frozen=True)
class Plan:
    """Documents to make, and warnings about what is left out of them."""

    documents: tuple[Document, ...]
    warnings: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Two documents in one file would overwrite each other, on some disks even if their names differ in capitals only."""
        taken: dict[str, Document] = {}
        for document in self.documents:
            other = taken.setdefault(document.name.casefold(), document)
            if other is not document:
                raise CollisionError(document.name, _made_of(other), _made_of(document))


def _made_of(document: Document) -> str:
    """The notebook and the parameters of a document's first job."""
    job = document.jobs[0]
    return ", ".join((job.name, *(f"{name}={value!r}" for name, value in job.parameters.items())))


def plan_report(request: Request) -> Plan:
    """The publication that is asked for, as a plan.

    Raises:
        UsageError: an unknown edition, language, format or chapter, or a parameter that a notebook doesn't take.
        DataError: the data has problems.
        NotebookError: a notebook can't be used.
    """
    edition = checked_edition(request)
    sections = set(edition.tables["sections"]["id"])
    had = _had(edition, request.project)
    jobs: list[Job] = []
    left_out: list[str] = []
    for chapter in find_chapters(request.project, list(request.chapters), request.publication):
        notebook = read_notebook(chapter.path)
        check_values(chapter.path.name, read_parameters(chapter.path, notebook), request.parameters)
        if need_of(notebook) not in ("", *had):
            continue
        section = section_of(notebook)
        if section is None or section in sections:
            jobs.append(Job(chapter.path.relative_to(request.project).as_posix(), request.parameters))
        else:
            left_out.append(f'chapter {chapter.name} is left out: edition {request.edition} has no section "{section}".')
    if not jobs:
        lacks = f"edition {request.edition} has neither a predecessor nor a correction for the chapters asked for to tell of."
        raise UsageError(f"No chapter to build: {' '.join(left_out) or lacks}")
    document = Document(
        request.name,
        tuple(jobs),
        request.formats,
        request.edition,
        request.language,
        request.audience,
        preview=bool(request.chapters),
        about=None if request.publication == "report" else compendium_metadata(edition, request.project / "data"),
    )
    return Plan((document,), tuple(left_out))


def _had(edition: Edition, project: Path) -> set[str]:
    """What of that which chapters need the edition has."""
    had = {"predecessor"} if previous_year(edition, project / "data") is not None else set()
    return had | ({"correction"} if len(edition.info.issues) > 1 else set())


def checked_edition(request: Request) -> Edition:
    """The edition that is asked for, once formats, language and every rule of the data are found in order."""
    if not request.formats:
        raise UsageError(f"No format is asked for. Formats: {', '.join(FORMATS)}.")
    for kind in request.formats:
        if kind not in FORMATS:
            raise UsageError(f'There is no format "{kind}". Formats: {", ".join(FORMATS)}.')
    catalogue(request.language)
    problems = check_edition(request.edition, request.project / "data", decisions=False)
    if problems:
        raise DataError(problems)
    edition = load_edition(request.edition, request.language, request.project / "data", audience=request.audience)
    if request.language not in (*edition.info.languages, PSEUDO_LANGUAGE):
        raise LanguageError(request.language, edition.info.languages)
    return edition
