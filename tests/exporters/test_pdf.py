"""The PDF exporter through its door: notebooks in, PDFs out, opened and read."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from report_helpers.content.chart import Chart
from report_helpers.content.nodes import NODES_MIME, Node, bullet_list, footnote, heading, link, note, paragraph, span, text, xref
from report_helpers.content.show import Shown
from report_helpers.content.table import Cell, Column, Row, Table, cell
from report_helpers.exporters.errors import ExportError
from report_helpers.exporters.pdf import ReportPDFExporter
from report_helpers.exporters.pdf import compiler as compiler_module

HOSTILE = '#read("/etc/passwd") @ref <label> $x^2$ `tick` *star* _under_ // /* #import "a": b #{1+1} = x ]}) \\u{41}'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120"><rect width="300" height="60" fill="#14365d"/></svg>'
REPORT = {
    "title": "Summary of Programmes",
    "subtitle": "General Secretariat",
    "edition": "2008",
    "publisher": "Secretariat",
    "as_of": "2008-05",
    "draft": True,
    "checksum": "9f86d081" * 8,
    "citation": "Secretariat (2008). Summary.",
    "notice": "The licence is for the publisher to decide.",
    "keywords": ["migration", "Americas"],
    "language": "en",
}


def notebook(*contents: Any, report: dict[str, Any] | None = None) -> Any:
    """A notebook of Markdown texts, shown values and ready cells."""
    cells = []
    for content in contents:
        if isinstance(content, str):
            cells.append(new_markdown_cell(content))
        elif isinstance(content, Shown):
            data = {NODES_MIME: {"version": 1, "nodes": content.nodes()}, "text/plain": "shown"}
            cells.append(new_code_cell("secret_code()", outputs=[new_output("display_data", data=data)]))
        else:
            cells.append(content)
    made = new_notebook(cells=cells)
    if report is not None:
        made.metadata["report"] = report
    return nbformat.from_dict(made)


class Blocks(Shown):
    """Block nodes as they are."""

    def __init__(self, *blocks: Node) -> None:
        self._blocks = list(blocks)

    def nodes(self) -> list[Node]:
        return self._blocks


def export(nb: Any) -> tuple[bytes, list[str]]:
    pdf, resources = ReportPDFExporter().from_notebook_node(nb)
    return pdf, resources["warnings"]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def info(pdf: bytes, key: str) -> str:
    with opened(pdf) as document:
        return str(document.docinfo[key])


def elements(pdf: pikepdf.Pdf, kind: str | None = None) -> list[Any]:
    """The structure elements of a type, in reading order."""
    found: list[Any] = []

    def visit(element: Any) -> None:
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return
        if kind is None or str(element.S) == f"/{kind}":
            found.append(element)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            visit(kid)

    for kid in pdf.Root.StructTreeRoot.K:
        visit(kid)
    return found


def table_attributes(element: Any) -> dict[str, Any]:
    return next((dict(a) for a in element.get("/A", []) if a.get("/O") == "/Table"), {})


def titles(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        return [str(item.title) for item in outline.root]


def words_of(pdf: bytes) -> str:
    """The text of the pages, white space made one space."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode()


def flat(value: str) -> str:
    return re.sub(r"\s+", " ", value)


def programme_table(bodies: int = 3, long: bool = False) -> Table:
    prose = "Seminars on the protection of migrant workers were held with the States that take part. " * 3
    rows = []
    for body in range(bodies):
        mark = footnote(f"n{body}", paragraph(text(f"Mandate of body {body}.")))
        shared = footnote("shared", paragraph(text("One note, cited twice.")))
        name = Cell([paragraph(text(f"Body {body}"))], header="group")
        rows.append(Row([name, Cell([paragraph(text(prose), mark)]), cell("doc")], id=f"lead-{body}", kind="lead"))
        rows.append(Row([Cell([paragraph(text("Completed (2)"))], header="group", colspan=3)], kind="group"))
        for item in range(2):
            prolonged = [paragraph(text(prose * 8)) for _ in range(12)] if long and body == item == 0 else []
            content = [paragraph(text(prose)), bullet_list([[paragraph(text("one"))], [paragraph(text("two"))]]), *prolonged]
            reference = Cell([paragraph(xref("ref-1", text("CP/doc.4230/07")), shared)])
            rows.append(Row([cell(f"{body}.{item}", header="row"), Cell(content), reference], id=f"a-{body}-{item}"))
    columns = [Column("b", "Body", 0.7), Column("a", "Activities", 2.6), Column("r", "Reference documents", 1)]
    return Table("tab-programmes", "Programmes of the bodies", columns, rows, layout="text", notes=[[text("Source: replies.")]])


