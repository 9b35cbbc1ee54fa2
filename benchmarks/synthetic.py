"""A SYNTHETIC edition of any size, for measuring growth: every text in it is made up by this program and says so.

    .venv/bin/python benchmarks/synthetic.py FOLDER --activities 1000000

writes ``FOLDER/data`` with the project's own code lists and an invented edition that passes ``migration-report check``. Nothing
in it describes anything real, and its title and every description say that it is synthetic. The same size and seed give the same
bytes. Activities name states, bodies and themes with the very different frequencies that real ones have.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from report_helpers.dataset.schema import Schema, read_schema

PROJECT = Path(__file__).resolve().parents[1]
YEAR = 2008
PER_ENTRY = 50
"""Activities of one invented reply."""

_WORDS = (
    "invented program trains imaginary officers visits made-up towns counts pretend travelers, offers example courses, prints "
    "sample leaflets, opens mock offices holds fictional meetings with placeholder partners about nothing that happened anywhere"
).split()
_INFO = """title = "SYNTHETIC edition of {count} activities"
subtitle = "Made by benchmarks/synthetic.py; nothing in it is real"
edition = {year}
status = "draft"
as_of = "{year}-05"
languages = ["en"]
default_language = "en"
publisher = "benchmarks/synthetic.py"
license = "Synthetic data for measurements."
explanatory_note = "This edition is *synthetic*: a program made it up to measure how the project grows."

[mandate]
text = "Nobody asked for this edition but the one who measures."
reference = "synthetic-plan"
"""

Row = dict[str, str]


def main() -> None:
    """Write the edition that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--activities", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2008)
    options = parser.parse_args()
    print(write_edition(options.folder, options.activities, options.seed))


def write_edition(folder: Path, activities: int, seed: int = 2008) -> Path:
    """Write ``folder/data`` with a synthetic edition of so many ``activities``; returns that folder. It must not be there yet."""
    data = folder / "data"
    (data / "editions" / str(YEAR)).mkdir(parents=True)
    shutil.copy(PROJECT / "data" / "datapackage.json", data)
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    made = _Edition(data, activities, random.Random(seed))
    schema = read_schema(data)
    for name in ("sections", "entries", "references", "footnotes", "corrections"):
        _write(data, schema, name, getattr(made, name)())
    _write(data, schema, "activities", made.activities())
    _write(data, schema, "figures", made.figures())
    info = _INFO.format(count=activities, year=YEAR)
    (data / "editions" / str(YEAR) / "edition.toml").write_text(info, "utf-8")
    return data


class _Edition:
    """The rows of the edition, table by table, each in canonical order."""

    def __init__(self, data: Path, count: int, chance: random.Random) -> None:
        self._count, self._chance = count, chance
        self._replies = max(1, -(-count // PER_ENTRY))
        ids = {name: _ids(data, name) for name in ("organizations", "states", "themes", "activity_kinds", "populations")}
        self._organizations, self._kinds, self._populations = (ids[n] for n in ("organizations", "activity_kinds", "populations"))
        self._states, self._themes = (self._uneven(ids[name]) for name in ("states", "themes"))

    def sections(self) -> Iterator[Row]:
        """One section in which each body's activities are counted."""
        yield {"id": "synthetic", "order": "1", "number": "I", "title": "Synthetic bodies", "layout": "organizations"}

    def entries(self) -> Iterator[Row]:
        """A reply for each fifty activities."""
        for number in range(self._replies):
            yield {
                "id": _reply(number),
                "section": "synthetic",
                "order": str(number + 1),
                "organization": self._organizations[number % len(self._organizations)],
                "name": f"Synthetic reply {number + 1}",
                "reply": "reported",
                "summary": f"Synthetic summary: {self._words(12)}.",
                "references": _paper(number),
            }

    def activities(self) -> Iterator[Row]:
        """The activities; each body of the shared list is a partner of some."""
        for number in range(self._count):
            chance, first = self._chance.random(), self._chance.randrange(2000, YEAR + 1)
            themes = dict.fromkeys(self._chance.choices(self._themes, k=1 + (chance < 0.5)))
            states = dict.fromkeys(self._chance.choices(self._states, k=int(chance * 3)))
            partner = self._organizations[number % len(self._organizations)] if chance < 0.6 or number < 1000 else ""
            yield {
                "id": f"synthetic-{number + 1}",
                "entry": _reply(number // PER_ENTRY),
                "section": "synthetic",
                "order": str(number % PER_ENTRY + 1),
                "title": f"Synthetic activity {number + 1}",
                "title_basis": "curated",
                "description": f"Synthetic: {self._words(40)}.",
                "kinds": self._kinds[number % len(self._kinds)],
                "status": ("completed", "ongoing", "planned", "unknown")[int(chance * 4)],
                "start": str(first) if chance < 0.5 else f"{first}-{1 + number % 12:02d}",
                "end": str(first + 1),
                "themes": ";".join(themes),
                "populations": self._populations[number % len(self._populations)],
                "states": ";".join(f"{state}:place" for state in states),
                "partners": f"{partner}:partner" if partner else "",
                "references": _paper(number // PER_ENTRY),
                "practice": "true" if chance < 0.1 else "false",
            }

    def figures(self) -> Iterator[Row]:
        """A number for every fifth activity."""
        for number in range(0, self._count, 5):
            yield {
                "id": f"synthetic-{number + 1}-people",
                "activity": f"synthetic-{number + 1}",
                "measure": "trained",
                "value": str(number % 900 + 1),
                "unit": "persons",
                "printed": f"synthetic number {number % 900 + 1}",
                "counted": "false",
                "additive": "true",
            }

    def references(self) -> Iterator[Row]:
        """A paper for each reply, and the plan that asked for all of it."""
        papers = [{"id": _paper(n), "kind": "document", "title": f"Synthetic paper {n + 1}"} for n in range(self._replies)]
        yield from sorted([*papers, {"id": "synthetic-plan", "kind": "document", "title": "Synthetic plan"}], key=_natural)

    def footnotes(self) -> Iterator[Row]:
        """One note."""
        yield {"id": "1", "targets": _reply(0), "text": "This note is synthetic."}

    def corrections(self) -> Iterator[Row]:
        """None."""
        yield from ()

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choices(_WORDS, k=count))

    def _uneven(self, names: list[str]) -> list[str]:
        """The names, the one at place n about 1/n times as often as the first."""
        return [name for place, name in enumerate(names, 1) for _ in range(max(1, 120 // place))]


def _ids(data: Path, name: str) -> list[str]:
    with (data / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return [row["id"] for row in csv.DictReader(stream)]


def _reply(number: int) -> str:
    return f"synthetic-reply-{number + 1}"


def _paper(number: int) -> str:
    return f"synthetic-paper-{number + 1}"


def _natural(row: Row) -> tuple[str, int]:
    stem, _, number = row["id"].rpartition("-")
    return (f"{stem}-", int(number)) if number.isdigit() else (row["id"], 0)


def _write(data: Path, schema: Schema, name: str, rows: Iterable[Row]) -> None:
    columns = [field.name for field in schema[name].fields if not field.optional]
    with (data / schema[name].path_in(YEAR)).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
