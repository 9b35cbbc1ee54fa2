"""A notebook with everything that the page has to show, composed from the content classes."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import nbformat
from nbformat import NotebookNode

from report_helpers.content.chart import Chart
from report_helpers.content.nodes import (
    NODES_MIME,
    bullet_list,
    footnote,
    link,
    note,
    paragraph,
    span,
    strong,
    target,
    text,
    xref,
)
from report_helpers.content.prose import Prose
from report_helpers.content.table import Cell, Column, Row, Table, cell

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \"'&amp; \u202eevil\u202c \x00\x07 {{7*7}} </style>"
REPORT: dict[str, Any] = {
    "title": "Summary of Current Programs",
    "subtitle": "OAS and other organizations",
    "edition": "2008",
    "publisher": "The Secretariat",
    "as_of": "2008-05",
    "draft": True,
    "checksum": "ab12" * 16,
    "citation": "The Secretariat, Summary of Current Programs, 2008.",
    "notice": "Prepared from replies received up to May 2008.",
    "description": "Who does what </script><script>alert(1)</script>",
}
MARKDOWN = """# Explanatory note

Replies were gathered.[^1] Nothing happens in [the register](#ref-a) or [there](javascript:alert(1)).

- [x] done
- [ ] to do

3. three
4. four

> quoted

| Left | Right |
|:-----|------:|
| ~~a~~ | 22 |

![pixel](data:image/png;base64,iVBORw0KGgo=) ![remote](http://evil.example/x.png)

Passage [en español]{lang=es}, $a<b$ and `code<b>`.

[^1]: Text of the *first* note.
"""


@cache
def drawing() -> str:
    """A chart as matplotlib writes it, with clip paths, hatches and shared definitions."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    with plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": "sample"}):
        figure, axes = plt.subplots(figsize=(6.5, 2.5))
        axes.barh(["OAS", "International"], [31, 58], hatch="/")
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None})
        plt.close(figure)
    return buffer.getvalue()


def chart(label: str, svg: str | None = None) -> Chart:
    data = Table(
        "data",
        "Activities by section",
        [Column("section", "Section"), Column("count", "Activities", align="end")],
        [Row([cell("OAS", header="row"), cell(31)]), Row([cell("International", header="row"), cell(58)])],
    )
    return Chart(label, f"Activities ({label})", 'OAS 31, "International" 58 <b>', svg or drawing(), data)


def text_table() -> Table:
    """Three columns of prose: a lead row, groups by status, notes in cells."""
    rows = [
        Row(
            [
                Cell([paragraph(strong(text("Commission (IACHR)")))], header="row"),
                Cell([paragraph(text("Promotes rights.")), bullet_list([[paragraph(text("visits"))]])]),
                Cell([paragraph(xref("ref-a", text("CE/AM-7/08")))]),
            ],
            kind="lead",
            id="entry-iachr",
        )
    ]
    for status in ("completed", "planned"):
        rows.append(Row([Cell([paragraph(text(f"Group {status}"))], header="group", colspan=3)], kind="group"))
        body = Cell([paragraph(text("Seminar"), footnote("same", paragraph(text("One note, two marks."))))])
        head = Cell([paragraph(text("1 "), span(text(status.title()), role=f"status-{status}"))], header="row")
        url = link("https://example.org/a/b?c=1&d=2", text("https://example.org/a/b?c=1&d=2"))
        rows.append(Row([head, body, Cell([paragraph(url)])], id=f"activity-{status}"))
    columns = [Column("body", "Body", 1), Column("activities", "Activities", 3), Column("reference", "Reference", 1)]
    return Table("programmes", "Programmes of the bodies", columns, rows, layout="text", notes=[[text("As of the edition.")]])


def compact_table() -> Table:
    """Short cells, some of them what a spreadsheet would run."""
    columns = [Column("body", "Body", 2), Column("count", "Activities", align="end"), Column("formula", "Formula")]
    rows = [
        Row([cell("Órgano Ejecutivo", header="row"), cell(9), cell("=1+1")], id="row-organ"),
        Row([cell('Zeta, "Inc"', header="row"), cell(10), cell("-5")]),
        Row([cell("alpha", header="row"), cell(1.5), cell("@x")]),
        Row([cell(HOSTILE, header="row"), cell(None), cell("+1")]),
    ]
    return Table("replies", "Replies received", columns, rows)


def matrix() -> Table:
    columns = [Column("state", "State", 5), *(Column(f"t{i}", f"Theme with a long name {i}", align="center") for i in range(25))]
    rows = [Row([cell(f"State {i}", header="row"), *(_matrix_cell(i, j) for j in range(25))], id=f"state-{i}") for i in range(35)]
    return Table("mapping", "States and themes", columns, rows, layout="matrix")


def _matrix_cell(row: int, column: int) -> Cell:
    return Cell([paragraph(xref("activity-planned", text(str(row + 1))))]) if (row + column) % 5 == 0 else cell("")


def register() -> Table:
    cited = paragraph(text("Cited in "), xref("activity-planned", text("activity 1")))
    row = Row([Cell([paragraph(target("ref-a", text("CE/AM-7/08")))], header="row"), Cell([cited])])
    return Table("references", "Reference documents", [Column("symbol", "Symbol"), Column("where", "Where cited")], [row])


def notebook(**metadata: Any) -> NotebookNode:
    """The whole document; ``metadata`` replaces what the report says of itself."""
    shown = [chart("figure-a"), chart("figure-b"), compact_table(), text_table(), matrix(), register()]
    remarks = Prose([note("caveat", paragraph(text("Blank means not reported."))), paragraph(text(HOSTILE))])
    cells = [_markdown(MARKDOWN), _markdown("# 1 At a glance\n\n## Numbers\n\n#### Deep\n\nText."), _output(remarks.nodes())]
    cells += [_output(value.nodes()) for value in shown]
    cells += [
        _markdown("# 2 Fin\n\nAnother.[^1]\n\n" + "Text to scroll through.\n\n" * 30 + "[^1]: A second note that counts from 1.")
    ]
    made = nbformat.v4.new_notebook(cells=[{**each, "id": f"cell-{n}"} for n, each in enumerate(cells)])
    made.metadata["report"] = {**REPORT, **metadata}
    return nbformat.from_dict(made)


def plain_notebook() -> NotebookNode:
    """A notebook that knows nothing of this project."""
    code = nbformat.v4.new_code_cell("print('<hello>')", outputs=[nbformat.v4.new_output("stream", text="<hello>\n")])
    return nbformat.v4.new_notebook(cells=[_markdown("# My *notebook*\n\nHi.\n\n#### Deep\n\n## Two"), code])


def outputs(*nodes: dict[str, Any]) -> NotebookNode:
    """A notebook with one output made of ``nodes``."""
    return nbformat.v4.new_notebook(cells=[_output(list(nodes))])


def _markdown(source: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(source)


def _output(nodes: list[dict[str, Any]]) -> NotebookNode:
    data = {NODES_MIME: {"version": 1, "nodes": nodes}, "text/plain": "x"}
    return nbformat.v4.new_code_cell("secret_code()", outputs=[nbformat.v4.new_output("display_data", data=data)])