def references(count: int = 4) -> Table:
    rows = [Row([cell(f"CE/AM/INF.{n}/08", header="row"), cell("Title"), cell("2008")], id=f"ref-{n}") for n in range(count)]
    return Table("tab-refs", "Reference documents", [Column("s", "Symbol"), Column("t", "Title"), Column("d", "Date")], rows)


def matrix() -> Table:
    columns = [Column("s", "State", 3), *(Column(f"t{n}", f"Theme number {n}", align="center") for n in range(25))]
    numbers = [Cell([paragraph(xref("ref-1", text(k)))]) if k % 3 else Cell([]) for k in range(25)]
    rows = [Row([cell(f"State {n}", header="row"), *numbers]) for n in range(35)]
    return Table("tab-matrix", "States and themes", columns, rows, layout="matrix")


def chart(number: int) -> Chart:
    return Chart(f"fig-{number}", f"Activities, part {number}", f"Alternative text {number}: labour leads.", SVG)


def report(**changes: Any) -> Any:
    return notebook(
        "# Explanatory note\n\nWords[^1] of the *note*.\n\n[^1]: A footnote in prose.\n\n## Mandate\n\nMore.",
        Blocks(note("caveat", paragraph(text(HOSTILE)))),
        "# 1 At a glance\n\nText.\n\n## A part of it\n\nText.",
        *(chart(n) for n in range(4)),
        Blocks(paragraph(span(text("Relatoría Especial"), lang="es"), text(" "), span(text("CE/AM/INF.1/08"), role="symbol"))),
        "# 2 Programmes",
        programme_table(long=True),
        "# 7 Matrix",
        matrix(),
        "# 8 Register",
        references(),
        Table("tab-x", "Small", [Column("a", "A")], [Row([cell("x")])]),
        report={**REPORT, **changes},
    )


@pytest.fixture(scope="module")
def made() -> tuple[bytes, list[str]]:
    return export(report())


@pytest.fixture(scope="module")
def pdf(made: tuple[bytes, list[str]]) -> pikepdf.Pdf:
    return opened(made[0])


def test_a_report_declares_both_standards(pdf: pikepdf.Pdf, made: tuple[bytes, list[str]]) -> None:
    with pdf.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
    assert not made[1]


def test_a_checker_of_accessibility_finds_no_error(made: tuple[bytes, list[str]], tmp_path: Any) -> None:
    pytest.importorskip("outloud")
    file = tmp_path / "report.pdf"
    file.write_bytes(made[0])
    run = subprocess.run([str(Path(sys.executable).with_name("outloud")), "--no-info", str(file)], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def test_the_document_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.Lang == "en"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.docinfo["/Title"]) == REPORT["title"]
    assert str(pdf.docinfo["/Author"]) == REPORT["publisher"]
    assert "Americas" in str(pdf.docinfo["/Keywords"])
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20080501")


def test_bookmarks_follow_the_headings(pdf: pikepdf.Pdf) -> None:
    assert titles(pdf) == ["Explanatory note", "1 At a glance", "2 Programmes", "7 Matrix", "8 Register"]
    with pdf.open_outline() as outline:
        assert [str(item.title) for item in outline.root[0].children] == ["Mandate"]


def test_front_matter_has_roman_page_labels_and_the_body_starts_at_one(pdf: pikepdf.Pdf) -> None:
    labels = list(pdf.Root.PageLabels.Nums)
    styles = [(str(entry.get("/S", "")), int(entry.get("/St", 1))) for entry in labels[1::2]]
    assert styles[1] == ("/r", 2)
    body = [number for style, number in styles if style == "/D"]
    assert body == list(range(1, len(body) + 1))


