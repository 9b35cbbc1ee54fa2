"""What of the data a run depended on, and whether that is still as it was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..hashes import FileHashes

Reads = dict[str, Any]
"""``state`` of all data when it was read, what was read of ``editions``, and ``files`` besides, each with its hash."""

_FEW = 8
"""Columns that are named at most: a longer list says no more than the table's name."""


def reads_of(executed: Any, state: str) -> Reads:
    """What a notebook read that :func:`~report_helpers.pipeline.run.run_notebook` ran; ``state``: hash of all data before."""
    found = executed.metadata["migration_report"]["reads"]
    return {"state": state, "editions": found["editions"], "files": found["files"]}


def changed(reads: Reads, project: Path, hashes: FileHashes, state: str) -> Iterator[str]:
    """What isn't as it was, in words. ``state`` is the hash of all data now: while it is the same, no table is looked at."""
    for file, digest in reads["files"].items():
        if hashes.sha256(project / file) != digest:
            yield file
    for read in reads["editions"] if reads["state"] != state else ():
        tables = _tables(project, read["edition"], read["language"], read["audience"], state)
        for name, column, value, columns, digest in read["selections"]:
            if tables.hash_of((name, column, value, columns)) != digest:
                where = f" where {column} is {value}" if column else ""
                few = columns.replace(",", ", ") if columns.count(",") < _FEW else ""
                yield f"{name} of {read['edition']}{where}" + (f" ({few})" if few else "")


@lru_cache(maxsize=4)
def _tables(project: Path, edition: int, language: str, audience: str, state: str) -> Any:
    from ..dataset import load_edition

    return load_edition(edition, language, project / "data", audience=audience).tables
