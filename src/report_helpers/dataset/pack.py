"""Packing: an edition's tables as Parquet, from which rows can be read without the others. Needs the extra ``parquet``.

A pack lies in ``.cache/packed/EDITION`` beside the data folder and may be deleted at any time. It holds what the public tables
of an edition are once they are checked, typed, put in order and numbered, and the hash of each file that it was made from.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..errors import DataError, UsageError
from ..hashes import FileHashes
from .check import check_edition
from .checksum import checksum
from .indexes import INDEXES
from .load import read_sources
from .packed import GROUP, META, inputs_of, key_hash, pack_folder
from .rows import LABEL, digest_of_rows, keys_of, row_digests
from .schema import Resource
from .tables import build_tables

CLUSTERED = {"activities": ("states", "partners", "themes")}
"""Columns that profiles look their rows up by, which lie far apart: for each, the table is kept once more in its order."""


def pack_edition(edition: int, data: Path) -> Path:
    """Pack an edition; returns the folder. What was packed before is replaced whole or not at all.

    Raises:
        UsageError: pyarrow isn't installed.
        DataError: the data has problems; a pack is read without being checked again.
        UnknownEditionError: there is no such edition.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise UsageError('Packing needs pyarrow: pip install "migration-report[parquet]".') from None
    folder = pack_folder(edition, data)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made_from = inputs_of(edition, data, FileHashes(folder / "hashes.json"))
    problems = check_edition(edition, data, decisions=False)
    if problems:
        raise DataError(problems)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{edition}-"))
    try:
        meta = {**_write_tables(edition, data, beside), "made_from": made_from}
        (beside / META).write_text(json.dumps(meta, indent=1), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        beside.chmod(0o755)
        beside.replace(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    hashes = FileHashes(folder / "hashes.json")
    inputs_of(edition, data, hashes)
    hashes.save()
    return folder


def _write_tables(edition: int, data: Path, folder: Path) -> dict[str, Any]:
    sources = read_sources(edition, data, restricted=False)
    frames = build_tables(sources.tables, "en")
    own = data / "editions" / str(edition) / "edition.toml"
    meta: dict[str, Any] = {"tables": {}, "checksum": checksum(sources.published, own)}
    for name, frame in frames.items():
        meta["tables"][name] = _write(folder, name, frame, sources.schema[name])
    for name, index in INDEXES.items():
        meta["tables"][name] = {**_write(folder, name, index(frames), None), "index": True}
    return meta


def _write(folder: Path, name: str, frame: pd.DataFrame, resource: Resource | None) -> dict[str, Any]:
    """Write one table; what has to be known to read it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    digests = row_digests(frame)
    plain = frame.drop(columns=LABEL, errors="ignore")
    columns = {str(column): _storable(plain[column]) for column in plain}
    table = pa.table({**columns, "#digest": pa.array(digests, pa.binary(16))})
    pq.write_table(table, folder / f"{name}.parquet", row_group_size=GROUP, compression="zstd")
    looked_up = [column for column in columns if _is_looked_up(column, resource)]
    for column in looked_up:
        codes, keys = _by_key(frame[column])
        np.save(folder / f"{name}.{column}.npy", _hash_index(codes, keys))
    clustered = {}
    for column in CLUSTERED.get(name, ()):
        codes, keys = _by_key(frame[column])
        order = np.lexsort([codes[:, 0], codes[:, 1]])
        ends = np.cumsum(np.bincount(codes[:, 1], minlength=len(keys)))
        sorted_rows = table.take(codes[order, 0]).append_column("#position", pa.array(codes[order, 0], pa.int64()))
        pq.write_table(sorted_rows, folder / f"{name}.by-{column}.parquet", row_group_size=GROUP, compression="zstd")
        clustered[column] = {key: [int(begin), int(end)] for key, begin, end in zip(keys, [0, *ends], ends, strict=False)}
    return {"rows": len(frame), "digest": digest_of_rows(digests), "looked_up": looked_up, "clustered": clustered}


def _storable(cells: pd.Series[Any]) -> Any:
    """A column as Arrow has it; a list as the text of its cell."""
    import pyarrow as pa

    if cells.dtype == object:
        texts = {cell: _text(cell) for cell in set(cells)}
        return pa.array([texts[cell] for cell in cells], pa.large_string())
    if cells.dtype == "str":
        return pa.array(cells.tolist(), pa.large_string())
    return pa.array([None if cell is pd.NA else cell for cell in cells.tolist()])


def _text(cell: Any) -> str:
    return ";".join(":".join(item) if isinstance(item, tuple) else item for item in cell)


def _is_looked_up(column: str, resource: Resource | None) -> bool:
    """Whether rows are found by a column: identifiers and what points to some."""
    if resource is None:
        return True
    return column in ("id", "targets") or any(field.name == column and field.reference for field in resource.fields)


def _by_key(cells: Iterable[Any]) -> tuple[Any, list[str]]:
    """Pairs of a row's position and the place among ``keys`` of a value that it is found by; and the keys."""
    places: dict[str, int] = {}
    pairs = [(position, places.setdefault(str(key), len(places))) for position, cell in enumerate(cells) for key in keys_of(cell)]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2), list(places)


def _hash_index(codes: Any, keys: list[str]) -> Any:
    """Hashes of values in ascending order, each with the position of a row that has it, as two columns."""
    hashes = np.array([key_hash(key) for key in keys] or [0], dtype=np.uint64)
    found = np.stack([hashes[codes[:, 1]], codes[:, 0].astype(np.uint64)]) if len(codes) else np.empty((2, 0), dtype=np.uint64)
    return found[:, np.lexsort([found[1], found[0]])]