def test_every_figure_has_the_alternative_text_that_was_written_for_it(pdf: pikepdf.Pdf) -> None:
    alts = [str(figure["/Alt"]) for figure in elements(pdf, "Figure") if "/Alt" in figure]
    assert [alt for alt in alts if alt.startswith("Alternative")] == [f"Alternative text {n}: labour leads." for n in range(4)]


def scopes_of(table: Any) -> list[str]:
    """The scopes of all header cells of a table."""
    sections = [section for section in table.K if str(section.S) != "/Caption"]
    cells = [cell for section in sections for row in section.K for cell in row.K]
    return [str(table_attributes(cell)["/Scope"]) for cell in cells if str(cell.S) == "/TH"]


def test_header_cells_have_their_scope(pdf: pikepdf.Pdf) -> None:
    programmes, matrix_of_states, register = elements(pdf, "Table")[:3]
    rows = [row for section in register.K for row in section.K if str(section.S) != "/Caption"]
    assert [str(table_attributes(c)["/Scope"]) for c in rows[0].K] == ["/Column"] * 3
    assert [str(c.S) for c in rows[1].K] == ["/TH", "/TD", "/TD"]
    assert table_attributes(rows[1].K[0])["/Scope"] == "/Row"
    heads = [str(h) for h in table_attributes(rows[1].K[1])["/Headers"]]
    assert heads == [str(rows[0].K[1]["/ID"]), str(rows[1].K[0]["/ID"])]
    assert Counter(scopes_of(matrix_of_states)) == {"/Column": 26, "/Row": 35}
    assert Counter(scopes_of(programmes)) == {"/Column": 3 + 3, "/Both": 3, "/Row": 6}


def test_a_table_of_two_columns_has_heads_of_columns_alone() -> None:
    rows = [Row([cell(name, header="row"), cell("Organization")]) for name in ("OAS", "IOM", "ILO")]
    table = Table("tab-abbreviations", "Abbreviations", [Column("a", "Abbreviation"), Column("m", "Meaning")], rows)
    document = opened(export(notebook(table, report=REPORT))[0])
    assert scopes_of(elements(document, "Table")[0]) == ["/Column", "/Column"]


def test_identifiers_of_header_cells_are_in_the_identifier_tree(pdf: pikepdf.Pdf) -> None:
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    known = [bytes(name) for name in names[::2]]
    assert known == sorted(known)
    assert {bytes(c["/ID"]) for c in elements(pdf, "TH")} <= set(known)
    asked = {bytes(h) for c in elements(pdf, "TD") for h in table_attributes(c).get("/Headers", [])}
    assert asked <= set(known)


def test_a_passage_in_another_language_says_so(pdf: pikepdf.Pdf) -> None:
    assert "es" in {str(element["/Lang"]) for element in elements(pdf) if "/Lang" in element}


def test_links_inside_the_document_lead_to_places_that_exist(pdf: pikepdf.Pdf) -> None:
    inner = [a for page in pdf.pages for a in page.get("/Annots", []) if a.get("/Dest") is not None]
    pages = {page.objgen for page in pdf.pages}
    assert len(inner) > 300
    assert all(a.Dest[0].objgen in pages for a in inner if isinstance(a.Dest, pikepdf.Array))


def test_long_cells_break_and_the_head_is_repeated_with_the_number_of_its_table(made: tuple[bytes, list[str]]) -> None:
    pages = words_of(made[0]).split("\f")
    continued = [page for page in pages if "Table 1 (continued)" in page]
    assert len(continued) >= 2
    assert all("Reference documents" in page for page in continued)
    assert "(continued)" not in next(page for page in pages if "Table 1." in page and "Contents" not in page)


