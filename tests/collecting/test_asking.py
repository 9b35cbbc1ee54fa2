"""Questionnaires and letters: what they hold, whom they are for, and that asking again changes nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from report_helpers.collecting.asking import UndatedError, ask
from report_helpers.collecting.form import KEY_SHEET
from report_helpers.errors import UnknownRowError

from .conftest import SENT, YEAR, Project, form_for, problems, rows, snapshot


def test_each_body_is_asked_once_and_asking_again_gives_the_same_files(project: Project) -> None:
    with pytest.raises(UndatedError, match="Give the day"):
        ask(YEAR, project, date="", due="")
    first = ask(YEAR, project, date=SENT, due="2031-02-28")
    assert [each.organization for each in first] == ["desk", "bureau", "office", "nothing", "helpers", ""]
    before = snapshot(project)
    again = ask(YEAR, project, date="", due="")
    assert [each.files for each in again] == [each.files for each in first]
    assert snapshot(project) == before
    assert {(row["asked"], row["due"], row["outcome"]) for row in rows(project, "requests").values()} == {
        (SENT, "2031-02-28", "awaited")
    }
    assert {row["reply"] for row in rows(project, "entries").values()} == {"not received"}
    assert problems(project) == []


def test_a_body_that_is_not_in_the_edition_is_not_asked(project: Project) -> None:
    before = snapshot(project)
    with pytest.raises(UnknownRowError, match='Did you mean "bureau"'):
        ask(YEAR, project, date=SENT, due="", only=["bureaux"])
    assert snapshot(project) == before


def test_what_was_last_reported_is_filled_in_and_identifiers_are_hidden_and_locked(project: Project) -> None:
    form = form_for(project, "bureau")
    sheet, row = form.row("bureau-meeting")
    assert sheet.cell(row, form.column(sheet, "title")).value == "Meeting"
    assert sheet.cell(row, form.column(sheet, "status")).value == "Ongoing"
    assert sheet.column_dimensions["A"].hidden and sheet.row_dimensions[1].hidden
    assert sheet.protection.sheet
    assert sheet.cell(row, 1).protection.locked
    assert not sheet.cell(row, form.column(sheet, "title")).protection.locked
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("D3", "$2:$2")
    assert form.book[KEY_SHEET].sheet_state == "veryHidden"
    assert {"desk-census-atlas", "helpers-tents"}.isdisjoint(cell.value for each in form.book.worksheets for cell in each["A"])


def test_every_drop_down_leads_to_its_words(project: Project) -> None:
    form = form_for(project, "bureau")
    rules = [rule for sheet in form.book.worksheets for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(rules) >= 12
    for rule in rules:
        name, _, cells = rule.formula1.rpartition("!")
        words = [cell.value for (cell,) in form.book[name.strip("'")][cells.replace("$", "")]]
        assert all(words), rule.formula1


def test_the_contact_sheet_says_that_it_is_not_for_publication(project: Project) -> None:
    form = form_for(project, "helpers")
    sheet = form.sheet("person")
    assert "NOT FOR PUBLICATION" in sheet.oddHeader.left.text
    assert sheet.cell(3, form.column(sheet, "email")).value == "ana.inventada@helpers.example"


def test_the_letter_says_what_is_asked_and_by_when(project: Project) -> None:
    (asked,) = ask(YEAR, project, date=SENT, due="2031-02-28", only=["bureau"])
    document = Document(BytesIO(asked.files["bureau-letter.docx"]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Bureau of Examples" in text
    assert "January 10, 2031" in text
    assert "The edition of 2030 lists 4 activities of your body that were not completed" in text
    assert "return the file by February 28, 2031" in text
    assert document.core_properties.title == "Request for information, edition of 2031"


def test_the_blank_one_holds_no_row(project: Project) -> None:
    blank = ask(YEAR, project, date=SENT, due="")[-1].files["blank.xlsx"]
    book = load_workbook(BytesIO(blank))
    for sheet in book.worksheets:
        if sheet["A1"].value == "id":
            assert all(cell.value is None for row in sheet.iter_rows(min_row=3) for cell in row)
