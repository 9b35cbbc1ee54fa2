"""What each issue of a published edition changed in the one before it, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ...paths import data_folder
from ..edition import Edition
from ..issues import Issue
from ..load import Sources, read_sources


@dataclass(frozen=True)
class ChangedCell:
    """A cell before and after, as text; ``field`` is empty where the whole ``row`` is new (``old`` is empty) or gone."""

    table: str
    row: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Erratum:
    """An issue, the one that it takes the place of, and the cells in which they differ."""

    issue: Issue
    replaced: Issue
    cells: tuple[ChangedCell, ...]


def load_errata(edition: Edition, data: Path | None = None) -> list[Erratum]:
    """What the issues of ``edition`` after the first changed, the newest first.

    ``data`` is the data folder, by default the project's. Raises :class:`SchemaError` or :class:`UnknownEditionError` where what
    is kept of an issue is damaged, which the check tells in full.
    """
    folder = data or data_folder()
    issues = edition.info.issues
    found = []
    for replaced, issue in pairwise(issues):
        after = folder if issue is issues[-1] else issue.kept(folder, edition.year) / "data"
        cells = changed_cells(replaced.kept(folder, edition.year) / "data", after, edition.year)
        found.append(Erratum(issue, replaced, tuple(cells)))
    return found[::-1]


def changed_cells(before: Path, after: Path, year: int) -> Iterator[ChangedCell]:
    """The cells of an edition's published tables and texts that differ between two data folders, in the order of the schema."""
    old, new = (read_sources(year, data, restricted=False) for data in (before, after))
    texts = (source.info.texts() if source.info else {} for source in (old, new))
    yield from _texts(*texts)
    for name, table in new.published.items():
        if table.resource.per_edition:
            yield from _cells(name, _rows(old, name), _rows(new, name))


def _texts(old: dict[str, str], new: dict[str, str]) -> Iterator[ChangedCell]:
    for key, value in new.items():
        if not key.startswith("issues.") and old.get(key, "") != value:
            yield ChangedCell("edition", "", key, old.get(key, ""), value)


def _rows(sources: Sources, name: str) -> dict[str, dict[str, str]]:
    table = sources.tables.get(name)
    if table is None:
        return {}
    rows = zip(*(table.column(column) for column in table.resource.columns), strict=True)
    return {row[0]: dict(zip(table.resource.columns, row, strict=True)) for row in rows}


def _cells(name: str, old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> Iterator[ChangedCell]:
    for identifier, row in new.items():
        if identifier not in old:
            yield ChangedCell(name, identifier, "", "", _title(row))
            continue
        for field, value in row.items():
            if old[identifier].get(field, "") != value:
                yield ChangedCell(name, identifier, field, old[identifier].get(field, ""), value)
    for identifier, row in old.items():
        if identifier not in new:
            yield ChangedCell(name, identifier, "", _title(row), "")


def _title(row: dict[str, str]) -> str:
    return row.get("title") or row.get("name") or row.get("printed") or row["id"]
