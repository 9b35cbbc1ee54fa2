"""Publishing an edition, and issuing it again with a correction or with new information.

Everything is built and checked beside; then the issue's folder and ``edition.toml`` take their places together (see
:mod:`report_helpers.dataset.journal`): a process that is killed leaves the edition as it was, or published.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from ..dataset.check import check_edition
from ..dataset.check.frozen import published_is_unchanged
from ..dataset.dates import is_partial_date
from ..dataset.info import EditionInfo
from ..dataset.issues import Issue, numbered
from ..dataset.journal import replace_together, writing
from ..dataset.load import read_sources
from ..dataset.schema import read_schema
from ..errors import DataError, Problem
from ..pipeline.output import sha256
from ..pipeline.progress import Watch
from .build import Documents, build_twice
from .errors import PublishingError, SignOffError, UnconfirmedError
from .manifest import issue_files, made_with
from .stage import public_files
from .unconfirmed import unconfirmed

RECORD = ("receipts", "changes", "contact_changes")
"""Tables that aren't public and say whether contradictions wait for a decision."""


@dataclass(frozen=True)
class SignOff:
    """Who publishes and on which day (``2009-12-01``); the clock isn't asked.

    ``unconfirmed``: what was carried forward and not confirmed may be published, marked as such.

    Raises:
        SignOffError: it isn't a day, or nobody is named.
    """

    by: str
    date: str
    unconfirmed: bool = False

    def __post_init__(self) -> None:
        if not (re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.date) and is_partial_date(self.date)):
            raise SignOffError("date", self.date, "is not a day written as 2009-12-01.")
        if not self.by.strip() or not self.by.isprintable():
            raise SignOffError("by", self.by, "names nobody: write the name of who signs the edition off.")


@dataclass(frozen=True)
class Prepared:
    """An issue that is built and can take its place: what was read (``snapshot``) and everything that is to be written."""

    year: int
    issue: Issue
    snapshot: dict[str, str]
    contents: dict[Path, bytes | None]


def publish(project: Path, year: int, sign_off: SignOff, watch: Watch = lambda _: None, jobs: int | None = None) -> Path:
    """Publishes a draft; returns the folder of the original issue.

    Raises:
        PublishingError: it is published already, changed meanwhile, or two builds of it differ.
        UnconfirmedError: rows are not confirmed, and the sign-off doesn't say that they may stand so.
        DataError: its data has problems, or contradictions wait for a decision; all of them are listed.
        ReportError: a chapter or an export failed.
    """
    info = _info(project, year, check_edition(year, project / "data"))
    if not info.is_draft:
        raise PublishingError(year, f"it is published. A change is declared: migration-report correct {year} --help.")
    rows = unconfirmed(read_sources(year, project / "data", restricted=False))
    if rows and not sign_off.unconfirmed:
        raise UnconfirmedError(year, rows)
    prepared = prepare(project, info, Issue("original", 0, sign_off.date, sign_off.by, ""), watch, jobs)
    return commit(project, prepared)


def correct(
    project: Path, year: int, kind: str, note: str, sign_off: SignOff, watch: Watch = lambda _: None, jobs: int | None = None
) -> Path:
    """Issues a published edition again, as its tables are now; returns the folder of the new issue.

    Args:
        project: folder of the project.
        year: of the edition.
        kind: ``corr`` for the correction of an error, ``rev`` for new information.
        note: what is corrected or new, for readers (Markdown).
        sign_off: who and when.
        watch: is told of the progress.
        jobs: processes at a time.

    Raises:
        PublishingError: it isn't published, nothing of it has changed, it changed meanwhile, or two builds of it differ.
        DataError: its data has problems other than those of having been changed; all of them are listed.
        ReportError: a chapter or an export failed.
    """
    data = project / "data"
    frozen = set(published_is_unchanged(read_sources(year, data, restricted=False)))
    info = _info(project, year, [problem for problem in check_edition(year, data) if problem not in frozen])
    if info.issue is None:
        raise PublishingError(year, f"it is a draft, which is changed freely. To publish it: migration-report publish {year}.")
    damaged = sorted((p for p in frozen if f"data/editions/{year}/" not in p.file), key=Problem.sort_key)
    if damaged:
        raise DataError(damaged)
    if not note.strip():
        raise SignOffError("note", note, "says nothing: write what is corrected or new, for readers.")
    if info.issue.date > sign_off.date:
        raise SignOffError("date", sign_off.date, f"is before the issue that it corrects, of {info.issue.date}.")
    if not frozen:
        raise PublishingError(year, "none of its tables has changed since it was issued. Make the change first.")
    listed = [{"kind": i.kind, "date": i.date, "by": i.by, "note": i.note} for i in info.issues]
    *_, issue = numbered([*listed, {"kind": kind, "date": sign_off.date, "by": sign_off.by, "note": note.strip()}])
    return commit(project, prepare(project, info, issue, watch, jobs))


