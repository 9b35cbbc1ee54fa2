"""Tables of the report as HTML: caption, header cells with their scope, a ``tbody`` per group of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .html_base import HtmlBase, anchor, attributes, escape
from .html_grid import Places, tag_tokens, whole
from .nodes import Node, plain_text

_LAYOUTS = ("text", "compact", "matrix")
_ALIGNMENTS = {"end": "end", "center": "center"}
_PROSE_COLUMNS, _PROSE_CELL = 4, 80
_CELL_STYLE = "text-align:{align};vertical-align:top;border:1px solid rgba(128,128,128,.4);padding:.3em .5em"


class TableHtml(HtmlBase):
    """Methods for ``data_table`` nodes.

    Tables of layout ``text``, and compact ones of prose, become stacked cards on phones, which takes their native semantics
    away in browsers, so that all their parts have explicit roles.
    """

    def node_data_table(self, node: Node) -> str:
        """A table with its caption and notes."""
        return self.data_table(node["attrs"])

    def data_table(self, attrs: dict[str, Any], *, numbered: bool = True) -> str:
        """A table from the attributes of its node; one behind a chart has no number of its own, nor has one without caption."""
        layout = attrs.get("layout") if attrs.get("layout") in _LAYOUTS else "compact"
        identifier = str(attrs.get("label") or "")
        caption_id = self.unique(f"caption:{anchor(identifier)}") if attrs.get("caption") else None
        name = {"aria_labelledby": caption_id} if caption_id else {"aria_label": self.translate("Table")}
        kind = f"{layout} prose" if layout == "compact" and _is_prose(attrs) else layout
        roles = kind != layout or layout == "text"
        opening = attributes(
            id=self.claim(identifier) if numbered else None,
            class_=f"data {kind}",
            role=roles and "table",
            style=self.style("border-collapse:collapse"),
            **name,
        )
        columns = attrs.get("columns") or []
        table = "".join(
            (
                f"<table{opening}>",
                self._caption(attrs, caption_id, numbered) if caption_id else "",
                self._columns(columns, layout),
                self._head(attrs, columns, roles),
                *(self._body(rows, columns, roles) for rows in _groups(attrs.get("rows") or ())),
                "</table>",
            )
        )
        if not roles:
            table = self.scrolling(table, role="region" if caption_id else "group", **name)
        return f'<div class="table-block {kind}">{table}{self.remarks(attrs)}</div>'

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

    def _head(self, attrs: dict[str, Any], columns: list[dict[str, Any]], roles: bool) -> str:
        """The head: the rows of ``head`` where columns are grouped under headings, otherwise the columns' titles."""
        rows = attrs.get("head") or [columns]
        places = Places()
        lines = []
        for row in rows:
            cells = [self._head_cell(cell, columns, place, roles) for cell, place in places.row(row)]
            lines.append(f"<tr{attributes(role=roles and 'row')}>{''.join(cells)}</tr>")
        return f"<thead{attributes(role=roles and 'rowgroup')}>{''.join(lines)}</thead>"

    def _head_cell(self, cell: dict[str, Any], columns: list[dict[str, Any]], place: int, roles: bool) -> str:
        colspan, rowspan = whole(cell.get("colspan")), whole(cell.get("rowspan"))
        column = columns[place] if place < len(columns) else {}
        align = "center" if colspan > 1 else _ALIGNMENTS.get(column.get("align", ""), "start")
        given = {
            "class_": f"align-{align}" if align != "start" else None,
            "style": self.style(_CELL_STYLE.format(align=align)),
            "colspan": colspan if colspan > 1 else None,
            "rowspan": rowspan if rowspan > 1 else None,
        }
        title = escape(cell.get("title", ""))
        if not title.strip():  # a header cell without words would be announced as one
            return f"<td{attributes(role=roles and 'cell', **given)}></td>"
        # A cell of scope "col" heads every column that it spans; "colgroup" would need column groups, which don't nest.
        return f"<th{attributes(scope='col', role=roles and 'columnheader', **given)}><span>{title}</span></th>"

    def _body(self, rows: list[dict[str, Any]], columns: list[dict[str, Any]], roles: bool) -> str:
        places = Places()
        inner = "".join(self._row(row, places, columns, roles) for row in rows)
        return f"<tbody{attributes(role=roles and 'rowgroup')}>{inner}</tbody>"

    def _row(self, row: dict[str, Any], places: Places, columns: list[dict[str, Any]], roles: bool) -> str:
        kind = row.get("kind") if row.get("kind") in ("group", "lead") else None
        identifier = self.claim(row["id"]) if row.get("id") else None
        cells = [self._cell(cell, columns, place, roles and kind != "group") for cell, place in places.row(row["cells"])]
        tags = tag_tokens(row.get("tags")) or None
        attrs = attributes(id=identifier, class_=kind, role=roles and "row", data_tags=tags)
        return f"<tr{attrs}>{''.join(cells)}</tr>\n"

    def _cell(self, cell: dict[str, Any], columns: list[dict[str, Any]], place: int, labelled: bool) -> str:
        colspan, rowspan = whole(cell.get("colspan")), whole(cell.get("rowspan"))
        column = columns[place] if place < len(columns) else {}
        header = cell.get("header")
        align = _ALIGNMENTS.get(column.get("align", ""), "start") if header != "group" else "start"
        content = self.cell_content(cell.get("content") or [])
        header = header if content.strip() else None
        attrs = attributes(
            scope={"row": "row", "group": "rowgroup"}.get(header or ""),
            colspan=colspan if colspan > 1 else None,
            rowspan=rowspan if rowspan > 1 else None,
            class_=f"align-{align}" if align != "start" else None,
            role=labelled and ("rowheader" if header else "cell"),
            data_label=column.get("title") if labelled and colspan == 1 else None,
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


def _is_prose(attrs: dict[str, Any]) -> bool:
    """Whether columns whose widths somebody chose hold sentences: such a table is read and not looked up, row by row."""
    columns = attrs.get("columns") or []
    if len(columns) < _PROSE_COLUMNS or attrs.get("head") or len({column.get("width", 1) for column in columns}) == 1:
        return False
    cells = (cell for row in attrs.get("rows") or () for cell in row["cells"])
    return any(len(plain_text(cell.get("content") or [])) > _PROSE_CELL for cell in cells)


def _groups(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows parted before each that opens a group; a lead row stays with the body rows after it."""
    group: list[dict[str, Any]] = []
    for row in rows:
        if group and row.get("kind") in ("group", "lead"):
            yield group
            group = []
        group.append(row)
    yield group
