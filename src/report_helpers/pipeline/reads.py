"""What of the data a run depended on, and whether that is still as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .hashes import FileHashes


def reads_of(executed: Any, data: dict[str, str]) -> list[dict[str, Any]]:
    """What an executed notebook read of the data, each with its hash; ``data`` are the files as they were before it ran."""
    return [{"file": file, "sha256": digest} for file, digest in data.items()]


def are_current(reads: list[dict[str, Any]], project: Path, hashes: FileHashes) -> bool:
    """Whether everything is as it was when it was read."""
    return not changed(reads, project, hashes)


def changed(reads: list[dict[str, Any]], project: Path, hashes: FileHashes) -> list[str]:
    """What isn't as it was, in words."""
    return [read["file"] for read in reads if hashes.sha256(project / read["file"]) != read["sha256"]]
