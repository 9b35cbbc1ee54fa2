"""Executed notebooks, kept so that none is run again while nothing that it depends on has changed."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..hashes import digest_of

_FORMAT = 3
"""Goes up when what is kept changes its form, so that nothing older is taken for it."""

_KEPT = 2000
"""Executed notebooks that are kept at most; the ones not used for longest go first."""


class Store:
    """A folder of executed notebooks by what their jobs depended on; one that is lost costs time only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, inputs: dict[str, Any]) -> dict[str, Any] | None:
        """What was kept for a job that depended on ``inputs``, if anything: ``notebook`` as JSON, ``reads``, ``warnings``."""
        path = self._path(inputs)
        try:
            found: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
            os.utime(path)
        except (OSError, EOFError, ValueError):
            return None
        return found

    def put(self, inputs: dict[str, Any], kept: dict[str, Any]) -> None:
        """Keep what a job gave; where nothing can be written, as in an image of a container, it is not kept."""
        path = self._path(inputs)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(gzip.compress(json.dumps(kept).encode(), compresslevel=3))
            Path(beside).replace(path)

    def prune(self) -> None:
        """Let go of what has not been used for longest."""
        found = [(path.stat().st_mtime_ns, path) for path in self._folder.glob("*.json.gz")]
        for _, path in sorted(found)[:-_KEPT]:
            path.unlink(missing_ok=True)

    def _path(self, inputs: dict[str, Any]) -> Path:
        return self._folder / f"{digest_of([_FORMAT, inputs])}.json.gz"