def prepare(project: Path, info: EditionInfo, issue: Issue, watch: Watch = lambda _: None, jobs: int | None = None) -> Prepared:
    """Builds an issue of the edition as its tables are now; nothing of the project changes."""
    data, year = project / "data", info.edition
    files = public_files(data, year)
    snapshot = hashes(data, year)
    own = f"data/editions/{year}/edition.toml"
    files[own] = with_issue(files[own].decode("utf-8"), issue).encode("utf-8")
    issues = (*info.issues, issue)
    info = replace(info, status="published", issues=issues)
    documents: Documents = build_twice(project, files, info, issues, watch, jobs)
    folder = issue.kept(data, year)
    rows = unconfirmed(read_sources(year, data, restricted=False)).values()
    kept = issue_files(year, issue, files, documents, made_with(project), chain.from_iterable(rows))
    contents: dict[Path, bytes | None] = {folder / name: content for name, content in kept.items()}
    return Prepared(year, issue, snapshot, {**contents, project / own: files[own]})


def commit(project: Path, prepared: Prepared) -> Path:
    """Puts a prepared issue in its place, all of it or nothing; returns its folder.

    Raises:
        PublishingError: what it was made of has changed meanwhile.
        BusyError: someone else is writing to the data.
    """
    data = project / "data"
    with writing(data):
        now = hashes(data, prepared.year)
        if now != prepared.snapshot:
            changed = sorted({name for name in {*now, *prepared.snapshot} if now.get(name) != prepared.snapshot.get(name)})
            raise PublishingError(prepared.year, f"{', '.join(changed)} changed meanwhile. Try again.")
        replace_together(data, prepared.contents)
    return prepared.issue.kept(data, prepared.year)


def hashes(data: Path, year: int) -> dict[str, str]:
    """The SHA-256 of each file that publishing an edition rests on: the public ones, and the record of what was received."""
    record = {f"data/{name}": data / name for name in (read_schema(data)[log].path_in(year) for log in RECORD)}
    read = {name: path.read_bytes() for name, path in record.items() if path.is_file()}
    return {name: sha256(content) for name, content in {**public_files(data, year), **read}.items()}


def with_issue(toml: str, issue: Issue) -> str:
    """``edition.toml`` with the status ``published`` and one issue more; everything else stays as it was written."""
    published = re.sub(r'^status\s*=\s*"draft"', 'status = "published"', toml, count=1, flags=re.MULTILINE)
    values = {"kind": issue.kind, "date": issue.date, "by": issue.by, "note": issue.note}
    lines = "".join(f"{key} = {_quoted(value)}\n" for key, value in values.items())
    return f"{published.rstrip()}\n\n[[issues]]\n{lines}"


def _quoted(value: str) -> str:
    """A text as TOML writes it, on one line."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _info(project: Path, year: int, problems: list[Problem]) -> EditionInfo:
    """What the edition says of itself, where its data has no problem."""
    info = read_sources(year, project / "data", restricted=False).info
    if problems or info is None:
        raise DataError(problems)
    return info
