"""Hostile text in the PDF: every payload in every place of one notebook, set as the text that it is."""

from __future__ import annotations

import re

import pytest

from report_helpers.exporters.pdf import ReportPDFExporter
from report_helpers.exporters.pdf.prepare import Prepared
from report_helpers.exporters.pdf.unsettable import without_unsettable

from . import hostile_notebook, payloads
from .test_pdf import REPORT, export, info, notebook, words_of


def letters(value: str) -> str:
    """What can be compared with text taken from pages: letters and digits, whatever lines and ligatures did to them."""
    return re.sub(r"[^A-Za-z0-9]+", "", value)


@pytest.fixture(scope="module")
def words() -> str:
    pdf = ReportPDFExporter().from_notebook_node(hostile_notebook.notebook())[0]
    return letters(words_of(pdf))


def test_all_payloads_in_one_notebook_are_set_as_text(words: str) -> None:
    shown = [payload for payload in payloads.TEXTS if payload.isascii() and payload.isprintable() and len(payload) < 300]
    missing = [payload for payload in shown if letters(payload) not in words]
    assert len(shown) > 150
    assert not missing


def test_no_file_is_read(words: str) -> None:
    assert "rootx00" not in words


def test_a_hostile_checksum_is_set() -> None:
    assert "é" in words_of(export(notebook("# x", report={**REPORT, "checksum": "é€" * 40}))[0])


def test_a_long_title_is_cut_in_running_heads_and_nowhere_else() -> None:
    title = "word " * 200
    pdf = export(notebook("# One\n\nText.\n\n# Two\n\nText.", report={**REPORT, "title": title}))[0]
    assert info(pdf, "/Title") == title.strip()
    assert words_of(pdf).split("\f")[-2].count("word") < 30


def prepared(body: list[dict[str, object]]) -> Prepared:
    return Prepared({"body": body}, {}, [], [], [], [])


def test_a_block_that_cannot_be_set_gives_its_words() -> None:
    body = [{"t": "par", "c": [{"t": "text", "s": f"words {n}"}], "cell": f"cell {n}"} for n in range(40)]
    made, remarks = without_unsettable(prepared(body), lambda part: body[17] in part.data["body"])
    assert made is not None and made.data["body"][17] == {"t": "unset", "s": "words 17"}
    assert made.data["body"][16] == body[16]
    assert remarks == ["cell 17: a par could not be set: its text stands in its place"]


def test_the_search_for_blocks_that_cannot_be_set_ends() -> None:
    tried: list[int] = []

    def fails(part: Prepared) -> bool:
        tried.append(len(part.data["body"]))
        return bool(part.data["body"])

    made, _ = without_unsettable(prepared([{"t": "par", "c": []} for _ in range(5000)]), fails)
    assert made is not None and {piece["t"] for piece in made.data["body"]} == {"unset"}
    assert len(tried) < 200


def test_no_block_is_blamed_where_the_document_fails_without_any() -> None:
    assert without_unsettable(prepared([{"t": "par", "c": []}] * 9), lambda part: True) == (None, [])
