"""Taking back an edited workbook: the same proposal, merge and record as for a reply."""

from __future__ import annotations

from pathlib import Path

from ..dataset.journal import writing
from .body import BodyRows
from .merge import merge, record
from .proposal import propose
from .receive import Received, Wish, commit, edition_of, keep, open_draft, receipt_for
from .spreadsheet import RefusedFileError, read_book
from .workbook import edited


def take(path: Path, wish: Wish, data: Path) -> Received | None:
    """Takes back the workbook of an edition; ``None`` where nothing in it was edited, and then nothing is written.

    Raises as :func:`~report_helpers.collecting.receive.receive` does.
    """
    content = path.read_bytes()
    sheets = read_book(content, path.name)
    with writing(data):
        draft = open_draft(wish.edition, data)
        found, notes, facts = edited(sheets, draft, path.name)
        year = edition_of(facts, wish, path.name, data)
        if year != wish.edition:
            raise RefusedFileError(path.name, f"is for the edition of {year}", "Take it back there.")
        if not found:
            return None
        body = BodyRows("", {})
        receipt = receipt_for(content, path, "", wish, draft)
        proposal = propose(found, "", draft, body, receipt["id"], prefer=wish.prefer)
        proposal.reply = ""
        proposal.notes += notes
        merged = merge(draft, proposal, body)
        changed = len(merged.edits)
        result = merged if wish.apply else draft
        if wish.apply:
            record(merged, proposal, receipt["id"], wish.date or receipt["received"])
        keep(result, receipt, changed if wish.apply else 0, wish.date)
        commit(result, receipt, content)
    kept = f"data/sources/{year}/{receipt['file']}"
    return Received(year, receipt["id"], kept, "en", proposal, changed, wish.apply)
