"""Tables of the report as HTML: caption, header cells with their scope, a ``tbody`` per group of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .html_base import HtmlBase, anchor, attributes, escape
from .nodes import Node

_LAYOUTS = ("text", "compact", "matrix")
_ALIGNMENTS = {"end": "end", "center": "center"}
_CELL_STYLE = "text-align:{align};vertical-align:top;border:1px solid rgba(128,128,128,.4);padding:.3em .5em"


class TableHtml(HtmlBase):
    """Methods for ``data_table`` nodes.

    Tables of layout ``text`` become stacked cards on phones, which takes their native semantics away in
    browsers, so that all their parts have explicit roles.
    """

    def node_data_table(self, node: Node) -> str:
        """A table with its caption and notes."""
        return self.data_table(node["attrs"])

    def data_table(self, attrs: dict[str, Any], *, numbered: bool = True) -> str:
        """A table from the attributes of its node; one behind a chart has no number of its own."""
        layout = attrs.get("layout") if attrs.get("layout") in _LAYOUTS else "compact"
        label = self.claim(attrs["label"]) if numbered else None
        caption_id = self.unique(f"caption:{anchor(attrs['label'])}")
        roles = layout == "text"
        opening = attributes(
            id=label,
            class_=f"data {layout}",
            role=roles and "table",
            aria_labelledby=caption_id,
            style=self.style("border-collapse:collapse"),
        )
        table = "".join(
            (
                f"<table{opening}>",
                self._caption(attrs, caption_id, numbered),
                self._columns(attrs["columns"], layout),
                self._head(attrs["columns"], roles),
                *(self._body(rows, attrs["columns"], roles) for rows in _groups(attrs["rows"])),
                "</table>",
            )
        )
        if not roles:
            table = self.scrolling(table, role="region", aria_labelledby=caption_id)
        return f'<div class="table-block {layout}">{table}{self.remarks(attrs)}</div>'

    def scrolling(self, content: str, **attrs: object) -> str:
        """Content that may be wider than the page, in a part that scrolls and that the keyboard reaches."""
        return f"<div{attributes(class_='scroll', tabindex=0, style=self.style('overflow-x:auto'), **attrs)}>{content}</div>"

    def remarks(self, attrs: dict[str, Any]) -> str:
        """The notes below a table or chart."""
        notes = "".join(f"<p>{self.render(remark)}</p>" for remark in attrs.get("notes") or ())
        return f'<div class="remarks">{notes}</div>' if notes else ""

    def caption_number(self, kind: str) -> str:
        """What stands before a caption, as HTML: nothing where there is no document to count in."""
        return ""

    def column_width(self, percent: int) -> str:
        """The attributes of a column that takes ``percent`` of the table's width."""
        return attributes(style=self.style(f"width:{percent}%"))

    def _caption(self, attrs: dict[str, Any], caption_id: str, numbered: bool) -> str:
        number = self.caption_number("table") if numbered else ""
        style = self.style("caption-side:top;text-align:start;font-weight:bold")
        return f"<caption{attributes(id=caption_id, style=style)}><span>{number}{self.render(attrs['caption'])}</span></caption>"

    def _columns(self, columns: list[dict[str, Any]], layout: str | None) -> str:
        if layout == "matrix":
            return ""
        total = sum(float(column.get("width", 1)) for column in columns) or 1.0
        widths = [round(100 * float(column.get("width", 1)) / total) for column in columns]
        return f"<colgroup>{''.join(f'<col{self.column_width(width)}>' for width in widths)}</colgroup>"

    def _head(self, columns: list[dict[str, Any]], roles: bool) -> str:
        cells = "".join(self._head_cell(column, roles) for column in columns)
        row = attributes(role=roles and "row")
        return f"<thead{attributes(role=roles and 'rowgroup')}><tr{row}>{cells}</tr></thead>"

    def _head_cell(self, column: dict[str, Any], roles: bool) -> str:
        align = _ALIGNMENTS.get(column.get("align", ""), "start")
        style = self.style(_CELL_STYLE.format(align=align))
        names = f"align-{align}" if align != "start" else None
        title = escape(column["title"])
        if not title.strip():  # a header cell without words would be announced as one
            return f"<td{attributes(class_=names, role=roles and 'cell', style=style)}></td>"
        attrs = attributes(scope="col", class_=names, role=roles and "columnheader", style=style)
        return f"<th{attrs}><span>{title}</span></th>"

    def _body(self, rows: list[dict[str, Any]], columns: list[dict[str, Any]], roles: bool) -> str:
        inner = "".join(self._row(row, columns, roles) for row in rows)
        return f"<tbody{attributes(role=roles and 'rowgroup')}>{inner}</tbody>"

    def _row(self, row: dict[str, Any], columns: list[dict[str, Any]], roles: bool) -> str:
        kind = row.get("kind") if row.get("kind") in ("group", "lead") else None
        identifier = self.claim(row["id"]) if row.get("id") else None
        cells = []
        position = 0
        for cell in row["cells"]:
            span = max(1, int(cell.get("colspan", 1)))
            column = columns[position] if position < len(columns) else {}
            cells.append(self._cell(cell, column, span, roles and kind != "group"))
            position += span
        attrs = attributes(id=identifier, class_=kind, role=roles and "row")
        return f"<tr{attrs}>{''.join(cells)}</tr>\n"

    def _cell(self, cell: dict[str, Any], column: dict[str, Any], span: int, labelled: bool) -> str:
        header = cell.get("header")
        align = _ALIGNMENTS.get(column.get("align", ""), "start") if header != "group" else "start"
        content = self.cell_content(cell.get("content") or [])
        attrs = attributes(
            scope={"row": "row", "group": "rowgroup"}.get(header or ""),
            colspan=span if span > 1 else None,
            class_=f"align-{align}" if align != "start" else None,
            role=labelled and ("rowheader" if header else "cell"),
            data_label=column.get("title") if labelled and span == 1 else None,
            data_sort=cell.get("sort"),
            style=self.style(_CELL_STYLE.format(align=align)),
        )
        tag = "th" if header else "td"
        return f"<{tag}{attrs}>{content}</{tag}>"

    def cell_content(self, blocks: list[Node]) -> str:
        """Block nodes in a cell; a single paragraph goes without its element."""
        if len(blocks) == 1 and blocks[0]["type"] in ("paragraph", "block_text"):
            return self.children(blocks[0])
        return self.render(blocks)


def _groups(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows parted before each that opens a group; a lead row stays with the body rows after it."""
    group: list[dict[str, Any]] = []
    for row in rows:
        if group and row.get("kind") in ("group", "lead"):
            yield group
            group = []
        group.append(row)
    yield group
