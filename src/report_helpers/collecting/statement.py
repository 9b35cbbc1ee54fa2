"""What a reply states of the rows of an edition: identifiers found or given, cells in the words of the tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..dataset.check.privacy import EMAIL
from ..dataset.schema import Field
from ..locale import mark as _
from .body import BodyRows
from .draft import Draft
from .form import ANSWER
from .labels import Labels, fold
from .moments import MEND, UnclearError
from .reply import Fault, RawReply, RawRow, answer_of
from .spreadsheet import Cell

ORDER = ("references", "entries", "activities", "figures", "contacts")
"""The tables in an order in which nothing points to something that comes later."""

NAMES = {"references": ("symbol", "title"), "activities": ("title",), "contacts": ("person",), "entries": ("name",)}
"""The columns that a row without an identifier is known by, or named after."""


@dataclass
class Statement:
    """One row of a reply: what it says of row ``row`` of ``table``.

    ``cells`` hold the values as the table writes them, ``touched`` the columns that were filled in otherwise than before,
    with their addresses; ``base`` what stood there before, where the file tells. ``gone``: the row was taken out already.
    ``by_editor``: it comes from a workbook, where every cell is meant as it stands and nothing is confirmed by the way.
    """

    table: str
    row: str
    place: str
    is_new: bool = False
    gone: bool = False
    by_editor: bool = False
    answer: str = ""
    title: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def statements(raw: RawReply, draft: Draft, body: BodyRows, labels: Labels) -> list[Statement]:
    """Every row of the reply, by table in :data:`ORDER`. ``labels`` learn the names of new activities and documents."""
    found: list[Statement] = []
    for table in ORDER:
        taken: set[str] = set()
        for row in raw.rows.get(table, []):
            statement = _statement(table, row, raw, draft, body, labels)
            if statement.row in taken and not statement.faults:
                mend = _("Keep one of the two; a new row has no identifier in the first, hidden column.")
                statement.faults.append(Fault(row.place, statement.title, _("is there twice"), mend))
            taken.add(statement.row)
            found.append(statement)
    return found


def _statement(table: str, raw: RawRow, reply: RawReply, draft: Draft, body: BodyRows, labels: Labels) -> Statement:
    own = body.tables.get(table, {})
    identifier = raw.text("id")
    title = next((text for name in NAMES.get(table, ()) if (text := raw.text(name))), "")
    statement = Statement(table, identifier, raw.place, title=title, faults=list(raw.faults))
    if identifier and identifier not in own and _was_withdrawn(table, identifier, draft):
        statement.gone = True
        return statement
    if identifier and identifier not in own:
        mend = _("Leave the first, hidden column empty in a new row.")
        statement.faults.append(Fault(raw.cells["id"][1], identifier, _("is not the identifier of a row of this body"), mend))
        return statement
    if not identifier:
        identifier = _known(table, raw, draft, own)
        statement.is_new = not identifier
        statement.row = identifier or new_identifier(table, raw, body.organization, draft, labels)
    answer = answer_of(raw.text(ANSWER))
    if answer is None:
        fault = Fault(raw.cells[ANSWER][1], raw.text(ANSWER), _("is not one of the answers"), _("Choose from the list."))
        statement.faults.append(fault)
    statement.answer = answer or ""
    current = draft.tables[table].get(statement.row, {})
    for name, (cell, address) in raw.cells.items():
        if name in (ANSWER, "id"):
            continue
        column = draft.sources.schema[table].field(name)
        base = reply.base.get((table, statement.row, name))
        if base is not None:
            statement.base[name] = base
        try:
            value = _value(column, cell, [base, current.get(name)], labels)
        except UnclearError as unclear:
            statement.faults.append(Fault(address, cell.text, unclear.reason, unclear.mend))
            continue
        statement.cells[name], statement.addresses[name] = value, address
    if statement.is_new and table in labels.tables:
        labels.learn(table, statement.row, statement.cells)
    return statement


def _value(column: Field, cell: Cell, before: list[str | None], labels: Labels) -> str:
    """A cell as the table writes it. What stands there as it was filled in is what was there before."""
    if cell.fault:
        raise UnclearError(cell.fault, "")
    for value in before:
        if value is not None and _plain(labels.show(column, value)) == _plain(cell.text):
            return value
    is_date = column.check in ("partial-date", "period")
    if cell.kind == "date" and not is_date:
        raise UnclearError(
            _("was turned into a date by the spreadsheet program"), _("Write it again in a cell of the format Text.")
        )
    if cell.kind == "number" and is_date and not re.fullmatch(r"\d{4}", cell.text):
        raise UnclearError(_("is a number, not a date"), MEND)
    value = labels.read(column, cell.text)
    if EMAIL.search(value) and column.format != "email":
        raise UnclearError(_("holds an e-mail address"), _("Addresses of persons go to the sheet Contact only."))
    return value


def _plain(text: str) -> str:
    """Text without what programs change on the way: kinds of spaces, line ends, composed letters."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _known(table: str, raw: RawRow, draft: Draft, own: dict[str, dict[str, str]]) -> str:
    """The body's row that goes, or once went, by the name of a row without an identifier; empty where there is none."""
    for name in NAMES.get(table, ()):
        wanted = fold(raw.text(name))
        if not wanted:
            continue
        found = [identifier for identifier, row in own.items() if fold(row[name]) == wanted]
        found += [row for row, text in _once_named(table, name, draft) if fold(text) == wanted and row in own]
        if found:
            return found[0]
    if table == "figures":
        return next((key for key, row in own.items() if _same_figure(row, raw)), "")
    return ""


def _once_named(table: str, name: str, draft: Draft) -> Iterator[tuple[str, str]]:
    for log in ("changes", "contact_changes"):
        for change in draft.tables.get(log, {}).values():
            if (change["table"], change["field"]) == (table, name):
                yield change["row"], change["after"]


def _was_withdrawn(table: str, identifier: str, draft: Draft) -> bool:
    logged = (change for log in ("changes", "contact_changes") for change in draft.tables.get(log, {}).values())
    return any(
        (change["table"], change["row"], change["field"], change["after"]) == (table, identifier, "id", "") for change in logged
    )


def _same_figure(row: dict[str, str], raw: RawRow) -> bool:
    """A figure has no name: it is the same where number, unit, subject and period are."""
    names = ("value", "unit", "subject", "period")
    return bool(raw.text("value")) and all(fold(row[name]) == fold(raw.text(name)) for name in names)


def new_identifier(table: str, raw: RawRow, organization: str, draft: Draft, labels: Labels) -> str:
    """An identifier that nothing has: of a document its symbol, else body and the first words of the name."""
    if table == "references" and raw.text("symbol"):
        return " ".join(raw.text("symbol").split())
    title = "contact" if table == "contacts" else raw.text("title") or raw.text("unit")
    words = re.findall(r"[a-z0-9]+", fold(title))[:6]
    stem = "-".join([organization, *words]) if words else f"{organization}-{table}"
    taken = {identifier for name in ("sections", "entries", "activities") for identifier in draft.tables[name]}
    taken |= set(draft.tables[table]) | set(labels.tables.get(table, {})) | draft.known(table)
    number, result = 1, stem
    while result in taken:
        number += 1
        result = f"{stem}-{number}"
    return result
