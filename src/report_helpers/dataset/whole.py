"""An edition read whole from its CSV files: its tables and its facts. A process that was forked from one that holds them needn't
read them again, as long as the files are what they were."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import pandas as pd

from ..errors import DataError, ReportError
from ..hashes import files_below
from .check import structural_problems
from .checksum import checksum
from .journal import settled
from .load import read_sources
from .packed import pack_folder
from .tables import build_tables

Whole = tuple[dict[str, pd.DataFrame], dict[str, object]]
"""Tables by name, in one language, and facts by name."""

_MOST = 4_000_000
"""Bytes of files that are worth holding; for larger ones there are packs."""

_held: dict[tuple[int, str, Path], tuple[dict[str, str], Whole]] = {}


def read_whole(edition: int, language: str, data: Path, audience: str) -> Whole:
    """The tables and facts of an edition: those that are held, where there are.

    Raises :class:`UnknownEditionError`, :class:`SchemaError` and :class:`DataError`.
    """
    if audience == "public" and (held := _held.get((edition, language, data))):
        settled(data)  # completes what a process that died has left half-done
        files, (frames, facts) = held
        if _files(edition, data) == files:
            return {name: frame.copy(deep=False) for name, frame in frames.items()}, dict(facts)  # shared until one is changed
    return _read(edition, language, data, audience)


def hold(edition: int, language: str, data: str) -> None:
    """Hold what everyone may see of an edition, for the processes that will be forked from this one.

    Nothing is held of an edition that is large, packed or has problems: who loads it will be told of these.
    """
    folder, language = Path(data), language.split("-")[0]
    size = sum(path.stat().st_size for path in _paths(edition, folder))
    if size > _MOST or pack_folder(edition, folder).exists():
        return
    files = _files(edition, folder)
    with contextlib.suppress(ReportError):
        whole = _read(edition, language, folder, "public")
        if _files(edition, folder) == files:
            _held[edition, language, folder] = files, whole


def _read(edition: int, language: str, data: Path, audience: str) -> Whole:
    sources = read_sources(edition, data, restricted=audience == "internal")
    problems = structural_problems(sources)
    if problems or sources.info is None:
        raise DataError(problems)
    own = data / "editions" / str(edition) / "edition.toml"
    return build_tables(sources.tables, language), {"info": sources.info, "checksum": checksum(sources.published, own)}


def _files(edition: int, data: Path) -> dict[str, str]:
    """Hash of every file that an edition may be read from, by its path."""
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in _paths(edition, data)}


def _paths(edition: int, data: Path) -> list[Path]:
    """Everything below the data folder but other editions and what is restricted."""
    own, others = data / "editions" / str(edition), data / "editions"
    return [
        path
        for path in files_below(data)
        if not path.is_relative_to(own / "restricted") and (path.is_relative_to(own) or not path.is_relative_to(others))
    ]
