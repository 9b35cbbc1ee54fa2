"""Text of the data on a page of the site: the project's own renderer, with links that lead to other pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from ..content.html import HtmlRenderer
from ..content.html_base import attributes
from ..content.nodes import Node
from ..locale import Catalogue
from .addresses import relative


class Text(HtmlRenderer):
    """Renders the texts of one page; its footnotes stand together at the end.

    Args:
        say: messages of the page's language.
        path: of the page.
        places: paths, from the site's root, by the names that links inside of texts use. A link to what has no place
            is its words.
        top: level of the headings in a text of its own.
    """

    inline_styles = False

    def __init__(self, say: Catalogue, path: str, places: dict[str, str], top: int = 2) -> None:
        super().__init__(say)
        self._path, self._places, self._top = path, places, top

    def html(self, nodes: Iterable[Node]) -> Markup:
        """Nodes as HTML that is safe in a template."""
        return Markup(self.render(nodes))

    def notes(self) -> Markup:
        """The footnotes of all that was rendered before, as items of a list."""
        return Markup(self.footnotes())

    def heading_level(self, level: int) -> int:
        """Headings of a text stand below those of the page."""
        return min(self._top + max(level, 1) - 1, 6)

    def node_xref(self, node: Node) -> str:
        """A link to the page of what it names."""
        place = self._places.get(str(node["attrs"]["target"]))
        if place is None:
            return self.children(node)
        page, _, part = place.partition("#")
        href = relative(page, self._path) if page != self._path else ""
        return self._anchor_element(node, href=f"{href}#{part}" if part else href or "#")

    def node_target(self, node: Node) -> str:
        """A place that links of the report reach; here each thing has a page instead."""
        return self.children(node)

    def column_width(self, percent: int) -> str:
        """A class for the width: the site's policy allows no ``style`` attributes."""
        return attributes(class_=f"w{percent}")

    def data_table(self, attrs: dict[str, Any], *, numbered: bool = True) -> str:
        """A table whose rows can't be filtered by their tags: that is what the register is for."""
        rows = [{key: value for key, value in row.items() if key != "tags"} for row in attrs.get("rows") or ()]
        return super().data_table({**attrs, "rows": rows}, numbered=numbered)
