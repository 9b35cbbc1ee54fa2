"""Hostile strings in every place of a PDF, all of them in one: it comes to an end, nothing runs, and text shows as it is."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from report_helpers.content.nodes import Node, heading, note, paragraph, text
from report_helpers.exporters.pdf.characters import Cleaner

from . import hostile_notebook, payloads
from .test_pdf import SVG, Blocks, export, notebook, words_of

LONG = "a " * 20_000


def squeezed(value: str) -> str:
    """Without the spaces, breaks and hyphens that setting brings in."""
    return re.sub(r"[\s\u00ad\u200b-\u200d\ufe0e\ufe0f\ufffe\x02-]+", "", value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of all payloads, by a process of its own: one that does not end would take the tests along."""
    folder = tmp_path_factory.mktemp("hostile")
    # JSON has no half of a pair of surrogates.
    words = json.dumps(hostile_notebook.notebook())
    (folder / "hostile.ipynb").write_text(words, "utf-8")
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "report-pdf", "hostile.ipynb"]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=900)
    assert run.returncode == 0, run.stderr.decode()[-2000:]
    (folder / "told.txt").write_bytes(run.stderr)
    return folder


@pytest.fixture(scope="module")
def shown(folder: Path) -> str:
    document = pypdfium2.PdfDocument(folder / "hostile.pdf")
    return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def test_nothing_runs_off_the_pages(folder: Path) -> None:
    assert outside((folder / "hostile.pdf").read_bytes()) == 0


@pytest.mark.parametrize("number", range(len(payloads.TEXTS)))
def test_text_shows_as_the_text_it_is(shown: str, number: int) -> None:
    expected = squeezed(Cleaner().lines(payloads.TEXTS[number]))
    assert expected[:300] in shown
    assert expected[-300:] in shown


def test_no_link_leads_there_and_nothing_runs(folder: Path) -> None:
    with pikepdf.open(folder / "hostile.pdf") as document:
        links = [str(a.A.URI) for page in document.pages for a in page.get("/Annots", []) if "/URI" in a.get("/A", {})]
        assert links and {re.match("https?://|mailto:", link) is not None for link in links} == {True}
        names = {name for o in document.objects if isinstance(o, pikepdf.Dictionary) for name in o.keys()}  # noqa: SIM118
        assert not names & {"/JS", "/JavaScript", "/OpenAction", "/Launch", "/AA", "/RichMedia"}


def test_nothing_of_the_machine_is_read(shown: str) -> None:
    assert "root:x:0" not in shown


def outside(pdf: bytes) -> int:
    """Letters that lie beyond the edges of their page."""
    found = 0
    for page in pypdfium2.PdfDocument(io.BytesIO(pdf)):
        words, (width, height) = page.get_textpage(), page.get_size()
        for at in range(words.count_chars()):
            left, low, right, high = words.get_charbox(at)
            found += words.get_text_range(at, 1).strip() != "" and not (
                0 <= left <= right <= width and 0 <= low <= high <= height
            )
    return found


def table(**changes: object) -> Node:
    cell = {"content": [paragraph(text("cell"))]}
    columns = [{"key": "a", "title": "A", "width": 1}, {"key": "b", "title": "B", "width": 1}]
    attrs = {"label": "t", "caption": [text("Caption")], "columns": columns, "rows": [{"cells": [cell, cell]}], **changes}
    return {"type": "data_table", "attrs": attrs}


def titled(title: str) -> list[dict[str, object]]:
    return [{"key": "a", "title": title, "width": 1}, {"key": "b", "title": title, "width": 1}]


def cells(*words: str) -> list[dict[str, object]]:
    return [{"content": [paragraph(text(each))]} for each in words]


GROUP = {"kind": "group", "cells": [{**cells(LONG)[0], "header": "group", "colspan": 2}]}


@pytest.mark.parametrize(
    ("node", "times", "told"),
    [
        (heading(2, text(LONG)), 1, "cell 1: a heading of more than 300 letters is cut, and stands in full below"),
        (table(caption=[text(LONG)]), 1, "cell 1: a caption of more than 300 letters is cut, and stands in full below"),
        (table(columns=titled(LONG)), 2, None),
        (table(columns=titled(LONG), rows=[{"cells": cells(LONG, LONG)}]), 4, None),
        (table(columns=titled(LONG), layout="matrix"), 2, None),
        (table(head=[[{"title": f"a {row}"}, {"title": "b"}] for row in range(300)]), 0, None),
        (table(rows=[GROUP, {"cells": cells("x", "y")}, GROUP], layout="text"), 2, None),
        (table(notes=[[text(LONG)]]), 1, None),
        (
            {"type": "chart", "attrs": {"label": "c", "caption": [text(LONG)], "alt": "x", "svg": SVG, "notes": [[text(LONG)]]}},
            2,
            "cell 1: a caption of more than 300 letters is cut, and stands in full below",
        ),
        (note("caveat", paragraph(text(LONG))), 1, None),
    ],
    ids="heading,caption,titles,titles and cells,turned titles,rows of a head,groups,notes,chart,caveat".split(","),
)
def test_a_text_of_pages_keeps_to_the_pages_wherever_it_stands(node: Node, times: int, told: str | None) -> None:
    pdf, warnings = export(notebook(Blocks(heading(1, text("First")), node, paragraph(text("after all that")))))
    assert warnings == ([told] if told else [])
    assert outside(pdf) == 0
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(pdf)))
    assert len(re.findall(r"\ba\b", words)) >= times * 20_000
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"


def test_the_head_of_a_table_that_is_not_repeated_is_tagged_as_one() -> None:
    pdf, _ = export(notebook(Blocks(table(columns=titled(LONG)))))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        heads = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH"]
        assert [str(head.A[0].Scope) for head in heads] == ["/Column", "/Column"]
        assert len(document.Root.StructTreeRoot.IDTree.Names) == 4


def test_a_drawing_that_cannot_be_set_is_named_in_its_chart() -> None:
    chart = {"label": "c", "caption": [text("Caption")], "alt": "What it shows", "svg": "<svg><g/></svg"}
    pdf, _ = export(notebook(Blocks({"type": "chart", "attrs": chart}), report={"title": "Title"}))
    assert "What it shows" in words_of(pdf)


def test_metadata_of_pages_is_cut_and_told() -> None:
    fields = ("title", "subtitle", "edition", "publisher", "as_of", "description", "citation", "notice", "checksum")
    pdf, warnings = export(notebook("# One\n\nText.", report=dict.fromkeys(fields, "word " * 3000)))
    assert "the document's 'title' is cut to 300 letters on the cover" in warnings
    assert len(warnings) == 5
    assert outside(pdf) == 0
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
