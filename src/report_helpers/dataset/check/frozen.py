"""What is published stays as it is: the edition's tables, and what is kept of each issue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from ...errors import Problem
from ..issues import MANIFEST, PUBLISHED, Issue
from ..load import Sources, shown


def published_is_unchanged(sources: Sources) -> Iterator[Problem]:
    """A published edition is, file by file, what its newest issue was made of; a draft has no issue; all issues are kept."""
    info, data, year = sources.info, sources.data, sources.edition
    if info is None:
        return
    command = f"migration-report publish {year}"
    if info.is_draft or info.issue is None:
        if info.issue is not None or (data / PUBLISHED / str(year)).is_dir():
            expected = "is not so: the edition was published"
            yield sources.info_problem("status", info.status, expected, 'Undo the change: the status is "published".')
        elif not info.is_draft:
            mend = f'Write "draft"; {command} publishes the edition once it is ready.'
            yield sources.info_problem("status", info.status, "is not so: no issue was published", mend)
        return
    for issue in info.issues:
        manifest = issue.manifest(data, year)
        if manifest is None:
            file = shown(issue.kept(data, year) / MANIFEST, data)
            yield Problem(file, 0, "", "", "", "is missing or cannot be read", "Restore it: it says what was published.")
            continue
        yield from _kept(issue, manifest["files"], sources)
        if issue is info.issue:
            yield from _frozen(manifest["files"], sources)


def _frozen(files: Mapping[str, str], sources: Sources) -> Iterator[Problem]:
    """Files of the edition that aren't as the newest issue has them; also one that has come into being since."""
    folder = f"editions/{sources.edition}"
    mend = (
        "Undo the change; or declare it, once all of it is made: "
        f"migration-report correct {sources.edition} --kind corr (an error) or --kind rev (new information)."
    )
    published = {resource.path_in(sources.edition) for resource in sources.schema.published if resource.per_edition}
    names = {f"{folder}/edition.toml", *published}
    for name in sorted(names):
        expected, found = files.get(f"data/{name}", ""), _sha256(sources.data / name)
        if expected != found:
            yield Problem(f"data/{name}", 0, "", "", "", _difference("published", expected, found), mend)


def _kept(issue: Issue, files: Mapping[str, str], sources: Sources) -> Iterator[Problem]:
    """Files that are kept of an issue and aren't as they were issued."""
    folder = issue.kept(sources.data, sources.edition)
    for name, expected in sorted(files.items()):
        found = _sha256(folder / name)
        if found != expected:
            what = shown(folder / name, sources.data)
            yield Problem(what, 0, "", "", "", _difference("issued", expected, found), "Restore it: what was issued is kept.")


def _difference(how: str, expected: str, found: str) -> str:
    if not found:
        return f"is missing; its SHA-256 is {expected}"
    if not expected:
        return f"was not there when the edition was {how}"
    return f"is not as it was {how}: its SHA-256 is {found}, not {expected}"


def _sha256(path: Path) -> str:
    """Hash of a file; empty where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
