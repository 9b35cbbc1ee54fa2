"""The data as files to download: the public tables of each edition as they are, their description, and checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..dataset.schema import Schema, read_schema

FOLDER = "data"
CHECKSUMS = "data/SHA256SUMS"


@dataclass(frozen=True)
class DataFile:
    """A file of data: its path in the site, what it holds, its edition (0 where all share it), and its bytes."""

    path: str
    title: str
    year: int
    body: bytes

    @property
    def sha256(self) -> str:
        """Hash in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def size(self) -> int:
        """Size in bytes."""
        return len(self.body)


def read_data(data: Path, years: tuple[int, ...]) -> tuple[DataFile, ...]:
    """The published files of some editions below the folder ``data``; of other tables neither the file nor the description."""
    schema = read_schema(data)
    return tuple(_files(data, years, schema))


def _files(data: Path, years: tuple[int, ...], schema: Schema) -> Iterator[DataFile]:
    def read(path: str, title: str, year: int) -> Iterator[DataFile]:
        if (data / path).is_file():  # an optional table may be absent
            yield DataFile(f"{FOLDER}/{path}", title, year, (data / path).read_bytes())

    for year in sorted(years, reverse=True):
        for resource in schema.published:
            if resource.per_edition:
                yield from read(resource.path_in(year), resource.title, year)
        yield from read(f"editions/{year}/edition.toml", "edition.toml", year)
    for resource in schema.published:
        if not resource.per_edition:
            yield from read(resource.path, resource.title, 0)
    yield DataFile(f"{FOLDER}/datapackage.json", schema.title, 0, _description(data, schema))


def _description(data: Path, schema: Schema) -> bytes:
    package: dict[str, Any] = json.loads((data / "datapackage.json").read_text("utf-8"))
    published = {resource.name for resource in schema.published}
    package["resources"] = [resource for resource in package["resources"] if resource["name"] in published]
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def checksums(files: Iterable[DataFile]) -> bytes:
    """A file that ``sha256sum --check`` reads in the folder :data:`FOLDER`."""
    return "".join(f"{file.sha256}  {file.path.removeprefix(FOLDER + '/')}\n" for file in files).encode()
