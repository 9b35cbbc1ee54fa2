"""One document from executed notebooks: merged, described, exported in a format."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ..dataset import load_edition
from .jobs import Document
from .merge import merge_chapters
from .metadata import document_metadata


def export_document(
    document: Document, notebooks: Sequence[Any], kind: str, project: Path, state: str
) -> tuple[bytes, list[str]]:
    """A document's file and what its exporter warned of.

    Args:
        document: which.
        notebooks: its jobs' executed notebooks, in their order.
        kind: ``html`` or ``pdf``.
        project: folder of the project.
        state: changes whenever the data does, so that a process that lives on reads it anew.

    Raises:
        ReportError: the export failed.
    """
    metadata = document.about or _metadata(project, document.edition, document.language, document.audience, state)
    body, resources = _exporter(kind)().from_notebook_node(merge_chapters(notebooks, document.language, metadata))
    # A preview of some chapters has links into those that it leaves out; that is no fault of its own.
    warnings = [said for said in resources["warnings"] if not (document.preview and "the document has no such place" in said)]
    return (body.encode() if isinstance(body, str) else body), warnings


@cache
def _exporter(kind: str) -> Any:
    """The class of an exporter, which nbconvert looks for among all that is installed."""
    from nbconvert.exporters import get_exporter

    return get_exporter(f"report-{kind}")


@lru_cache(maxsize=2)
def _metadata(project: Path, edition: int, language: str, audience: str, state: str) -> dict[str, Any]:
    data = project / "data"
    return document_metadata(load_edition(edition, language, data, audience=audience), data)
