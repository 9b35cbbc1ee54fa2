"""Nodes as HTML: fragments for JupyterLab, and the renderer that the HTML exporter builds on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..locale import catalogue
from .html_base import anchor, attributes, escape
from .html_code import CodeHtml
from .html_image import ImageHtml
from .html_inline import InlineHtml
from .html_table import TableHtml
from .nodes import Node, reads_from_right
from .svg import safe_svg

_NOTE_KINDS = ("caveat", "note", "method")
_GRID_ALIGNMENTS = {"left": "start", "right": "end", "center": "center"}


def render_html(nodes: Iterable[Node]) -> str:
    """Nodes as an HTML fragment that looks right without a stylesheet."""
    renderer = HtmlRenderer(catalogue("en"))
    body = renderer.render(nodes)
    notes = renderer.footnotes()
    return body + (f"<hr><ol>{notes}</ol>" if notes else "")


class HtmlRenderer(InlineHtml, CodeHtml, ImageHtml, TableHtml):
    """HTML from nodes, one method per node type.

    A page overrides :meth:`heading_level`, :meth:`caption_number` and ``inline_styles``; everything that
    comes from a node passes through ``escape`` or ``attributes``.
    """

    def heading_level(self, level: int) -> int:
        """The level in HTML of a heading of level ``level`` in the source."""
        return min(max(level, 1), 6)

    def node_paragraph(self, node: Node) -> str:
        """A paragraph."""
        return f"<p{_direction(node)}>{self.children(node)}</p>\n"

    def node_block_text(self, node: Node) -> str:
        """The text of an item of a tight list."""
        return self.children(node)

    def node_heading(self, node: Node) -> str:
        """A heading with its identifier."""
        attrs = node.get("attrs") or {}
        level = self.heading_level(int(attrs.get("level", 1)))
        identifier = attributes(id=self.claim(attrs.get("id")))
        return f"<h{level}{identifier}{_direction(node)}>{self.heading_content(node)}</h{level}>\n"

    def heading_content(self, node: Node) -> str:
        """What stands between the tags of a heading."""
        return self.children(node)

    def node_list(self, node: Node) -> str:
        """A list, with its first number where that isn't 1."""
        attrs = node.get("attrs") or {}
        if not attrs.get("ordered"):
            return f"<ul{_direction(node)}>{self.children(node)}</ul>\n"
        start = int(attrs.get("start", 1))
        return f"<ol{attributes(start=start if start != 1 else None)}{_direction(node)}>{self.children(node)}</ol>\n"

    def node_list_item(self, node: Node) -> str:
        """An item of a list."""
        return f"<li>{self.children(node)}</li>"

    def node_task_list_item(self, node: Node) -> str:
        """An item of a list of tasks; its state is a sign with a name, as nobody can change it here."""
        done = bool((node.get("attrs") or {}).get("checked"))
        state = attributes(role="img", aria_label=self.translate("Done") if done else self.translate("To do"))
        return f'<li class="task"><span{state}>{"☑" if done else "☐"}</span> {self.children(node)}</li>'

    def node_block_quote(self, node: Node) -> str:
        """A quotation."""
        return f"<blockquote{_direction(node)}>{self.children(node)}</blockquote>\n"

    def node_thematic_break(self, node: Node) -> str:
        """A rule."""
        return "<hr>\n"

    def node_note(self, node: Node) -> str:
        """A remark set apart, headed by its kind."""
        kind = (node.get("attrs") or {}).get("kind")
        kind = kind if kind in _NOTE_KINDS else "note"
        words = {"caveat": self.translate("Caveat"), "method": self.translate("Method"), "note": self.translate("Note")}
        style = self.style("border-inline-start:3px solid;padding:.1em 1em;margin:1em 0")
        head = f'<p class="kind"><strong>{escape(words[kind])}</strong></p>'
        return f"<div{attributes(class_=f'note {kind}', role='note', style=style)}>{head}{self.children(node)}</div>\n"

    def node_table(self, node: Node) -> str:
        """A table of Markdown."""
        table = f'<table class="grid"{_direction(node)}>{self.children(node)}</table>'
        return self.scrolling(table, role="group", aria_label=self.translate("Table"))

    def node_table_head(self, node: Node) -> str:
        """The head of a table of Markdown: one row of cells."""
        return f"<thead><tr>{self.children(node)}</tr></thead>"

    def node_table_body(self, node: Node) -> str:
        """The body of a table of Markdown."""
        return f"<tbody>{self.children(node)}</tbody>"

    def node_table_row(self, node: Node) -> str:
        """A row of a table of Markdown."""
        return f"<tr>{self.children(node)}</tr>\n"

    def node_table_cell(self, node: Node) -> str:
        """A cell of a table of Markdown; a header cell without words is none."""
        attrs = node.get("attrs") or {}
        align = _GRID_ALIGNMENTS.get(attrs.get("align") or "", "start")
        content = self.children(node)
        head = bool(attrs.get("head")) and bool(content.strip())
        given = attributes(
            scope="col" if head else None,
            class_=f"align-{align}" if align != "start" else None,
            style=self.style(f"text-align:{align}"),
        )
        return f"<th{given}>{content}</th>" if head else f"<td{given}>{content}</td>"

    def node_chart(self, node: Node) -> str:
        """A drawing with its caption below and the data behind it as a table that opens."""
        attrs = node["attrs"]
        caption = self.label(attrs["caption"])
        number = self.caption_number("figure")
        prefix = self.unique(f"drawing:{anchor(attrs['label'])}") + ":"
        drawing = safe_svg(str(attrs["svg"]), prefix=prefix, title=caption, description=str(attrs["alt"]))
        # A drawing that can't be read leaves its description, so that the reader still gets what it says.
        shown = self.scrolling(drawing, role="group", aria_label=caption) if drawing else f"<p>{escape(attrs['alt'])}</p>"
        bold = attributes(style=self.style("font-weight:bold"))
        figcaption = f"<figcaption{bold}>{number}{self.render(attrs['caption'])}</figcaption>"
        opening = attributes(id=self.claim(attrs["label"]), class_="chart", style=self.style("margin:1em 0"))
        return f"<figure{opening}>{shown}{figcaption}{self.remarks(attrs)}{self._chart_data(attrs)}</figure>\n"

    def _chart_data(self, attrs: dict[str, Any]) -> str:
        if not attrs.get("data"):
            return ""
        summary = escape(self.translate("Data of this figure"))
        return f"<details><summary>{summary}</summary>{self.data_table(attrs['data'], numbered=False)}</details>"


def _direction(node: Node) -> str:
    return attributes(dir="rtl") if reads_from_right(node) else ""
