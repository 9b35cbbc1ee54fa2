"""Processes of this machine. One that is killed is replaced, and its call is tried once more; the others go on."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from types import TracebackType
from typing import Any

from pebble import ProcessExpired, ProcessPool

from ...warm import zygote
from ..imports import skip_needless_imports
from . import Answer, Call, WorkerLostError

_TICK = 0.5
"""Seconds between two looks at what is running."""


class Processes:
    """A pool of worker processes; use it as a context manager."""

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._folder = tempfile.TemporaryDirectory(prefix="migration-report-")
        told = zygote.lend(), self._folder.name
        self._pool = ProcessPool(max_workers=workers, context=context, initializer=_begin, initargs=told)

    def __enter__(self) -> Processes:
        return self

    def run(self, calls: Iterable[Call]) -> Iterator[Answer | list[str]]:
        """See :class:`Scheduler`."""
        waiting = {self._submit(call): (call, True) for call in calls}
        while waiting:
            done, _ = wait(waiting, timeout=_TICK, return_when=FIRST_COMPLETED)
            for future in done:
                call, first = waiting.pop(future)
                error = future.exception()
                if isinstance(error, ProcessExpired):
                    if first:
                        waiting[self._submit(call)] = (call, False)
                        continue
                    error = WorkerLostError(call.label)
                yield Answer(call, None if error else future.result(), error)
            yield [call.label for future, (call, _) in waiting.items() if future.running()]

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._folder.cleanup()

    def _submit(self, call: Call):  # type: ignore[no-untyped-def]
        return self._pool.schedule(call.function, args=call.arguments)


def _begin(loan: zygote.Loan | None, folder: str) -> None:
    """In a new worker: its kernels come from the one zygote of the build, and it ends with the build, however that ends.

    What it needs for a while it keeps in a ``folder`` of the build, which goes even if the worker is killed.
    """
    tempfile.tempdir = folder
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(), folder), daemon=True).start()
    skip_needless_imports()
    zygote.borrow(loan)


def _end_with(parent: Any, folder: str) -> None:
    """End this process, and with it its kernel, once the one that started it has been killed."""
    parent.join()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)
