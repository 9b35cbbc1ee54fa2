"""Charts as values: an SVG with its caption, its alternative text and the data behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .nodes import Node, text
from .show import Shown
from .table import Table


@dataclass(frozen=True)
class Chart(Shown):
    """A chart.

    Args:
        label: identifier, unique in the document.
        caption: one sentence that says what is shown.
        alt: alternative text written from the data: what a reader who can't see the chart would learn from it.
        svg: the drawing, deterministic, text kept as text.
        data: the numbers behind it.
        notes: remarks below the chart, each a list of inline nodes.

    Raises:
        ValueError: no caption or no alternative text.
    """

    label: str
    caption: str
    alt: str
    svg: str
    data: Table | None = None
    notes: Sequence[Sequence[Node]] = ()

    def __post_init__(self) -> None:
        if not self.caption.strip():
            raise ValueError(f"chart {self.label}: a chart needs a caption")
        if not self.alt.strip():
            raise ValueError(f"chart {self.label}: a chart needs alternative text written from its data")

    def nodes(self) -> list[Node]:
        """The chart as one ``chart`` node."""
        attrs: dict[str, Any] = {
            "label": self.label,
            "caption": [text(self.caption)],
            "alt": self.alt,
            "svg": self.svg,
            "notes": [list(note) for note in self.notes],
        }
        if self.data is not None:
            attrs["data"] = self.data.nodes()[0]["attrs"]
        return [{"type": "chart", "attrs": attrs}]
