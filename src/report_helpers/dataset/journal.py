"""Several files replaced together: all of them or none, whatever kills the process, one writer at a time.

New contents are written beside, in ``data/.journal/``. Then one rename puts a list of them in place, ``journal.json``: from
there on the change is certain, before it nothing has happened. The files are renamed to where they belong, and the list is
deleted. Whoever comes next, to read or to write, first completes a list that a dead process left behind.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import ReportError

_FOLDER = ".journal"
_LIST = "journal.json"
_LOCK = ".lock"
PATIENCE = 120.0
"""Seconds that a writer waits for the one before it."""


class BusyError(ReportError):
    """Someone else has been writing to the data in ``folder`` for ``seconds``."""

    def __init__(self, folder: str, seconds: float) -> None:
        """Takes a path and seconds."""
        super().__init__(folder, seconds)
        self.folder = folder
        self.seconds = seconds

    def __str__(self) -> str:
        """Who waits for what."""
        return f"Someone else is writing to {self.folder} and has not finished in {self.seconds:g} seconds. Try again."


@contextlib.contextmanager
def writing(data: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the data folder for one writer, the others wait; what a dead process left half-done is completed first.

    Read what is to be changed inside of it. Raises :class:`BusyError` after ``patience`` seconds.
    """
    lock = FileLock(data / _LOCK)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise BusyError(str(data), patience) from None
    try:
        _complete(data)
        yield
    finally:
        lock.release()


def replace_together(data: Path, contents: Mapping[Path, bytes | None]) -> None:
    """Gives each file its content, or deletes it for ``None``: all together or, if the process dies, none.

    To be called inside :func:`writing`. The files lie in ``data`` or below it.
    """
    folder = data / _FOLDER
    folder.mkdir(exist_ok=True)
    steps = []
    for number, (path, content) in enumerate(contents.items()):
        staged = folder / f"{number}.new"
        if content is not None:
            _write(staged, content, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        steps.append({"target": path.relative_to(data).as_posix(), "staged": staged.name if content is not None else ""})
    _write(folder / f"{_LIST}.new", json.dumps(steps, indent=1).encode(), 0o644)
    (folder / f"{_LIST}.new").replace(folder / _LIST)
    _flush(folder)
    _complete(data)


def settled(data: Path) -> int:
    """Completes what a dead process left half-done; returns a stamp that is another one once something has been written since.

    For readers: a stamp that is the same after reading says that no writer came between.
    """
    if (data / _FOLDER / _LIST).exists():
        with writing(data):
            pass
    with contextlib.suppress(FileNotFoundError):
        return (data / _FOLDER).stat().st_mtime_ns
    return 0


def _complete(data: Path) -> None:
    """Does what the list says that is not done yet; without a list, forgets what was written beside."""
    folder = data / _FOLDER
    if (folder / _LIST).exists():
        parents = set()
        for step in json.loads((folder / _LIST).read_bytes()):
            target = data / step["target"]
            parents.add(target.parent)
            if not step["staged"]:
                target.unlink(missing_ok=True)
            elif (staged := folder / step["staged"]).exists():  # else it was renamed before the process died
                target.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(target)
        for parent in parents:
            _flush(parent)
        (folder / _LIST).unlink()
    for left in folder.glob("*.new"):
        left.unlink()


def _write(path: Path, content: bytes, mode: int) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    path.chmod(mode)


def _flush(folder: Path) -> None:
    """Makes renames in ``folder`` last through a loss of power, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
