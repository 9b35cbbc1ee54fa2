"""Notebooks of many kinds through both exporters: no exception, the words that matter, and every loss named exactly."""

from __future__ import annotations

import copy
import io
import json
import logging
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from traitlets.config import Config

from report_helpers.exporters.errors import NotANotebookError
from report_helpers.exporters.html import ReportHTMLExporter
from report_helpers.exporters.pdf import ReportPDFExporter

from . import public_notebooks  # noqa: F401  # its cases join the corpus
from .notebook_corpus import CASES, Case, code, markdown, notebook, printed

pytestmark = pytest.mark.filterwarnings("ignore::nbformat.validator.MissingIDFieldWarning")


def flat(value: str) -> str:
    """Words without the hyphens, breaks and spaces that setting brings in."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\u2002]+", "", value)


def read(path: Path, case: Case) -> Any:
    """The notebook as nbconvert reads it; what JSON or the schema would refuse comes as an object."""
    try:
        path.write_text(json.dumps(case.notebook), "utf-8")
        return nbformat.read(path, as_version=4)
    except Exception:
        return nbformat.from_dict(copy.deepcopy(case.notebook))


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]()


def own_remarks(warnings: list[str]) -> list[str]:
    """What the reader says; each exporter has remarks of its own on images, headings and characters."""
    kinds = (
        r"the heading|an image has no|image without|no font|[\w ]*alternative text|the PDF|the tables|characters?"
        r"|a formula is shown"
    )
    return [warning for warning in warnings if not re.match(rf"(cell \d+: )?({kinds})", warning)]


def test_every_kind_of_notebook_becomes_a_page(case: Case, tmp_path: Path) -> None:
    page, resources = ReportHTMLExporter().from_notebook_node(read(tmp_path / "n.ipynb", case))
    main = BeautifulSoup(page, "html.parser")
    for annotation in main.find_all(["annotation", "script", "style"]):
        annotation.decompose()
    words = flat(main.body.get_text())
    assert [word for word in case.words if flat(word) not in words] == []
    assert [word for word in case.absent if flat(word) in words] == []
    assert [w for w in own_remarks(resources["warnings"]) if w not in case.remarks] == []
    assert [w for w in case.remarks if w not in resources["warnings"]] == []
    page.encode("utf-8")


def test_every_kind_of_notebook_becomes_a_pdf(case: Case, tmp_path: Path) -> None:
    pdf, resources = ReportPDFExporter().from_notebook_node(read(tmp_path / "n.ipynb", case))
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    words = flat("".join(page.get_textpage().get_text_bounded() for page in document))
    assert [word for word in case.words if flat(word) not in words] == []
    assert [word for word in case.absent if flat(word) in words] == []
    assert [w for w in own_remarks(resources["warnings"]) if w not in case.remarks] == []
    assert [w for w in case.remarks if w not in resources["warnings"]] == []


def test_the_corpus_has_many_kinds() -> None:
    assert len(CASES) >= 40


def nbconvert(*arguments: str, folder: Path, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "jupyter", "nbconvert", *arguments]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, check=False, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    nb = notebook(markdown("# A title\n\nWords."), code("secret_code()", printed("printed words")))
    (tmp_path / "analysis.ipynb").write_text(json.dumps(nb), "utf-8")
    return tmp_path


def test_the_command_writes_a_page_without_code(folder: Path) -> None:
    run = nbconvert("--to", "report-html", "--no-input", "--output", "page", "analysis.ipynb", folder=folder)
    assert run.returncode == 0, run.stderr.decode()
    page = (folder / "page.html").read_text("utf-8")
    assert "printed words" in page
    assert "secret_code" not in page


def test_the_command_reads_from_standard_input(folder: Path) -> None:
    given = (folder / "analysis.ipynb").read_bytes()
    run = nbconvert("--to", "report-html", "--stdin", "--stdout", folder=folder, given=given)
    assert run.returncode == 0, run.stderr.decode()
    assert b"secret_code" in run.stdout


def test_the_command_writes_a_pdf_beside_the_notebook(folder: Path) -> None:
    run = nbconvert("--to", "report-pdf", "analysis.ipynb", folder=folder)
    assert run.returncode == 0, run.stderr.decode()
    assert (folder / "analysis.pdf").read_bytes().startswith(b"%PDF")


def test_the_export_menu_of_jupyterlab_has_both() -> None:
    from nbconvert.exporters import get_export_names, get_exporter

    names = {name: get_exporter(name)().export_from_notebook for name in get_export_names() if name.startswith("report-")}
    assert names == {"report-html": "Report (HTML)", "report-pdf": "Report (PDF)"}


@pytest.mark.parametrize(
    "content", ["", "hello", "{not json", "[1, 2]", '{"a": 1}', '{"nbformat": 9, "metadata": {}, "cells": []}', "\ud800"]
)
@pytest.mark.parametrize("exporter", [ReportHTMLExporter, ReportPDFExporter])
def test_what_is_no_notebook_is_one_clear_error(exporter: Any, content: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.ipynb").write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(NotANotebookError, match=r"^wrong: this is not a Jupyter notebook") as caught:
        exporter().from_filename(str(tmp_path / "wrong.ipynb"))
    assert "\n" not in str(caught.value)


def test_the_command_says_what_is_no_notebook_on_one_line(folder: Path) -> None:
    (folder / "wrong.ipynb").write_text("{not json", "utf-8")
    run = nbconvert("--to", "report-html", "wrong.ipynb", folder=folder)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr.decode()
    assert "wrong: this is not a Jupyter notebook" in run.stderr.decode()


def test_a_mark_of_byte_order_does_not_matter(folder: Path) -> None:
    (folder / "marked.ipynb").write_bytes(b"\xef\xbb\xbf" + (folder / "analysis.ipynb").read_bytes())
    assert "A title" in ReportHTMLExporter().from_filename(str(folder / "marked.ipynb"))[0]


@pytest.mark.parametrize(
    ("switch", "absent"),
    [("exclude_markdown", "Words."), ("exclude_output", "printed words"), ("exclude_code_cell", "secret_code")],
)
def test_switches_of_nbconvert_leave_parts_out(folder: Path, switch: str, absent: str) -> None:
    page, _ = ReportHTMLExporter(config=Config(TemplateExporter={switch: True})).from_filename(str(folder / "analysis.ipynb"))
    words = BeautifulSoup(page, "html.parser").main.get_text()
    assert {word for word in ("Words.", "printed words", "secret_code") if word not in words} >= {absent}


def test_a_template_of_nbconvert_is_refused_in_words(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("nbconvert of a test")
    exporter = ReportHTMLExporter(config=Config(TemplateExporter={"template_name": "lab"}), log=log)
    exporter.from_filename(str(folder / "analysis.ipynb"))
    assert "template name 'lab' is ignored: this exporter has a design of its own" in caplog.text


def test_an_old_notebook_that_forgot_its_metadata_is_read(folder: Path) -> None:
    sheets = [{"cells": [{"cell_type": "heading", "level": 1, "source": ["Old ", "times"]}]}, {}]
    (folder / "old.ipynb").write_text(json.dumps({"nbformat": 3, "nbformat_minor": 0, "worksheets": sheets}), "utf-8")
    assert "Old times" in ReportHTMLExporter().from_filename(str(folder / "old.ipynb"))[0]
