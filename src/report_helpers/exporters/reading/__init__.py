"""Reading: any notebook as a document, whatever language, kernel and version of the format it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..document import Document
from .cells import cell_blocks
from .code import language_of
from .context import Context, Remarks, mapping, messages
from .links import identify_headings, resolve_links, without_idle_places
from .metadata import read_metadata, with_title_first
from .widgets import widget_states

__all__ = ["read_document"]


def read_document(notebook: Any, *, name: str = "notebook", show_input: bool = True, folder: Path | None = None) -> Document:
    """The document that a notebook holds.

    Args:
        notebook: a notebook of nbformat 4, executed.
        name: what to call it where it has no title of its own.
        show_input: whether code cells are shown.
        folder: where the notebook lies; images that it links to are read from there and from nowhere else.
    """
    metadata = mapping(notebook.get("metadata"))
    language = mapping(metadata.get("report")).get("language", "en")
    context = Context(
        remarks=Remarks(),
        language=language_of(metadata),
        folder=folder,
        translate=messages(language),
        widgets=widget_states(metadata),
    )
    blocks = []
    cells = notebook.get("cells")
    for number, cell in enumerate(cells if isinstance(cells, (list, tuple)) else (), 1):
        context.remarks.cell = _place(number, cell)
        if isinstance(cell, dict):
            blocks.extend(cell_blocks(cell, context, show_input=show_input))
        else:
            context.remarks.say("is no cell and was left out")
    context.remarks.cell = ""
    if not mapping(metadata.get("report")):
        blocks = with_title_first(blocks)
    identify_headings(blocks)
    about = read_metadata(notebook, blocks, name)
    resolve_links(blocks, context.remarks, about.rest)
    return Document(about, without_idle_places(blocks), context.remarks.lines)


def _place(number: int, cell: Any) -> str:
    """What people call a cell; one of a merged notebook says where it comes from."""
    origin = mapping(mapping(cell).get("metadata")).get("origin")
    return origin if isinstance(origin, str) and origin else f"cell {number}"
