"""How long and how much: a cell, a notebook, the memory of a kernel and of what it starts."""

from __future__ import annotations

import contextlib
import os
import re
import threading
import time
from dataclasses import dataclass
from typing import Any

NOTEBOOK_VARIABLE = "MIGRATION_REPORT_NOTEBOOK_TIMEOUT"
MEMORY_VARIABLE = "MIGRATION_REPORT_MEMORY_LIMIT"
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
_BETWEEN = 0.1
"""Seconds between two looks at the memory: less than it takes to fill a gigabyte."""


@dataclass(frozen=True)
class Limits:
    """Seconds for each cell and for the whole notebook, bytes of memory; ``None`` is no limit."""

    cell: float | None = None
    notebook: float | None = None
    memory: int | None = None

    @classmethod
    def of(cls, cell: float | None = None, notebook: float | None = None, memory: int | str | None = None) -> Limits:
        """Limits as they are given, and where one isn't, as the environment has it.

        Raises:
            ValueError: one of them isn't a positive number, or not a size such as ``800M`` or ``2G``.
        """
        seconds = notebook if notebook is not None else os.environ.get(NOTEBOOK_VARIABLE) or None
        size = memory if memory is not None else os.environ.get(MEMORY_VARIABLE) or None
        return cls(cell or None, None if seconds is None else _positive(float(seconds)), None if size is None else size_of(size))


def size_of(value: int | str) -> int:
    """Bytes of a size such as ``800M`` or ``1.5G``.

    Raises:
        ValueError: it isn't one.
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", str(value).strip(), re.IGNORECASE)
    if not match:
        raise ValueError(f'"{value}" is not a size such as 800M or 2G')
    return int(_positive(float(match[1])) * _UNITS[match[2].upper()])


def shown(size: int) -> str:
    """A size as people write it: ``800 MB``, ``1.5 GB``."""
    unit = next((u for u in "TGM" if size >= _UNITS[u]), "K")
    return f"{round(size / _UNITS[unit], 1):g} {unit}B"


def _positive(number: float) -> float:
    if not number > 0:
        raise ValueError(f"{number:g} is not a positive number")
    return number


class MemoryWatch:
    """Ends a kernel that takes more memory than it may, from now until it is closed.

    What counts is the memory in use (the proportional set size, where the system tells it) of the kernel and of all
    processes below it, together. It is looked at in a thread.
    """

    def __init__(self, pid: int, limit: int) -> None:
        self.limit = limit
        self.exceeded = 0
        """Bytes in use when it was ended; 0 where it wasn't."""
        self._pid = pid
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True, name="memory-watch")
        self._thread.start()

    def close(self) -> None:
        """Look no longer."""
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        import psutil

        with contextlib.suppress(psutil.Error):  # it has ended
            kernel = psutil.Process(self._pid)
            while not self._stop.wait(_BETWEEN):
                if (used := self._used(kernel)) > self.limit:
                    self.exceeded = used
                    for process in (kernel, *kernel.children(recursive=True)):
                        with contextlib.suppress(psutil.Error):
                            process.kill()
                    return

    def _used(self, kernel: Any) -> int:
        """Exact only where the quick answer, which counts shared memory several times, is over the limit."""
        import psutil

        processes = [kernel, *kernel.children(recursive=True)]
        total = 0
        for exact in (False, True):
            total = 0
            for process in processes:
                try:
                    full = process.memory_full_info() if exact else process.memory_info()
                except psutil.Error:
                    continue
                total += getattr(full, "pss", full.rss)
            if total <= self.limit:
                break
        return total


class Clock:
    """What is left of a notebook's time."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def left(self) -> float | None:
        """Seconds left, never exactly 0, which would mean no limit; ``None`` where there is none."""
        return None if self._end is None else max(self._end - time.monotonic(), 0.001)

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return self._end is not None and time.monotonic() >= self._end
