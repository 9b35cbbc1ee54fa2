"""Both documents built from scratch, twice, in different folders: published is what comes out the same."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..dataset.info import EditionInfo
from ..dataset.issues import Issue
from ..pipeline.build import build_report
from ..pipeline.progress import Event, Watch
from ..pipeline.request import FORMATS, Options, Request
from .errors import PublishingError
from .stage import write_stage

Documents = dict[str, bytes]
"""The documents of an issue by their path: ``documents/en/summary-of-current-programs.pdf``."""


def build_once(
    project: Path,
    files: Mapping[str, bytes],
    info: EditionInfo,
    issues: tuple[Issue, ...],
    watch: Watch = lambda _: None,
    jobs: int | None = None,
) -> Documents:
    """The documents of the newest of ``issues``, in all languages of the edition, built from ``files`` alone.

    Args:
        project: folder of the project, whose notebooks and earlier issues are used.
        files: the public data, by path from the project's folder.
        info: what the edition says of itself.
        issues: those of the edition, the newest last.
        watch: is told of the progress.
        jobs: processes at a time.

    Raises:
        DataError: ``files`` have problems.
        ReportError: a chapter or an export failed.
    """
    with tempfile.TemporaryDirectory(prefix="migration-report-publish-") as place:
        folder = Path(place)
        write_stage(folder, project, files, info.edition, issues)
        documents: Documents = {}
        for language in info.languages:
            built = build_report(Request(folder, info.edition, language, FORMATS), watch, Options(jobs))
            root = folder / "reports" / str(info.edition)
            documents |= {f"documents/{file.relative_to(root).as_posix()}": file.read_bytes() for file in built.files}
        return dict(sorted(documents.items()))


def build_twice(
    project: Path,
    files: Mapping[str, bytes],
    info: EditionInfo,
    issues: tuple[Issue, ...],
    watch: Watch = lambda _: None,
    jobs: int | None = None,
) -> Documents:
    """As :func:`build_once`, done twice; raises :class:`PublishingError` where the two differ in a byte."""
    first = build_once(project, files, info, issues, watch, jobs)
    watch(Event("checked", "built once; building again, to see that it comes out the same"))
    second = build_once(project, files, info, issues, watch, jobs)
    unlike = [name for name in first if first[name] != second.get(name)]
    if unlike:
        reason = "a chapter uses the clock, the network or chance. Build its chapters one by one to find it"
        raise PublishingError(info.edition, f"built twice, {', '.join(unlike)} came out differently: {reason}.")
    return first
