"""A notebook as a document: metadata and block nodes, the same for HTML and PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..content.nodes import Node


@dataclass(frozen=True)
class Metadata:
    """What is known of a document as a whole; taken from the notebook's ``metadata["report"]``."""

    title: str
    subtitle: str = ""
    language: str = "en"
    edition: str = ""
    publisher: str = ""
    as_of: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    draft: bool = False
    checksum: str = ""
    citation: str = ""
    notice: str = ""
    has_title: bool = True
    kind: str = ""
    """What a document of a few pages is (``State profile``): it has a title block instead of cover, contents and lists."""
    rest: str = ""
    """Relative address, without ending, of the document that has the places which this one only refers to."""
    tag_labels: dict[str, dict[str, str]] = field(default_factory=dict)
    """What readers see of the rows' tags: by kind of tag and value."""
    index: tuple[dict[str, Any], ...] = ()
    """Terms of the index at the end: ``{"group", "term", "targets"}``."""
    attachments: tuple[dict[str, str], ...] = ()
    """Files that go with the document: ``{"name", "description", "mime", "data"}``."""


@dataclass
class Document:
    """A document. ``warnings`` name each thing of the notebook that was left out or changed."""

    metadata: Metadata
    blocks: list[Node]
    warnings: list[str] = field(default_factory=list)
