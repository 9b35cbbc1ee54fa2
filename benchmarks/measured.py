"""How long a command takes and how much memory its processes hold together."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_EVERY = 0.5
"""Seconds between two looks at the memory; each look costs the machine some milliseconds for every process."""


@dataclass(frozen=True)
class Run:
    """``seconds`` that a command took, ``peak`` MB of its whole tree of processes, and its standard ``output``."""

    seconds: float
    peak: float
    output: str


def run(command: Sequence[str], environment: dict[str, str], folder: Path) -> Run:
    """Run a command to its end; one that fails ends the benchmark with the last lines that it said."""
    with tempfile.TemporaryFile("w+") as said:
        begin = time.perf_counter()
        process = subprocess.Popen(command, env={**os.environ, **environment}, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid)
        watch.start()
        status = process.wait()
        seconds = time.perf_counter() - begin
        watch.done.set()
        watch.join()
        said.seek(0)
        output = said.read()
    if status:
        sys.exit(f"{' '.join(command)[:300]} failed:\n{output[-2000:]}")
    return Run(seconds, watch.peak, output)


class _Watch(threading.Thread):
    """Looks at a tree of processes; memory that several share is counted once (PSS), where the system tells."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = pid
        self.peak = 0.0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(_EVERY):
            try:
                root = psutil.Process(self._root)
                tree = [root, *root.children(recursive=True)]
            except psutil.Error:
                return
            self.peak = max(self.peak, sum(map(_memory, tree)) / 1e6)


def _memory(process: psutil.Process) -> int:
    try:
        info = process.memory_full_info()
        return int(getattr(info, "pss", info.rss))
    except psutil.Error:
        return 0
