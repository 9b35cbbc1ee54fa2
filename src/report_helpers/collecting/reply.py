"""A received file as rows that say something, with the address of every cell; what can't be read is a fault, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..locale import Catalogue, available_languages, catalogue, told, told_in
from ..locale import mark as _
from .form import ANSWER, ANSWERS, HELPER_SHEETS, KEY_SHEET, PARTS, REPLIES, Part
from .guide import BODY_KEY, REPLY_KEY
from .labels import fold
from .spreadsheet import Cell, RefusedFileError, Sheet

_SEARCHED = 20
"""Rows from the top in which headings are looked for."""


@dataclass(frozen=True)
class Fault:
    """Something that can't be taken: the address of the cell, what stands there, why not, how to mend it."""

    address: str
    text: str
    reason: str
    mend: str = ""

    def __str__(self) -> str:
        """One line."""
        return self._line(self.reason, self.mend)

    def told_in(self, say: Catalogue) -> str:
        """The same in another language, as far as the catalogue has it."""
        return self._line(told_in(say, self.reason), told_in(say, self.mend))

    def _line(self, reason: str, mend: str) -> str:
        shown = f'"{self.text if len(self.text) <= 60 else self.text[:57] + "..."}" ' if self.text else ""
        return f"{self.address}: {shown}{reason}. {mend}".strip().replace("\n", " ")


@dataclass
class RawRow:
    """A row as it stands in the file: cells by column of the table, each with its address; absent columns are absent."""

    place: str
    cells: dict[str, tuple[Cell, str]]
    faults: list[Fault] = field(default_factory=list)

    def text(self, name: str) -> str:
        """What stands in a cell; empty where nothing does."""
        return self.cells[name][0].text.strip() if name in self.cells else ""


