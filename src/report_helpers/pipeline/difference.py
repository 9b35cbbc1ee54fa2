"""What changed between two editions as a page of its own, made like any other document."""

from __future__ import annotations

from typing import Any

import nbformat

from ..content.changes.counts import table_change_counts, table_changes_by
from ..content.changes.figures import table_figures_compared
from ..content.changes.listed import table_changed_fields, table_changes
from ..content.changes.sentences import note_changes
from ..content.nodes import NODES_MIME
from ..content.show import Shown
from ..dataset.compare import Changes
from ..locale import catalogue


def difference_page(changes: Changes) -> str:
    """The page: one HTML file that works without a network.

    Raises:
        ReportError: the export failed.
    """
    from nbconvert.exporters import get_exporter

    exporter: Any = get_exporter("report-html")
    body, _ = exporter().from_notebook_node(_notebook(changes))
    return str(body)


def _notebook(changes: Changes) -> Any:
    say = catalogue(changes.after.language)
    notebook = nbformat.v4.new_notebook()
    parts: list[tuple[str, list[Shown]]] = [
        (say("Overview"), [note_changes(changes), table_change_counts(changes)]),
        (say("By body"), [table_changes_by(changes, "body")]),
        (say("By state"), [table_changes_by(changes, "state")]),
        (say("By theme"), [table_changes_by(changes, "theme")]),
        (say("New"), [table_changes(changes, "new")]),
        (say("Changed"), [table_changes(changes, "changed"), table_changed_fields(changes)]),
        (say("Ended"), [table_changes(changes, "ended")]),
        (say("Withdrawn"), [table_changes(changes, "withdrawn")]),
        (say("Not reported"), [table_changes(changes, "not reported")]),
        (say("Numbers"), [table_figures_compared(changes)]),
    ]
    for heading, values in parts:
        notebook.cells.append(nbformat.v4.new_markdown_cell(f"# {heading}"))
        for value in values:
            data = {NODES_MIME: {"version": 1, "nodes": _without_links(value.nodes())}}
            notebook.cells.append(nbformat.v4.new_code_cell("", outputs=[nbformat.v4.new_output("display_data", data)]))
    info = changes.after.info
    notebook.metadata["report"] = {
        "title": say("What changed, {before} to {after}").format(before=changes.before.year, after=changes.after.year),
        "subtitle": info.title,
        "language": changes.after.language,
        "edition": str(changes.after.year),
        "publisher": info.publisher,
        "as_of": info.as_of,
        "draft": info.is_draft,
    }
    return notebook


def _without_links(value: Any) -> Any:
    """Nodes whose links lead into the report, which this page isn't, as plain text."""
    if isinstance(value, dict):
        found = {key: _without_links(inner) for key, inner in value.items()}
        return {"type": "span", "attrs": {}, "children": found["children"]} if value.get("type") == "xref" else found
    return [_without_links(inner) for inner in value] if isinstance(value, list) else value
