"""Making documents: what is out of date is run, exported and checked, and only then takes the place of what was there."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..errors import BuildError, ReportError
from ..hashes import digest_of
from .elsewhere import held
from .errors import KernelError, UnlikeWorkerError
from .inputs import Inputs
from .jobs import Document, Job
from .manifest import Manifest
from .output import Output
from .plan import Plan
from .progress import Event, Watch
from .request import Options, Request
from .schedule import Answer, Call, Scheduler, WorkerLostError, open_scheduler
from .work import Exported, Made, Ran, Task, export, make_document, run_job, store

_SAVED_EVERY = 1.0
"""Seconds between two savings of the record; what a killed build did since the last one is done again."""
_SAVING = 0.05
"""Share of a build's time that savings may take: a record of many documents is saved less often."""


class Making:
    """The making of a plan's documents, by whoever holds the lock of the output."""

    def __init__(
        self, request: Request, options: Options, inputs: Inputs, output: Output, manifest: Manifest, watch: Watch
    ) -> None:
        self._options, self._inputs, self._output, self._manifest, self._watch = options, inputs, output, manifest, watch
        self._state = digest_of(inputs.data)
        token = f"build-{uuid.uuid4().hex[:8]}"
        internal = request.audience == "internal"
        there = held(inputs, restricted=internal) if options.scheduler else None
        self._task = Task(request.project, output.address, token, self._state, options.force, there, internal, options.limits)
        self._errors: list[ReportError] = []
        self._save_at = time.monotonic() + _SAVED_EVERY
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
            store(self._task.project).prune()
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
            if isinstance(answer.error, UnlikeWorkerError):  # what else this worker is given would end in the same way
                raise answer.error.compared(self._inputs.parts(restricted=self._task.restricted).get(answer.error.part, {}))
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
        begin = time.monotonic()
        if begin > self._save_at:
            self._manifest.save()
            end = time.monotonic()
            self._save_at = end + max(_SAVED_EVERY, (end - begin) / _SAVING)


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
