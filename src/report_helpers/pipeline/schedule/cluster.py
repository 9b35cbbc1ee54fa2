"""Any Dask cluster, by its scheduler's address. A worker that is lost costs what it was running; Dask runs that again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any

from ...errors import UsageError
from . import Answer, Call, WorkerLostError

_CONNECT = 10
"""Seconds to wait for the scheduler."""
_TICK = 0.5


class Cluster:
    """The workers of a Dask scheduler; use it as a context manager."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise UsageError('A cluster needs dask.distributed: pip install "migration-report[cluster]".') from None
        try:
            self._client: Any = Client(address, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"No Dask scheduler answers at {address}: {' '.join(str(error).split())[:200]}") from None

    def __enter__(self) -> Cluster:
        return self

    def run(self, calls: Iterable[Call]) -> Iterator[Answer | list[str]]:
        """See :class:`Scheduler`."""
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        futures = {
            self._client.submit(call.function, *call.arguments, pure=False, retries=0, key=f"{call.label}-{number}"): call
            for number, call in enumerate(calls)
        }
        for future in as_completed(futures):  # type: ignore[no-untyped-call]
            call = futures.pop(future)
            error = future.exception() if future.status != "finished" else None
            if isinstance(error, KilledWorker):
                error = WorkerLostError(call.label)
            value = None if error else future.result()
            future.release()
            yield Answer(call, value, error)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()
