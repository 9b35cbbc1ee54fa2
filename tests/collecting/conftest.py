"""A second invented edition, its questionnaires, and ways of filling them in."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from report_helpers.collecting.asking import ask
from report_helpers.collecting.opening import Facts, open_edition
from report_helpers.collecting.receive import Received, Wish, receive
from report_helpers.dataset import Problem, check_edition
from report_helpers.dataset.load import read_sources

from ..dataset.conftest import Sample

YEAR, LAST = 2031, 2030
SENT, DAY = "2031-01-10", "2031-02-20"
FACTS = Facts("2031-05", "The example plan asks for it.", "example-plan", "", "Invented for tests.")
OFFICE = shutil.which("soffice")

Project = Path
"""A folder ``data`` with the editions of 2030 and 2031."""


@pytest.fixture
def project(sample: Sample) -> Project:
    """The edition of 2031, just opened from that of 2030."""
    open_edition(YEAR, None, FACTS, sample.data)
    return sample.data


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Opens a file in LibreOffice and saves it as another kind, as a person would."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def run(path: Path, kind: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        own = f"-env:UserInstallation={profile.as_uri()}"
        command = [OFFICE, own, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        (result,) = folder.glob("*")
        return result

    return run


class Form:
    """A questionnaire that is being filled in; sheets are known by what their hidden first row names."""

    def __init__(self, content: bytes) -> None:
        self.book = load_workbook(BytesIO(content))
        self.sheets = {sheet["C1"].value: sheet for sheet in self.book.worksheets if sheet["A1"].value == "id"}

    def sheet(self, first: str) -> Any:
        """A sheet by the first column that a body sees after its answer: title, name, person, activity, symbol."""
        return self.sheets[first]

    def column(self, sheet: Any, field: str) -> int:
        return next(cell.column for cell in sheet[1] if cell.value == field)

    def row(self, identifier: str) -> tuple[Any, int]:
        for sheet in self.sheets.values():
            for row in range(3, sheet.max_row + 1):
                if sheet.cell(row, 1).value == identifier:
                    return sheet, row
        raise KeyError(identifier)

    def fill(self, identifier: str, **cells: Any) -> None:
        """Writes over cells of a row that is there."""
        sheet, row = self.row(identifier)
        for field, value in cells.items():
            sheet.cell(row, self.column(sheet, field)).value = value

    def add(self, first: str, **cells: Any) -> str:
        """Fills in the next empty row; returns the address of its first visible cell."""
        sheet = self.sheets[first]
        row = next(row for row in range(3, sheet.max_row + 1) if all(cell.value is None for cell in sheet[row]))
        for field, value in cells.items():
            sheet.cell(row, self.column(sheet, field)).value = value
        return f"{sheet.title}!C{row}"

    def answer(self, words: str) -> None:
        """The answer on the first sheet."""
        self.book.worksheets[0]["C7"].value = words

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path


def form_for(project: Project, organization: str) -> Form:
    (asked,) = ask(YEAR, project, date=SENT, due="2031-02-28", only=[organization])
    return Form(asked.files[f"{organization}.xlsx"])


def rows(project: Project, table: str, year: int = YEAR) -> dict[str, dict[str, str]]:
    """The rows of a table by their ids."""
    raw = read_sources(year, project, restricted=True).tables[table]
    return {row["id"]: row for row in raw.cells.to_dict("records")}


def take_in(path: Path, project: Project, **wish: Any) -> Received:
    return receive(path, Wish(**{"date": DAY, **wish}), project)


def kinds(received: Received, table: str = "activities") -> dict[str, str]:
    return {verdict.row: verdict.kind for verdict in received.proposal.verdicts if verdict.table == table}


def faults(received: Received) -> list[str]:
    return [str(fault) for verdict in received.proposal.verdicts for fault in verdict.faults]


def problems(project: Project) -> list[Problem]:
    return check_edition(YEAR, project)


def snapshot(project: Project) -> dict[str, bytes]:
    """Every file of the data, by path."""
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file() and ".journal" not in path.parts and path.name != ".lock"
    }
