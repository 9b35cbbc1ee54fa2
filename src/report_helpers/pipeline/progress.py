"""Progress of a build: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType

from tqdm import tqdm


class Progress:
    """Shows steps as they are done, on standard error. Use it as a context manager and call it with each step."""

    def __init__(self) -> None:
        """A bar where standard error is a terminal."""
        self._bar: tqdm[None] | None = (
            tqdm(total=1, bar_format="{desc:<34} {bar} {n_fmt}/{total_fmt}", leave=False) if sys.stderr.isatty() else None
        )

    def __enter__(self) -> Progress:
        """Start."""
        return self

    def __call__(self, what: str, done: int, total: int) -> None:
        """``what`` is done, the ``done``-th step of ``total``."""
        if self._bar is None:
            print(f"[{done}/{total}] {what}", file=sys.stderr, flush=True)
            return
        self._bar.total = total
        self._bar.n = done
        self._bar.set_description_str(what)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
