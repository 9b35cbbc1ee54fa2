"""Where tasks run: in processes of this machine, or on a cluster. Both give results as they come and outlive a killed worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Call:
    """A function to be called by a worker; ``label`` is what people call it."""

    label: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Answer:
    """What came of a call: its value, or the error that it ended with."""

    call: Call
    value: Any = None
    error: BaseException | None = None


class WorkerLostError(Exception):
    """The process that ran a call was killed, and so was the one that tried it again."""


class Scheduler(Protocol):
    """Runs calls on its workers."""

    def run(self, calls: Iterable[Call]) -> Iterator[Answer | list[str]]:
        """Answers in the order in which they come; now and then, instead, the labels of what is running."""


def open_scheduler(workers: int, address: str | None) -> AbstractContextManager[Scheduler]:
    """Processes of this machine, or the cluster whose Dask scheduler is at ``address``.

    Raises:
        UsageError: ``dask.distributed`` isn't installed or there is no scheduler at the address.
    """
    if address:
        from .cluster import Cluster

        return Cluster(address)
    from .processes import Processes

    return Processes(workers)
