"""Questionnaires, letters and accounts in the language of the body, once the catalogue has it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from docx import Document
from openpyxl import load_workbook

from report_helpers.collecting import labels
from report_helpers.collecting.account import account
from report_helpers.collecting.asking import ask
from report_helpers.locale.template import PATH

from .conftest import SENT, YEAR, Form, Project, kinds, problems, rows, take_in


@pytest.fixture
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue that has every message in Spanish: between marks, for tests to see what isn't in it."""
    catalog = Catalog(locale="es")
    with PATH.open("rb") as stream:
        for message in read_po(stream):
            if message.id:
                catalog.add(message.id, f"«{message.id}»")
    folder = tmp_path / "locale"
    folder.mkdir()
    with (folder / "es.po").open("wb") as stream:
        write_po(stream, catalog)
    module = import_module("report_helpers.locale.catalogue")  # the package gives the function of this name
    known = (module.catalogue, labels._everywhere)
    monkeypatch.setattr(module, "_FOLDER", folder)
    for cached in known:
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in known:
        cached.cache_clear()


def untranslated(texts: list[str], data: list[str]) -> list[str]:
    """Texts that are neither messages nor ``data``."""
    return [text for text in texts if "«" not in text and not any(text in value for value in data)]


def test_everything_is_in_the_language_and_the_reply_comes_back(spanish: None, project: Project, tmp_path: Path) -> None:
    ask(YEAR, project, date=SENT, due="2031-02-28", only=["bureau"])
    (asked,) = ask(YEAR, project, date=SENT, due="", only=["bureau"], language="es")
    assert asked.language == "es", "a language that is asked for prevails over the one noted before"
    form = Form(asked.files["bureau.xlsx"])
    assert [title for title in form.book.sheetnames if "«" not in title] == ["_key"]
    heads = [cell.value for sheet in form.sheets.values() for cell in sheet[2][1:] if cell.value]
    assert untranslated(heads, []) == []
    rules = [rule for sheet in form.sheets.values() for rule in sheet.data_validations.dataValidation]
    assert untranslated([text for rule in rules for text in (rule.promptTitle, rule.prompt, rule.error) if text], []) == []
    start = [cell.value for row in form.book.worksheets[0]["B1:C20"] for cell in row if cell.value]
    names = ["Summary of Invented Programs", "Bureau of Examples", "Office of Examples", "28 de febrero de 2031"]
    assert untranslated(start, names) == []
    text = [each.text for each in Document(BytesIO(asked.files["bureau-letter.docx"])).paragraphs]
    assert untranslated(text, [*names, "10 de enero de 2031", "The example plan asks for it."]) == []

    form.answer("«We report below»")
    form.fill("bureau-meeting", answer="«Still correct»")
    form.fill("bureau-wages", answer="«Changed»", end="15 de marzo de 2031", themes="Remesas e inclusión financiera")
    form.fill("bureau-harvest", answer="«Ended»", start="03/04/2030")
    form.add("title", title="Curso", kinds="Capacitación y formación", themes="remittances", states="Perú [«origin»]")
    received = take_in(form.save(tmp_path / "r.xlsx"), project, apply=True)
    assert kinds(received) | {} == {
        **{"bureau-meeting": "confirmed", "bureau-wages": "changed", "bureau-harvest": "unclear"},
        **{"bureau-clinic": "not mentioned", "bureau-curso": "new"},
    }
    assert rows(project, "activities")["bureau-wages"]["end"] == "2031-03-15"
    assert rows(project, "activities")["bureau-curso"]["states"] == "PER:origin"
    assert problems(project) == []
    sheet = load_workbook(BytesIO(account(received))).active
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row[2:] if cell.value]
    assert untranslated(texts, []) == []
    assert any('"03/04/2030" «can be 2030-03-04 or 2030-04-03»' in text for text in texts), texts
