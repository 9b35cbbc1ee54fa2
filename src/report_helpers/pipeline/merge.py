"""Executed chapters as one notebook, in the edition's language, ready for the exporters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import nbformat

from ..content.citations import citation
from ..dataset import Edition
from ..locale import catalogue

_HEADING = re.compile(r"^(#{1,6} )(.*)$", re.DOTALL)


def merge_chapters(notebooks: Iterable[Any], edition: Edition) -> Any:
    """One notebook of all chapters' Markdown and outputs, with the edition's metadata for the exporters.

    Chapters keep their order; cell identifiers are left out of it, so that two chapters may use the same ones.
    """
    merged = nbformat.v4.new_notebook()
    for number, notebook in enumerate(notebooks):
        for place, cell in enumerate(notebook.cells):
            kept = _kept(cell, edition.language)
            if kept is not None:
                kept["id"] = f"c{number:02d}-{place:03d}"
                merged.cells.append(kept)
    merged.metadata["report"] = document_metadata(edition)
    return merged


def document_metadata(edition: Edition) -> dict[str, Any]:
    """What the exporters say of the document as a whole."""
    say = catalogue(edition.language)
    info = edition.info
    description = say(
        "Programs and activities on migration in the Americas as reported by the OAS General Secretariat "
        "and by international, regional and subregional organizations."
    )
    return {
        "title": info.title,
        "subtitle": info.subtitle,
        "language": edition.language,
        "edition": str(edition.year),
        "publisher": info.publisher,
        "as_of": info.as_of,
        "description": description,
        "keywords": [say("migration"), say("Americas"), "OAS", say("programs"), say("good practices")],
        "draft": info.is_draft,
        "checksum": edition.checksum,
        "citation": citation(edition),
        "notice": info.license,
    }


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
