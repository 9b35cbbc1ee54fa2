"""Building a report: check the data, run the chapters, merge them, export, and only then replace what was there."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..dataset import Edition, check_edition, load_edition
from ..errors import DataError, LanguageError, ReportError, UsageError
from ..locale import PSEUDO_LANGUAGE, catalogue
from .errors import BuildError, KernelError
from .merge import merge_chapters, warnings_of
from .metadata import document_metadata
from .notebooks import Chapter, find_chapters, read_notebook, section_of
from .parameters import check_values, read_parameters
from .run import run_notebook

DOCUMENT = "summary-of-current-programs"
"""File name of the report without its ending."""

FORMATS = ("html", "pdf")

Report = Callable[[str, int, int], None]
"""Called with what was done, how many steps are done and how many there are."""


@dataclass(frozen=True)
class Request:
    """What to build: an edition in a language, its formats, some chapters or all, for an audience, into a folder."""

    project: Path
    edition: int = 2008
    language: str = "en"
    formats: tuple[str, ...] = FORMATS
    chapters: tuple[str, ...] = ()
    audience: str = "public"
    output: Path | None = None

    @property
    def folder(self) -> Path:
        """Where the documents go: ``reports/<edition>/<language>``, with ``internal`` below it for that audience."""
        base = self.output or self.project / "reports" / str(self.edition) / self.language
        return base / "internal" if self.audience == "internal" and self.output is None else base

    @property
    def name(self) -> str:
        """File name without ending; a preview of some chapters has a name of its own and never replaces the report."""
        return "-".join((DOCUMENT, *self.chapters)) if self.chapters else DOCUMENT


@dataclass(frozen=True)
class Built:
    """What was written, and warnings: chapters left out, what cells wrote to standard error, what exporters warned of."""

    files: tuple[Path, ...]
    warnings: tuple[str, ...] = field(default=())


def build_report(request: Request, report: Report = lambda *_: None) -> Built:
    """Build a report. What was there before stays untouched until everything has succeeded.

    Raises:
        UsageError: an unknown edition, language, format or chapter, or a parameter that a notebook doesn't take.
        DataError: the data has problems.
        BuildError: chapters failed, each with its own line.
        ReportError: an export failed.
    """
    edition = _checked_edition(request)
    chapters, warnings = _checked_chapters(request, edition)
    steps = 1 + len(chapters) + len(request.formats)
    report("data checked", 1, steps)
    executed = _run_chapters(request, chapters, report, steps)
    merged = merge_chapters(executed, request.language, document_metadata(edition, request.project / "data"))
    warnings += [warning for notebook in executed for warning in warnings_of(notebook)]
    documents: dict[str, bytes] = {}
    for number, kind in enumerate(request.formats, steps - len(request.formats) + 1):
        documents[kind], found = _export(kind, merged)
        # A preview of some chapters has links into those that it leaves out; that is no fault of its own.
        told = (warning for warning in found if not (request.chapters and "the document has no such place" in warning))
        warnings += [warning for warning in told if warning not in warnings]
        report(f"{kind} written", number, steps)
    return Built(tuple(_write(request, documents)), tuple(warnings))


def _checked_edition(request: Request) -> Edition:
    """The edition to build, once formats, language and every rule of the data are found in order."""
    if not request.formats:
        raise UsageError(f"No format is asked for. Formats: {', '.join(FORMATS)}.")
    for kind in request.formats:
        if kind not in FORMATS:
            raise UsageError(f'There is no format "{kind}". Formats: {", ".join(FORMATS)}.')
    catalogue(request.language)
    problems = check_edition(request.edition, request.project / "data")
    if problems:
        raise DataError(problems)
    edition = load_edition(request.edition, request.language, request.project / "data", audience=request.audience)
    if request.language not in (*edition.info.languages, PSEUDO_LANGUAGE):
        raise LanguageError(request.language, edition.info.languages)
    return edition


def _checked_chapters(request: Request, edition: Edition) -> tuple[list[Chapter], list[str]]:
    """The chapters to run, their parameters checked, and a warning for each one left out as the edition lacks its section."""
    sections = set(edition.tables["sections"]["id"])
    chapters: list[Chapter] = []
    left_out: list[str] = []
    for chapter in find_chapters(request.project, list(request.chapters)):
        notebook = read_notebook(chapter.path)
        check_values(chapter.path.name, read_parameters(chapter.path, notebook), _parameters(request))
        section = section_of(notebook)
        if section is None or section in sections:
            chapters.append(chapter)
        else:
            left_out.append(f'chapter {chapter.name} is left out: edition {request.edition} has no section "{section}".')
    if not chapters:
        raise UsageError(f"No chapter to build: {' '.join(left_out)}")
    return chapters, left_out


def _parameters(request: Request) -> dict[str, Any]:
    return {"edition": request.edition, "language": request.language, "audience": request.audience}


def _run_chapters(request: Request, chapters: list[Chapter], report: Report, steps: int) -> list[Any]:
    """The executed chapters in their order; every one is tried, and all failures are reported together."""
    results: dict[Path, Any] = {}
    errors: list[ReportError] = []
    workers = min(len(chapters), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        jobs = {pool.submit(run_notebook, c.path, _parameters(request), request.project): c for c in chapters}
        for done, job in enumerate(as_completed(jobs), 2):
            chapter = jobs[job]
            try:
                results[chapter.path] = job.result()
                report(chapter.name, done, steps)
            except ReportError as error:
                errors.append(error)
                report(f"{chapter.name} failed", done, steps)
            except BrokenProcessPool:
                errors.append(KernelError(chapter.path.name, _parameters(request), "the process that ran it was killed"))
    if errors:
        raise errors[0] if len(errors) == 1 else BuildError(errors)
    return [results[chapter.path] for chapter in chapters]


def _export(kind: str, notebook: Any) -> tuple[bytes, list[str]]:
    from nbconvert.exporters import get_exporter

    exporter: Any = get_exporter(f"report-{kind}")
    body, resources = exporter().from_notebook_node(notebook)
    return (body.encode() if isinstance(body, str) else body), list(resources["warnings"])


def _write(request: Request, documents: dict[str, bytes]) -> Iterator[Path]:
    """Write every document beside its place first, then move all of them in."""
    try:
        request.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=request.folder, prefix=".writing-") as beside:
            for kind, body in documents.items():
                (Path(beside) / f"{request.name}.{kind}").write_bytes(body)
            for kind in documents:
                target = request.folder / f"{request.name}.{kind}"
                (Path(beside) / target.name).replace(target)
                yield target
    except OSError as error:
        raise ReportError(f"{request.folder} can't be written to: {error.strerror}.") from None
