"""Any Dask cluster, by its scheduler's address. A worker that is lost costs what it was running; Dask runs that again."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any

from ...errors import UsageError
from . import Answer, Call, WorkerLostError

_CONNECT = 10
"""Seconds to wait for the scheduler."""
_TICK = 2.0
"""Seconds between two looks at what is running."""
_PAUSE = 0.02
"""Seconds between two looks for results."""


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

        waiting = {f"{call.label}-{number}-{uuid.uuid4().hex[:8]}": call for number, call in enumerate(calls)}
        submit = self._client.submit
        futures = [submit(call.function, *call.arguments, pure=False, key=key) for key, call in waiting.items()]
        finished: Any = as_completed(futures, loop=self._client.loop)  # type: ignore[no-untyped-call]
        futures.clear()  # a result that is held here would be made again if the worker that has it were lost
        looked = time.monotonic()
        while waiting:
            for future in finished.next_batch(block=True) if finished.has_ready() else ():
                call, error = waiting.pop(future.key), future.exception()
                if isinstance(error, KilledWorker):
                    error = WorkerLostError(call.label)
                value = None if error else future.result()
                future.release()
                yield Answer(call, value, error)
            time.sleep(_PAUSE)
            if time.monotonic() - looked > _TICK:
                looked = time.monotonic()
                busy = {str(key) for keys in self._client.processing().values() for key in keys}
                yield [call.label for key, call in waiting.items() if key in busy]

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()
