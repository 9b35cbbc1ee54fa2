"""The renderer of a whole page: numbers, contents and a stylesheet instead of styles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from ...content.html import HtmlRenderer
from ...content.html_base import anchor, attributes, escape, fragment
from ...content.nodes import Node, plain_text

_NUMBERED = re.compile(r"(\d+(?:\.\d+)*|[IVX]+(?:\.\d+)+|[IVX]+(?=\.)|[IVX]{2,}|[VX])\.?\s+(?=\S)")


@dataclass
class Entry:
    """A line of the contents: the address of a heading, its words as HTML, the lines below it."""

    href: str
    content: Markup
    entries: list[Entry] = field(default_factory=list)


class PageRenderer(HtmlRenderer):
    """Numbers tables and figures through the document and gathers the contents while it renders."""

    inline_styles = False

    def __init__(self, translate: Callable[[str], str]) -> None:
        super().__init__(translate)
        self.contents: list[Entry] = []
        self.widths: set[int] = set()
        self.has_tags = False
        """Whether a row has tags, so that the page needs their labels."""
        self._numbers = {"table": 0, "figure": 0}
        self._open_levels: list[int] = []

    def heading_level(self, level: int) -> int:
        """Headings start at ``h2`` below the page's title and never skip a level, whatever the source does."""
        while self._open_levels and self._open_levels[-1] >= level:
            self._open_levels.pop()
        self._open_levels.append(level)
        return min(len(self._open_levels) + 1, 6)

    def node_heading(self, node: Node) -> str:
        """A heading; the first two levels go into the contents."""
        html = super().node_heading(node)
        identifier = re.match(r'<h(\d) id="([^"]+)"', html)
        if identifier and identifier[1] in "23":
            self._enter(int(identifier[1]), Entry(fragment(identifier[2]), self._plain_heading(node)))
        return html

    def _enter(self, level: int, entry: Entry) -> None:
        if level == 2 or not self.contents:
            self.contents.append(entry)
        else:
            self.contents[-1].entries.append(entry)

    def _plain_heading(self, node: Node) -> Markup:
        return Markup(_with_number(escape(plain_text([node]))))

    def heading_content(self, node: Node) -> str:
        """The words of a heading, with the number that they begin with set apart."""
        return _with_number(self.children(node))

    def caption_number(self, kind: str) -> str:
        """``Table 3`` or ``Figure 3``, counted through the document."""
        self._numbers[kind] += 1
        form = self.translate("Table {number}") if kind == "table" else self.translate("Figure {number}")
        return f'<span class="number">{escape(form.format(number=self._numbers[kind]))}</span> '

    def node_span(self, node: Node) -> str:
        """A passage; one that refers to a place of another document leads there."""
        address, place = (node.get("attrs") or {}).get("beyond") or ("", "")
        return self._anchor_element(node, href=f"{address}.html{fragment(anchor(place))}") if address else super().node_span(node)

    def data_table(self, attrs: dict[str, Any], *, numbered: bool = True) -> str:
        """A table; whether its rows can be filtered is kept."""
        self.has_tags = self.has_tags or any(row.get("tags") for row in attrs.get("rows") or ())
        return super().data_table(attrs, numbered=numbered)

    def column_width(self, percent: int) -> str:
        """A class for the width: the page's policy allows no ``style`` attributes."""
        self.widths.add(percent)
        return attributes(class_=f"w{percent}")

    def width_rules(self) -> str:
        """The rules behind the classes of :meth:`column_width`."""
        return "".join(f".w{percent}{{width:{percent}%}}" for percent in sorted(self.widths))


def _with_number(html: str) -> str:
    match = _NUMBERED.match(html)
    if not match:
        return html
    return f'<span class="number">{match[1]}</span> {html[match.end() :]}'
