"""What the reader makes of Markdown, HTML, mathematics, code and options: nodes in the form that exporters expect."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from report_helpers.content.markdown import parse_blocks
from report_helpers.content.nodes import Node, plain_text, walk
from report_helpers.exporters.document import Document
from report_helpers.exporters.reading import read_document
from report_helpers.exporters.reading.code import language_of, tokens
from report_helpers.exporters.reading.context import Context
from report_helpers.exporters.reading.formulas import complete_formula
from report_helpers.exporters.reading.html_nodes import read_html
from report_helpers.exporters.reading.terminal import terminal_text

from .notebook_corpus import code, markdown, notebook, printed, shown


def of_markdown(source: str, folder: Path | None = None) -> Document:
    return read_document(notebook(markdown(source)), folder=folder)


def kinds(nodes: list[Node]) -> list[str]:
    return [node["type"] for node in walk(nodes)]


def table_of(html: str) -> dict[str, Any]:
    (node,) = read_html(html, Context())
    attrs: dict[str, Any] = node["attrs"]
    return attrs


def said(latex: str) -> str:
    made = complete_formula({"type": "inline_math", "raw": latex}, Context())
    assert made is not None
    return str((made.get("attrs") or {}).get("alt"))


@pytest.mark.parametrize(
    ("source", "formulas"),
    [
        ("a $x$ b", ["x"]),
        ("It costs $5 and $10.", []),
        ("US$3,000-$4,000", []),
        ("**$5** or **$6**", []),
        (r"\$5 and $y$", ["y"]),
        ("$ x = 3 $ but $ 5 and $ 6", ["x = 3"]),
        (r"\\(a\\) and \(b^2\) and \(no\)", ["a", "b^2"]),
        ("`$a$` and $b_1$ *c* $d_2$", ["b_1", "d_2"]),
        ("text\n$$\na + b\n$$\nmore", ["a + b"]),
        ("\\\\[\nz = 1\n\\\\]", ["z = 1"]),
        ("so \\begin{align} a &= b \\end{align}", ["\\begin{align} a &= b \\end{align}"]),
        ("| $a|b$ | c |\n|---|---|\n| 1 | 2 |", ["a\\vert b"]),
    ],
)
def test_dollar_signs_are_mathematics_or_money(source: str, formulas: list[str]) -> None:
    found = [node["raw"] for node in walk(of_markdown(source).blocks) if node["type"] in ("inline_math", "block_math")]
    assert found == formulas


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"x^2 + \frac{a}{b}", "x squared plus a over b"),
        (r"\frac{a+1}{b}", "the fraction a plus 1 over b, end of fraction,"),
        (r"\sum_{i=1}^n x_i", "the sum from i equals 1 to n of x sub i"),
        (r"\int_0^\infty e^{-x}\,dx", "the integral from 0 to infinity of e to the power minus x, end of power, d x"),
        (r"\sqrt{c} \le \hat{y}", "the square root of c is at most y hat"),
        (r"\alpha \in \mathbb{R}", "alpha in double-struck R"),
        (
            r"\begin{pmatrix} 1 & 2 \end{pmatrix}",
            "open parenthesis table of 1 by 2, row 1: 1, 2; end of table, close parenthesis",
        ),
    ],
)
def test_formulas_are_spoken(latex: str, words: str) -> None:
    assert said(latex) == words


def test_mathml_holds_nothing_but_mathematics() -> None:
    node = complete_formula({"type": "block_math", "raw": r"\href{javascript:x}{y} \text{<script>}"}, Context())
    assert node is not None
    assert "javascript" not in node["attrs"]["mathml"]
    assert "<script" not in node["attrs"]["mathml"]


def test_commands_that_a_notebook_defines_are_carried_out() -> None:
    document = of_markdown("$\\newcommand{\\v}[1]{\\mathbf{#1}}$ then $\\v{x}$")
    assert [node["raw"] for node in walk(document.blocks) if node["type"] == "inline_math"] == ["{\\mathbf{x}}"]
    assert not document.warnings


def test_raw_html_of_data_stays_text_and_of_authors_becomes_nodes() -> None:
    source = "H<sub>2</sub>O"
    assert plain_text(parse_blocks(source)) == source
    assert "subscript" in kinds(of_markdown(source).blocks)


def test_markdown_and_html_enclose_each_other() -> None:
    blocks = of_markdown("<div>\n\n## Head *two*\n\n<b>bold `code` and *more*</b>\n\n</div>").blocks
    assert kinds(blocks) == [
        "heading",
        "text",
        "emphasis",
        "text",
        "paragraph",
        "strong",
        "text",
        "codespan",
        "text",
        "emphasis",
        "text",
    ]


def test_text_inside_code_elements_is_kept() -> None:
    assert plain_text(of_markdown("Press <kbd>Ctrl *and* C</kbd> now").blocks) == "Press Ctrl and C now"


def test_merged_heads_and_row_heads_of_a_table() -> None:
    attrs = table_of(
        "<table><thead><tr><th rowspan=2>k</th><th colspan=2>A</th></tr><tr><th>x</th><th>y</th></tr></thead>"
        "<tbody><tr><th rowspan=2>p</th><td>1.5</td><td>a</td></tr><tr><td>2</td><td>b</td></tr></tbody></table>"
    )
    assert attrs["head"][0] == [{"title": "k", "colspan": 1, "rowspan": 2}, {"title": "A", "colspan": 2, "rowspan": 1}]
    assert [column["align"] for column in attrs["columns"]] == ["start", "end", "start"]
    first, second = attrs["rows"]
    assert (first["cells"][0]["header"], first["cells"][0]["rowspan"]) == ("row", 2)
    assert len(second["cells"]) == 2


def test_the_name_of_an_index_joins_the_titles() -> None:
    attrs = table_of(
        "<table><thead><tr><th></th><th>a</th></tr><tr><th>name</th><th></th></tr></thead><tbody><tr><th>x</th><td>1</td></tr></table>"
    )
    assert [column["title"] for column in attrs["columns"]] == ["name", "a"]
    assert "head" not in attrs


def test_rows_that_lack_cells_are_filled_and_spans_end_with_the_table() -> None:
    attrs = table_of("<table><tr><th>a</th><th>b</th></tr><tr><td rowspan=9>1</td></tr><tr><td colspan=500>2</td></tr></table>")
    widths = {sum(cell.get("colspan", 1) for cell in row["cells"]) for row in attrs["rows"]}
    assert len(attrs["columns"]) <= 60
    assert attrs["rows"][0]["cells"][0]["rowspan"] == 2
    assert widths == {len(attrs["columns"]), len(attrs["columns"]) - 1}


def test_a_table_that_only_places_things_is_no_table() -> None:
    blocks = read_html("<table><tr><td><p>left</p></td><td><p>right</p></td></tr></table>", Context())
    assert [node["type"] for node in blocks] == ["paragraph", "paragraph"]


def test_files_beside_the_notebook_are_read_and_no_others(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "secret.png")
    folder = tmp_path / "notebooks"
    folder.mkdir()
    Image.new("RGB", (4, 4)).save(folder / "a picture.png")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    document = of_markdown("![a](a%20picture.png) ![b](../secret.png) ![c](link.png) ![d](/etc/passwd)", folder)
    images = [node["attrs"] for node in walk(document.blocks) if node["type"] == "image"]
    assert [("data" in image, image["alt"]) for image in images] == [(True, "a"), (False, "b"), (False, "c"), (False, "d")]
    assert len(document.warnings) == 3


def test_images_have_the_size_and_the_alternative_text_that_were_given() -> None:
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    cell = code(
        "#| fig-alt: From the comment\nx", shown({"image/png": pixel, "text/plain": "<Figure>"}, **{"image/png": {"width": 80}})
    )
    (image,) = (node for node in walk(read_document(notebook(cell)).blocks) if node["type"] == "image")
    assert image["attrs"] == {"mime": "image/png", "data": pixel, "alt": "From the comment", "width": 80.0, "cell": "cell 1"}


def test_code_has_the_classes_of_its_parts() -> None:
    parts = tokens("%matplotlib inline\nfor i in x:  # all\n    !ls", "ipython3")
    assert "".join(text for _, text in parts) == "%matplotlib inline\nfor i in x:  # all\n    !ls"
    assert ["k", "for"] in parts
    assert ["c1", "# all"] in parts


def test_code_of_a_cell_in_another_language_has_that_languages_classes() -> None:
    assert ["k", "for"] in tokens("%%bash\nfor i in 1 2; do echo $i; done", "ipython3")


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        ({"kernelspec": {"language": "R", "name": "ir"}}, "r"),
        ({"language_info": {"name": "python", "pygments_lexer": "ipython3"}}, "ipython3"),
        ({"kernelspec": {"name": "xcpp17", "language": "C++17"}}, "c++"),
        ({"language_info": {"name": "julia"}, "kernelspec": {"name": "julia-1.10"}}, "julia"),
        ({"kernelspec": {"language": "nosuchlanguage"}}, ""),
        ({}, "ipython3"),
    ],
)
def test_the_language_of_the_kernel_is_found(metadata: dict[str, Any], name: str) -> None:
    assert language_of(metadata) == name


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("10%\r20%\r\n", "20%\n"),
        ("abc\b\bX", "aXc"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("old\x1b[2K\rnew", "new"),
        ("\x1b]8;;https://example.org\x07link\x1b]8;;\x07", "link"),
        ("longer line\rshort", "short" + "r line"),
    ],
)
def test_terminal_output_is_as_it_was_in_the_end(written: str, seen: str) -> None:
    assert terminal_text(written, Context()) == seen


def test_blocks_say_which_cell_they_come_from() -> None:
    document = read_document(notebook(markdown("# One"), code("x", printed("y"))))
    assert [block["attrs"]["cell"] for block in document.blocks] == ["cell 1", "cell 2", "cell 2"]
    assert [block["attrs"].get("role") for block in document.blocks] == [None, "input", "output"]


def test_identifiers_of_headings_are_unique_and_links_of_jupyterlab_reach_them() -> None:
    document = of_markdown("# My Part\n\n# My Part\n\n[up](#My-Part)")
    assert [block["attrs"]["id"] for block in document.blocks[:2]] == ["my-part", "my-part-2"]
    (link,) = (node for node in walk(document.blocks) if node["type"] == "xref")
    assert link["attrs"]["target"] == "my-part"
