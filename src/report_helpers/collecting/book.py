"""Writing workbooks: text that stays text, drop-downs, locked cells, print set-up, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from ..errors import ReportError
from .packing import settled_bytes

LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold."""

_FONT = "Calibri"
DARK, _PALE, _LINE = "1F3864", "F2F2F2", "A6A6A6"
_SIDE = Side(style="thin", color=_LINE)
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_WRAP = Alignment(wrap_text=True, vertical="top")

STYLES: dict[str, dict[str, Any]] = {
    "title": {"font": Font(name=_FONT, size=16, bold=True, color=DARK), "alignment": Alignment(vertical="center")},
    "text": {"font": Font(name=_FONT, size=12), "alignment": _WRAP},
    "strong": {"font": Font(name=_FONT, size=12, bold=True), "alignment": _WRAP},
    "warning": {"font": Font(name=_FONT, size=12, bold=True, color="9C0006"), "alignment": _WRAP},
    "head": {
        "font": Font(name=_FONT, size=11, bold=True, color="FFFFFF"),
        "fill": PatternFill("solid", fgColor=DARK),
        "alignment": Alignment(wrap_text=True, vertical="center"),
        "border": _BOX,
    },
    "locked": {
        "font": Font(name=_FONT, size=11),
        "fill": PatternFill("solid", fgColor=_PALE),
        "alignment": _WRAP,
        "border": _BOX,
    },
    "input": {
        "font": Font(name=_FONT, size=11),
        "alignment": _WRAP,
        "border": _BOX,
        "protection": Protection(locked=False),
        "number_format": "@",
    },
}
"""Looks of cells by name; cells of the style ``input`` can be written in, and take what is typed as text."""


class TooLongError(ReportError):
    """A text is longer than the cell of a spreadsheet can be; ``place`` says which."""

    def __init__(self, place: str, length: int) -> None:
        """Takes a place and the number of characters."""
        super().__init__(place, length)
        self.place = place
        self.length = length

    def __str__(self) -> str:
        """Where and how long."""
        return f"{self.place} has {self.length:,} characters; the cell of a spreadsheet holds {LONGEST:,}. Shorten it first."


def new_book(title: str, creator: str, language: str) -> Workbook:
    """An empty workbook with its properties."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator, book.properties.language = title, creator, language
    return book


def put(sheet: Any, row: int, column: int, text: str, style: str = "input") -> None:
    """Writes text as text: what begins with ``=``, ``+``, ``-`` or ``@`` never becomes a formula, here or when it is edited."""
    cell = sheet.cell(row, column)
    if text:
        if len(text) > LONGEST:
            raise TooLongError(f"{sheet.title}!{cell.coordinate}", len(text))
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
    for name, value in STYLES[style].items():
        setattr(cell, name, value)
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True


def columns(sheet: Any, widths: Sequence[int], *, hidden: Sequence[int] = ()) -> None:
    """Widths of the columns in characters, from the first one; ``hidden`` are places of columns that aren't shown."""
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for place in hidden:
        sheet.column_dimensions[get_column_letter(place)].hidden = True


def heights(sheet: Any, *, least: float = 0) -> None:
    """Heights of the rows, so that what is in them can be read: programs don't all find them by themselves.

    Estimated from the number of characters and the widths of the columns, which must be set.
    """
    tallest: dict[int, float] = {}
    for row in sheet.iter_rows():
        for cell in row:
            size = cell.font.size or 11
            width = sheet.column_dimensions[cell.column_letter].width * (11 / size) * 0.9
            wraps = cell.alignment.wrap_text
            lines = sum(max(1, ceil(len(line) / width)) if wraps else 1 for line in str(cell.value or "").split("\n"))
            tallest[cell.row] = max(tallest.get(cell.row, least), lines * size * 1.35 + 3)
    for number, height in tallest.items():
        sheet.row_dimensions[number].height = min(height, 409)


def choices(sheet: Any, cells: str, source: str, *, several: bool, title: str, prompt: str, error: str) -> None:
    """A drop-down for ``cells`` from the range ``source``; with ``several`` other text may be typed, too."""
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=not several)
    if prompt:
        rule.promptTitle, rule.prompt, rule.showInputMessage = title[:32], prompt[:255], True
    rule.errorTitle, rule.error = title[:32], error[:255]
    sheet.add_data_validation(rule)
    rule.add(cells)


def hint(sheet: Any, cells: str, title: str, prompt: str) -> None:
    """What is shown when one of ``cells`` is chosen."""
    rule = DataValidation(type="custom", formula1="TRUE", allow_blank=True, showErrorMessage=False, showInputMessage=True)
    rule.promptTitle, rule.prompt = title[:32], prompt[:255]
    sheet.add_data_validation(rule)
    rule.add(cells)


def area(sheet: Any, column: int, first: int, last: int) -> str:
    """``'Lists'!$C$2:$C$27``."""
    letter = get_column_letter(column)
    return f"{quote_sheetname(sheet.title)}!${letter}${first}:${letter}${last}"


def protect(sheet: Any) -> None:
    """Locks what isn't of the style ``input``. There is no password: it guards against slips, not against people."""
    sheet.protection.sheet = True
    for name in ("formatColumns", "formatRows", "formatCells", "sort", "autoFilter"):
        setattr(sheet.protection, name, False)


def page(sheet: Any, heading: str, *, landscape: bool, head_rows: str = "") -> None:
    """Paper, margins, running lines; ``head_rows`` (``2:2``) are repeated on each page."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if landscape else sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    if head_rows:
        sheet.print_title_rows = head_rows
    sheet.oddHeader.left.text = heading.replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    buffer = BytesIO()
    book.save(buffer)
    return settled_bytes(buffer.getvalue())
