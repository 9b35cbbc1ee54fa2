"""Removing a person: contacts, tables of the collection, files as received, and what was made of them."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..dataset.check import fix_edition
from ..dataset.issues import PUBLISHED
from ..dataset.journal import replace_together, writing
from ..dataset.load import editions
from ..dataset.schema import Resource, read_schema
from .files import holds, without
from .person import Person, find_person

LOG = "forgotten.csv"
"""File of the data folder that says what was removed and when, and never who."""

_HEAD = "date,file,what\n"
_SOURCES = "sources"


@dataclass(frozen=True)
class Place:
    """Where a person was found: the file's path from the project's folder, and what is, or was, done there."""

    file: str
    what: str


def forget(name: str, project: Path, date: str, *, only_show: bool = False) -> list[Place]:
    """Removes the person called ``name`` everywhere, all together or, if the process dies, nowhere; returns the places.

    Rows of contacts are deleted, cells elsewhere emptied; of files as received, the cells, or the whole file where that can't be
    done. What was made of them (``reports/``, ``.cache/``) is deleted, as it can be made again. ``date`` stands in the note that
    it was done. With ``only_show`` nothing is changed.

    Raises:
        UsageError: ``name`` is a single word.
        BusyError: someone else is writing to the data.
    """
    data = project / "data"
    with writing(data):
        person = find_person(name, data)
        contents: dict[Path, bytes | None] = {}
        places = list(_tables(person, data, date, contents))
        made = list(_made(person, project, cache=bool(places)))
        if not only_show and (places or made):
            lines = [f"{date},{place.file},{place.what}\n" for place in (*places, *(found for found, _ in made))]
            log = data / LOG
            contents[log] = ((log.read_text("utf-8") if log.is_file() else _HEAD) + "".join(lines)).encode("utf-8")
            replace_together(data, contents)
            for _, path in made:
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if not only_show and places:  # a column that nobody fills any more is left out of the canonical form
        for year in editions(data):
            fix_edition(year, data)
    return [*places, *(found for found, _ in made), *_issued(person, data)]


def _tables(person: Person, data: Path, date: str, contents: dict[Path, bytes | None]) -> Iterator[Place]:
    schema = read_schema(data)
    for year in editions(data):
        sums, places = _sources(person, data, year, date, contents)
        yield from places
        for resource in schema.resources.values():
            path = data / resource.path_in(year)
            if resource.per_edition and path.is_file():
                changed, what = _table(person, path, resource, sums, date)
                if what or (changed != path.read_bytes()):
                    contents[path] = changed
                if what:
                    yield Place(_shown(path, data), what)


def _table(person: Person, path: Path, resource: Resource, sums: dict[str, str], date: str) -> tuple[bytes, str]:
    """A table without the person, and what was done; receipts of changed files (``sums``: by name) get the new checksum."""
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
    columns = list(rows[0]) if rows else []
    kept, deleted, emptied = [], 0, 0
    for row in rows:
        found = [name for name in columns if person.is_in(row[name])]
        if found and resource.name == "contacts":
            deleted += 1
            continue
        for name in found:
            row[name] = ""
            emptied += 1
        if resource.name == "receipts" and row["file"] in sums:
            row["sha256"] = sums[row["file"]]
            row["note"] = f"{row['note']} Personal data were removed from the file on {date}.".strip()
        kept.append(row)
    if not columns:
        return path.read_bytes(), ""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept)
    what = [f"{deleted} rows deleted"] if deleted else []
    what += [f"{emptied} cells emptied"] if emptied else []
    return buffer.getvalue().encode("utf-8"), "; ".join(what)


def _sources(
    person: Person, data: Path, year: int, date: str, contents: dict[Path, bytes | None]
) -> tuple[dict[str, str], list[Place]]:
    """Files of a year as received: the new checksum of each that changes, by name, and what was done."""
    sums: dict[str, str] = {}
    places = []
    for path in sorted((data / _SOURCES / str(year)).glob("*")):
        if not path.is_file() or not _holds(person, path):
            continue
        cleaned = without(person, path.name, path.read_bytes())
        note = f"Withheld on {date}: the file held personal data that could not be taken out of it.\n".encode()
        content, what = (cleaned[0], f"{cleaned[1]} cells emptied") if cleaned else (note, "file withheld")
        contents[path] = content
        sums[path.name] = hashlib.sha256(content).hexdigest()
        places.append(Place(_shown(path, data), what))
    return sums, places


def _made(person: Person, project: Path, *, cache: bool) -> Iterator[tuple[Place, Path]]:
    """What was made of the data and names the person; with ``cache`` also all of the cache, whose files are packed."""
    for path in sorted((project / "reports").rglob("*")):
        if path.is_file() and path.name != "README.md" and _holds(person, path):
            yield Place(path.relative_to(project).as_posix(), "deleted; it can be made again"), path
    if cache and (project / ".cache").is_dir():
        yield Place(".cache", "deleted; it can be made again"), project / ".cache"


def _issued(person: Person, data: Path) -> Iterator[Place]:
    """What was published and names the person, which only a correction can mend."""
    for path in sorted((data / PUBLISHED).rglob("*")):
        if path.is_file() and path.suffix in (".csv", ".html", ".toml") and _holds(person, path):
            yield Place(_shown(path, data), "published: take it out by hand and declare a correction")


def _holds(person: Person, path: Path) -> bool:
    try:
        return holds(person, path.read_bytes())
    except Exception:  # a damaged archive: nothing of it can be ruled out
        return True


def _shown(path: Path, data: Path) -> str:
    return path.relative_to(data.parent).as_posix()
