"""All files of one edition, read as text: what the loader types and the checker checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import Problem, UnknownEditionError
from .files import RawTable, empty_table, read_table
from .info import EditionInfo, key_line, read_info
from .journal import settled
from .schema import Schema, read_schema


@dataclass(frozen=True)
class Sources:
    """The files of one edition.

    ``tables`` holds the tables that could be read, by name, the shared ones included; ``problems`` the faults of
    form of all files; ``info`` is ``edition.toml``, ``None`` where it could not be read.
    """

    edition: int
    data: Path
    schema: Schema
    tables: Mapping[str, RawTable]
    info: EditionInfo | None
    info_file: str
    problems: tuple[Problem, ...]

    @property
    def public(self) -> dict[str, RawTable]:
        """The tables that may be shown to everyone."""
        return {name: table for name, table in self.tables.items() if not table.resource.restricted}

    @property
    def published(self) -> dict[str, RawTable]:
        """The tables that are published with the report: neither restricted nor internal."""
        return {name: table for name, table in self.public.items() if not table.resource.internal}

    def info_lines(self) -> list[str]:
        """The lines of ``edition.toml``; none where it can't be read."""
        try:
            return (self.data.parent / self.info_file).read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            return []

    def info_problem(self, key: str, value: str, expected: str, mend: str) -> Problem:
        """A :class:`Problem` of ``edition.toml``."""
        return Problem(self.info_file, key_line("\n".join(self.info_lines()), key), "", key, value, expected, mend)


def editions(data: Path) -> list[int]:
    """The years that have a folder in ``data/editions``, ascending."""
    folders = (folder for folder in (data / "editions").glob("*") if folder.is_dir())
    return sorted(int(folder.name) for folder in folders if folder.name.isascii() and folder.name.isdecimal())


def read_sources(edition: int, data: Path, *, restricted: bool) -> Sources:
    """Reads every table and ``edition.toml`` of one edition, all as of one moment: before or after a change, never amid it.

    With ``restricted`` false the files of restricted tables are not opened; with it true they are read where they
    exist. Raises :class:`UnknownEditionError` where the edition has no folder, :class:`SchemaError` for the schema.
    """
    while True:
        before = settled(data)
        sources = _read_sources(edition, data, restricted=restricted)
        if settled(data) == before:
            return sources


def _read_sources(edition: int, data: Path, *, restricted: bool) -> Sources:
    known = editions(data)
    if edition not in known:
        raise UnknownEditionError(edition, known)
    schema = read_schema(data)
    tables: dict[str, RawTable] = {}
    problems: list[Problem] = []
    for resource in schema.resources.values():
        path = data / resource.path_in(edition)
        if resource.restricted and not restricted:
            continue
        if not path.exists() and resource.optional:
            tables[resource.name] = empty_table(resource, shown(path, data))
            continue
        if resource.restricted and not path.is_file():
            continue
        table, faults = read_table(path, resource, shown(path, data))
        problems += faults
        if table is not None:
            tables[resource.name] = table
    info_path = data / "editions" / str(edition) / "edition.toml"
    info, faults = read_info(info_path, shown(info_path, data), edition)
    return Sources(edition, data, schema, tables, info, shown(info_path, data), tuple(problems + faults))


def shown(path: Path, data: Path) -> str:
    """``path`` as messages show it: from the project's folder, with slashes on every system."""
    return path.relative_to(data.parent).as_posix()
