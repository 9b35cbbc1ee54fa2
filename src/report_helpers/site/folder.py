"""The folder of a site: replaced as a whole or not at all, and known to be as it was written."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock

from ..errors import ReportError
from ..hashes import FileHashes, digest_of
from .errors import NotASiteError

RECORD = "site.json"
"""In the site: from what it was made, and the hash of each of its files."""


class SiteFolder:
    """The folder ``path``; ``hashes`` remembers what files there were."""

    def __init__(self, path: Path, hashes: FileHashes) -> None:
        self._path, self._hashes = path, hashes

    @contextmanager
    def alone(self, cache: Path) -> Iterator[None]:
        """Builds of one site come one after the other."""
        try:
            cache.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReportError(f"{cache} can't be written to: {error.strerror}.") from None
        with FileLock(cache / f"{digest_of(str(self._path))[:16]}.lock"):
            yield

    def is_done(self, key: str) -> int | None:
        """The number of pages where the site was made from ``key`` and every file is as it was written; else ``None``."""
        record = self._record()
        if record.get("key") != key:
            return None
        files: dict[str, str] = record["files"]
        if any(self._hashes.sha256(self._path / name) != digest for name, digest in files.items()):
            return None
        return _pages(files)

    def replace(self, key: str, files: Iterable[tuple[str, bytes | Path]]) -> int:
        """Put a site of these files in the place of the one that was there; the number of its pages.

        Raises:
            NotASiteError: what is there is no site.
            ReportError: the folder can't be written to.
        """
        if self._path.exists() and not self._record() and (not self._path.is_dir() or any(self._path.iterdir())):
            raise NotASiteError(str(self._path))
        token = uuid.uuid4().hex[:8]
        beside, old = (self._path.with_name(f".{self._path.name}.{what}-{token}") for what in ("new", "old"))
        try:
            self._tidy()
            written = self._write(beside, key, files)
            if self._path.exists():
                self._path.rename(old)
            try:
                beside.rename(self._path)
            except OSError:
                if old.exists():
                    old.rename(self._path)
                raise
        except OSError as error:
            raise ReportError(f"{self._path} can't be written: {error.filename or self._path}: {error.strerror}.") from None
        finally:
            shutil.rmtree(beside, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)
        return written

    def _write(self, beside: Path, key: str, files: Iterable[tuple[str, bytes | Path]]) -> int:
        from ..pipeline.output import sha256

        written: dict[str, str] = {}
        folders: set[Path] = set()
        for name, content in files:
            target = beside / name
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            body = content if isinstance(content, bytes) else content.read_bytes()
            target.write_bytes(body)
            written[name] = sha256(body)
        record = {"key": key, "files": dict(sorted(written.items()))}
        (beside / RECORD).write_text(json.dumps(record, indent=0) + "\n", "utf-8")
        return _pages(written)

    def _tidy(self) -> None:
        """Remove what builds that were killed left beside."""
        for left in self._path.parent.glob(f".{self._path.name}.*-????????"):
            shutil.rmtree(left, ignore_errors=True)

    def _record(self) -> dict[str, Any]:
        try:
            record = json.loads((self._path / RECORD).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) and isinstance(record.get("files"), dict) else {}


def _pages(files: Iterable[str]) -> int:
    return sum(1 for name in files if name.endswith(".html") and not name.startswith("documents/"))
