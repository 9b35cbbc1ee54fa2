"""Issues of a published edition: the original, and those that correct or revise it.

``edition.toml`` lists them, one ``[[issues]]`` each, the newest last. What was issued is kept for ever in
``data/published/<year>/<folder>/``: the documents, the data that they were made of, and ``manifest.json``, which has the
SHA-256 of each file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .dates import is_partial_date

KINDS = ("original", "corr", "rev")
"""What an issue is: the first, one that corrects an error, one that brings new information."""

MANIFEST = "manifest.json"
PUBLISHED = "published"

_KEYS = ("kind", "date", "by", "note")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Fault = tuple[str, str, str, str]


@dataclass(frozen=True)
class Issue:
    """One issue: ``kind`` (one of :data:`KINDS`), ``number`` among those of its kind (0 for the original), the day, who
    signed it off, and what it corrects or brings (Markdown)."""

    kind: str
    number: int
    date: str
    by: str
    note: str

    @property
    def label(self) -> str:
        """As document symbols have it: ``corr. 1``, ``rev. 2``; empty for the original."""
        return f"{self.kind}. {self.number}" if self.number else ""

    @property
    def folder(self) -> str:
        """Name of the folder that keeps it: ``original``, ``corr-1``."""
        return f"{self.kind}-{self.number}" if self.number else self.kind

    def kept(self, data: Path, year: int) -> Path:
        """The folder that keeps it."""
        return data / PUBLISHED / str(year) / self.folder

    def manifest(self, data: Path, year: int) -> dict[str, Any] | None:
        """Its manifest; ``None`` where there is none that can be read."""
        try:
            content = json.loads((self.kept(data, year) / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return content if isinstance(content, dict) and isinstance(content.get("files"), dict) else None


def numbered(issues: Iterable[Mapping[str, str]]) -> tuple[Issue, ...]:
    """Issues as ``edition.toml`` lists them, each with its number among those of its kind."""
    counts = dict.fromkeys(KINDS, 0)
    found = []
    for issue in issues:
        counts[issue["kind"]] += issue["kind"] != "original"
        found.append(Issue(number=counts[issue["kind"]], **issue))
    return tuple(found)


def issue_faults(issues: Iterable[Any]) -> list[Fault]:
    """What is wrong with the list in ``edition.toml``: key, value, what was expected, how to mend it."""
    mend = "Issues are written by migration-report publish and correct: undo the change."
    faults: list[Fault] = []
    for place, issue in enumerate(issues):
        if not isinstance(issue, Mapping) or set(issue) != set(_KEYS) or not all(isinstance(v, str) for v in issue.values()):
            faults.append(("issues", "", f"issue {place + 1} hasn't just the texts {', '.join(_KEYS)}", mend))
        elif issue["kind"] not in KINDS or (issue["kind"] == "original") != (place == 0):
            faults.append(("issues", issue["kind"], "is not original for the first and corr or rev for the others", mend))
        elif not (_DAY.fullmatch(issue["date"]) and is_partial_date(issue["date"])):
            faults.append(("issues", issue["date"], "is not a day written as 2009-12-01", mend))
        elif not issue["by"].strip():
            faults.append(("issues", "", "lacks who signed it off", mend))
    return faults
