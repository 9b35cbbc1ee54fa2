"""What is wider than a page of the PDF: it is broken or set smaller, and nothing of it runs over the edge."""

from __future__ import annotations

import io

import nbformat
import pypdfium2
import pytest

from report_helpers.exporters.pdf import ReportPDFExporter

from .notebook_corpus import code, markdown, notebook, printed
from .test_any_notebook import flat

TERMS = [rf"\frac{{u_{{i+1,j}}^{{n}}-u_{{i-1,j}}^{{n}}}}{{2\Delta x}} v_{{{number}}}" for number in range(1, 10)]
NUMBERS = ";".join(f"{number}.5" for number in range(100, 400))


@pytest.mark.parametrize(
    "cell",
    [
        markdown(f"$$p = {'+'.join(TERMS[:4])}$$"),
        markdown(f"$$p = {'+'.join(TERMS)}$$"),
        markdown(rf"$$\begin{{align}} a &= {'+'.join(TERMS)} \\ b &= c \end{{align}}$$"),
        markdown(f"a ${'-' * 100}$"),
        markdown(f"$${'-' * 100}$$"),
        markdown(f"$${'x' * 400}$$"),
        markdown(f"- in a list $${'+'.join(TERMS)}$$"),
        code(f"x = '{NUMBERS}'", printed(NUMBERS)),
        markdown(f"1. in a list\n\n   ```\n   {NUMBERS}\n   ```"),
        markdown(f"A word of {'x' * 500} letters"),
    ],
    ids=[
        "a formula",
        "a long formula",
        "aligned lines",
        "minus signs",
        "minus signs displayed",
        "letters",
        "in a list",
        "code and output",
        "code in a list",
        "a word",
    ],
)
def test_nothing_runs_over_the_edge_of_the_page(cell: dict[str, object]) -> None:
    pdf, _ = ReportPDFExporter().from_notebook_node(nbformat.from_dict(notebook(cell)))
    for page in pypdfium2.PdfDocument(io.BytesIO(pdf)):
        words = page.get_textpage()
        edges = [words.get_charbox(at) for at in range(words.count_chars()) if words.get_text_range(at, 1).strip()]
        assert min(left for left, *_ in edges) > 50
        assert max(right for _, _, right, _ in edges) < page.get_width() - 50


def test_a_wide_formula_keeps_all_its_terms() -> None:
    cell = markdown(f"$$p = {'+'.join(TERMS)}$$")
    pdf, _ = ReportPDFExporter().from_notebook_node(nbformat.from_dict(notebook(cell)))
    shown = flat("".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(pdf))))
    assert shown.count("\U0001d462") == 2 * len(TERMS)  # the italic u of mathematics


def test_a_large_matrix_is_set_as_one() -> None:
    rows = r" \\ ".join(" & ".join(f"a_{{{row},{column}}}" for column in range(10)) for row in range(12))
    _, resources = ReportPDFExporter().from_notebook_node(
        nbformat.from_dict(notebook(markdown(rf"$$\begin{{pmatrix}} {rows} \end{{pmatrix}}$$")))
    )
    assert resources["warnings"] == []
