"""Building: what is out of date is run, exported and checked, and only then takes the place of what was there before."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from ..errors import BuildError, ReportError
from .errors import KernelError
from .hashes import FileHashes, digest_of
from .inputs import CACHE, Inputs
from .jobs import Document, Job
from .manifest import Manifest
from .output import Output, open_output
from .plan import Plan, plan_report
from .progress import Event, Watch
from .request import Request
from .schedule import Answer, Call, Scheduler, WorkerLostError, open_scheduler
from .work import Exported, Made, Ran, Task, export, make_document, run_job

_SAVED_EVERY = 1.0
"""Seconds between two savings of the record; what a killed build did since the last one is done again."""


@dataclass(frozen=True)
class Options:
    """How to build: with how many processes, on which Dask scheduler if any, and whether to build what is up to date, too."""

    jobs: int | None = None
    scheduler: str | None = None
    force: bool = False


@dataclass(frozen=True)
class Built:
    """What there is now: files, those of documents that were up to date included; how many documents were made; warnings.

    ``files`` are paths where the output is a folder; ``addresses`` say the same of any output.
    """

    addresses: tuple[str, ...]
    made: int
    warnings: tuple[str, ...] = field(default=())

    @property
    def files(self) -> tuple[Path, ...]:
        """The files as paths."""
        return tuple(Path(address) for address in self.addresses)


Planner = Callable[[Request], Plan]


def build_report(
    request: Request, watch: Watch = lambda _: None, options: Options = Options(), plan: Planner = plan_report
) -> Built:
    """Build what ``plan`` makes of a request. A document that can't be built stays as it was; the others are built.

    Raises:
        UsageError: an unknown edition, language, format or chapter, or a parameter that a notebook doesn't take.
        DataError: the data has problems.
        BuildError: several things failed, each with its own line; the error itself where it is one.
    """
    hashes = FileHashes(request.project / CACHE / "files.json")
    inputs = Inputs(request.project, hashes)
    output = open_output(request.root)
    with _alone(request, watch):
        manifest = Manifest(output, hashes)
        everything = inputs.everything()
        names = None if options.force else manifest.is_done(request.key, everything)
        if names is None:
            asked = plan(request)
            watch(Event("checked", "data checked"))
            made = _Build(request, options, inputs, output, manifest, watch).make(asked)
            manifest.record_request(request.key, everything, [document.name for document in asked.documents], asked.warnings)
            manifest.save()
            names = [document.name for document in asked.documents]
        else:
            made = 0
        hashes.save()
    warnings = [*manifest.warnings(request.key), *(said for name in names for said in manifest.documents[name]["warnings"])]
    files = [output.shown(file["file"]) for name in names for file in manifest.documents[name]["files"].values()]
    watch(Event("finished", "", made, len(names)))
    return Built(tuple(files), made, tuple(dict.fromkeys(warnings)))


def explain(request: Request, plan: Planner = plan_report) -> dict[str, list[str]]:
    """Why each document of a request would be built; no reasons for one that is up to date."""
    hashes = FileHashes(request.project / CACHE / "files.json")
    inputs = Inputs(request.project, hashes)
    manifest = Manifest(open_output(request.root), hashes)
    state = digest_of(inputs.data)
    return {document.name: manifest.stale(document, inputs, state) for document in plan(request).documents}


class _Build:
    """One build, under its lock."""

    def __init__(
        self, request: Request, options: Options, inputs: Inputs, output: Output, manifest: Manifest, watch: Watch
    ) -> None:
        self._options, self._inputs, self._output, self._manifest, self._watch = options, inputs, output, manifest, watch
        self._state = digest_of(inputs.data)
        token = f"build-{uuid.uuid4().hex[:8]}"
        self._task = Task(request.project, output.address, token, self._state, options.force)
        self._errors: list[ReportError] = []
        self._saved = time.monotonic()
        self._done = self._total = 0

    def make(self, plan: Plan) -> int:
        """Make every document that is out of date; how many there were. Raises what went wrong once all was tried."""
        stale = [d for d in plan.documents if self._options.force or self._manifest.stale(d, self._inputs, self._state)]
        if not stale:
            return 0
        self._total = sum(1 if len(d.jobs) == 1 else len(d.jobs) + len(d.formats) for d in stale)
        self._watch(Event("planned", f"{len(stale)} of {len(plan.documents)}", 0, self._total))
        for document in stale:
            self._output.tidy([document.file(kind) for kind in document.formats])
        workers = min(self._options.jobs or os.cpu_count() or 1, self._total)
        try:
            with open_scheduler(workers, self._options.scheduler) as scheduler:
                self._make(stale, scheduler)
        finally:
            self._manifest.save()
        if self._errors:
            raise self._errors[0] if len(self._errors) == 1 else BuildError(self._errors)
        return len(stale)

    def _make(self, documents: list[Document], scheduler: Scheduler) -> None:
        """Documents of one job whole; of the others first the jobs, then the exports."""
        of_one = {d.name: d for d in documents if len(d.jobs) == 1}
        of_many = [d for d in documents if len(d.jobs) > 1]
        calls = [Call(name, make_document, (self._task, document)) for name, document in of_one.items()]
        calls += [Call(f"{job.name}", run_job, (self._task, job)) for document in of_many for job in document.jobs]
        ran: dict[str, Ran] = {}
        for call, value in self._answers(scheduler, calls):
            if isinstance(value, Made):
                self._finish(of_one[call.label], value.ran, value.exported)
            else:
                ran[digest_of([value.job.notebook, value.job.parameters])] = value
        complete = {d.name: (d, [ran.get(digest_of([j.notebook, j.parameters])) for j in d.jobs]) for d in of_many}
        exports = [
            Call(f"{kind} of {name}", export, (self._task, document, parts, kind))
            for name, (document, parts) in complete.items()
            if None not in parts
            for kind in document.formats
        ]
        exported: dict[str, list[Exported]] = {}
        for _, value in self._answers(scheduler, exports):
            document, parts = complete[value.document]
            found = exported.setdefault(value.document, [])
            found.append(value)
            if len(found) == len(document.formats):
                self._finish(
                    document, [part for part in parts if part], sorted(found, key=lambda e: document.formats.index(e.kind))
                )

    def _answers(self, scheduler: Scheduler, calls: Iterable[Call]) -> Iterator[tuple[Call, Any]]:
        """Calls that worked with what they gave; errors are kept, and everything is told to whoever watches."""
        for answer in scheduler.run(calls):
            if isinstance(answer, list):
                self._watch(Event("running", ", ".join(answer), self._done, self._total))
                continue
            self._done += 1
            if answer.error is not None:
                self._errors.append(_as_report_error(answer))
                self._watch(Event("failed", answer.call.label, self._done, self._total, error=str(self._errors[-1])))
            else:
                kept = isinstance(answer.value, Ran) and answer.value.kept
                seconds = 0.0 if kept or isinstance(answer.value, Made) else answer.value.seconds
                self._watch(Event("kept" if kept else "done", answer.call.label, self._done, self._total, seconds))
                yield answer.call, answer.value

    def _finish(self, document: Document, ran: list[Ran], exported: list[Exported]) -> None:
        """All formats of a document are there: check what was written and move it in."""
        try:
            for one in exported:
                if self._output.written(document.file(one.kind), self._task.token) != one.sha256:
                    where = self._output.shown(document.file(one.kind))
                    raise ReportError(
                        f"{where}: what a worker wrote is not here. Workers and this machine must share the folder."
                    )
            for one in exported:
                self._output.move_in(document.file(one.kind), self._task.token)
        except ReportError as error:
            self._errors.append(error)
            self._watch(Event("failed", document.name, self._done, self._total, error=str(error)))
            return
        self._manifest.record(document, ran, exported, self._inputs.export, self._state)
        if time.monotonic() - self._saved > _SAVED_EVERY:
            self._manifest.save()
            self._saved = time.monotonic()


def _as_report_error(answer: Answer) -> ReportError:
    error = answer.error
    if isinstance(error, ReportError):
        return error
    job = next(
        (a.jobs[0] if isinstance(a, Document) else a for a in answer.call.arguments if isinstance(a, Document | Job)), None
    )
    if isinstance(error, WorkerLostError) and job:
        reason = "the process that ran it was killed, and so was the one that tried again. It may have run out of memory"
        return KernelError(Path(job.notebook).name, job.parameters, reason)
    return ReportError(f"{answer.call.label}: {type(error).__name__}: {' '.join(str(error).split())[:500]}")


@contextmanager
def _alone(request: Request, watch: Watch) -> Iterator[None]:
    """Builds into one folder come one after the other."""
    lock = FileLock(request.project / CACHE / f"{digest_of(str(request.root))[:16]}.lock")
    Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        watch(Event("waiting", f"another build is writing to {request.root}; waiting for it"))
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
