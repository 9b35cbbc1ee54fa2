"""Texts that no one would write: long titles, odd checksums, blocks that can't be set."""

from __future__ import annotations

from report_helpers.exporters.pdf.prepare import Prepared
from report_helpers.exporters.pdf.unsettable import without_unsettable

from .test_pdf import REPORT, export, info, notebook, words_of


def test_a_hostile_checksum_is_set() -> None:
    assert "é" in words_of(export(notebook("# x", report={**REPORT, "checksum": "é€" * 40}))[0])


def test_a_long_title_is_cut_where_it_is_printed_and_whole_in_the_properties() -> None:
    title = "word " * 200
    pdf, warnings = export(notebook("# One\n\nText.\n\n# Two\n\nText.", report={**REPORT, "title": title}))
    assert info(pdf, "/Title") == title.strip()
    assert warnings == ["the document's 'title' is cut to 300 letters on the cover"]
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
