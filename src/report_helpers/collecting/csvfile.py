"""Cells of a text file with separators, in whatever code page and with whatever separator a spreadsheet program wrote it."""

from __future__ import annotations

import codecs
import csv
import io

from .spreadsheet import MOST_CELLS, Cell, RefusedFileError, Sheet

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = ",;\t"


def read_csv(content: bytes, name: str) -> Sheet:
    """The file as one sheet that has its name. Raises :class:`RefusedFileError` where it is no text with separators."""
    text = decoded(content, name)
    separator = _separator(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise RefusedFileError(name, f"is not CSV ({error})", "Save it again as CSV, or as .xlsx.") from None
    if sum(map(len, rows)) > MOST_CELLS:
        raise RefusedFileError(name, f"has more than {MOST_CELLS:,} cells", "Ask for the questionnaire itself.")
    cells = {
        (number, place): Cell(value.replace("\r\n", "\n").replace("\r", "\n"))
        for number, row in enumerate(rows, start=1)
        for place, value in enumerate(row, start=1)
        if value.strip()
    }
    return Sheet(name, cells)


def decoded(content: bytes, name: str) -> str:
    """The text: UTF-8 and UTF-16 by their marks or their form, else the code page of Western European Windows."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, name)
    if b"\0" in content[:200]:
        return _strict(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be", name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(content, "cp1252", name)


def _strict(content: bytes, encoding: str, name: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise RefusedFileError(name, "is no text in a known code page", 'Save it as "CSV UTF-8", or as .xlsx.') from None
    if "\0" in text:
        raise RefusedFileError(name, "is no text", "Send the questionnaire as .xlsx, .ods or .csv.")
    return text


def _separator(text: str) -> str:
    """The separator that the first lines hold most of, outside of quotes."""
    if text.lower().startswith("sep=") and len(text) > 4:
        return text[4] if text[4] in _SEPARATORS else ","
    plain, quoted = [], False
    for sign in text[:20_000]:
        quoted ^= sign == '"'
        if not quoted:
            plain.append(sign)
    head = "".join(plain).splitlines()[:3]
    return max(_SEPARATORS, key=lambda separator: sum(line.count(separator) for line in head))
