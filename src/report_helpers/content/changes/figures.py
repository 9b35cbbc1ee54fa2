"""Numbers of two editions side by side."""

from __future__ import annotations

from ...dataset.compare import Changes
from ..nodes import paragraph, text
from ..prose import Prose
from ..table import Cell, Column, Row, Table, cell, rich_cell
from ..tables.numbers import QUALIFIERS, measure_phrase
from ..wording import Row as Record
from ..wording import rows
from .words import ChangeWording


def table_figures_compared(changes: Changes) -> Table | Prose:
    """Numbers that both editions report of the same thing in the same measure and unit; a sentence where there is none.

    A difference is given only where both numbers are exact. Numbers that can't be compared are left to each edition's
    register, and counted in a remark.
    """
    wording = ChangeWording(changes)
    say = wording.say
    found = rows(changes.comparison.figures.query("outcome == 'compared'"))
    unlike = int((changes.comparison.figures["outcome"] == "not comparable").sum())
    caption = say("Numbers reported in both editions, in the same measure and unit")
    if not found:
        return Prose((paragraph(text(say("{what}: none.").format(what=caption))),))
    columns = [
        Column("owner", say("Reported under"), 2.4),
        Column("what", say("What is counted"), 2),
        Column("before", str(changes.before.year), 1.4, "end"),
        Column("after", str(changes.after.year), 1.4, "end"),
        Column("difference", say("Difference"), 1, "end"),
    ]
    notes = [[text(say("A difference is given only between numbers without a word that limits them."))]]
    if unlike:
        message = say.plural(
            "{count} number kept its name but not its measure or unit; it is not compared.",
            "{count} numbers kept their name but not their measure or unit; they are not compared.",
            unlike,
        )
        notes.append([text(message)])
    return Table("table-figures-compared", caption, columns, [Row(_cells(wording, row)) for row in found], notes)


def _cells(wording: ChangeWording, row: Record) -> list[Cell]:
    owner = wording.after.activities.get(row["owner"]) or wording.after.entries[row["owner"]]
    name = owner.get("title") or owner["name"]
    difference = row["difference"]
    shown = "" if difference is None else f"{'+' if difference > 0 else ''}{wording.say.number(difference)}"
    return [
        rich_cell([wording.number(owner, wording.after), text(f" {name}")], header="row", sort=owner["number"]),
        cell(f"{row['unit']} ({measure_phrase(wording.after, row)})"),
        _value(wording, row, "before"),
        _value(wording, row, "after"),
        cell(shown, sort=difference),
    ]


def _value(wording: ChangeWording, row: Record, side: str) -> Cell:
    say = wording.say
    value = row[f"value_{side}"]
    if value is None:
        return cell(row[f"missing_reason_{side}"] or "–")
    number = say.number(value)
    if row[f"qualifier_{side}"]:
        number = say(QUALIFIERS[row[f"qualifier_{side}"]]).format(number=number)
    period = row[f"period_{side}"]
    if period:
        number += " (" + " – ".join(say.date(part) for part in period.split("/")) + ")"
    return cell(number, sort=value)
