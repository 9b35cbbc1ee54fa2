"""The documents that the pipeline built, found by their addresses: what the site links to and carries along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..pipeline.request import DOCUMENT

FOLDER = "documents"
"""Where the site keeps them; below it they have the addresses that they have in ``reports/``."""

PROFILES = {"states": "states", "organizations": "organizations", "themes": "themes"}
_FORMATS = ("html", "pdf")


@dataclass(frozen=True)
class File:
    """A document's file: its path in the site, its format, its size in bytes and where it is on this machine."""

    path: str
    kind: str
    size: int
    source: Path


@dataclass(frozen=True)
class Documents:
    """Documents by edition and path below the language's folder, without ending (``states/col``), each with its files."""

    files: dict[tuple[int, str], tuple[File, ...]] = field(default_factory=dict)

    def of(self, year: int, name: str) -> tuple[File, ...]:
        """The files of one document; none where it hasn't been built."""
        return self.files.get((year, name), ())

    def report(self, year: int) -> tuple[File, ...]:
        """The files of an edition's report."""
        return self.of(year, DOCUMENT)

    def others(self, year: int) -> list[tuple[str, tuple[File, ...]]]:
        """Documents of an edition beside its report that are no profiles: volumes of their own."""
        found = ((name, files) for (edition, name), files in self.files.items() if edition == year)
        return [(name, files) for name, files in found if "/" not in name and name != DOCUMENT]

    def __iter__(self) -> Iterator[File]:
        """Every file."""
        return (file for files in self.files.values() for file in files)


def find_documents(project: Path, years: tuple[int, ...], language: str) -> Documents:
    """The public documents of some editions that there are in ``reports/``: report, other volumes and profiles."""
    found: dict[tuple[int, str], tuple[File, ...]] = {}
    for year in years:
        root = project / "reports" / str(year) / language
        for folder in ("", *PROFILES):
            for path in sorted((root / folder).glob("*.*")):
                kind = path.suffix[1:]
                if kind not in _FORMATS or path.name.startswith(".") or not path.is_file():
                    continue
                name = f"{folder}/{path.stem}" if folder else path.stem
                if not folder and _is_preview(path.stem):
                    continue
                place = f"{FOLDER}/{year}/{language}/{name}.{kind}"
                found[year, name] = (*found.get((year, name), ()), File(place, kind, path.stat().st_size, path))
    return Documents(found)


def _is_preview(name: str) -> bool:
    return name.startswith(DOCUMENT + "-")