def test_chapters_open_on_new_pages_and_pages_are_counted(made: tuple[bytes, list[str]]) -> None:
    pages = words_of(made[0]).split("\f")
    total = int(re.search(r"Page 1 of (\d+)", "".join(pages))[1])  # type: ignore[index]
    assert f"Page {total} of {total}" in pages[total + len(pages) - 1 - total - 1]
    assert sum(page.lstrip().startswith("Matrix") or re.match(r"\s*7\s+Matrix", page) is not None for page in pages) == 1


def test_a_note_cited_twice_is_printed_once(made: tuple[bytes, list[str]], pdf: pikepdf.Pdf) -> None:
    assert flat(words_of(made[0])).count("One note, cited twice.") == 1
    assert len(elements(pdf, "Note")) == 1 + 3 + 1


def test_cover_imprint_contents_and_lists(made: tuple[bytes, list[str]]) -> None:
    pages = [flat(page) for page in words_of(made[0]).split("\f")]
    assert "General Secretariat" in pages[0] and "May 2008" in pages[0] and "DRAFT" in pages[0]
    assert "9f86d081 9f86d081" in pages[1] and "The licence is for the publisher to decide." in pages[1]
    assert pages[2].lstrip().startswith("Contents") and "Mandate" in pages[2] and "A part of it" in pages[2]
    assert "Table 2. States and themes" in pages[3] and "Figure 4. Activities, part 3" in pages[3]


def test_a_final_edition_bears_no_draft_mark() -> None:
    assert "DRAFT" not in words_of(export(report(draft=False))[0])


def test_hostile_text_is_shown_as_it_is(made: tuple[bytes, list[str]]) -> None:
    assert HOSTILE in flat(words_of(made[0]))
    assert "root:" not in words_of(made[0])


def test_hostile_titles_identifiers_and_metadata() -> None:
    nb = notebook(
        Blocks(heading(1, text(HOSTILE), id=HOSTILE), paragraph(xref(HOSTILE, text(HOSTILE)))),
        Table(HOSTILE, HOSTILE, [Column("a", HOSTILE)], [Row([cell(HOSTILE)], id=HOSTILE + "2")]),
        Chart("/K[5 0 R]", HOSTILE, "/K[5 0 R] " + HOSTILE, SVG),
        report={**REPORT, "title": HOSTILE, "subtitle": HOSTILE, "keywords": [HOSTILE], "checksum": HOSTILE},
    )
    pdf, warnings = export(nb)
    assert not warnings
    assert info(pdf, "/Title") == HOSTILE
    assert titles(opened(pdf)) == [HOSTILE]


def test_code_is_left_out_of_reports_and_kept_elsewhere(made: tuple[bytes, list[str]]) -> None:
    assert "secret_code" not in words_of(made[0])
    assert "secret_code" in words_of(export(notebook("# Plain", chart(1)))[0])


