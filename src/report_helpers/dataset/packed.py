"""A packed edition (:mod:`.pack`): rows read from Parquet without the others, and whole tables when they are asked for."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..hashes import FileHashes
from .rows import Row, digest_of_rows, keys_of
from .schema import Field, Schema, read_schema
from .tables import LABELED, add_labels
from .typed import split_list, split_role

GROUP = 20_000
"""Rows that are read together."""

META = "pack.json"
_GROUPS_KEPT = 6
_FORMAT = 1


def pack_folder(edition: int, data: Path) -> Path:
    """Where an edition's pack lies."""
    return data.parent / ".cache" / "packed" / str(edition)


def inputs_of(edition: int, data: Path, hashes: FileHashes) -> dict[str, str]:
    """Hash of each file that a pack of an edition is made from, by its path from the data folder, and of the code that makes it.

    Restricted files count, though they are not packed: the check looks whether anything of them stands in public tables.
    """
    schema = read_schema(data)
    own = Path("editions") / str(edition) / "edition.toml"
    files = ["datapackage.json", own.as_posix(), *(resource.path_in(edition) for resource in schema.resources.values())]
    found = {file: digest for file in files if (digest := hashes.sha256(data / file)) is not None}
    return {**found, "code": _code()}


def key_hash(key: str) -> int:
    """A hash of 64 bits, by which rows are found."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")


@cache
def _code() -> str:
    """Hash of the modules that make tables of files, and of the form that packs have."""
    digest = hashlib.sha256(str(_FORMAT).encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def open_pack(edition: int, data: Path, language: str) -> Pack | None:
    """The pack of an edition; ``None`` where there is none, pyarrow is missing, or a file isn't the one that was packed.

    On a machine without the restricted files a pack may be read that was made where they are.
    """
    folder = pack_folder(edition, data)
    if not (folder / META).is_file() or importlib.util.find_spec("pyarrow") is None:
        return None
    try:
        meta = json.loads((folder / META).read_text("utf-8"))
        hashes = FileHashes(folder / "hashes.json")
        now = inputs_of(edition, data, hashes)
        with suppress(OSError):
            hashes.save()
        differ = {file for file in {*now, *meta["made_from"]} if now.get(file) != meta["made_from"].get(file)}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if any("/restricted/" not in file or file in now for file in differ):
        return None
    return Pack(folder, meta, read_schema(data), language)


class Pack(Mapping[str, pd.DataFrame]):
    """The tables of a packed edition by name, each read when it is asked for; indexes are among them, but not listed."""

    def __init__(self, folder: Path, meta: Mapping[str, Any], schema: Schema, language: str) -> None:
        self._folder, self._meta, self._schema, self._language = folder, meta, schema, language
        self._frames: dict[str, pd.DataFrame] = {}

    @property
    def checksum(self) -> str:
        """Checksum of the published data."""
        return str(self._meta["checksum"])

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The whole table, as :func:`~.tables.build_tables` gives it."""
        if name not in self._frames:
            rows = self.rows(name)
            self._frames[name] = add_labels(name, rows.frame(), self._language)
        return self._frames[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is such a table, without reading it."""
        return name in self._meta["tables"] and not self._meta["tables"][name].get("index")

    def __iter__(self) -> Iterator[str]:
        """Names of the tables."""
        return (name for name, about in self._meta["tables"].items() if not about.get("index"))

    def __len__(self) -> int:
        """How many tables there are."""
        return sum(1 for _ in self)

    def rows(self, name: str) -> PackedRows:
        """The rows of a table or an index."""
        resource = self._schema.resources.get(name)
        fields = {field.name: field for field in resource.fields} if resource else {}
        return PackedRows(self._folder, name, self._meta["tables"][name], fields, self._language)


class PackedRows:
    """See :class:`~.rows.Rows`. Only the groups of rows are read that a selection lies in."""

    def __init__(self, folder: Path, name: str, about: Mapping[str, Any], fields: Mapping[str, Field], language: str) -> None:
        self._folder, self._name, self._about, self._fields, self._language = folder, name, about, fields, language
        self._files: dict[str, Any] = {}
        self._groups: OrderedDict[tuple[str, int], Any] = OrderedDict()
        self._indexes: dict[str, Any] = {}
        self._selections: dict[tuple[str, str], list[int]] = {}
        self._rows: dict[int, Row] = {}
        self._lists: dict[str, dict[str, tuple[Any, ...]]] = {}

    def __len__(self) -> int:
        return int(self._about["rows"])

    def positions(self, column: str, value: str) -> Sequence[int]:
        """See :class:`~.rows.Rows`."""
        if column in self._about["clustered"]:
            if (column, value) not in self._selections:
                self._selections[column, value] = self._read_cluster(column, value)
            return self._selections[column, value]
        if column in self._about["looked_up"]:
            return self._looked_up(column, value)
        if column not in self._file("").schema_arrow.names:
            return []
        cells = self._file("").read(columns=[column]).column(0)
        return [n for n, cell in enumerate(self._values(column, cells)) if value in keys_of(cell)]

    def rows(self, positions: Sequence[int]) -> list[Row]:
        """See :class:`~.rows.Rows`."""
        wanted: dict[int, list[int]] = {}
        for position in positions:
            if position not in self._rows:
                wanted.setdefault(position // GROUP, []).append(position)
        for group, places in wanted.items():
            taken = self._group("", group).take([place - group * GROUP for place in places])
            self._keep(places, taken)
        return [self._rows[position] for position in positions]

    def digest(self, column: str, value: str) -> str:
        """See :class:`~.rows.Rows`."""
        if not column:
            return str(self._about["digest"])
        if column in self._about["clustered"]:
            return digest_of_rows(self._cluster(column, value, ["#digest"]).column(0).to_pylist())
        found = []
        for position in self.positions(column, value):
            group, place = divmod(position, GROUP)
            found.append(self._group("", group).column("#digest")[place].as_py())
        return digest_of_rows(found)

    def frame(self) -> pd.DataFrame:
        """All rows, typed as :func:`~.typed.typed_frame` does it."""
        table = self._file("").read()
        return pd.DataFrame({name: self._series(name, table.column(name)) for name in table.column_names if name[0] != "#"})

    def _series(self, name: str, cells: Any) -> pd.Series[Any]:
        import pyarrow as pa

        kinds = {pa.int64(): "Int64", pa.float64(): "Float64", pa.bool_(): "boolean"}
        field = self._fields.get(name)
        values = self._values(name, cells)
        if field is not None and field.is_list:
            held = np.empty(len(values), dtype=object)
            held[:] = values
            return pd.Series(held, dtype=object)
        declared = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}.get(field.type) if field else None
        kind = declared or ("int64" if field is None and cells.type == pa.int64() else kinds.get(cells.type, "str"))
        return pd.Series(values, dtype=kind)

    def _values(self, name: str, cells: Any) -> list[Any]:
        """Cells of a column as rows have them."""
        values: list[Any] = cells.to_pylist()
        field = self._fields.get(name)
        if field is None or not field.is_list:
            return values
        known = self._lists.setdefault(name, {})
        for cell in set(values) - known.keys():
            items = split_list(cell, field.delimiter)
            known[cell] = tuple(map(split_role, items)) if field.roles else items
        return [known[cell] for cell in values]

    def _keep(self, positions: Sequence[int], taken: Any) -> None:
        names = [name for name in taken.column_names if name[0] != "#"]
        columns = [self._values(name, taken.column(name)) for name in names]
        if self._name in LABELED:
            labels = add_labels(self._name, pd.DataFrame(dict(zip(names, columns, strict=True))), self._language)["label"]
            names, columns = [*names, "label"], [*columns, labels.tolist()]
        for position, cells in zip(positions, zip(*columns, strict=True), strict=True):
            self._rows[position] = dict(zip(names, cells, strict=True))

    def _read_cluster(self, column: str, value: str) -> list[int]:
        taken = self._cluster(column, value, None)
        positions: list[int] = taken.column("#position").to_pylist()
        self._keep(positions, taken)
        return positions

    def _cluster(self, column: str, value: str, columns: list[str] | None) -> Any:
        """The rows of a value in the copy of the table that is sorted by a column."""
        begin, end = self._about["clustered"][column].get(value, (0, 0))
        groups = range(begin // GROUP, max(begin, end - 1) // GROUP + 1)
        file = self._file(f".by-{column}")
        read = file.read_row_groups([group for group in groups if group < file.num_row_groups], columns=columns)
        return read.slice(begin - groups[0] * GROUP, end - begin)

    def _looked_up(self, column: str, value: str) -> list[int]:
        if column not in self._indexes:
            self._indexes[column] = np.load(self._folder / f"{self._name}.{column}.npy", mmap_mode="r")
        hashes, positions = self._indexes[column]
        wanted = np.uint64(key_hash(value))
        begin, end = np.searchsorted(hashes, wanted, "left"), np.searchsorted(hashes, wanted, "right")
        return [int(position) for position in positions[begin:end]]

    def _file(self, copy: str) -> Any:
        import pyarrow.parquet as pq

        if copy not in self._files:
            self._files[copy] = pq.ParquetFile(self._folder / f"{self._name}{copy}.parquet", memory_map=True)
        return self._files[copy]

    def _group(self, copy: str, number: int) -> Any:
        key = (copy, number)
        if key not in self._groups:
            self._groups[key] = self._file(copy).read_row_group(number)
            while len(self._groups) > _GROUPS_KEPT:
                self._groups.popitem(last=False)
        self._groups.move_to_end(key)
        return self._groups[key]
