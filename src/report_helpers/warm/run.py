"""What is known of a run while nbclient is busy with it, so that it can be told in which cell it ended, and why."""

from __future__ import annotations

import contextlib
import inspect
import signal
from collections.abc import Callable
from typing import Any

from .errors import CellLimitError, KernelLostError, MemoryLimitError, NotebookLimitError, ZygoteLostError
from .limits import Clock, Limits, shown


class Run:
    """A run of a notebook: the cell that is executed, the kernel's manager, what is left of the time."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.manager: Any = None
        """What manages the kernel; it has a provisioner and, where memory is limited, a watch."""
        self.kernels = 0
        """How many there have been."""
        self._clock = Clock(limits.notebook)
        self._cell = 0, ""

    def options(self, given: dict[str, Any]) -> dict[str, Any]:
        """Options of nbclient that let this object know; those that were ``given`` are heeded."""
        options: dict[str, Any] = {"on_cell_execute": self._noting_the_cell(given.get("on_cell_execute"))}
        if self._clock.seconds is not None:
            options["timeout_func"] = self._within_the_time(given.get("timeout_func"), given.get("timeout"))
        return options

    def loss(self) -> KernelLostError:
        """The kernel ended: how it came to that."""
        provisioner = getattr(self.manager, "provisioner", None)
        watch = getattr(self.manager, "watch", None)
        process = getattr(provisioner, "process", None)
        if watch and watch.exceeded:
            used, limit = shown(watch.exceeded), shown(watch.limit)
            return MemoryLimitError(*self._cell, f"the kernel used {used} of memory, more than {limit}")
        if getattr(process, "zygote_lost", False):
            return ZygoteLostError(*self._cell, "the process that kernels are forked from was killed, and the kernel with it")
        return KernelLostError(*self._cell, how_it_ended(getattr(process, "returncode", None)))

    def overrun(self, said: str) -> CellLimitError:
        """A cell took too long, or with it the notebook."""
        if self._clock.is_over:
            return NotebookLimitError(*self._cell, f"the notebook took longer than {self._clock.seconds:g} seconds")
        if "Timeout waiting for IOPub" in said:
            return CellLimitError(*self._cell, "its outputs did not arrive in time")
        return CellLimitError(*self._cell, f"the cell took longer than {self.limits.cell or 0:g} seconds")

    def _noting_the_cell(self, hook: Callable[..., Any] | None) -> Callable[..., Any]:
        async def note(cell: Any, cell_index: int) -> None:
            self._cell = cell_index + 1, cell.get("id", "")
            if hook:
                result = hook(cell=cell, cell_index=cell_index)
                if inspect.isawaitable(result):
                    await result

        return note

    def _within_the_time(self, function: Callable[..., Any] | None, timeout: float | None) -> Callable[..., Any]:
        def seconds(cell: Any) -> float | None:
            asked = function(cell) if function else timeout
            times = [time for time in (asked, self._clock.left) if time and time > 0]
            return min(times) if times else None

        return seconds


def how_it_ended(status: int | None) -> str:
    """In words, what an exit status says."""
    if status is None:
        return "the kernel died"
    if status >= 0:
        return f"the kernel died by itself, with status {status}"
    with contextlib.suppress(ValueError):
        name = signal.Signals(-status).name
        memory = ". It may have run out of memory" if -status == signal.SIGKILL else ""
        return f"the kernel died, killed by {name}{memory}"
    return f"the kernel died, killed by signal {-status}"
