"""Any spreadsheet file as cells with their addresses: nothing is run, evaluated or fetched, and nothing is guessed.

A file that can't be read safely is refused as a whole (:class:`RefusedFileError`); a cell that can't be used, such as a
formula, is read as a cell with a ``fault`` and named where it is needed.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from ..errors import ReportError

MEGABYTE = 1 << 20
LARGEST_FILE = 20 * MEGABYTE
LARGEST_CONTENT = 200 * MEGABYTE
MOST_PARTS = 2_000
MOST_CELLS = 500_000
"""Limits far above any reply and far below what a machine can bear."""

_ENTITIES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_MACROS = re.compile(r"(^|/)(vba\w*\.bin|macrosheets/|basic/|scripts/)", re.IGNORECASE)
_MACRO_FILES = (".xlsm", ".xltm", ".xlam", ".xlsb")


class RefusedFileError(ReportError):
    """``file`` is not taken in; ``reason`` says why (words after the name), ``mend`` what its sender can do."""

    def __init__(self, file: str, reason: str, mend: str) -> None:
        """Takes a file name and sentences."""
        super().__init__(file, reason, mend)
        self.file = file
        self.reason = reason
        self.mend = mend

    def __str__(self) -> str:
        """The file, the reason, the way out."""
        return f"{self.file} {self.reason}. {self.mend}"


@dataclass(frozen=True)
class Cell:
    """A cell that holds something: ``text`` of a ``kind`` (text, number, date, boolean).

    Numbers and dates are written as the data writes them (``7812652``, ``2007-11``). ``fault`` says why the cell can't be
    used, as words that follow its address.
    """

    text: str
    kind: str = "text"
    fault: str = ""


@dataclass
class Sheet:
    """``cells`` by row and column, from 1; ``merged`` are ranges as first row, first column, last row, last column."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def address(self, row: int, column: int) -> str:
        """``Activities!B7``."""
        return f"{self.name}!{column_letters(column)}{row}"

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, without spaces around it; empty where nothing does."""
        cell = self.cells.get((row, column))
        return cell.text.strip() if cell else ""


def column_letters(column: int) -> str:
    """1 is ``A``, 27 is ``AA``."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def read_book(content: bytes, name: str) -> list[Sheet]:
    """The sheets of a file, .xlsx, .ods or .csv, told by what it holds; ``name`` is the file's, for messages.

    Raises :class:`RefusedFileError`.
    """
    from .csvfile import read_csv
    from .ods import read_ods
    from .xlsx import read_xlsx

    if len(content) > LARGEST_FILE:
        mend = "Ask for the questionnaire itself, without pictures."
        raise RefusedFileError(name, f"is larger than {LARGEST_FILE // MEGABYTE} MB", mend)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        mend = "Save it without a password as .xlsx."
        raise RefusedFileError(name, "is protected by a password, or of the old kind .xls", mend)
    if name.lower().endswith(_MACRO_FILES):
        raise RefusedFileError(name, "may hold macros", "Save it as .xlsx, which can't.")
    if not content.startswith(b"PK"):
        return [read_csv(content, name)]
    parts = checked_parts(content, name)
    reader = read_ods if "content.xml" in parts else read_xlsx
    try:
        sheets = reader(content, name)
    except RefusedFileError:
        raise
    except Exception as error:  # whatever a broken file makes a reader say
        reason = f"can't be read as a spreadsheet ({type(error).__name__})"
        raise RefusedFileError(name, reason, "Open it, save it again as .xlsx, and send that.") from None
    if not sheets:
        raise RefusedFileError(name, "holds no sheet", "Ask for it again.")
    if sum(len(sheet.cells) for sheet in sheets) > MOST_CELLS:
        raise RefusedFileError(name, f"has more than {MOST_CELLS:,} cells", "Ask for the questionnaire itself.")
    return sheets


def checked_parts(content: bytes, name: str) -> set[str]:
    """The names of the parts of a zipped file. Raises :class:`RefusedFileError` where it holds macros, expands without
    measure or declares entities.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_CONTENT:
                raise RefusedFileError(name, "expands to far more than a reply can hold", "Don't open it; ask its sender.")
            for part in parts:
                if part.flag_bits & 1:
                    raise RefusedFileError(name, "is protected by a password", "Save it without one.")
                if _MACROS.search(part.filename):
                    raise RefusedFileError(name, "holds macros", "Save it as .xlsx, which can't.")
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_xml(archive.read(part), name)
            return {part.filename for part in parts}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        reason = f"is damaged or not a spreadsheet ({type(error).__name__})"
        raise RefusedFileError(name, reason, "Ask for it again.") from None


def _check_xml(content: bytes, name: str) -> None:
    plain = content.replace(b"\0", b"")  # UTF-16 reads like ASCII without its zeros
    if _ENTITIES.search(plain):
        reason = "declares XML entities, which no spreadsheet program writes"
        raise RefusedFileError(name, reason, "Don't open it; ask its sender.")
    if b"macroEnabled" in plain:
        raise RefusedFileError(name, "may hold macros", "Save it as .xlsx, which can't.")
