"""Cells of an .ods file, from its XML: readers of the format keep the results of formulas and drop that they are any."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from ..locale import told
from .spreadsheet import MOST_CELLS, Cell, RefusedFileError, Sheet
from .xlsx import ERROR, PERCENT, TIME, formula, number_text

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"


def read_ods(content: bytes, name: str) -> list[Sheet]:
    """Every sheet of the file, hidden ones included. Raises :class:`RefusedFileError` where it is protected."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise RefusedFileError(name, "is protected by a password", "Save it without one.")
        root = _parsed(archive.read("content.xml"))
        shared = _parsed(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else root
    styles = _Styles([shared, root])
    return [_sheet(table, styles, name) for table in root.iter(f"{_TABLE}table")]


def _parsed(source: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    return etree.fromstring(source, parser)


class _Styles:
    """What the styles say of visibility, and how precisely dates are shown."""

    def __init__(self, roots: list[Any]) -> None:
        formats = {each.get(f"{_STYLE}name"): each for root in roots for each in root.iter(f"{_NUMBER}date-style")}
        self.dates: dict[str, Any] = {}
        self.invisible: set[str] = set()
        for style in (each for root in roots for each in root.iter(f"{_STYLE}style")):
            name = style.get(f"{_STYLE}name", "")
            shown = formats.get(style.get(f"{_STYLE}data-style-name"))
            if shown is not None:
                self.dates[name] = shown
            properties = style.find(f"{_STYLE}table-properties")
            if properties is not None and properties.get(f"{_TABLE}display") == "false":
                self.invisible.add(name)

    def date(self, value: str, style: str) -> str:
        """A date as precise as it is shown."""
        day, shown = value[:10], self.dates.get(style)
        if shown is None or shown.find(f"{_NUMBER}day") is not None or shown.find(f"{_NUMBER}year") is None:
            return day
        return day[:7] if shown.find(f"{_NUMBER}month") is not None else day[:4]


def _sheet(table: Any, styles: _Styles, name: str) -> Sheet:
    sheet = Sheet(table.get(f"{_TABLE}name", ""), hidden=table.get(f"{_TABLE}style-name") in styles.invisible)
    defaults: dict[int, str] = {}
    column = 0
    for each in table.iter(f"{_TABLE}table-column"):
        for _ in range(min(int(each.get(f"{_TABLE}number-columns-repeated", "1")), 1000)):
            column += 1
            defaults[column] = each.get(f"{_TABLE}default-cell-style-name", "")
            if each.get(f"{_TABLE}visibility", "visible") != "visible":
                sheet.hidden_columns.add(column)
    row = 0
    for each in table.iter(f"{_TABLE}table-row"):
        repeated = int(each.get(f"{_TABLE}number-rows-repeated", "1"))
        found = list(_row(each, defaults, styles, sheet, row + 1))
        for number in range(row + 1, row + (repeated if found else 0) + 1):
            sheet.cells |= {(number, place): cell for place, cell in found}
            if len(sheet.cells) > MOST_CELLS:
                raise RefusedFileError(name, f"has more than {MOST_CELLS:,} cells", "Ask for the questionnaire itself.")
        if each.get(f"{_TABLE}visibility", "visible") != "visible":
            sheet.hidden_rows |= set(range(row + 1, row + min(repeated, 10_000) + 1))
        row += repeated
    return sheet


def _row(source: Any, defaults: dict[int, str], styles: _Styles, sheet: Sheet, row: int) -> Iterator[tuple[int, Cell]]:
    column = 1
    for each in source:
        if each.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        repeated = int(each.get(f"{_TABLE}number-columns-repeated", "1"))
        rows = int(each.get(f"{_TABLE}number-rows-spanned", "1"))
        columns = int(each.get(f"{_TABLE}number-columns-spanned", "1"))
        if rows > 1 or columns > 1:
            sheet.merged.append((row, column, row + rows - 1, column + columns - 1))
        cell = _cell(each, each.get(f"{_TABLE}style-name") or defaults.get(column, ""), styles)
        if cell is not None:
            for place in range(column, column + min(repeated, 20_000)):
                yield place, cell
        column += repeated


def _cell(source: Any, style: str, styles: _Styles) -> Cell | None:
    kind = source.get(f"{_OFFICE}value-type", "")
    if (written := source.get(f"{_TABLE}formula")) is not None:
        return formula(written)
    text = "\n".join(_words(each) for each in source if each.tag == f"{_TEXT}p")
    if kind in ("float", "currency", "percentage"):
        number = number_text(float(source.get(f"{_OFFICE}value", "nan")))
        return Cell(number, "number", PERCENT if kind == "percentage" else "")
    if kind == "date":
        return Cell(styles.date(source.get(f"{_OFFICE}date-value", ""), style), "date")
    if kind == "boolean":
        return Cell(source.get(f"{_OFFICE}boolean-value", ""), "boolean")
    if kind == "time":
        return Cell(text, fault=TIME)
    if text.startswith("#") and text.endswith(("!", "?", "#N/A")):
        return Cell(text, fault=told(ERROR, text=text))
    return Cell(text) if text.strip() else None


def _words(paragraph: Any) -> str:
    """Text of a paragraph; runs of spaces, tabs and line breaks are elements of their own."""
    parts = [paragraph.text or ""]
    for each in paragraph:
        if each.tag == f"{_TEXT}s":
            parts.append(" " * min(int(each.get(f"{_TEXT}c", "1")), 1000))
        elif each.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif each.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif each.tag != f"{_OFFICE}annotation":
            parts.append(_words(each))
        parts.append(each.tail or "")
    return "".join(parts)
