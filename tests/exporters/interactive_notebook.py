"""A report whose rows have tags, with a tile grid and a matrix that lead into indexes."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import NotebookNode

from report_helpers.content.chart import Chart
from report_helpers.content.nodes import NODES_MIME, Node, heading, paragraph, strong, target, text, xref
from report_helpers.content.table import Cell, Column, Row, Table, cell

STATES = {"ARG": "Argentina", "BLZ": "Belize", "COL": "Colombia"}
THEMES = {"health": "Migration and health", "labor": "Labor migration"}
LABELS = {
    "state": STATES,
    "theme": THEMES,
    "status": {"completed": "Completed", "planned": "Planned"},
    "body": {"one": "Body One", "two": "Body & <Two>"},
}
TILES = {"ARG": (0, 20), "BLZ": (0, 0), "COL": (20, 0)}


def activity(number: int) -> dict[str, Any]:
    """Ten activities: the first five planned; health is every second one; Argentina every third, Colombia the others."""
    return {
        "id": f"activity-{number}",
        "title": f"Title of activity {number}",
        "status": "planned" if number <= 5 else "completed",
        "theme": "health" if number % 2 == 0 else "labor",
        "state": "ARG" if number % 3 == 0 else "COL",
    }


def entry(name: str, numbers: range) -> Table:
    """A body's table: a lead row, a group for each status, its activities."""
    summary = Cell([paragraph(text(f"Summary of {name}."))])
    rows = [Row([cell(LABELS["body"][name], header="row"), summary, cell("")], kind="lead", tags={"body": [name]})]
    for status in ("planned", "completed"):
        found = [each for each in map(activity, numbers) if each["status"] == status]
        if found:
            rows.append(Row([Cell([paragraph(text(status.title()))], header="group", colspan=3)], kind="group"))
        rows += [_activity_row(each) for each in found]
    columns = [Column("number", "Number"), Column("activity", "Activity", 4), Column("reference", "Reference")]
    return Table(f"table-{name}", f"Activities of {name}", columns, rows, layout="text")


def _activity_row(each: dict[str, Any]) -> Row:
    number = int(each["id"].rpartition("-")[2])
    title = paragraph(target(f"{each['id']}-title", strong(text(each["title"]))))
    tags = {kind: [each[kind]] for kind in ("status", "theme", "state")}
    return Row([cell(number, header="row"), Cell([title]), cell(f"CE/{number}")], id=each["id"], tags=tags)


def tiles() -> Chart:
    """Three tiles, one of a state that no activity names."""
    shapes = "".join(
        f'<g id="tile-{code}"><path d="M {x} {y} l 18 0 l 0 18 l -18 0 z" fill="#ffffff" stroke="#14365d"/></g>'
        f'<text x="{x + 2}" y="{y + 10}" font-size="6">{code}</text>'
        for code, (x, y) in TILES.items()
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 40 40">{shapes}</svg>'
    data = [Row([cell(name, header="row"), cell(f"Reach of {code}")]) for code, name in STATES.items()]
    table = Table("figure-tiles-data", "States", [Column("state", "State"), Column("reach", "Reach")], data)
    return Chart("figure-tiles", "States as tiles", "Three states.", svg, table)


def matrix() -> Table:
    """States by themes, each number leading into the index."""
    columns = [Column("state", "State", 3), *(Column(theme, name, align="center") for theme, name in THEMES.items())]
    rows = [Row([cell(name, header="row"), *(_count(code, theme) for theme in THEMES)]) for code, name in STATES.items()]
    return Table("matrix", "States by theme", columns, rows, layout="matrix")


def _named(code: str, theme: str) -> list[dict[str, Any]]:
    return [each for each in map(activity, range(1, 11)) if (each["state"], each["theme"]) == (code, theme)]


def _count(code: str, theme: str) -> Cell:
    found = _named(code, theme)
    return Cell([paragraph(xref(f"cell-{code}-{theme}", text(len(found))))], sort=len(found)) if found else cell("")


def index() -> Table:
    """The activities behind each number."""
    rows = []
    for code, name in STATES.items():
        blocks: list[Node] = []
        for theme, label in THEMES.items():
            links: list[Node] = []
            for each in _named(code, theme):
                links += [xref(each["id"], text(each["id"].rpartition("-")[2])), text(" (place), ")]
            if links:
                blocks.append(paragraph(target(f"cell-{code}-{theme}", strong(text(f"{label}: "))), *links))
        rows.append(Row([cell(name, header="row"), Cell(blocks or [paragraph(text("None."))])], id=f"index-{code.lower()}"))
    columns = [Column("state", "State"), Column("activities", "Activities", 4)]
    return Table("index", "Activities by state", columns, rows, layout="text")


def notebook() -> NotebookNode:
    """The whole report."""
    nodes = [heading(1, text("Bodies")), *_under("One", entry("one", range(1, 9))), *_under("Two", entry("two", range(9, 11)))]
    nodes += [heading(1, text("Map")), *tiles().nodes(), *matrix().nodes(), *index().nodes()]
    data = {NODES_MIME: {"version": 1, "nodes": nodes}, "text/plain": "x"}
    output = nbformat.v4.new_output("display_data", data=data)
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[output])])
    citation = "The Secretariat, Interactive Report, 2008."
    made.metadata["report"] = {"title": "Interactive {Report}", "edition": "2008", "citation": citation, "tag_labels": LABELS}
    return nbformat.from_dict(made)


def _under(title: str, table: Table) -> list[Node]:
    return [heading(2, text(title), id=f"body-{title.lower()}"), *table.nodes()]
