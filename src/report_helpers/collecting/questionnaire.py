"""A body's questionnaire: an .xlsx file with what was last reported, to be confirmed, changed and added to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from ..dataset.info import EditionInfo
from ..locale import Catalogue
from ..locale import mark as _
from .body import BodyRows
from .book import area, choices, columns, heights, hint, new_book, page, protect, put, saved
from .form import ANSWER, ANSWERS, EXAMPLES, FORMAT, KEY_SHEET, LISTS, PARTS, REPLIES, Column, Part
from .guide import write_examples, write_start
from .labels import Labels, names_of

KEY_ROW, HEAD_ROW = 1, 2
"""Rows of a sheet: the hidden names of its columns, and their headings. Rows of the table follow."""


_OF_THE_BODY = (("activities", "references"), ("figures", "activity"))
"""Columns whose words are those of the body's own rows, which are no list."""


@dataclass(frozen=True)
class Request:
    """Whom a questionnaire is for (empty for the blank one), by when it is to come back (a day, or empty)."""

    info: EditionInfo
    body: BodyRows
    due: str


def questionnaire(request: Request, labels: Labels) -> bytes:
    """The file. The same request gives the same bytes."""
    say, info = labels.say, request.info
    title = f"{say(_('Questionnaire'))} {info.edition}"
    book = new_book(title, info.publisher, labels.language)
    name = _name(request, labels)
    start = book.create_sheet(say(_("Start here")))
    sheets = [(part, book.create_sheet(say(part.sheet))) for part in PARTS if part.blank or request.body.organization]
    examples, lists = book.create_sheet(say(EXAMPLES)), book.create_sheet(say(LISTS))
    ranges = _write_lists(lists, labels)
    write_start(start, info, name, request.due, say, ranges["reply"])
    for part, sheet in sheets:
        _write_part(sheet, part, request, labels, ranges)
    write_examples(examples, labels)
    for sheet in book.worksheets:
        protect(sheet)
        heights(sheet, least=18)
        if not sheet.oddHeader.left.text:
            page(
                sheet,
                f"{title} · {name}".rstrip(" ·"),
                landscape=sheet is not start,
                head_rows="2:2" if sheet is not start else "",
            )
    _write_key(book.create_sheet(KEY_SHEET), request, labels)
    return saved(book)


def _name(request: Request, labels: Labels) -> str:
    row = labels.tables["organizations"].get(request.body.organization)
    return names_of("organizations", row, labels.language)[0] if row else ""


def _write_part(sheet: Any, part: Part, request: Request, labels: Labels, ranges: dict[str, str]) -> None:
    say, resource = labels.say, labels.schema[part.table]
    rows = request.body.tables.get(part.table, {})
    last = HEAD_ROW + len(rows) + part.blank
    for place, column in enumerate(part.columns, start=1):
        put(sheet, KEY_ROW, place, column.field, "locked")
        put(sheet, HEAD_ROW, place, say(column.title), "head")
        for number, row in enumerate(rows.values(), start=HEAD_ROW + 1):
            text = "" if column.field == ANSWER else labels.show(resource.field(column.field), row[column.field])
            put(sheet, number, place, row["id"] if column.locked else text, "locked" if column.locked else "input")
        for number in range(HEAD_ROW + len(rows) + 1, last + 1):
            put(sheet, number, place, "", "locked" if column.locked else "input")
        _add_help(sheet, place, column, part, last, say, ranges)
    columns(sheet, [column.width for column in part.columns], hidden=[1])
    sheet.row_dimensions[KEY_ROW].hidden = True
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 4)
    if part.table == "contacts":
        sheet.sheet_properties.tabColor = "9C0006"
    page(sheet, say(part.title), landscape=True, head_rows=f"{HEAD_ROW}:{HEAD_ROW}")


def _add_help(sheet: Any, place: int, column: Column, part: Part, last: int, say: Catalogue, ranges: dict[str, str]) -> None:
    if column.locked or last <= HEAD_ROW:
        return
    letter = get_column_letter(place)
    cells, title, prompt = f"{letter}{HEAD_ROW + 1}:{letter}{last}", say(column.title), say(column.help) if column.help else ""
    source = ranges.get(f"{part.table}.{column.field}") or (ranges[ANSWER] if column.field == ANSWER else "")
    if source:
        error = say(_("Please choose one of the words of the list."))
        several = column.field in ("kinds", "themes", "populations", "states", "partners", "activity")
        choices(sheet, cells, source, several=several, title=title, prompt=prompt, error=error)
    elif prompt:
        hint(sheet, cells, title, prompt)


def _write_lists(sheet: Any, labels: Labels) -> dict[str, str]:
    """Writes the words to choose from, a column each; returns the range of each list by what it is for."""
    say = labels.say
    lists: dict[str, tuple[str, list[str], int]] = {
        ANSWER: (say(_("Your answer")), [say(word) for word in ANSWERS.values()], 20),
        "reply": (say(_("Anything to report?")), [say(word) for word in REPLIES.values()], 34),
    }
    for part in PARTS:
        for column in part.columns:
            if column.field in (ANSWER, "id") or (part.table, column.field) in _OF_THE_BODY:
                continue
            field = labels.schema[part.table].field(column.field)
            if words := labels.choices(field):
                suffix = f" [{', '.join(_roles(field.roles, labels))}]" if field.roles else ""
                lists[f"{part.table}.{column.field}"] = (say(column.title) + suffix, words, 34)
    ranges = {}
    put(sheet, 1, 1, say(_("Words to choose from, to be copied where several are needed")), "title")
    for place, (key, (title, words, _width)) in enumerate(lists.items(), start=1):
        put(sheet, 2, place, title, "head")
        for number, word in enumerate(words, start=3):
            put(sheet, number, place, word, "locked")
        ranges[key] = area(sheet, place, 3, len(words) + 2)
    columns(sheet, [width for _title, _words, width in lists.values()])
    sheet.freeze_panes = "A3"
    return ranges


def _roles(roles: Iterable[str], labels: Labels) -> list[str]:
    from ..locale.roles import ROLES

    return [labels.say(ROLES.get(role, role)) for role in roles]


def _write_key(sheet: Any, request: Request, labels: Labels) -> None:
    """The hidden sheet by which the reply is understood: each cell as it was filled in, to tell what was changed."""
    facts = (
        ("format", FORMAT),
        ("edition", str(request.info.edition)),
        ("organization", request.body.organization),
        ("language", labels.language),
    )
    for number, (key, value) in enumerate(facts, start=1):
        put(sheet, number, 1, key, "text")
        put(sheet, number, 2, value, "text")
    number = len(facts) + 1
    for part in PARTS:
        for identifier, row in request.body.tables.get(part.table, {}).items():
            for column in part.columns:
                if not column.locked and column.field != ANSWER:
                    for place, value in enumerate((part.table, identifier, column.field, row[column.field]), start=1):
                        put(sheet, number, place, value, "text")
                    number += 1
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
