"""Documents of a few pages: a title block instead of cover and contents, and links into the document that has the rest."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import nbformat
import pikepdf
import pytest
from bs4 import BeautifulSoup

from report_helpers.content.nodes import heading, paragraph, text, xref
from report_helpers.content.prose import Prose
from report_helpers.exporters.html import ReportHTMLExporter
from report_helpers.exporters.pdf import ReportPDFExporter

ABOUT = {"title": "Colombia", "kind": "State profile", "subtitle": "Summary", "edition": "2008", "publisher": "Secretariat"}


def notebook(**about: Any) -> Any:
    """A chapter with a link to a place of its own and one to a place that it lacks."""
    blocks = (
        heading(1, text("Activities"), id="activities"),
        paragraph(xref("activities", text("here")), text(" and "), xref("III.2/b", text("elsewhere"))),
    )
    made = nbformat.v4.new_notebook()
    bundle = Prose(blocks)._repr_mimebundle_()
    made.cells = [nbformat.v4.new_code_cell("", outputs=[nbformat.v4.new_output("display_data", data=bundle)])]
    made.metadata["report"] = {**ABOUT, **about}
    return made


def page(**about: Any) -> tuple[BeautifulSoup, list[str]]:
    body, resources = ReportHTMLExporter().from_notebook_node(notebook(**about))
    return BeautifulSoup(body, "html.parser"), resources["warnings"]


def test_the_page_has_a_title_block_with_its_kind_and_no_list_of_chapters():
    found, _ = page()
    assert found.title.get_text() == "Colombia – State profile – 2008"
    assert found.header.h1.get_text() == "Colombia"
    assert found.header.find(class_="kind").get_text() == "State profile"
    assert found.find(class_="chapters") is None


def test_a_link_to_what_another_document_has_leads_there():
    found, warnings = page(rest="../summary")
    links = {link.get_text(): link["href"] for link in found.main.find_all("a") if link.get_text() in ("here", "elsewhere")}
    assert links == {"here": "#activities", "elsewhere": "../summary.html#III.2-b"}
    assert warnings == []


def test_without_such_a_document_it_is_its_words_and_a_warning():
    found, warnings = page()
    assert "elsewhere" not in {link.get_text() for link in found.find_all("a")}
    assert "the document has no such place" in warnings[0]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)//", "//example.org/x", "https://example.org/x", "../a b", 'x"onclick="y', 3]
)
def test_an_address_that_is_no_path_beside_it_is_none(address):
    found, warnings = page(rest=address)
    assert "elsewhere" not in {link.get_text() for link in found.find_all("a")}
    assert warnings


def test_the_pdf_has_one_page_its_own_title_and_no_contents():
    body, resources = ReportPDFExporter().from_notebook_node(notebook(rest="../summary"))
    assert resources["warnings"] == []
    with pikepdf.open(BytesIO(body)) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Title"]) == "Colombia – State profile"
        with pdf.open_outline() as outline:
            assert [str(item.title) for item in outline.root] == ["Activities"]
