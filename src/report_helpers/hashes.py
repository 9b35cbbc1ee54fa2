"""SHA-256 of files, remembered between builds: a file whose size and times are as they were isn't read again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

_SETTLED = 2 * 10**9
"""Nanoseconds after which a file is taken to have settled: one that is changed twice within the resolution of a file
system's clock looks the same both times, so a younger one is read each time."""


class FileHashes:
    """Hashes of files by path, kept in the JSON file ``cache``; a cache that is lost or damaged costs time only."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._changed = False
        try:
            known = json.loads(cache.read_text("utf-8"))
            self._known: dict[str, list[object]] = known if isinstance(known, dict) else {}
        except (OSError, ValueError):
            self._known = {}

    def sha256(self, path: Path) -> str | None:
        """Hash of a file's content in hexadecimal; ``None`` where there is no such file."""
        try:
            found = path.stat()
        except OSError:
            return None
        seen = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
        known = self._known.get(str(path))
        if known is not None and known[:-1] == seen:
            return str(known[-1])
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return None
        if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > _SETTLED:
            self._known[str(path)] = [*seen, digest]
            self._changed = True
        return digest

    def tree(self, folders: Iterable[Path], endings: tuple[str, ...] = ()) -> dict[str, str]:
        """Hash of every file below some folders (only those with one of the endings, if given), by path."""
        return {
            str(path): digest
            for folder in folders
            for path in files_below(folder)
            if not endings or path.name.endswith(endings)
            if (digest := self.sha256(path)) is not None
        }

    def save(self) -> None:
        """Keep what is known for the next build."""
        if self._changed:
            write_text(self._cache, json.dumps(self._known))
            self._changed = False


def files_below(folder: Path) -> list[Path]:
    """Every file below a folder in order of path, caches and hidden ones aside."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        found += [Path(place, name) for name in sorted(files) if not name.startswith((".", "~"))]
    return found


def digest_of(value: object) -> str:
    """Hash of a value that JSON can hold, the same in every process."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all: beside its place first, then moved in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
