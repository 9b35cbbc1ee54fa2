"""Replies of bodies: questionnaires filled in as people do, with openpyxl, and saved again by LibreOffice where there is one.

Nothing in them is real. ``python -m tests.yearly.replying QUESTIONNAIRES REPLIES`` writes those that the guide speaks of.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

NOTHING = "We have nothing to report"
CONTACT = {"person": "Ana Example", "position": "Adviser", "email": "ana@iachr.example", "phone": "+507 555 0123"}


class Reply:
    """A questionnaire that is being filled in."""

    def __init__(self, questionnaire: Path) -> None:
        self.book: Any = load_workbook(questionnaire)

    def columns(self, sheet: Any) -> dict[str, int]:
        return {cell.value: cell.column for cell in sheet[1] if cell.value}

    def put(self, sheet: str, row: int, **cells: str) -> None:
        columns = self.columns(self.book[sheet])
        for name, value in cells.items():
            self.book[sheet].cell(row, columns[name]).value = value

    def rows(self, sheet: str) -> dict[str, int]:
        """Row of each identifier."""
        return {cell.value: cell.row for cell in self.book[sheet]["A"][2:] if cell.value}

    def answer(self, sheet: str, answer: str) -> None:
        """The same answer for every row that was pre-filled."""
        for row in self.rows(sheet).values():
            self.put(sheet, row, answer=answer)

    def nothing_to_report(self) -> None:
        sheet = self.book.worksheets[0]
        (row,) = [cell.row for cell in sheet["A"] if cell.value == "reply"]
        words = [cell.value for cell in self.book["Lists"]["B"] if str(cell.value).startswith(NOTHING)]
        sheet.cell(row, 3).value = words[0]

    def save(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(path)
        return path


def as_ods(path: Path) -> Path:
    """The workbook as LibreOffice saves it as .ods; the workbook itself where there is no LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return path
    profile = f"-env:UserInstallation=file://{path.parent.resolve()}/.office"
    command = [office, profile, "--headless", "--convert-to", "ods", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shutil.rmtree(path.parent / ".office", ignore_errors=True)
    path.unlink()
    return path.with_suffix(".ods")


def write_replies(questionnaires: Path, replies: Path) -> None:
    """One that changes, ends, confirms and adds; one that confirms all, sent as .ods; one that has nothing to report."""
    first = Reply(questionnaires / "iachr.xlsx")
    rows = first.rows("Activities")
    first.put("Activities", rows["iachr-special-rapporteurship"], answer="Changed", locations="Washington, D.C.")
    first.put("Activities", rows["iachr-petitions-precautionary-measures"], answer="Ended", end="2009-01")
    first.put("Activities", rows["iachr-special-committee-advice"], answer="Still correct")
    first.put(
        "Activities",
        max(rows.values()) + 1,
        title="Course on the rights of migrant workers",
        description="A course of three days for staff of consulates.",
        kinds="Training and education",
        status="Planned",
        start="September 2009",
        themes="Human rights of migrants",
    )
    first.answer("Your body", "Still correct")
    first.put("Contact", 3, **CONTACT)
    first.save(replies / "iachr.xlsx")
    second = Reply(questionnaires / "cim.xlsx")
    for sheet in ("Your body", "Activities"):
        second.answer(sheet, "Still correct")
    as_ods(second.save(replies / "cim.xlsx"))
    third = Reply(questionnaires / "cicte.xlsx")
    third.nothing_to_report()
    third.save(replies / "cicte.xlsx")


if __name__ == "__main__":
    write_replies(Path(sys.argv[1]), Path(sys.argv[2]))
