"""Executed chapters as one notebook, in one language, ready for the exporters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

import nbformat

from ..locale import catalogue

_HEADING = re.compile(r"^(#{1,6} )(.*)$", re.DOTALL)


def merge_chapters(notebooks: Iterable[Any], language: str, metadata: dict[str, Any]) -> Any:
    """One notebook of all chapters' Markdown and outputs, with ``metadata`` for the exporters.

    Chapters keep their order; cell identifiers are left out of it, so that two chapters may use the same ones. What cells
    wrote to standard error is no part of a report: :func:`warnings_of` has it.
    """
    merged = nbformat.v4.new_notebook()
    for number, notebook in enumerate(notebooks):
        for place, cell in enumerate(notebook.cells):
            kept = _kept(cell, language)
            if kept is not None:
                kept["id"] = f"c{number:02d}-{place:03d}"
                kept.metadata["origin"] = _origin(notebook, place, cell)
                merged.cells.append(kept)
    merged.metadata["report"] = metadata
    return merged


def _origin(notebook: Any, place: int, cell: Any) -> str:
    """Where a cell comes from, for messages: ``01-at-a-glance.ipynb, cell 6 (status)``.

    papermill puts a cell of its own after that of the parameters; it isn't counted, as the author doesn't know it.
    """
    path = notebook.metadata.get("papermill", {}).get("input_path", "notebook")
    injected = sum("injected-parameters" in earlier.metadata.get("tags", ()) for earlier in notebook.cells[:place])
    return f"{PurePath(path).name}, cell {place + 1 - injected} ({cell.get('id', '')})"


def warnings_of(notebook: Any) -> list[str]:
    """What the cells of an executed notebook wrote to standard error, one line for each cell."""
    found = []
    for place, cell in enumerate(notebook.cells):
        said = "".join(output.text for output in cell.get("outputs", []) if _is_error_stream(output))
        if said.strip():
            found.append(f"{_origin(notebook, place, cell)}: {' '.join(said.split())[:300]}")
    return found


def translate_markdown(source: str, language: str) -> str:
    """A Markdown cell in another language, block by block; the mark of a heading is no part of the message."""
    say = catalogue(language)
    blocks = []
    for block in re.split(r"\n{2,}", source.strip()):
        match = _HEADING.match(block)
        blocks.append(match[1] + say(match[2]) if match else say(block))
    return "\n\n".join(blocks)


def _kept(cell: Any, language: str) -> Any | None:
    if cell.cell_type == "markdown":
        return nbformat.v4.new_markdown_cell(translate_markdown(cell.source, language))
    outputs = [output for output in cell.get("outputs", []) if not _is_error_stream(output)]
    return nbformat.v4.new_code_cell("", outputs=outputs) if outputs else None


def _is_error_stream(output: Any) -> bool:
    return bool(output.output_type == "stream" and output.name == "stderr")
