"""Executed chapters as one notebook, in one language, ready for the exporters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import nbformat

from ..locale import catalogue

_HEADING = re.compile(r"^(#{1,6} )(.*)$", re.DOTALL)


def merge_chapters(notebooks: Iterable[Any], language: str, metadata: dict[str, Any]) -> Any:
    """One notebook of all chapters' Markdown and outputs, with ``metadata`` for the exporters.

    Chapters keep their order; cell identifiers are left out of it, so that two chapters may use the same ones.
    """
    merged = nbformat.v4.new_notebook()
    for number, notebook in enumerate(notebooks):
        for place, cell in enumerate(notebook.cells):
            kept = _kept(cell, language)
            if kept is not None:
                kept["id"] = f"c{number:02d}-{place:03d}"
                merged.cells.append(kept)
    merged.metadata["report"] = metadata
    return merged


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
    if cell.cell_type == "code" and cell.outputs:
        return nbformat.v4.new_code_cell("", outputs=cell.outputs)
    return None
