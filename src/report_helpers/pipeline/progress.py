"""Progress of a build: a live line on a terminal, plain lines elsewhere, and every event as a line of JSON if asked for."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Literal

from ..errors import ReportError

if TYPE_CHECKING:
    from tqdm import tqdm


@dataclass(frozen=True)
class Event:
    """Something that happened in a build: of what kind, to what, how many steps are done of how many.

    Kinds: ``waiting`` for another build, data ``checked``, steps ``planned``, a step ``done``, ``kept`` (it had been done
    before) or ``failed`` with its ``error``, what is ``running``, and all ``finished`` (documents made, documents asked for).
    """

    kind: Literal["waiting", "checked", "planned", "running", "done", "kept", "failed", "finished"]
    what: str
    done: int = 0
    total: int = 0
    seconds: float = 0.0
    error: str = ""


Watch = Callable[[Event], None]


class Progress:
    """Shows events on standard error, and writes them to the file ``log``. Use it as a context manager and call it with each."""

    def __init__(self, log: Path | None = None) -> None:
        self._bar: tqdm[None] | None = None
        self._failed = 0
        self._log: IO[str] | None = None
        try:
            self._log = log.open("w", encoding="utf-8") if log else None
        except OSError as error:
            raise ReportError(f"{log} can't be written to: {error.strerror}.") from None

    def __enter__(self) -> Progress:
        """Start."""
        return self

    def __call__(self, event: Event) -> None:
        """Show one event."""
        if self._log:
            self._log.write(json.dumps({"time": round(time.time(), 3), **asdict(event)}, ensure_ascii=False) + "\n")
            self._log.flush()
        self._failed += event.kind == "failed"
        if sys.stderr.isatty():
            self._live(event)
        else:
            self._plain(event)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the live line away and close the log."""
        if self._bar is not None:
            self._bar.close()
        if self._log:
            self._log.close()

    def _plain(self, event: Event) -> None:
        lines = {
            "waiting": event.what,
            "checked": event.what,
            "done": f"[{event.done}/{event.total}] {event.what}",
            "kept": f"[{event.done}/{event.total}] {event.what} (unchanged)",
            "failed": f"[{event.done}/{event.total}] {event.what} failed",
        }
        if event.kind in lines:
            print(lines[event.kind], file=sys.stderr, flush=True)

    def _live(self, event: Event) -> None:
        if event.kind == "planned":
            from tqdm import tqdm

            form = "{bar:20} {n_fmt}/{total_fmt} {desc} [{elapsed}, {remaining} left]"
            self._bar = tqdm(total=event.total, bar_format=form, leave=False, dynamic_ncols=True)
        elif self._bar is None:
            print(event.what, file=sys.stderr, flush=True) if event.what else None
        else:
            failed = f"{self._failed} failed; " if self._failed else ""
            running = f"running {event.what}" if event.kind == "running" else event.what
            self._bar.set_description_str(f"{failed}{running}"[:70], refresh=False)
            self._bar.n = event.done
            self._bar.refresh()
