"""Replies: what each row becomes, what is asked back with the cell named, and that nothing is lost on the way."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from report_helpers.cli import main
from report_helpers.collecting.account import account
from report_helpers.collecting.asking import ask
from report_helpers.collecting.receive import DateNeededError, FrozenError, Wish, receive
from report_helpers.collecting.spreadsheet import RefusedFileError
from report_helpers.dataset import check_edition, load_edition
from report_helpers.dataset.compare import compare_editions
from report_helpers.paths import HOME_VARIABLE

from .conftest import DAY, LAST, SENT, YEAR, Form, Project, faults, form_for, kinds, problems, rows, snapshot, take_in

STILL, CHANGED, ENDED, REMOVE = "Still correct", "Changed", "Ended", "Please remove"


@pytest.fixture
def form(project: Project) -> Form:
    """The questionnaire of the Bureau of Examples, which has four activities."""
    return form_for(project, "bureau")


def filled(form: Form) -> Form:
    """A sound reply with a row of every kind."""
    form.answer("We report below")
    form.fill("bureau-meeting", answer=STILL)
    form.fill("bureau-wages", answer=CHANGED, description="Pays wages.", end="15/03/2031", states="Panama [place]")
    form.fill("bureau-harvest", answer=ENDED)
    form.fill("bureau-clinic", answer=REMOVE)
    form.add("symbol", symbol="CE/AM/INF.5/31", title="Report of the Bureau", kind="document", date="2031-02")
    form.add(
        "title",
        title="New course",
        description="A course for 40.",
        kinds="training",
        themes="remittances; Consular protection",
        status="Ongoing",
        start="March 2031",
        states="Peru [origin]",
        partners="Example Desk [partner]",
        references="CE/AM/INF.5/31",
    )
    form.add("activity", activity="New course", measure="people trained", value=40, unit="persons")
    form.add("person", person="Ben Inventado", email="ben@bureau.example", position="Clerk", phone="+1 555 0100")
    return form


def test_every_kind_of_row_is_told_and_nothing_changes_without_apply(form: Form, project: Project, tmp_path: Path) -> None:
    before = {name: rows(project, name) for name in ("activities", "figures", "references", "contacts", "entries", "changes")}
    received = take_in(filled(form).save(tmp_path / "r.xlsx"), project)
    assert kinds(received) == {
        "bureau-meeting": "confirmed",
        "bureau-wages": "changed",
        "bureau-harvest": "ended",
        "bureau-clinic": "withdrawn",
        "bureau-new-course": "new",
    }
    assert kinds(received, "entries") == {"ex-bureau": "not mentioned", "ex-practice": "not mentioned"}
    assert {name: rows(project, name) for name in before} == before
    assert problems(project) == []


def test_the_file_is_kept_as_it_came(form: Form, project: Project, tmp_path: Path) -> None:
    path = filled(form).save(tmp_path / "Réponse (final) v2.xlsx")
    received = take_in(path, project)
    assert received.kept == "data/sources/2031/bureau-1.xlsx"
    assert (project / "sources/2031/bureau-1.xlsx").read_bytes() == path.read_bytes()
    assert rows(project, "receipts")["bureau-1"] == {
        "id": "bureau-1",
        "organization": "bureau",
        "received": DAY,
        "file": "bureau-1.xlsx",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "applied": "",
        "note": "",
    }
    assert rows(project, "requests")["bureau"] | {"note": ""} == {
        "id": "bureau",
        "organization": "bureau",
        "asked": SENT,
        "due": "2031-02-28",
        "language": "en",
        "received": DAY,
        "outcome": "reported",
        "note": "",
    }


def test_apply_merges_and_check_finds_nothing(form: Form, project: Project, tmp_path: Path) -> None:
    take_in(filled(form).save(tmp_path / "r.xlsx"), project, apply=True)
    assert problems(project) == []
    activities = rows(project, "activities")
    assert activities["bureau-meeting"]["confirmation"] == "confirmed"
    wages = activities["bureau-wages"]
    assert (wages["description"], wages["end"], wages["states"]) == ("Pays wages.", "2031-03-15", "PAN:place")
    assert (activities["bureau-harvest"]["status"], activities["bureau-harvest"]["confirmation"]) == ("completed", "confirmed")
    assert "bureau-clinic" not in activities
    succession = rows(project, "successions")["withdrawn-2031-bureau-clinic"]
    assert (succession["from"], succession["to"], succession["edition"]) == ("bureau-clinic", "", str(YEAR))
    years = [load_edition(year, data=project) for year in (LAST, YEAR)]
    outcomes = compare_editions(*years).comparison.activities.set_index("before")["outcome"]
    assert (outcomes["bureau-clinic"], outcomes["bureau-harvest"]) == ("withdrawn", "ended")
    new = activities["bureau-new-course"]
    assert (new["entry"], new["start"], new["themes"]) == ("ex-bureau", "2031-03", "remittances;consular-protection")
    assert (new["states"], new["partners"], new["confirmation"], new["first_edition"]) == (
        "PER:origin",
        "desk:partner",
        "new",
        str(YEAR),
    )
    figure = rows(project, "figures")["bureau-persons"]
    assert (figure["activity"], figure["value"], figure["printed"]) == ("bureau-new-course", "40", "40 persons")
    assert rows(project, "references")["CE/AM/INF.5/31"]["body"] == "bureau"
    assert rows(project, "contacts")["bureau-contact"]["phone"] == "+1 555 0100"
    assert rows(project, "entries")["ex-bureau"]["reply"] == "reported"
    assert rows(project, "entries")["ex-bureau"]["confirmation"] == "not mentioned"


def test_read_backwards_the_changes_lead_to_the_edition_as_it_was(form: Form, project: Project, tmp_path: Path) -> None:
    tables = ("activities", "figures", "references", "contacts", "entries", "successions")
    before = {name: rows(project, name) for name in tables}
    take_in(filled(form).save(tmp_path / "r.xlsx"), project, apply=True)
    now = {name: rows(project, name) for name in tables}
    logged = [*rows(project, "changes").values(), *rows(project, "contact_changes").values()]
    assert {change["receipt"] for change in logged} == {"bureau-1"}
    assert {change["applied"] for change in logged} == {DAY}
    for change in sorted(logged, key=lambda change: -int(change["id"])):
        table, row, field = now[change["table"]], change["row"], change["field"]
        if field == "id" and change["after"]:
            del table[row]
        elif field == "id":
            table[row] = dict.fromkeys(next(iter(before[change["table"]].values())), "") | {"id": row}
        else:
            assert table[row][field] == change["after"]
            table[row][field] = change["before"]
    assert now == before


def test_contacts_are_in_no_public_table(form: Form, project: Project, tmp_path: Path) -> None:
    take_in(filled(form).save(tmp_path / "r.xlsx"), project, apply=True)
    public = list((project / "editions/2031").glob("*.csv"))
    assert len(public) >= 9
    assert not [path.name for path in public if b"Inventado" in path.read_bytes() or b"555 0100" in path.read_bytes()]
    assert "Ben Inventado" in [change["after"] for change in rows(project, "contact_changes").values()]


def test_the_same_reply_twice_changes_nothing(form: Form, project: Project, tmp_path: Path) -> None:
    path = filled(form).save(tmp_path / "r.xlsx")
    take_in(path, project, apply=True)
    before = snapshot(project)
    again = take_in(path, project, apply=True, date="")
    assert again.changed == 0
    assert set(again.proposal.counted()) <= {"known", "not mentioned"}
    assert snapshot(project) == before


def test_the_same_reply_saved_anew_changes_no_table(
    form: Form, project: Project, tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    path = filled(form).save(tmp_path / "r.xlsx")
    take_in(path, project, apply=True)
    before = {name: rows(project, name) for name in ("activities", "figures", "references", "contacts", "changes")}
    for kind in ("xlsx", "ods"):
        again = take_in(convert(path, kind), project, apply=True)
        assert again.changed == 0, list(again.proposal.verdicts)
    assert {name: rows(project, name) for name in before} == before
    assert list(rows(project, "receipts")) == ["bureau-1", "bureau-2", "bureau-3"]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_reply_that_went_through_libreoffice_says_the_same(
    form: Form, project: Project, tmp_path: Path, convert: Callable[[Path, str], Path], kind: str
) -> None:
    plain = take_in(filled(form).save(tmp_path / "r.xlsx"), project)
    through = take_in(convert(tmp_path / "r.xlsx", kind), project)
    assert [(v.table, v.row, v.kind, v.changes) for v in through.proposal.verdicts] == [
        (v.table, v.row, v.kind, v.changes) for v in plain.proposal.verdicts
    ]


def test_a_questionnaire_sent_back_untouched_mentions_nothing(form: Form, project: Project, tmp_path: Path) -> None:
    received = take_in(form.save(tmp_path / "r.xlsx"), project, apply=True)
    assert set(received.proposal.counted()) == {"not mentioned"}
    assert {row["confirmation"] for row in rows(project, "activities").values() if row["entry"] == "ex-practice"} == {
        "not mentioned"
    }
    assert problems(project) == []


BROKEN: dict[str, tuple[Callable[[Form], Any], str]] = {
    "a formula": (lambda f: f.fill("bureau-wages", title="=1+1"), "Activities!C4: holds a formula; write the value itself"),
    "a day or a month": (lambda f: f.fill("bureau-wages", end="03/04/2031"), "can be 2031-03-04 or 2031-04-03"),
    "a date that lost its format": (
        lambda f: f.fill("bureau-wages", end=47000),
        'Activities!I4: "47000" is a number, not a date',
    ),
    "an unknown theme": (lambda f: f.fill("bureau-wages", themes="Remitances"), "which is not a known name"),
    "a state without a role": (lambda f: f.fill("bureau-wages", states="Peru"), 'has no role for "Peru"'),
    "an unknown body": (lambda f: f.fill("bureau-wages", partners="Who [partner]"), "which is not a known name"),
    "another word": (lambda f: f.fill("bureau-wages", status="Running"), "is not one of the choices"),
    "another answer": (lambda f: f.fill("bureau-wages", answer="Perhaps"), "is not one of the answers"),
    "an e-mail address": (lambda f: f.fill("bureau-wages", description="Ask ana@x.example"), "holds an e-mail address"),
    "HTML": (lambda f: f.fill("bureau-wages", description="<b>x</b>"), 'Activities!D4: "<b>" is HTML'),
    "a title turned into a date": (lambda f: f.fill("bureau-wages", title=dt.date(2031, 3, 1)), "was turned into a date"),
    "an end before the start": (lambda f: f.fill("bureau-wages", start="2031-05", end="2031-03"), "is before the start"),
    "a required cell emptied": (lambda f: f.fill("bureau-wages", themes=None), "Activities!K4: is empty and must be filled"),
    "merged cells": (lambda f: f.sheet("title").merge_cells("D4:E4"), "Activities!D4: is merged with other cells"),
    "a row copied": (lambda f: f.row("bureau-harvest")[0].cell(5, 1, "bureau-wages"), "is there twice"),
    "an identifier of one's own": (lambda f: f.fill("bureau-wages", id="other"), "is not the identifier of a row of this body"),
    "an error of the program": (lambda f: f.fill("bureau-wages", title="#REF!"), "holds an error of the spreadsheet program"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_row_that_is_not_clear_is_asked_back_and_the_others_are_merged(
    form: Form, project: Project, tmp_path: Path, name: str
) -> None:
    breaks, words = BROKEN[name]
    form.fill("bureau-meeting", answer=STILL)
    breaks(form)
    before = rows(project, "activities")["bureau-wages"]
    received = take_in(form.save(tmp_path / "r.xlsx"), project, apply=True)
    assert any(words in fault for fault in faults(received)), faults(received)
    after = rows(project, "activities")
    assert after["bureau-wages"] | {"confirmation": ""} == before | {"confirmation": ""}
    assert after["bureau-meeting"]["confirmation"] == "confirmed"
    assert problems(project) == []


def test_a_new_row_that_lacks_something_names_the_empty_cell(form: Form, project: Project, tmp_path: Path) -> None:
    address = form.add("title", title="Half a row", themes="remittances")
    received = take_in(form.save(tmp_path / "r.xlsx"), project, apply=True)
    assert [
        fault for fault in faults(received) if fault.startswith(address.replace("!C", "!E") + ": is empty and must be filled")
    ]
    assert "bureau-half-a-row" not in rows(project, "activities")


def test_hidden_rows_are_read_and_hidden_sheets_are_not(form: Form, project: Project, tmp_path: Path) -> None:
    sheet, row = form.row("bureau-wages")
    form.fill("bureau-wages", title="Wages paid")
    sheet.row_dimensions[row].hidden = True
    form.sheet("symbol").sheet_state = "hidden"
    received = take_in(form.save(tmp_path / "r.xlsx"), project)
    assert kinds(received)["bureau-wages"] == "changed"
    assert "Activities!4 is a hidden row; it was read like the others." in received.proposal.notes
    assert "Documents is a hidden sheet; it was not read." in received.proposal.notes


def test_columns_and_sheets_may_be_moved_and_renamed(form: Form, project: Project, tmp_path: Path) -> None:
    form.fill("bureau-wages", title="Wages paid", end="2031-03")
    sheet = form.sheet("title")
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for row, values in enumerate(cells, start=1):
        for column, value in enumerate(reversed(values), start=2):
            sheet.cell(row, column).value = value
        sheet.cell(row, 1).value = None
    for cell in sheet[2]:
        cell.value = "our own heading" if cell.value else None
    sheet.title = "Renamed"
    form.book.move_sheet(sheet, 3)
    received = take_in(form.save(tmp_path / "r.xlsx"), project)
    (verdict,) = [verdict for verdict in received.proposal.verdicts if verdict.row == "bureau-wages"]
    assert {change.field: change.after for change in verdict.changes} == {"title": "Wages paid", "end": "2031-03"}
    assert not faults(received)


def test_without_the_hidden_row_the_headings_are_enough(form: Form, project: Project, tmp_path: Path) -> None:
    form.fill("bureau-wages", title="Wages paid")
    sheet = form.sheet("title")
    for cell in sheet[1][1:]:
        cell.value = None
    sheet.insert_cols(5)
    sheet.cell(2, 5).value, sheet.cell(3, 5).value = "Our notes", "private"
    received = take_in(form.save(tmp_path / "r.xlsx"), project)
    assert kinds(received)["bureau-wages"] == "changed"
    assert any('the column "Our notes" is not one of the questionnaire' in note for note in received.proposal.notes)
    assert not faults(received)


def as_csv(form: Form, first: str, encoding: str, separator: str, *, key_row: bool) -> bytes:
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator)
    for row in form.sheet(first).iter_rows(min_row=1 if key_row else 2, values_only=True):
        writer.writerow(["" if value is None else value for value in row])
    return stream.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "separator", "key_row"),
    [("utf-8", ",", True), ("cp1252", ";", False), ("utf-16", "\t", False), ("utf-8-sig", ";", True)],
)
def test_a_sheet_saved_as_csv(form: Form, project: Project, tmp_path: Path, encoding: str, separator: str, key_row: bool) -> None:
    form.fill("bureau-wages", title="Pagos de Córdoba", end="2031-03")
    path = tmp_path / "r.csv"
    path.write_bytes(as_csv(form, "title", encoding, separator, key_row=key_row))
    received = take_in(path, project, edition=YEAR, body="" if key_row else "bureau", apply=True)
    assert kinds(received)["bureau-wages"] == "changed"
    row = rows(project, "activities")["bureau-wages"]
    assert (row["title"], row["end"]) == ("Pagos de Córdoba", "2031-03")
    before = snapshot(project)
    assert take_in(path, project, edition=YEAR, body="bureau", apply=True).changed == 0
    assert snapshot(project) == before


def test_two_replies_that_contradict_are_both_kept_and_flagged(form: Form, project: Project, tmp_path: Path) -> None:
    form.fill("bureau-wages", title="First", end="2031-03")
    take_in(form.save(tmp_path / "one.xlsx"), project, apply=True)
    form.fill("bureau-wages", title="Second")
    form.fill("bureau-meeting", title="Another meeting")
    second = take_in(form.save(tmp_path / "two.xlsx"), project, apply=True)
    assert kinds(second)["bureau-wages"] == "contradicted"
    activities = rows(project, "activities")
    assert (activities["bureau-wages"]["title"], activities["bureau-meeting"]["title"]) == ("First", "Another meeting")
    (put_aside,) = [change for change in rows(project, "changes").values() if change["state"] == "contradicted"]
    assert (put_aside["receipt"], put_aside["before"], put_aside["after"]) == ("bureau-2", "First", "Second")
    assert sorted(path.name for path in (project / "sources/2031").iterdir()) == ["bureau-1.xlsx", "bureau-2.xlsx"]
    (waits,) = problems(project)
    assert str(waits) == (
        f'data/editions/2031/changes.csv:{waits.line}: change {put_aside["id"]}: state: "contradicted" is undecided: title of '
        'bureau-wages (activities.csv) is "First" by data/sources/2031/bureau-1.xlsx, received 2031-02-20, and "Second" by '
        "data/sources/2031/bureau-2.xlsx, received 2031-02-20. To take what was put aside: migration-report receive "
        "data/sources/2031/bureau-2.xlsx --apply --prefer. To keep what stands: write settled here as the state."
    )
    assert check_edition(YEAR, project, decisions=False) == [], "a draft is built meanwhile"
    before = snapshot(project)
    take_in(tmp_path / "one.xlsx", project, apply=True)
    take_in(tmp_path / "two.xlsx", project, apply=True)
    assert snapshot(project) == before
    take_in(project / "sources/2031/bureau-2.xlsx", project, apply=True, prefer=True)
    assert rows(project, "activities")["bureau-wages"]["title"] == "Second"
    assert [change["state"] for change in rows(project, "changes").values() if change["after"] == "Second"] == [
        "settled",
        "applied",
    ]
    assert problems(project) == []


def test_nothing_to_report_with_activities_listed_is_asked_back(form: Form, project: Project, tmp_path: Path) -> None:
    form.answer("We have nothing to report: no program on migration")
    received = take_in(form.save(tmp_path / "r.xlsx"), project, apply=True)
    assert any("nothing to report, but 4 activities are listed" in note for note in received.proposal.notes)
    assert len([row for row in rows(project, "activities") if row.startswith("bureau")]) == 4
    assert problems(project) == []


def test_nothing_to_report(project: Project, tmp_path: Path) -> None:
    form = form_for(project, "nothing")
    form.answer("We have nothing to report: no program on migration")
    take_in(form.save(tmp_path / "r.xlsx"), project, apply=True)
    assert rows(project, "entries")["ex-nothing"]["reply"] == "nil"
    assert rows(project, "requests")["nothing"]["outcome"] == "nil"
    assert problems(project) == []


def test_the_blank_questionnaire_names_its_body(project: Project, tmp_path: Path) -> None:
    (content,) = [each.files["blank.xlsx"] for each in ask(YEAR, project, date=SENT, due="") if not each.organization]
    form = Form(content)
    form.book.worksheets[0]["C5"].value = "bureau of examples"
    form.add("title", title="Out of the blue", kinds="training", themes="remittances")
    received = take_in(form.save(tmp_path / "r.xlsx"), project, apply=True)
    assert received.proposal.organization == "bureau"
    assert "bureau-out-of-the-blue" in rows(project, "activities")
    form.book.worksheets[0]["C5"].value = "Nobody"
    with pytest.raises(RefusedFileError, match=r'is from "Nobody", which .* is not a known name'):
        take_in(form.save(tmp_path / "s.xlsx"), project)


def test_cells_that_begin_like_formulas_are_text_everywhere(form: Form, project: Project, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    form.fill("bureau-wages", title="@SUM(1)", description="-2+3 cmd|' /c calc'!A0", locations="+1")
    path.write_bytes(as_csv(form, "title", "utf-8", ",", key_row=True))
    received = take_in(path, project, edition=YEAR, apply=True)
    assert rows(project, "activities")["bureau-wages"]["title"] == "@SUM(1)"
    content = account(received)
    again = form_for(project, "bureau").book
    for book in (load_workbook(BytesIO(content)), again):
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
        filled = [cell for cell in cells if str(cell.value)[0] in "=+-@"]
        assert all(cell.data_type == "s" and cell.quotePrefix for cell in filled)
    assert any(cell.value == "@SUM(1)" for sheet in again.worksheets for row in sheet.iter_rows() for cell in row)


def test_what_is_asked_of_a_file_that_says_too_little(form: Form, project: Project, tmp_path: Path) -> None:
    path = form.save(tmp_path / "r.xlsx")
    with pytest.raises(DateNeededError, match=r"r\.xlsx: give the day on which it was received: --date"):
        receive(path, Wish(), project)
    with pytest.raises(RefusedFileError, match="is for the edition of 2031"):
        receive(path, Wish(edition=2030, date=DAY), project)
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(RefusedFileError, match="holds no sheet of the questionnaire"):
        take_in(other, project)
    assert not (project / "sources").exists()


def test_nothing_is_merged_into_a_published_edition(form: Form, project: Project, tmp_path: Path) -> None:
    path = form.save(tmp_path / "r.xlsx")
    info = project / "editions/2031/edition.toml"
    info.write_text(info.read_text("utf-8").replace('status = "draft"', 'status = "published"'), "utf-8")
    before = snapshot(project)
    with pytest.raises(FrozenError, match="The edition of 2031 is published"):
        take_in(path, project, apply=True)
    assert snapshot(project) == before


def test_the_command_says_what_it_did(
    form: Form, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(project.parent))
    form.fill("bureau-wages", title="=1+1")
    form.fill("bureau-meeting", title="Assembly")
    path = form.save(tmp_path / "r.xlsx")
    assert main(["receive", str(path), "--date", DAY]) == 0
    told = capsys.readouterr().out
    assert "data/sources/2031/bureau-1.xlsx: kept as receipt bureau-1" in told
    assert 'title: "Meeting" -> "Assembly"  [Activities!C3]' in told
    assert "Activities!C4: holds a formula; write the value itself." in told
    assert "Nothing was merged: --apply merges what is sound." in told
    assert main(["receive", str(path), "--apply"]) == 0
    assert "each is recorded in changes.csv" in capsys.readouterr().out
    book = load_workbook(project.parent / "reports/2031/replies/bureau-1.xlsx")
    texts = [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value]
    assert "Not taken over: please see what is asked" in texts
    assert any("holds a formula" in text for text in texts)
    assert main(["receive", str(tmp_path / "gone.xlsx"), "--date", DAY]) == 2
    assert "gone.xlsx cannot be read" in capsys.readouterr().err
