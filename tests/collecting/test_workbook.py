"""The edition as one workbook: identity without a change, and what was edited with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from report_helpers.cli import main
from report_helpers.collecting.draft import Draft
from report_helpers.collecting.receive import Received, Wish
from report_helpers.collecting.spreadsheet import RefusedFileError
from report_helpers.collecting.taking import take
from report_helpers.collecting.workbook import workbook
from report_helpers.dataset.load import read_sources
from report_helpers.paths import HOME_VARIABLE

from ..conftest import ROOT
from .conftest import DAY, YEAR, Project, faults, form_for, problems, rows, snapshot, take_in


def written(data: Path, year: int = YEAR, *, internal: bool = True) -> bytes:
    return workbook(Draft.of(read_sources(year, data, restricted=internal)), internal=internal)


def edit(content: bytes, path: Path, change: Callable[[Workbook], object]) -> Path:
    book = load_workbook(BytesIO(content))
    change(book)
    book.save(path)
    return path


def write(book: Workbook, table: str, row: str, **cells: str) -> None:
    """Writes cells of a row, a new one at the end where there is none with this id."""
    sheet = book[table]
    names = {cell.value: cell.column for cell in sheet[1]}
    ids = [cell.value for cell in sheet["A"]]
    number = ids.index(row) + 1 if row in ids else ids.index(None) + 1
    for name, value in ({"id": row} | cells).items():
        sheet.cell(number, names[name]).value = value


def drop(book: Workbook, table: str, row: str) -> None:
    sheet = book[table]
    sheet.delete_rows([cell.value for cell in sheet["A"]].index(row) + 1)


def taken(path: Path, project: Project, *, apply: bool = True, prefer: bool = False) -> Received | None:
    return take(path, Wish(edition=YEAR, date=DAY, apply=apply, prefer=prefer), project)


@pytest.mark.parametrize("kind", ["as written", "xlsx", "ods"])
def test_all_data_of_2008_come_back_as_they_were(tmp_path: Path, kind: str, request: pytest.FixtureRequest) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    before = snapshot(data)
    path = tmp_path / "workbook.xlsx"
    path.write_bytes(written(data, 2008))
    if kind != "as written":
        path = request.getfixturevalue("convert")(path, kind)
    assert take(path, Wish(edition=2008, date=DAY, apply=True), data) is None
    assert snapshot(data) == before


def test_the_same_edition_gives_the_same_bytes(project: Project) -> None:
    assert written(project) == written(project)


def test_contacts_only_for_the_secretariat(project: Project) -> None:
    public = written(project, internal=False)
    assert "contacts" not in load_workbook(BytesIO(public)).sheetnames
    assert b"inventada" not in b"".join(str(row).encode() for sheet in load_workbook(BytesIO(public)) for row in sheet.values)
    assert "contacts" in load_workbook(BytesIO(written(project))).sheetnames


def test_identifiers_are_locked_and_codes_are_chosen(project: Project) -> None:
    sheet = load_workbook(BytesIO(written(project)))["activities"]
    names = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.protection.sheet
    assert sheet.cell(2, 1).protection.locked
    assert not sheet.cell(2, names["title"]).protection.locked
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    status = rules[sheet.cell(2, names["status"]).coordinate]
    assert (status.type, status.showErrorMessage) == ("list", True)
    assert "themes" in rules[sheet.cell(2, names["themes"]).coordinate].formula1


def test_edits_are_merged_and_recorded(project: Project, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        write(book, "activities", "bureau-wages", title="Wages paid", status="ongoing")
        write(book, "organizations", "guild", name_en="Guild of Weavers", type="private")
        write(book, "activities", "bureau-meeting", partners="guild:partner")
        write(
            book,
            "activities",
            "bureau-fair",
            entry="ex-bureau",
            section="secretariat",
            order="2",
            title="Fair",
            title_basis="curated",
            kinds="conference",
            status="planned",
            themes="remittances",
            practice="false",
        )
        drop(book, "figures", "ex-desk-towns")

    received = taken(edit(written(project), tmp_path / "w.xlsx", change), project)
    assert received is not None
    assert faults(received) == []
    activities = rows(project, "activities")
    assert (activities["bureau-wages"]["title"], activities["bureau-wages"]["status"]) == ("Wages paid", "ongoing")
    assert activities["bureau-wages"]["confirmation"] == "to be confirmed", "an edit confirms nothing by the way"
    assert activities["bureau-fair"]["order"] == "2"
    assert "guild" in rows(project, "organizations")
    assert "ex-desk-towns" not in rows(project, "figures")
    logged = {(change["table"], change["row"], change["field"]): change for change in rows(project, "changes").values()}
    assert logged["activities", "bureau-wages", "title"]["before"] == "Wages"
    assert logged["figures", "ex-desk-towns", "id"]["before"] == "ex-desk-towns"
    assert {change["receipt"] for change in logged.values()} == {"workbook-1"}
    assert problems(project) == []
    before = snapshot(project)
    again = taken(tmp_path / "w.xlsx", project)
    assert again is not None and again.changed == 0
    assert snapshot(project) == before


def test_what_a_colleague_changed_meanwhile_stays(project: Project, tmp_path: Path) -> None:
    content = written(project)
    form = form_for(project, "bureau")
    form.fill("bureau-wages", title="As replied", end="2031-03")
    take_in(form.save(tmp_path / "r.xlsx"), project, apply=True)
    path = edit(
        content, tmp_path / "w.xlsx", lambda book: write(book, "activities", "bureau-wages", title="As edited", locations="Town")
    )
    received = taken(path, project)
    assert received is not None
    row = rows(project, "activities")["bureau-wages"]
    assert (row["title"], row["end"], row["locations"]) == ("As replied", "2031-03", "Town")
    assert [verdict.kind for verdict in received.proposal.verdicts] == ["contradicted"]
    taken(path, project, prefer=True)
    assert rows(project, "activities")["bureau-wages"]["title"] == "As edited"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"title": "=1+1"}, "holds a formula"),
        ({"status": "running"}, "is not an allowed value"),
        ({"themes": "remitances"}, "is not a theme"),
        ({"start": "15/03/2031"}, "is not a date written as"),
        ({"note": "ana@desk.example"}, "holds an e-mail address"),
    ],
)
def test_an_edit_that_breaks_a_rule_is_named_with_its_cell(
    project: Project, tmp_path: Path, cells: dict[str, str], words: str
) -> None:
    before = rows(project, "activities")
    path = edit(written(project), tmp_path / "w.xlsx", lambda book: write(book, "activities", "bureau-wages", **cells))
    received = taken(path, project)
    assert received is not None
    assert any(words in fault for fault in faults(received))
    assert all(fault.startswith("activities!") for fault in faults(received))
    assert rows(project, "activities") == before


def test_what_is_no_workbook_of_the_edition_is_refused(project: Project, tmp_path: Path) -> None:
    form = form_for(project, "bureau")
    with pytest.raises(RefusedFileError, match="is not the workbook of an edition"):
        taken(form.save(tmp_path / "r.xlsx"), project)
    with pytest.raises(RefusedFileError, match="lacks the sheet figures"):
        taken(edit(written(project), tmp_path / "w.xlsx", lambda book: book.remove(book["figures"])), project)
    with pytest.raises(RefusedFileError, match="is for the edition of 2030"):
        (tmp_path / "x.xlsx").write_bytes(written(project, 2030))
        take(tmp_path / "x.xlsx", Wish(edition=YEAR, date=DAY), project)


def test_the_command(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(project.parent))
    assert main(["workbook", "2031"]) == 0
    path = project.parent / "reports" / "2031" / "workbook-2031.xlsx"
    assert main(["workbook", "2031", "--take", str(path)]) == 0
    assert "Nothing was edited in it; nothing was written." in capsys.readouterr().out
    edit(path.read_bytes(), tmp_path / "w.xlsx", lambda book: write(book, "activities", "bureau-wages", title="Wages paid"))
    assert main(["workbook", "2031", "--take", str(tmp_path / "w.xlsx")]) == 2
    assert "give the day on which it was received" in capsys.readouterr().err
    assert main(["workbook", "2031", "--take", str(tmp_path / "w.xlsx"), "--date", DAY, "--apply"]) == 0
    assert 'title: "Wages" -> "Wages paid"' in capsys.readouterr().out
