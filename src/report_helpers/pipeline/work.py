"""What a worker does: run a job, export a document. Plain functions, so that they can run in any process on any machine."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from ..hashes import FileHashes, digest_of
from ..warm.limits import Limits
from .elsewhere import Held, home
from .errors import CellError, KernelError
from .export import export_document
from .inputs import CACHE, HASHES, Inputs
from .jobs import Document, Job
from .merge import warnings_of
from .output import open_output, sha256
from .reads import Reads, changed, reads_of
from .run import run_notebook
from .store import Store


@dataclass(frozen=True)
class Task:
    """What every worker of a build is told: the project's folder, where documents go, the build's token, its data's state.

    ``held`` is what workers of a cluster must hold in a project's folder of their own (:func:`~.elsewhere.held`), with
    ``restricted`` tables if documents need them; ``None`` where workers are processes of the commanding machine. ``limits``
    hold for every notebook.
    """

    project: Path
    output: str
    token: str
    state: str
    force: bool = False
    held: Held | None = None
    restricted: bool = False
    limits: Limits | None = None

    @property
    def home(self) -> Path:
        """The project's folder where this is asked. Raises :class:`UnlikeWorkerError`."""
        if self.held is None:
            return self.project
        return home(self.project, self.held, _hashes(self.project), restricted=self.restricted)


@dataclass(frozen=True)
class Ran:
    """A job that was run, or that had been before: its executed notebook as JSON, what it depends on, its warnings."""

    job: Job
    notebook: str
    inputs: dict[str, Any]
    reads: Reads
    warnings: list[str] = field(default_factory=list)
    seconds: float = 0.0
    kept: bool = False


@dataclass(frozen=True)
class Exported:
    """A document's file of one format, written beside its place: its hash and size in bytes, and the exporter's warnings."""

    document: str
    kind: str
    sha256: str
    size: int
    warnings: list[str]
    seconds: float


@dataclass(frozen=True)
class Made:
    """A document that was made whole in one go."""

    ran: list[Ran]
    exported: list[Exported]


def run_job(task: Task, job: Job) -> Ran:
    """Run a job, unless it has been run and nothing that it depends on has changed since.

    Raises:
        ReportError: its notebook can't be used or failed.
    """
    start = time.perf_counter()
    project = task.home
    if task.held is not None and sys.platform == "linux":
        from ..warm.common import share

        share()
    hashes = _hashes(project)
    inputs = Inputs(project, hashes)
    known = inputs.job(job)
    kept = None if task.force else store(project).get(known)
    state = digest_of(inputs.data)
    if kept and not any(changed(kept["reads"], project, hashes, state)):
        return Ran(job, kept["notebook"], known, kept["reads"], kept["warnings"], kept["seconds"], kept=True)
    try:
        executed = run_notebook(project / job.notebook, job.parameters, project, task.limits)
    except (CellError, KernelError) as error:
        raise error.seen_from(project, task.project) from None
    reads = reads_of(executed, state)
    seconds = round(time.perf_counter() - start, 3)
    ran = Ran(job, json.dumps(executed), known, reads, warnings_of(executed), seconds)
    store(project).put(known, {"notebook": ran.notebook, "reads": reads, "warnings": ran.warnings, "seconds": seconds})
    return ran


def export(task: Task, document: Document, ran: list[Ran], kind: str) -> Exported:
    """Export a document in one format and write it beside its place.

    Raises:
        ReportError: the export failed, or the file can't be written.
    """
    start = time.perf_counter()
    notebooks = [nbformat.from_dict(json.loads(one.notebook)) for one in ran]  # papermill has seen that they are valid
    body, warnings = export_document(document, notebooks, kind, task.home, task.state)
    output, file = open_output(task.output), document.file(kind)
    output.put(file, body, task.token)
    return Exported(document.name, kind, sha256(body), len(body), warnings, round(time.perf_counter() - start, 3))


def make_document(task: Task, document: Document) -> Made:
    """Run all jobs of a document and export it in all its formats, in this process. The notebooks themselves stay here.

    Raises:
        ReportError: a job or an export failed.
    """
    ran = [run_job(task, job) for job in document.jobs]
    exported = [export(task, document, ran, kind) for kind in document.formats]
    return Made([replace(one, notebook="") for one in ran], exported)


def store(project: Path) -> Store:
    """The executed notebooks of a project."""
    return Store(project / CACHE / "executed")


@cache
def _hashes(project: Path) -> FileHashes:
    """Hashes of files that this process knows, from the commanding one at first."""
    return FileHashes(project / CACHE / HASHES)
