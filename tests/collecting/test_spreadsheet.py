"""Files from all programs: cells with their addresses, or a refusal that says why."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from report_helpers.collecting import spreadsheet
from report_helpers.collecting.spreadsheet import RefusedFileError, Sheet, read_book
from report_helpers.collecting.xlsx import number_text


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    buffer = BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, part)
    return buffer.getvalue()


def replaced(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data) if part == name else data)
    return buffer.getvalue()


@pytest.fixture
def book() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "One"
    sheet["A1"], sheet["B1"] = "plain", " spaces\nand lines "
    sheet["A2"], sheet["B2"], sheet["C2"] = 39448, 0.1 + 0.2, True
    sheet["A3"] = dt.datetime(2007, 11, 1)
    sheet["A3"].number_format = "mmm yyyy"
    sheet["B3"] = dt.date(2008, 2, 15)
    sheet["C3"] = dt.date(2006, 1, 1)
    sheet["C3"].number_format = "yyyy"
    sheet["A4"], sheet["B4"] = "=1+1", "#N/A"
    sheet["C4"] = 0.18
    sheet["C4"].number_format = "0%"
    sheet["D4"] = dt.time(10, 30)
    sheet.merge_cells("A6:B7")
    sheet["A6"] = "merged"
    sheet.row_dimensions[9].hidden = True
    sheet["A9"] = "hidden"
    sheet.column_dimensions["F"].hidden = True
    hidden = book.create_sheet("Two")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    return book


def check(sheets: list[Sheet]) -> None:
    one, two = sheets
    cells = {one.address(*place).removeprefix("One!"): cell for place, cell in one.cells.items()}
    assert (cells["A1"].text, cells["B1"].text) == ("plain", " spaces\nand lines ")
    assert [(cells[name].text, cells[name].kind) for name in ("A2", "B2", "C2")] == [
        ("39448", "number"),
        ("0.3", "number"),
        ("true", "boolean"),
    ]
    assert [(cells[name].text, cells[name].kind) for name in ("A3", "B3", "C3")] == [
        ("2007-11", "date"),
        ("2008-02-15", "date"),
        ("2006", "date"),
    ]
    assert "holds a formula" in cells["A4"].fault and cells["A4"].text == ""
    assert "is set as a percentage" in cells["C4"].fault
    assert "time of day" in cells["D4"].fault
    assert one.merged == [(6, 1, 7, 2)]
    assert 9 in one.hidden_rows
    assert 6 in one.hidden_columns
    assert (one.hidden, two.hidden) == (False, True)


def test_cells_of_xlsx(book: Workbook) -> None:
    check(read_book(saved(book), "a.xlsx"))


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_cells_after_libreoffice(book: Workbook, tmp_path: Path, convert: Callable[[Path, str], Path], kind: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(saved(book))
    check(read_book(convert(tmp_path / "a.xlsx", kind).read_bytes(), f"a.{kind}"))


def test_dates_of_the_1904_calendar() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = dt.date(2009, 3, 15)
    (sheet,) = read_book(saved(book), "a.xlsx")
    assert sheet.cells[1, 1].text == "2009-03-15"


@pytest.mark.parametrize(
    ("value", "text"), [(7812652.0, "7812652"), (0.18, "0.18"), (1e-7, "0.0000001"), (1.5e15, "1500000000000000"), (-2.5, "-2.5")]
)
def test_numbers_are_written_out(value: float, text: str) -> None:
    assert number_text(value) == text


CSV = 'Name;Description\nCórdoba;"two\nlines; and a semicolon"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_code_pages_and_separators_of_csv(encoding: str, separator: str) -> None:
    text = CSV.replace("Name;", f"Name{separator}").replace("ba;", f"ba{separator}")
    (sheet,) = read_book(text.replace("\n", "\r\n").encode(encoding), "a.csv")
    assert sheet.cells[2, 1].text == "Córdoba"
    assert sheet.cells[2, 2].text == "two\nlines; and a semicolon"
    assert sheet.address(2, 2) == "a.csv!B2"


def bomb() -> bytes:
    buffer = BytesIO(saved(Workbook()))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/a.bin", "w") as part:
        for _ in range(210):
            part.write(bytes(1 << 20))
    return buffer.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
REFUSED: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "macros in it": (lambda c: with_part(c, "xl/vbaProject.bin", b"x"), "a.xlsx", "holds macros"),
    "macros by its name": (lambda c: c, "a.xlsm", "may hold macros"),
    "macros by its type": (
        lambda c: replaced(
            c, "[Content_Types].xml", lambda d: d.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
        ),
        "a.xlsx",
        "may hold macros",
    ),
    "macros of LibreOffice": (lambda c: with_part(c, "Basic/Standard/Module1.xml", b"<x/>"), "a.ods", "holds macros"),
    "entities": (lambda c: replaced(c, "xl/styles.xml", lambda _: ENTITIES), "a.xlsx", "declares XML entities"),
    "entities in UTF-16": (
        lambda c: replaced(c, "xl/styles.xml", lambda _: ENTITIES.decode().encode("utf-16")),
        "a.xlsx",
        "declares XML entities",
    ),
    "a bomb": (lambda _: bomb(), "a.xlsx", "expands to far more"),
    "too large": (lambda c: c + bytes(21 << 20), "a.xlsx", "is larger than 20 MB"),
    "a password": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.xlsx", "is protected by a password"),
    "cut off": (lambda c: c[:2000], "a.xlsx", "is damaged"),
    "no spreadsheet": (lambda c: replaced(c, "xl/workbook.xml", lambda _: b"<x/>"), "a.xlsx", "holds no sheet"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.csv", "is no text"),
    "broken quotes": (lambda _: b'a,b\n"never ends', "a.csv", "is not CSV"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_safe_or_not_whole_is_refused(name: str) -> None:
    change, file, reason = REFUSED[name]
    with pytest.raises(RefusedFileError, match=reason) as refused:
        read_book(change(saved(Workbook())), file)
    assert str(refused.value).startswith(file)
    assert refused.value.mend


def test_a_table_of_repeated_cells_does_not_grow_without_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<office:document-content {names}><table:table table:name="x">'
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="1000" office:value-type="string"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table></office:document-content>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<x/>")
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 5_000)
    with pytest.raises(RefusedFileError, match="has more than"):
        read_book(buffer.getvalue(), "a.ods")


def test_external_links_are_not_followed(book: Workbook) -> None:
    link = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    check(read_book(with_part(saved(book), "xl/externalLinks/externalLink1.xml", link), "a.xlsx"))


def test_a_cell_far_out_does_not_fill_the_memory() -> None:
    book = Workbook()
    book.active["XFD1048576"] = "far"
    (sheet,) = read_book(saved(book), "a.xlsx")
    assert len(sheet.cells) == 1
    assert sheet.address(*next(iter(sheet.cells))) == "Sheet!XFD1048576"
