"""How content shows itself: nodes for the exporters, HTML for JupyterLab."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from .html import render_html
from .nodes import NODES_MIME, Node, plain_text


class Shown(ABC):
    """A value that a notebook cell can end with."""

    @abstractmethod
    def nodes(self) -> list[Node]:
        """The value as block nodes."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        nodes = self.nodes()
        return {
            NODES_MIME: {"version": 1, "nodes": nodes},
            "text/html": render_html(nodes),
            "text/plain": plain_text(nodes)[:200],
        }
