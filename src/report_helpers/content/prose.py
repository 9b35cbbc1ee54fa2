"""Sentences as values, so that a notebook cell can end with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .markdown import parse_blocks
from .nodes import Node
from .show import Shown


@dataclass(frozen=True)
class Prose(Shown):
    """Paragraphs, lists and notes, as block nodes."""

    blocks: Sequence[Node]

    @classmethod
    def from_markdown(cls, source: str) -> Prose:
        """Prose from Markdown text."""
        return cls(tuple(parse_blocks(source)))

    def nodes(self) -> list[Node]:
        """The block nodes."""
        return list(self.blocks)
