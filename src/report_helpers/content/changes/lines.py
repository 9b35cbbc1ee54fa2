"""What changed as plain lines, for a terminal or a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from ...dataset.compare import Changes
from ...dataset.compare.errata import ChangedCell
from ..wording import Row, rows
from .words import FIELDS, OUTCOMES, RELATIONS, ChangeWording

_SHORT = {
    "new": "new",
    "changed": "changed",
    "ended": "ended",
    "withdrawn": "withdrawn",
    "not reported": "not reported",
}
"""Outcomes that are listed; what continued or was closed is only counted."""

_CELL = 60
"""Characters of a cell that are shown."""


def change_lines(changes: Changes) -> Iterator[str]:
    """The counts, then body by body what is new, changed, ended, withdrawn or not reported, with the cells that differ."""
    wording = ChangeWording(changes)
    for what, title in (("entries", "Entries of bodies"), ("activities", "Activities")):
        counts = changes.comparison.counts(what)
        shown = ", ".join(f"{wording.say(label).lower()} {counts[name]}" for name, label in OUTCOMES.items() if counts[name])
        yield f"{title}, {changes.before.year} to {changes.after.year}: {shown or 'none'}."
    cells: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows(changes.comparison.changes):
        cells.setdefault((row["table"], row["before"], row["after"]), []).append(row)
    for table in ("entries", "activities"):
        yield from _table(wording, table, cells)
    yield from _figures(wording)


def cell_lines(cells: Iterable[ChangedCell]) -> Iterator[str]:
    """Cells before and after, one a line."""
    for changed in cells:
        place = ": ".join(part for part in (changed.table, changed.row, changed.field or "whole row") if part)
        yield f"{place}: {_short(changed.old) or '(empty)'} -> {_short(changed.new) or '(empty)'}"


def _table(wording: ChangeWording, table: str, cells: dict[tuple[str, str, str], list[Row]]) -> Iterator[str]:
    frame = wording.changes.comparison.entries if table == "entries" else wording.changes.comparison.activities
    body = None
    listed = rows(frame[frame["outcome"].isin(list(_SHORT))])
    if table == "activities":
        bodies = list(dict.fromkeys(row["organization"] for row in listed))
        listed.sort(key=lambda row: bodies.index(row["organization"]))
    for row in listed:
        record, edition = wording.row(table, row["before"], row["after"])
        if table == "activities" and row["organization"] != body:
            body = row["organization"]
            yield from ("", _plain(edition.organization_name(body)))
        name = record.get("title") or record["name"]
        relation = f" ({RELATIONS[row['relation']]} from {row['before']})" if row["relation"] in RELATIONS else ""
        yield f"  {_SHORT[row['outcome']]:13} {record['id']}: {_plain(name)}{relation}"
        for cell in cells.get((table, row["before"], row["after"]), ()):
            old = wording.cell(cell["field"], cell["old"], wording.before)
            new = wording.cell(cell["field"], cell["new"], wording.after)
            yield f"{'':16}{wording.say(FIELDS[cell['field']])}: {_short(old)} -> {_short(new)}"


def _figures(wording: ChangeWording) -> Iterator[str]:
    found = rows(wording.changes.comparison.figures.query("outcome == 'compared' and printed_before != printed_after"))
    if found:
        yield from ("", "Numbers that differ, in the same measure and unit")
    for row in found:
        yield f"  {row['after']}: {_short(row['printed_before'])} -> {_short(row['printed_after'])}"


def _short(value: str) -> str:
    return textwrap.shorten(_plain(value), _CELL, placeholder=" ...")


def _plain(value: str) -> str:
    """Without what a terminal would take for a command."""
    return "".join(character if character.isprintable() else " " for character in value)
