"""A small invented edition, complete and valid, that tests load, break and mend."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from report_helpers.dataset import Problem, check_edition, fix_edition
from report_helpers.dataset.schema import Resource, read_schema
from report_helpers.paths import data_folder

from .sample_rows import EDITION_TOML, ROWS

REFERENCE = ("states", "themes", "activity_kinds", "populations", "gcm_objectives", "dac_codes")
"""Code lists, which the sample takes from the project."""


class Sample:
    """The invented edition of 2030 in a folder of its own."""

    year = 2030

    def __init__(self, data: Path) -> None:
        self.data = data
        self.schema = read_schema(data)

    @property
    def folder(self) -> Path:
        return self.data / "editions" / str(self.year)

    @property
    def info(self) -> Path:
        return self.folder / "edition.toml"

    def resource(self, name: str) -> Resource:
        return self.schema[name]

    def path(self, name: str) -> Path:
        return self.data / self.schema[name].path_in(self.year)

    def shown(self, name: str) -> str:
        return f"data/{self.schema[name].path_in(self.year)}"

    def rows(self, name: str) -> list[dict[str, str]]:
        with self.path(name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def write(self, name: str, rows: list[dict[str, str]]) -> None:
        fields = self.schema[name].fields
        columns = [field.name for field in fields if not field.optional or any(row.get(field.name) for row in rows)]
        with self.path(name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def edit(self, name: str, identifier: str, **cells: str) -> None:
        """Changes cells of one row, which stays where it is. ``from_`` stands for ``from``."""
        rows = self.rows(name)
        (row,) = [row for row in rows if row["id"] == identifier]
        row.update({field.rstrip("_"): value for field, value in cells.items()})
        self.write(name, rows)

    def add(self, name: str, **cells: str) -> None:
        self.write(name, [*self.rows(name), cells])

    def drop(self, name: str, identifier: str) -> None:
        self.write(name, [row for row in self.rows(name) if row["id"] != identifier])

    def lines(self, name: str, identifier: str) -> list[int]:
        """Lines that the rows with this id begin on."""
        found, begins = [], 1
        with self.path(name).open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream)
            for row in reader:
                if row[0] == identifier:
                    found.append(begins)
                begins = reader.line_num + 1
        return found

    def problems(self) -> list[Problem]:
        return check_edition(self.year, self.data)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder ``data`` of the sample, written once."""
    data = tmp_path_factory.mktemp("project") / "data"
    real = data_folder()
    (data / "reference").mkdir(parents=True)
    (data / "editions" / str(Sample.year) / "restricted").mkdir(parents=True)
    shutil.copy(real / "datapackage.json", data)
    for name in REFERENCE:
        shutil.copy(real / "reference" / f"{name}.csv", data / "reference")
    sample = Sample(data)
    for name, rows in ROWS.items():
        sample.write(name, rows)
    sample.info.write_text(EDITION_TOML, "utf-8")
    fix_edition(sample.year, data)
    return data


@pytest.fixture
def sample(template: Path, tmp_path: Path) -> Sample:
    return Sample(Path(shutil.copytree(template, tmp_path / "project" / "data")))
