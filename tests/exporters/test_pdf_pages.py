"""Pages of the PDF: their size, the draft mark on each, what tables repeat on the next one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from report_helpers.content.nodes import Node, link, paragraph, text
from report_helpers.content.table import Cell, Column, Row, Table, cell

from .test_pdf import REPORT, export, info, notebook, opened, programme_table, words_of


def claims_accessibility(pdf: bytes) -> bool:
    with opened(pdf).open_metadata() as xmp:
        return bool(xmp.get("pdfuaid:part") == "1")


@pytest.mark.parametrize("report", [REPORT, None], ids=["a report", "any notebook"])
def test_the_command_sets_pages_of_us_letter(report: dict[str, Any] | None, tmp_path: Path) -> None:
    nb = notebook("# One\n\nText.", programme_table(long=True), "# Two\n\nText.", report=report)
    nbformat.write(nb, tmp_path / "letter.ipynb")
    command = ["-m", "jupyter", "nbconvert", "--to", "report-pdf", "--ReportPDFExporter.paper=us-letter", "letter.ipynb"]
    run = subprocess.run([sys.executable, *command], cwd=tmp_path, capture_output=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr.decode()
    pdf = (tmp_path / "letter.pdf").read_bytes()
    pages = opened(pdf).pages
    assert len(pages) > 3
    assert {tuple(float(edge) for edge in page.mediabox) for page in pages} == {(0.0, 0.0, 612.0, 792.0)}
    assert claims_accessibility(pdf)


@pytest.mark.parametrize("kind", ["", "State profile"], ids=["a report", "a short document"])
def test_every_page_of_a_draft_says_so(kind: str) -> None:
    nb = notebook("# One\n\nText.", programme_table(long=True), "# Two\n\nText.", report={**REPORT, "kind": kind})
    pdf = export(nb)[0]
    pages = words_of(pdf).split("\f")[:-1]
    assert len(pages) > 3
    assert [number for number, page in enumerate(pages, 1) if "DRAFT" not in page] == []
    assert "Draft" in info(pdf, "/Keywords")
    with opened(pdf).open_metadata() as xmp:
        assert "Draft" in str(xmp["pdf:Keywords"])


def groups(*content: Node) -> Table:
    """A group of so many rows that they go on to other pages."""
    head = Row([Cell([paragraph(*content)], header="group", colspan=3)], kind="group")
    rows = [Row([cell(f"{n}", header="row"), cell("words " * 30), cell("x")]) for n in range(60)]
    return Table("t", "Activities", [Column("a", "A"), Column("b", "B"), Column("c", "C")], [head, *rows], layout="text")


@pytest.mark.parametrize(("linked", "repeated"), [(False, True), (True, False)])
def test_a_sub_header_is_repeated_on_the_next_page_unless_it_holds_a_link(linked: bool, repeated: bool) -> None:
    name = text("Completed")
    pdf, warnings = export(notebook(groups(link("https://www.oas.org/", name) if linked else name), report=REPORT))
    assert not warnings
    assert claims_accessibility(pdf)
    with_rows = [page for page in words_of(pdf).split("\f") if re.search(r"words words", page)]
    assert len(with_rows) > 1
    assert ["Completed" in page for page in with_rows] == [True, *[repeated] * (len(with_rows) - 1)]
