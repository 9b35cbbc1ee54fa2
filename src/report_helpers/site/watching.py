"""Building the site again whenever data or notebooks change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from ..errors import ReportError

WATCHED = ("data", "notebooks")
_ENDINGS = (".csv", ".toml", ".json", ".ipynb", ".py")


def rebuild_on_change(
    project: Path,
    build: Callable[[], object],
    done: Callable[[], None],
    failed: Callable[[ReportError], None],
    stop: Event | None = None,
) -> None:
    """Wait for changes below ``data/`` and ``notebooks/`` and call ``build`` after each, until ``stop`` is set or Ctrl-C.

    What ``build`` raises goes to ``failed``; the site that was there before stays, and the next change is another try.
    """
    from watchfiles import watch

    folders = [project / name for name in WATCHED if (project / name).is_dir()]
    for _ in watch(*folders, watch_filter=_counts, stop_event=stop, raise_interrupt=True):
        try:
            build()
        except ReportError as error:
            failed(error)
        else:
            done()


def _counts(_: object, path: str) -> bool:
    """Whether a change of a file may change the site: a table, a notebook, a module, none that an editor keeps beside it."""
    name = Path(path).name
    return name.endswith(_ENDINGS) and not name.startswith((".", "~"))
