"""How a reply was understood: as lines for the Secretariat, and as a file to send back to the body."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from ..dataset.schema import Schema
from ..locale import catalogue, told_in
from ..locale import mark as _
from .book import columns, heights, new_book, page, put, saved
from .form import PARTS
from .proposal import Change, Proposal, Verdict
from .receive import Received

UNDERSTOOD = {
    "new": _("New: added"),
    "changed": _("Changed"),
    "confirmed": _("Confirmed"),
    "ended": _("Ended"),
    "withdrawn": _("Taken out"),
    "contradicted": _("Contradicts an earlier reply or edit: put aside until the Secretariat has asked"),
    "unclear": _("Not taken over: please see what is asked"),
    "known": _("As it stands already"),
    "not mentioned": _("Not mentioned"),
}
"""What became of a row, in words for the body."""

_HEAD = 7
"""Row of the headings."""


def lines(proposal: Proposal, schema: Schema, *, every: bool = False) -> Iterator[str]:
    """The proposal, a line for each row and below it one for each cell; rows that nothing is said of only with ``every``."""
    counted = ", ".join(f"{count} {kind}" for kind, count in proposal.counted().items())
    yield f"{proposal.organization or 'workbook'}: {counted or 'no rows'}"
    for note in proposal.notes:
        yield f"  note: {note}"
    for verdict in proposal.verdicts:
        if not every and verdict.kind in ("known", "not mentioned", "confirmed"):
            continue
        yield f"{verdict.kind:<13} {schema[verdict.table].noun} {verdict.row}: {_short(verdict.title)}"
        if verdict.faults:
            yield from (f"    {fault}" for fault in verdict.faults)
            continue
        for change in verdict.changes:
            put_aside = "" if change.settles else "  (stays as it is: earlier reply or edit)"
            yield f"    {change.field}: {_shown(change.before)} -> {_shown(change.after)}  [{change.address}]{put_aside}"


def account(received: Received) -> bytes:
    """The report for the body, an .xlsx file: each row that was sent, how it was understood, what is asked."""
    say, proposal = catalogue(received.language), received.proposal
    title = say(_("How we understood your reply"))
    book = new_book(title, received.publisher, received.language)
    sheet = book.create_sheet(say(_("How we understood it")))
    thanks = say(_("Thank you for your reply. This is how each row was understood. Please write to us where it is wrong."))
    facts = say(_("Edition of {year}, reply received on {date}, our reference {receipt}")).format(
        year=received.edition, date=say.date(received.day) if received.day else "–", receipt=received.receipt
    )
    opening = ((title, "title"), (received.body, "strong"), (received.publisher, "text"), (facts, "text"), (thanks, "text"))
    for row, (text, style) in enumerate(opening, start=1):
        put(sheet, row, 1, text, style)
    heads = (_("Place in your file"), _("Row"), _("How it was understood"), _("In detail, and what we ask you"))
    for place, head in enumerate(heads, start=1):
        put(sheet, _HEAD, place, say(head), "head")
    number = _HEAD
    for note in proposal.notes:
        number += 1
        for place, text in enumerate(("", "", say(_("Please note")), told_in(say, note)), start=1):
            put(sheet, number, place, text, "locked")
    for verdict in proposal.verdicts:
        number += 1
        headings = {column.field: say(column.title) for part in PARTS if part.table == verdict.table for column in part.columns}
        details = [fault.told_in(say) for fault in verdict.faults] or [_detail(change, headings) for change in verdict.changes]
        cells = (verdict.place, verdict.title, say(UNDERSTOOD[verdict.kind]), "\n".join(details))
        for place, text in enumerate(cells, start=1):
            put(sheet, number, place, text[:30_000], "warning" if verdict.kind == "unclear" and place == 3 else "locked")
    columns(sheet, [22, 48, 34, 100])
    heights(sheet, least=18)
    for row in range(2, len(opening) + 1):  # on one line, over the columns beside
        sheet.row_dimensions[row].height = 18
        sheet.cell(row, 1).alignment = copy(sheet.cell(1, 1).alignment)
    sheet.freeze_panes = f"A{_HEAD + 1}"
    page(sheet, f"{title} · {received.body}", landscape=True, head_rows=f"{_HEAD}:{_HEAD}")
    return saved(book)


def _detail(change: Change, headings: dict[str, str]) -> str:
    return f"{headings.get(change.field, change.field)}: {_shown(change.before, 500)} → {_shown(change.after, 500)}"


def _shown(value: str, length: int = 80) -> str:
    return f'"{_short(value, length)}"' if value else "(empty)"


def _short(text: str, length: int = 80) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 25]} ... {flat[-20:]}"


def verdicts_asking(proposal: Proposal) -> list[Verdict]:
    """The rows about which the body, or the Secretariat, has something to decide."""
    return [verdict for verdict in proposal.verdicts if verdict.kind in ("unclear", "contradicted")]
