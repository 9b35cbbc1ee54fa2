"""Tables of HTML (frames of pandas, polars, R and Julia, styled frames, written ones) as ``data_table`` nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...content.nodes import Node, paragraph, plain_text, text
from . import grid as grids
from .flow import as_blocks, trimmed
from .grid import Grid, Placed

if TYPE_CHECKING:
    from .html_nodes import HtmlReader

_NUMBER = re.compile(r"[-+−(]?[$€£¥]?\s?[\d.,  ]*\d[\d.,]*\s?(?:[eE][-+−]?\d+)?\s?[%)]?|[-+]?inf")
_NOTHING = {"", "nan", "none", "<na>", "nat", "na", "missing", "null", "...", "…", "⋮"}


def read_table(reader: HtmlReader, table: Any) -> list[Node]:
    """A table as nodes: a ``data_table``; the content one after the other where the table only places things side by side."""
    head, body, around = _rows(reader, table)
    if not head and not body:
        return around
    if _places_things(head, body):
        return [*around, *(node for row in body for cell in row for node in reader.blocks(cell))]
    if not head:
        head, body = _leading_heads(body)
    caption = next((child for child in table if child.tag == "caption" and not reader.hidden(child)), None)
    words = [] if caption is None else trimmed([node for node in reader.children(caption) if not node.get("children")] or [])
    if caption is not None and not words:
        words = [text(plain_text(reader.blocks(caption)))]
    attrs = _table(reader, head, body)
    return [*around, {"type": "data_table", "attrs": {**attrs, "label": "", "caption": words, "layout": "compact"}}]


def _rows(reader: HtmlReader, table: Any) -> tuple[list[Any], list[Any], list[Node]]:
    """Rows of the head, rows of the body, and what stands in the table without being of it."""
    head: list[Any] = []
    body: list[Any] = []
    around: list[Node] = []
    for part in table:
        if not isinstance(part.tag, str) or reader.hidden(part):
            continue
        if part.tag == "tr":
            body.append(part)
        elif part.tag in ("thead", "tbody", "tfoot"):
            shown = [child for child in part if isinstance(child.tag, str) and not reader.hidden(child)]
            (head if part.tag == "thead" and not body else body).extend(child for child in shown if child.tag == "tr")
            # As browsers do, what can't stand between rows is put before the table: Julia writes the size of a frame there.
            around.extend(node for child in shown if child.tag != "tr" for node in as_blocks(reader.element(child)))
        elif part.tag not in ("caption", "colgroup", "col"):
            around.extend(as_blocks(reader.element(part)))
    for part in (table, *(part for part in table if part.tag in ("thead", "tbody", "tfoot")), *head, *body):
        loose = " ".join(" ".join([part.text or "", *(child.tail or "" for child in part)]).split())
        around.extend([paragraph(text(loose))] if loose else [])
    for row in (*head, *body):
        for cell in [each for each in row if not isinstance(each.tag, str) or reader.hidden(each)]:
            row.remove(cell)
    return [row for row in head if len(row)], [row for row in body if len(row)], around


def _places_things(head: list[Any], body: list[Any]) -> bool:
    """Whether the table has no data: a single row without heads, or other tables in it."""
    if head or any(cell.tag == "th" for row in body for cell in row):
        return False
    return (
        len(body) == 1
        or (len({len(row) for row in body}) == 1 and len(body[0]) == 1)
        or any(True for row in body for _ in row.iter("table"))
    )


def _leading_heads(body: list[Any]) -> tuple[list[Any], list[Any]]:
    count = 0
    while count < len(body) - 1 and all(cell.tag == "th" for cell in body[count]):
        count += 1
    return body[:count], body[count:]


def _table(reader: HtmlReader, head: list[Any], body: list[Any]) -> dict[str, Any]:
    grid = Grid([*head, *body])
    columns = grids.kept(grid.width, grids.MOST_COLUMNS, grids.FIRST_COLUMNS, grids.LAST_COLUMNS)
    heads = len(head)
    rows = [heads + row for row in grids.kept(len(body), grids.MOST_ROWS, grids.FIRST_ROWS, grids.LAST_ROWS)]
    titles = [[_title(reader, cell) for cell in row] for row in grid.placed(list(range(heads)), columns)]
    made = [{"kind": "body", "cells": [_cell(reader, cell) for cell in row]} for row in grid.placed(rows, columns)]
    _mark_gap(made, rows, len(columns))
    attrs: dict[str, Any] = {
        "columns": _columns(titles, made, len(columns)),
        "rows": made,
        "notes": _notes(reader, len(body), len(rows), grid.width, len(columns)),
    }
    merged = _merged(titles, len(columns))
    if merged is not None:
        for column, title in zip(attrs["columns"], merged, strict=True):
            column["title"] = title
    else:
        attrs["head"] = titles
    return attrs


def _title(reader: HtmlReader, cell: Placed) -> dict[str, Any]:
    words = "" if cell.slot is None else plain_text(reader.blocks(cell.slot.element))
    return {"title": words, "colspan": cell.colspan, "rowspan": cell.rowspan}


def _merged(titles: list[list[dict[str, Any]]], width: int) -> list[str] | None:
    """One title for each column where the head has a row, or two of which each column uses one (the names of the index)."""
    if not titles:
        return [""] * width
    if any(title["colspan"] > 1 or title["rowspan"] > 1 for row in titles for title in row) or len(titles) > 2:
        return None
    rows = [[title["title"] for title in row] for row in titles]
    if any(sum(bool(row[at]) for row in rows) > 1 for at in range(width)):
        return None
    return ["".join(row[at] for row in rows) for at in range(width)]


def _columns(titles: list[list[dict[str, Any]]], rows: list[dict[str, Any]], width: int) -> list[dict[str, Any]]:
    """Columns with the title of the lowest head over each, aligned at the end where they hold numbers."""
    names = [""] * width
    for row in titles:
        at = 0
        for title in row:
            if title["title"] and title["colspan"] == 1 and at < width and sum(t["colspan"] for t in row) == width:
                names[at] = title["title"]
            at += title["colspan"]
    values: list[list[str]] = [[] for _ in range(width)]
    for shown in rows:
        if len(shown["cells"]) == width:
            for at, cell in enumerate(shown["cells"]):
                if not cell.get("header"):
                    values[at].append(plain_text(cell["content"]))
    aligns = ["end" if _numeric(column) else "start" for column in values]
    return [
        {"key": f"c{at}", "title": name, "width": 1.0, "align": align}
        for at, (name, align) in enumerate(zip(names, aligns, strict=True))
    ]


def _numeric(values: list[str]) -> bool:
    said = [value for value in values if value.strip().lower() not in _NOTHING]
    return bool(said) and all(_NUMBER.fullmatch(value.strip()) for value in said)


def _cell(reader: HtmlReader, cell: Placed) -> dict[str, Any]:
    made: dict[str, Any] = {"content": [] if cell.slot is None else _content(reader, cell.slot.element)}
    if cell.slot is not None and cell.slot.header and made["content"]:
        made["header"] = "row"
    if cell.colspan > 1:
        made["colspan"] = cell.colspan
    if cell.rowspan > 1:
        made["rowspan"] = cell.rowspan
    return made


def _content(reader: HtmlReader, element: Any) -> list[Node]:
    if len(element) == 0:
        words = " ".join((element.text or "").split())
        return [paragraph(text(words))] if words else []
    return [_unnested(reader, block) for block in reader.blocks(element)]


def _unnested(reader: HtmlReader, block: Node) -> Node:
    """Tables in cells are more than documents can set: they become their words."""
    if block["type"] not in ("data_table", "table"):
        return block
    reader.context.remarks.say("a table inside another one is shown as its words")
    rows = block["attrs"]["rows"] if block["type"] == "data_table" else []
    said = "; ".join(", ".join(plain_text(cell["content"]) for cell in row["cells"]) for row in rows)
    return paragraph(text(said or plain_text([block])))


def _mark_gap(made: list[dict[str, Any]], rows: list[int], width: int) -> None:
    """A row of dots where rows are left out; a cell that spanned the gap ends before it."""
    gap = next((at for at in range(1, len(rows)) if rows[at] != rows[at - 1] + 1), None)
    if gap is None:
        return
    for at, row in enumerate(made[:gap]):
        for cell in row["cells"]:
            if at + cell.get("rowspan", 1) > gap:
                cell["rowspan"] = cell["rowspan"] + 1
    covered = sum(
        c.get("colspan", 1) for at, row in enumerate(made[:gap]) for c in row["cells"] if at + c.get("rowspan", 1) > gap
    )
    made.insert(gap, {"kind": "body", "cells": [{"content": [paragraph(text("⋮"))]} for _ in range(width - covered)]})


def _notes(reader: HtmlReader, rows: int, shown_rows: int, columns: int, shown_columns: int) -> list[list[Node]]:
    notes = []
    translate = reader.context.translate
    if shown_rows < rows:
        reader.context.remarks.say(f"{rows - shown_rows} of {rows} rows of a table are left out")
        said = translate("{count} of {total} rows are left out here.").format(count=rows - shown_rows, total=rows)
        notes.append([text(said)])
    if shown_columns < columns:
        reader.context.remarks.say(f"{columns - shown_columns} of {columns} columns of a table are left out")
        said = translate("{count} of {total} columns are left out here.").format(count=columns - shown_columns, total=columns)
        notes.append([text(said)])
    return notes