@dataclass
class RawReply:
    """A file as it was received, its rows by table.

    ``facts`` are those of the hidden sheet (edition, organization, language), ``base`` the cells as they were filled in,
    by table, row and column. ``says`` is what the first sheet says (reported, nil, or nothing), ``body`` the name written
    there. ``notes`` are what was left aside.
    """

    facts: dict[str, str] = field(default_factory=dict)
    base: dict[tuple[str, str, str], str] = field(default_factory=dict)
    says: str = ""
    body: str = ""
    rows: dict[str, list[RawRow]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def raw_reply(sheets: list[Sheet], name: str) -> RawReply:
    """The rows of a questionnaire, in whatever order its sheets and columns stand.

    Raises :class:`RefusedFileError` where nothing in it is a sheet of the questionnaire.
    """
    reply = RawReply()
    known = {part.table: headings(part) for part in PARTS}
    helpers = {fold(catalogue(each)(name)) for name in HELPER_SHEETS for each in available_languages()}
    for sheet in sheets:
        if sheet.name == KEY_SHEET:
            reply.facts, reply.base = read_key(sheet)
    for sheet in sheets:
        if sheet.name == KEY_SHEET or fold(sheet.name) in helpers:
            continue
        if sheet.hidden:
            reply.notes.append(told(_("{place} is a hidden sheet; it was not read."), place=sheet.name))
            continue
        found = _best(sheet, known)
        if found is None:
            _read_start(sheet, reply)
            continue
        table, row, columns = found
        reply.notes += _left_aside(sheet, row, columns, reply)
        reply.rows[table] = reply.rows.get(table, []) + list(rows_below(sheet, row, columns))
    if not reply.rows:
        mend = "Its columns need their headings; ask for the file itself."
        raise RefusedFileError(name, "holds no sheet of the questionnaire", mend)
    return reply


def headings(part: Part) -> dict[str, str]:
    """The columns of a part by their names and by their headings in every language, as :func:`fold` leaves them."""
    names = {fold(column.field): column.field for column in part.columns}
    for language in available_languages():
        say = catalogue(language)
        names |= {fold(say(column.title)): column.field for column in part.columns if not column.locked}
    return names


def read_key(sheet: Sheet) -> tuple[dict[str, str], dict[tuple[str, str, str], str]]:
    """The facts of the hidden sheet, and each cell as it was filled in."""
    facts: dict[str, str] = {}
    base: dict[tuple[str, str, str], str] = {}
    rows = sorted({row for row, _ in sheet.cells})
    for row in rows:
        first, second, third, value = (sheet.text(row, column) for column in range(1, 5))
        if third:
            base[first, second, third] = value
        else:
            facts[first] = second
    return facts, base


def rows_below(sheet: Sheet, head: int, columns: Mapping[int, str]) -> Iterable[RawRow]:
    """The rows under the headings in which anything but the identifier is written."""
    numbers = sorted({row for row, column in sheet.cells if row > head and column in columns})
    for number in numbers:
        cells = {
            name: (sheet.cells.get((number, column), Cell("")), sheet.address(number, column)) for column, name in columns.items()
        }
        if not any(cell.text.strip() or cell.fault for name, (cell, _) in cells.items() if name != "id"):
            continue
        row = RawRow(f"{sheet.name}!{number}", cells)
        for top, left, bottom, right in sheet.merged:
            if top <= number <= bottom and any(left <= column <= right for column in columns):
                mend = _("Separate them, and write in each cell what belongs there.")
                row.faults.append(Fault(sheet.address(top, left), "", _("is merged with other cells"), mend))
        yield row


def _best(sheet: Sheet, known: Mapping[str, Mapping[str, str]]) -> tuple[str, int, dict[int, str]] | None:
    """The table that a sheet is about, the row of its last headings, and the columns by their places."""
    best: tuple[int, str, int, dict[int, str]] | None = None
    for table, names in known.items():
        columns: dict[int, str] = {}
        head = 0
        for row in range(1, _SEARCHED + 1):
            places = sorted(column for each, column in sheet.cells if each == row)
            found = {place: names[key] for place in places if (key := fold(sheet.text(row, place))) in names}
            if len(found) >= 2:
                head = row + 1 if ANSWER in map(str.strip, (sheet.text(row, place) for place in places)) else max(head, row)
                columns |= {place: name for place, name in found.items() if place not in columns and name not in columns.values()}
        fit = len(columns) - sum(name in ("id", ANSWER) for name in columns.values())
        if fit >= 2 and (best is None or fit > best[0]):
            best = (fit, table, head, columns)
    return best[1:] if best else None


def _left_aside(sheet: Sheet, head: int, columns: Mapping[int, str], reply: RawReply) -> list[str]:
    notes: list[str] = []
    below = {column for row, column in sheet.cells if row > head}
    for column in sorted(below - set(columns)):
        title = next((text for row in range(head, 0, -1) if (text := sheet.text(row, column))), "")
        message = _('{place}: the column "{title}" is not one of the questionnaire; it was not read.')
        notes.append(told(message, place=sheet.address(head, column), title=title))
    rows = sorted(row for row in {row for row, _ in sheet.cells} & sheet.hidden_rows if row > head)
    notes += [told(_("{place} is a hidden row; it was read like the others."), place=f"{sheet.name}!{row}") for row in rows]
    for column in sorted(sheet.hidden_columns & set(columns)):
        if columns[column] != "id":
            place = sheet.address(head, column)
            notes.append(told(_("{place} is a hidden column; it was read like the others."), place=place))
    return notes


def _read_start(sheet: Sheet, reply: RawReply) -> None:
    """The first sheet: whether there is anything to report, and whose reply it is."""
    words = {fold(catalogue(each)(word)): code for code, word in REPLIES.items() for each in available_languages()}
    for row, column in sorted(sheet.cells):
        text = sheet.text(row, column)
        if fold(text) in words:
            reply.says = words[fold(text)]
        if column == 1 and text == BODY_KEY:
            reply.body = sheet.text(row, 3)
        if column == 1 and text == REPLY_KEY and sheet.text(row, 3) and fold(sheet.text(row, 3)) not in words:
            message = _('{place}: "{text}" is neither of the two answers; it was not read.')
            reply.notes.append(told(message, place=sheet.address(row, 3), text=sheet.text(row, 3)))


def answer_of(text: str) -> str | None:
    """The code of an answer in any language; empty for none, ``None`` where it isn't one."""
    if not text.strip():
        return ""
    for code, word in ANSWERS.items():
        if fold(text) in {code, *(fold(catalogue(each)(word)) for each in available_languages())}:
            return code
    return None
