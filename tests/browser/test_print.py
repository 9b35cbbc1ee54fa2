"""The page on paper, as Chromium prints it: light, with numbered pages, heads repeated, nothing to press."""

from __future__ import annotations

import io
from typing import Any

import nbformat
import pypdfium2
import pytest

from report_helpers.content.nodes import NODES_MIME, heading, link, paragraph, text
from report_helpers.content.table import Column, Row, Table, cell

ROWS = 90


def notebook() -> Any:
    """A report with a long table that can be sorted, and a link."""
    columns = [Column("body", "Reporting body"), Column("count", "Activities")]
    rows = [Row([cell(f"Body {number}"), cell(number)], id=f"row-{number}") for number in range(1, ROWS + 1)]
    nodes = [heading(1, text("Replies")), paragraph(link("https://example.org/list", text("The list")))]
    nodes += [*Table("replies", "Replies received", columns, rows).nodes(), heading(2, text("After the table"))]
    output = nbformat.v4.new_output("display_data", data={NODES_MIME: {"version": 1, "nodes": nodes}, "text/plain": "x"})
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[output])])
    made.metadata["report"] = {"title": "Printed report", "edition": "2008", "citation": "Printed report, 2008."}
    return made


@pytest.fixture
def printed(opening, written) -> pypdfium2.PdfDocument:
    """The paper that a reader gets who looks at the page in the dark."""
    page = opening(written("printed", notebook))(color_scheme="dark")
    return pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def words(page: Any) -> str:
    """Without spaces: Chromium prints them as gaps, which extraction sees or doesn't."""
    return "".join(page.get_textpage().get_text_bounded().split())


def test_every_page_of_a_table_has_its_head(printed):
    pages = [words(page) for page in printed if "Activities" in words(page) or "Body" in words(page)]
    assert len(pages) >= 2
    assert ["ReportingbodyActivitiesBody" in page for page in pages] == [True] * len(pages)
    assert [f"Body{number}" in "".join(pages) for number in range(1, ROWS + 1)] == [True] * ROWS


def test_pages_are_numbered_and_nothing_is_there_to_press(printed):
    whole = [words(page) for page in printed]
    assert [f"{number}/{len(whole)}" in page for number, page in enumerate(whole, 1)] == [True] * len(whole)
    for control in ("Download as CSV", "Colors", "Skip to the text", "Copy citation", "Back to top", "Filter"):
        assert "".join(control.split()) not in "".join(whole)
    assert "Thelist<https://example.org/list>" in "".join(whole)


def test_paper_is_white_where_the_screen_is_dark(printed):
    for page in printed:
        image = page.render(scale=0.3).to_pil().convert("L")
        histogram = image.histogram()
        assert sum(histogram[250:]) > 0.7 * image.width * image.height
        assert image.getpixel((2, 2)) == 255