def test_the_same_notebook_gives_the_same_bytes(made: tuple[bytes, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert export(report())[0] == made[0]


def test_source_date_epoch_sets_the_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert info(export(notebook("# x"))[0], "/CreationDate").startswith("D:20010909")


def test_only_fonts_of_the_packages_are_embedded(pdf: pikepdf.Pdf) -> None:
    names = {str(o.FontName).partition("+")[2] for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
    assert names and all(re.match(r"(SourceSerif|FiraSans|DejaVuSans)", name) for name in names)


def test_a_notebook_without_metadata_has_its_first_heading_as_title() -> None:
    pdf, warnings = export(notebook("# My analysis\n\nHello.\n\n## Part\n\n#### Deep\n\ntext", new_code_cell("1 + 1")))
    assert warnings == ["cell 1: the heading 'Deep' of level 4 follows one of level 2"]
    assert titles(opened(pdf)) == ["Part"]
    assert info(pdf, "/Title") == "My analysis"
    assert "Contents" not in words_of(pdf)


def test_an_empty_notebook_is_a_document() -> None:
    assert len(opened(export(notebook())[0]).pages) == 1


def test_an_image_without_alternative_text_costs_the_claim_and_is_told() -> None:
    picture = io.BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(picture, "PNG")
    data = {"image/png": base64.b64encode(picture.getvalue()).decode(), "text/plain": "<Figure size 640x480 with 1 Axes>"}
    pdf, warnings = export(notebook("# x", new_code_cell("x", outputs=[new_output("display_data", data=data)])))
    with opened(pdf).open_metadata() as xmp:
        assert "pdfuaid:part" not in xmp
        assert xmp["pdfaid:part"] == "3"
    assert any("alternative text" in warning for warning in warnings)
    described = export(notebook(f"# x\n\n![Noise](data:image/png;base64,{data['image/png']})"))
    assert not described[1]
    document = opened(described[0])
    assert "Noise" in [str(f["/Alt"]) for f in elements(document, "Figure")]


@pytest.mark.parametrize("data", [{"image/png": "bm9wZQ=="}, {"image/svg+xml": "<svg><"}, {"image/jpeg": "%%%"}])
def test_a_broken_image_is_left_out_and_told(data: dict[str, str]) -> None:
    output = new_output("display_data", data={**data, "text/plain": "A picture"})
    pdf, warnings = export(notebook("# x", new_code_cell("x", outputs=[output])))
    assert any("left out" in warning for warning in warnings)
    assert "A picture" in words_of(pdf)


def test_characters_that_no_font_has_are_shown_by_name() -> None:
    pdf, warnings = export(notebook("# x\n\nBell \x07 right \u202eevil\u202c lone \ud800 glyph \U00013000 snow \u2603"))
    shown = flat(words_of(pdf))
    assert all(name in shown for name in ("[U+0007]", "[U+202E]", "[U+D800]", "[U+13000]", "\u2603"))
    assert "U+13000" in warnings[0]
    with opened(pdf).open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"


@pytest.mark.parametrize(
    "source",
    [
        "> " * 300 + "x",
        "\n".join("  " * n + "- x" for n in range(60)),
        "*a **b " * 200,
        "[" * 400 + "x" + "]" * 400,
        "a" * 60_000,
        "| a |\n|---|\n| b | c |\n| |",
        "1. x\n\n   ```\n   code\n   ```\n\n5) y\n\n- [x] done\n- [ ] open\n\n~~gone~~ $x^2$\n\n---\n\n$$\ny\n$$",
        "Mark[^1] [^1] [^2]\n\n# Heading[^1]\n\n[^1]: A note[^2]\n[^2]: Another\n\n    with two paragraphs",
    ],
)
def test_odd_markdown_is_set_without_a_warning(source: str) -> None:
    assert not export(notebook(source))[1]


def test_a_link_that_leads_out_is_an_annotation() -> None:
    nb = notebook(Blocks(paragraph(link("https://www.oas.org/charter?x=1", text("charter")))))
    document = opened(export(nb)[0])
    annotations = [a for page in document.pages for a in page.get("/Annots", [])]
    assert [str(a.A.URI) for a in annotations] == ["https://www.oas.org/charter?x=1"]


def test_a_language_without_catalogue_falls_back_and_is_told() -> None:
    pdf, warnings = export(notebook("# x", report={**REPORT, "language": "tlh"}))
    assert str(opened(pdf).Root.Lang) == "tlh"
    assert any("tlh" in warning for warning in warnings)


def test_when_typst_stumbles_over_its_tags_another_setting_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    real = compiler_module._compile
    calls: list[bytes] = []

    def stumbling(project: dict[str, bytes], goal: Any, when: Any) -> bytes:
        calls.append(project["document.json"])
        if len(calls) < 4:
            raise RuntimeError("internal error: parent group (occurred at build.rs)")
        return real(project, goal, when)

    monkeypatch.setattr(compiler_module, "_compile", stumbling)
    pdf, warnings = export(notebook("# x", programme_table(), references(), report=REPORT))
    assert not warnings
    with opened(pdf).open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"


def test_a_failure_of_typst_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: Any) -> bytes:
        raise RuntimeError("something in the engine broke")

    monkeypatch.setattr(compiler_module, "_compile", failing)
    with pytest.raises(ExportError) as caught:
        export(notebook("# x", report=REPORT))
    assert str(caught.value) == "Summary of Programmes: something in the engine broke."
