"""Links inside the PDF: each leads to its place and says the page, though they are led there only when all pages are set."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
import pytest

from report_helpers.content.nodes import paragraph, target, text, xref
from report_helpers.content.table import Column, Row, Table, cell
from report_helpers.exporters.pdf import compiler as compiler_module
from report_helpers.exporters.pdf.links import lead_links
from report_helpers.exporters.pdf.objects import Objects

from .test_pdf import REPORT, Blocks, export, notebook, opened, programme_table, references, words_of


def chapters(count: int) -> list[Any]:
    """Chapters that hold a place each, after one that links to all of them."""
    links = [xref(f"place-{n}", text(f"to {n}; ")) for n in range(count)]
    places = [
        part for n in range(count) for part in (f"# Chapter {n}", Blocks(paragraph(target(f"place-{n}", text(f"Here {n}.")))))
    ]
    return ["# Links", Blocks(paragraph(*links)), *places]


def inner_links(document: pikepdf.Pdf) -> list[Any]:
    return [a for page in document.pages for a in page.get("/Annots", []) if isinstance(a.get("/Dest"), pikepdf.Array)]


@pytest.fixture(scope="module")
def made() -> bytes:
    return export(notebook(*chapters(5), report=REPORT))[0]


def test_a_link_leads_to_the_page_of_its_place_and_says_its_printed_number(made: bytes) -> None:
    document = opened(made)
    numbers = {page.objgen: at for at, page in enumerate(document.pages)}
    pages = words_of(made).split("\f")
    first = next(page for page in document.pages if len([a for a in page.get("/Annots", []) if "/Dest" in a]) == 5)
    for n, link in enumerate(first.Annots):
        led_to = pages[numbers[link.Dest[0].objgen]]
        assert f"Here {n}." in led_to
        printed = re.search(r"Page (\d+) of", led_to)
        assert printed and str(link["/Contents"]) == f"page {printed[1]}"


def test_a_link_leads_to_the_height_of_its_place(made: bytes) -> None:
    document = opened(made)
    heights = {float(link.Dest[3]) for link in inner_links(document) if str(link["/Contents"]).startswith("page")}
    assert all(0 < height < 842 for height in heights)


def test_nothing_of_the_list_of_places_is_left(made: bytes) -> None:
    document = opened(made)
    assert not document.attachments
    assert "/AF" not in document.Root
    assert "EmbeddedFiles" not in str(document.Root.get("/Names", {}))


def test_attachments_of_the_edition_stay() -> None:
    file = {"name": "a.csv", "description": "Table a", "mime": "text/csv", "data": "a,b\n1,2\n"}
    document = opened(export(notebook(*chapters(2), report={**REPORT, "attachments": [file]}))[0])
    assert list(document.attachments) == ["a.csv"]
    assert len(document.Root.AF) == 1
    assert document.Root.AF[0].AFRelationship == "/Source" and document.Root.AF[0].Desc == "Table a"


def test_the_page_is_said_in_the_language_of_the_document() -> None:
    document = opened(export(notebook(*chapters(2), report={**REPORT, "language": "es"}))[0])
    assert any(str(link["/Contents"]).startswith("página ") for link in inner_links(document))


def test_typst_leads_the_links_where_the_list_of_places_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler_module, "lead_links", lambda file: False)
    pdf, warnings = export(notebook(*chapters(3), report=REPORT))
    assert not warnings
    document = opened(pdf)
    numbers = {page.objgen: at for at, page in enumerate(document.pages)}
    pages = words_of(pdf).split("\f")
    assert sum("Here" in pages[numbers[link.Dest[0].objgen]] for link in inner_links(document)) >= 3


def test_a_file_without_places_is_told_apart() -> None:
    # A destination far below the page, and no list of places: what can't be led must not look as if it were.
    body = b"%PDF-1.7\n1 0 obj\n[2 0 R/XYZ 0 -999148 0]\nendobj\n"
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    assert not lead_links(Objects(body + table))


def test_a_table_that_goes_on_says_so_only_where_it_goes_on() -> None:
    pdf = export(notebook("# One", programme_table(long=True), references(), report=REPORT))[0]
    pages = words_of(pdf).split("\f")
    marked = [at for at, page in enumerate(pages) if "Table 1 (continued)" in page]
    start = next(at for at, page in enumerate(pages) if "Table 1. Programmes of the bodies" in page and "Contents" not in page)
    after = next(at for at, page in enumerate(pages) if "Table 2. Reference documents" in page and "Contents" not in page)
    assert marked == list(range(start + 1, max(marked) + 1)) and start < max(marked) <= after
    assert not any("Table 2 (continued)" in page for page in pages)


def test_a_page_says_that_a_table_goes_on_only_if_it_does() -> None:
    """The first table ends at every height of a page; what follows it may begin on the next one."""
    for count in range(26, 46, 3):
        first = Table("first", "First", [Column("a", "Name")], [Row([cell(f"row {n} of the first")]) for n in range(count)])
        second = Table("second", "Second", [Column("a", "Name")], [Row([cell(f"other {n}")]) for n in range(12)])
        pdf, _ = export(notebook("# Chapter", first, "## Section", second, report=REPORT))
        pages = [page.splitlines() for page in words_of(pdf).split("\f")]
        for number in (1, 2):
            said = [at for at, page in enumerate(pages) if any(f"Table {number} (continued)" in line for line in page)]
            rows = [at for at, page in enumerate(pages) if any(("row " if number == 1 else "other ") in line for line in page)]
            assert said == rows[1:], f"{count} rows: table {number}"
