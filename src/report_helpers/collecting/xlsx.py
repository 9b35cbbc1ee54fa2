"""Cells of an .xlsx file. Formulas are not evaluated, and the results that the file keeps for them are not trusted."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import Any

from ..locale import mark as _
from ..locale import told
from .spreadsheet import Cell, Sheet

FORMULA = _("holds a formula; write the value itself")
ERROR = _("holds an error of the spreadsheet program, {text}")
TIME = _("holds a time of day; write a date such as 2008-05-08")
PERCENT = _("is set as a percentage; write the number as text, such as 18 with the unit per cent")


def read_xlsx(content: bytes, name: str) -> list[Sheet]:
    """Every sheet of the file, hidden ones included."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), keep_links=False, keep_vba=False)
    return [_sheet(each) for each in book.worksheets]


def _sheet(source: Any) -> Sheet:
    sheet = Sheet(source.title, hidden=source.sheet_state != "visible")
    for place in sorted(source._cells):  # the cells that there are; the public iterators fill up the rectangle around them
        found = _cell(source._cells[place])
        if found is not None:
            sheet.cells[place] = found
    sheet.merged = [(area.min_row, area.min_col, area.max_row, area.max_col) for area in source.merged_cells.ranges]
    sheet.hidden_rows = {row for row, each in source.row_dimensions.items() if each.hidden}
    for each in source.column_dimensions.values():
        if each.hidden and each.min and each.max:
            sheet.hidden_columns |= set(range(each.min, min(each.max, 1000) + 1))
    return sheet


def _cell(source: Any) -> Cell | None:
    value, kind = source.value, source.data_type
    if kind == "f":
        return formula(str(value))
    if value is None:
        return None
    if kind == "e":
        return Cell(str(value), fault=told(ERROR, text=str(value)))
    if isinstance(value, bool):
        return Cell(str(value).lower(), "boolean")
    if isinstance(value, dt.datetime | dt.date):
        return Cell(_date(value, source.number_format), "date")
    if isinstance(value, dt.time | dt.timedelta):
        return Cell(str(value), fault=TIME)
    if isinstance(value, int | float):
        if "%" in source.number_format:
            return Cell(number_text(value), "number", PERCENT)
        return Cell(number_text(value), "number")
    text = str(value)
    return Cell(text) if text.strip() else None


def formula(text: str) -> Cell:
    """A formula is a cell that can't be used, save for the way in which some programs write true and false."""
    constant = text.rpartition("=")[2].strip().upper()
    if constant in ("TRUE()", "FALSE()"):
        return Cell(constant.removesuffix("()").lower(), "boolean")
    return Cell("", fault=FORMULA)


def number_text(value: float) -> str:
    """A number as the data writes it: no exponent, no needless decimals, the 15 digits that a spreadsheet keeps."""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return (
        f"{float(f'{value:.15g}'):f}".rstrip("0").rstrip(".") if abs(value) >= 1e-5 else f"{value:.15f}".rstrip("0").rstrip(".")
    )


def _date(value: dt.date, number_format: str) -> str:
    """As precise as the cell shows it: a spreadsheet makes 2007-11-01 of ``Nov 2007`` and shows the month alone."""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format.lower())
    text = value.strftime("%Y-%m-%d") if value.year >= 1000 else f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
    if "d" in shown or "y" not in shown:
        return text
    return text[:7] if "m" in shown else text[:4]
