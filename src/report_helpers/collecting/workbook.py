"""A whole edition as one workbook, a sheet for each table, and what of it was edited when it comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.utils import get_column_letter

from ..dataset.canonical import tidy_cell
from ..dataset.schema import Field, Resource, Schema
from .book import area, choices, columns, hint, new_book, page, protect, put, saved
from .draft import Draft, Row, Rows
from .form import FORMAT, KEY_SHEET
from .proposal import title_of
from .reply import Fault, RawRow, read_key, rows_below
from .spreadsheet import Cell, RefusedFileError, Sheet
from .statement import Statement

LEFT_OUT = ("receipts", "changes", "contact_changes")
"""Tables that are records, not to be edited."""

_BLANK = 40
_TALL = 60.0
_LONG = ("markdown", "verbatim")


def tables_in(schema: Schema, *, internal: bool) -> list[Resource]:
    """The tables of a workbook; restricted ones only with ``internal``."""
    return [each for each in schema.resources.values() if each.name not in LEFT_OUT and (internal or not each.restricted)]


def workbook(draft: Draft, *, internal: bool) -> bytes:
    """The edition as an .xlsx file; contacts only with ``internal``. The same tables give the same bytes."""
    schema, year = draft.sources.schema, draft.sources.edition
    resources = [each for each in tables_in(schema, internal=internal) if each.name in draft.tables]
    book = new_book(f"{schema.title}, {year}", "", "en")
    sheets = {each.name: book.create_sheet(each.name) for each in resources}
    words = book.create_sheet("_words")
    lists = _write_words(words, resources)
    for resource in resources:
        _write_table(sheets[resource.name], resource, draft.tables, sheets, lists)
    words.sheet_state = "veryHidden"
    _write_key(book.create_sheet(KEY_SHEET), draft, resources)
    return saved(book)


def _write_table(sheet: Any, resource: Resource, tables: Mapping[str, Rows], sheets: Mapping[str, Any], lists: Row) -> None:
    rows = tables[resource.name]
    last = len(rows) + 1 + _BLANK
    for place, field in enumerate(resource.fields, start=1):
        put(sheet, 1, place, field.name, "head")
        for number, row in enumerate(rows.values(), start=2):
            put(sheet, number, place, row[field.name], "locked" if field.name == "id" else "input")
        for number in range(len(rows) + 2, last + 1):
            put(sheet, number, place, "", "input")
        letter = get_column_letter(place)
        cells = f"{letter}2:{letter}{last}"
        source = lists.get(f"{resource.name}.{field.name}", "")
        if field.reference in sheets:
            source = area(sheets[field.reference], 1, 2, len(tables[field.reference]) + 1 + _BLANK)
        error = f"{field.title}: choose from the list."
        if source:
            choices(sheet, cells, source, several=field.is_list, title=field.title, prompt=field.description, error=error)
        else:
            hint(sheet, cells, field.title, field.description)
    columns(sheet, [_width(field) for field in resource.fields])
    sheet.row_dimensions[1].height = 20
    for number in range(2, len(rows) + 2):
        if any(field.check in _LONG for field in resource.fields):
            sheet.row_dimensions[number].height = _TALL
    sheet.freeze_panes = "B2"
    protect(sheet)
    page(sheet, f"{resource.title}", landscape=True, head_rows="1:1")


def _width(field: Field) -> int:
    if field.check in _LONG:
        return 60
    return 36 if field.is_list or field.name in ("title", "name", "name_en") else 18


def _write_words(sheet: Any, resources: list[Resource]) -> Row:
    """The words to choose from, a column each; their ranges by table and column."""
    ranges: Row = {}
    for resource in resources:
        for field in resource.fields:
            words = field.enum or (("true", "false") if field.type == "boolean" else ())
            if words:
                place = len(ranges) + 1
                for number, word in enumerate(words, start=1):
                    put(sheet, number, place, word, "text")
                ranges[f"{resource.name}.{field.name}"] = area(sheet, place, 1, len(words))
    return ranges


def _write_key(sheet: Any, draft: Draft, resources: list[Resource]) -> None:
    """The hidden sheet: every cell that was filled, as it was, to tell what has been edited."""
    for number, (key, value) in enumerate((("format", FORMAT), ("edition", str(draft.sources.edition)), ("kind", "workbook")), 1):
        put(sheet, number, 1, key, "text")
        put(sheet, number, 2, value, "text")
    number = 4
    for resource in resources:
        for identifier, row in draft.tables[resource.name].items():
            for name, value in row.items():
                if value:
                    for place, text in enumerate((resource.name, identifier, name, value), start=1):
                        put(sheet, number, place, text, "text")
                    number += 1
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def edited(sheets: list[Sheet], draft: Draft, name: str) -> tuple[list[Statement], list[str], dict[str, str]]:
    """What was edited in a workbook: a statement for each row that isn't as it was given out, remarks, and its facts.

    A row that is no longer there is one to be taken out. Raises :class:`RefusedFileError` where it isn't a workbook of an
    edition, as only one that brings its hidden sheet tells what was edited.
    """
    key = next((sheet for sheet in sheets if sheet.name == KEY_SHEET), None)
    facts, base = read_key(key) if key else ({}, {})
    if facts.get("kind") != "workbook":
        mend = "Edit the file that migration-report workbook wrote, and keep its hidden sheets."
        raise RefusedFileError(name, "is not the workbook of an edition", mend)
    was: dict[str, Rows] = {}
    for (table, row, field), value in base.items():
        was.setdefault(table, {}).setdefault(row, {})[field] = value
    found: list[Statement] = []
    notes: list[str] = []
    for sheet in sheets:
        if sheet.name in draft.tables and sheet.name not in LEFT_OUT:
            found += _edited_rows(sheet, draft.sources.schema[sheet.name], was.get(sheet.name, {}), notes)
        elif not sheet.name.startswith("_"):
            notes.append(f"{sheet.name} is not a table; it was not read.")
    missing = sorted(set(was) - {sheet.name for sheet in sheets})
    if missing:
        mend = "Put the sheet back, or begin again with a new workbook."
        raise RefusedFileError(name, f"lacks the sheet {missing[0]}", mend)
    for statement in found:
        current = draft.tables[statement.table].get(statement.row)
        statement.title = title_of(current) if current else statement.row
        statement.is_new = statement.is_new and current is None
        statement.gone = current is None and statement.answer == "withdrawn"
    return [statement for statement in found if not statement.gone], notes, facts


def _edited_rows(sheet: Sheet, resource: Resource, was: Rows, notes: list[str]) -> Iterator[Statement]:
    head = next((row for row in range(1, 11) if sum(sheet.text(row, col) in resource.columns for col in range(1, 60)) >= 2), 1)
    columns = {col: sheet.text(head, col) for col in range(1, 200) if sheet.text(head, col) in resource.columns}
    if "id" not in columns.values():
        raise RefusedFileError(sheet.name, "lacks the column id", "Put it back: rows are known by it.")
    for row, col in sorted(sheet.cells):
        if row == head and col not in columns:
            notes.append(f'{sheet.address(row, col)}: "{sheet.text(row, col)}" is not a column of {sheet.name}; it was not read.')
    seen: set[str] = set()
    for raw in rows_below(sheet, head, columns):
        identifier = raw.text("id")
        statement = Statement(sheet.name, identifier, raw.place, faults=list(raw.faults), by_editor=True)
        address = raw.cells["id"][1]
        if not identifier:
            mend = "Give the row one; docs/editing-the-data.md says how."
            statement.faults.append(Fault(address, "", "has no id", mend))
        if identifier in seen:
            statement.faults.append(Fault(address, identifier, "is there twice", "Give one of the rows another id."))
        seen.add(identifier)
        statement.is_new = identifier not in was
        _read_cells(statement, raw, resource, was.get(identifier, {}))
        if statement.is_new or statement.faults or statement.cells:
            yield statement
    for identifier in was:
        if identifier not in seen:
            yield Statement(sheet.name, identifier, sheet.name, answer="withdrawn", by_editor=True)


def _read_cells(statement: Statement, raw: RawRow, resource: Resource, was: Row) -> None:
    """The cells that aren't as they were given out."""
    for field, (cell, address) in raw.cells.items():
        if field == "id":
            continue
        before, column = was.get(field, ""), resource.field(field)
        statement.addresses[field] = address
        if cell.fault:
            statement.faults.append(Fault(address, cell.text, cell.fault))
            continue
        value = tidy_cell(_text(cell), column)
        if value == before:
            continue
        if cell.kind == "date" and column.check not in ("partial-date", "period"):
            mend = "Write it again in a cell of the format Text."
            statement.faults.append(Fault(address, cell.text, "was turned into a date by the spreadsheet program", mend))
            continue
        statement.cells[field], statement.base[field] = value, before


def _text(cell: Cell) -> str:
    return cell.text.replace("\r\n", "\n").replace("\r", "\n")
