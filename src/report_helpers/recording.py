"""What a notebook reads while it runs: of editions, and of other files of the project. Imports nothing of the project.

The pipeline has a notebook call :func:`start` before its first cell and :func:`show` after its last one. Elsewhere,
nothing is recorded.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

MIME = "application/vnd.migration-report.reads+json"
"""MIME type of the output that carries a recording."""

_SKIPPED = ("reports", "src")
_editions: list[Callable[[], dict[str, Any]]] | None = None
_files: set[Path] = set()
_paused = 0


def start(project: str) -> None:
    """Record from now on; of files, those below the folder ``project`` that are opened for reading."""
    global _editions
    if _editions is None:
        sys.addaudithook(_heed)
    _editions = []
    _files.clear()
    _roots[:] = [Path(project).resolve()]


def keep(describe: Callable[[], dict[str, Any]]) -> None:
    """An edition was loaded; ``describe`` will say what was read of it."""
    if _editions is not None:
        _editions.append(describe)


@contextlib.contextmanager
def paused() -> Iterator[None]:
    """Files that are opened meanwhile aren't recorded: whoever opens them records what is read of them."""
    global _paused
    _paused += 1
    try:
        yield
    finally:
        _paused -= 1


def recorded() -> dict[str, Any]:
    """``editions``: what each that was loaded says; ``files``: the hash of every other file, by its path from the project."""
    with paused():
        files = {path.relative_to(_roots[0]).as_posix(): _sha256(path) for path in sorted(_files)}
    return {"editions": [describe() for describe in _editions or ()], "files": files}


def show() -> None:
    """Put the recording out as an output of the cell."""
    from IPython.display import publish_display_data

    publish_display_data({MIME: recorded()})  # type: ignore[no-untyped-call]


_roots: list[Path] = []


def _heed(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "open" or _paused or _editions is None or not isinstance(arguments[0], (str, bytes, os.PathLike)):
        return
    if arguments[2] & (os.O_WRONLY | os.O_RDWR):
        return
    path = Path(os.fsdecode(arguments[0])).absolute()
    if path.suffix not in (".py", ".pyc") and path.is_relative_to(_roots[0]):
        parts = path.relative_to(_roots[0]).parts
        if parts and parts[0] not in _SKIPPED and not any(part.startswith((".", "__pycache__")) for part in parts):
            _files.add(path)


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
