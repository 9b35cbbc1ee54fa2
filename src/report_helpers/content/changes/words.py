"""How changes read: outcomes, names of columns, cells of either edition."""

from __future__ import annotations

from typing import Any

from ...dataset.compare import Changes
from ...locale import mark as _
from ..nodes import Node, span, text, xref
from ..wording import DATE_QUALIFIERS, REPLIES, Wording
from ..wording import Row as Record

OUTCOMES = {
    "new": _("New"),
    "continued": _("Continued"),
    "changed": _("Changed"),
    "ended": _("Ended"),
    "closed": _("Closed before"),
    "withdrawn": _("Withdrawn"),
    "not reported": _("Not reported"),
}
"""Outcomes in the order in which they are shown."""

RELATIONS = {"renamed": _("renamed"), "split": _("split"), "merged": _("merged")}

FIELDS = {
    "section": _("section"),
    "parent": _("part of"),
    "organization": _("body"),
    "name": _("name"),
    "reply": _("reply"),
    "summary": _("summary"),
    "cites": _("documents cited"),
    "entry": _("reported by"),
    "group": _("group"),
    "title": _("title"),
    "description": _("description"),
    "kinds": _("kinds"),
    "status": _("status"),
    "start": _("start"),
    "start_qualifier": _("limit of the start"),
    "end": _("end"),
    "end_qualifier": _("limit of the end"),
    "themes": _("themes"),
    "populations": _("people"),
    "states": _("states"),
    "locations": _("locations"),
    "partners": _("bodies"),
    "mandates": _("mandates"),
    "practice": _("good practice"),
}
"""Names of the columns that are compared, in words."""

_LISTS = {"kinds": "activity_kinds", "themes": "themes", "populations": "populations"}


class ChangeWording:
    """Look-ups and phrases of two editions."""

    def __init__(self, changes: Changes) -> None:
        """Index both editions."""
        self.changes = changes
        self.before, self.after = Wording(changes.before), Wording(changes.after)
        self.say = self.after.say

    def row(self, table: str, before: str, after: str) -> tuple[Record, Wording]:
        """The row of an entry or activity, of the later edition where it has it, with that edition's wording."""
        wording, identifier = (self.after, after) if after else (self.before, before)
        rows = wording.entries if table == "entries" else wording.activities
        return rows[identifier], wording

    def number(self, record: Record, wording: Wording) -> Node:
        """The row's number: a link in the later edition, of which this is a part; with the year in the earlier one."""
        if wording is self.after:
            return xref(record["id"], span(text(record["number"]), role="number"))
        return span(text(f"{record['number']} ({wording.edition.year})"), role="number")

    def cell(self, field: str, value: Any, wording: Wording) -> str:
        """The value of a cell in words; a dash where it is empty."""
        if value is None or value in ("", ()):
            return "–"
        if field in ("states", "partners"):
            name = wording.state if field == "states" else wording.short_name
            return "; ".join(f"{name(key)} ({wording.role(role)})" for key, role in value)
        if field in _LISTS:
            return "; ".join(wording.label(_LISTS[field], code) for code in value)
        if isinstance(value, tuple):
            return "; ".join(value)
        if isinstance(value, bool):
            return self.say("yes") if value else self.say("no")
        return self._text(field, str(value), wording)

    def _text(self, field: str, value: str, wording: Wording) -> str:
        if field in ("start", "end"):
            return self.say.date(value)
        if field.endswith("_qualifier"):
            return self.say(DATE_QUALIFIERS[value]).format(date="…")
        if field == "status":
            return wording.status(value)
        if field == "reply":
            return self.say(REPLIES[value])
        if field == "organization":
            return wording.organization_name(value)
        named = {"entry": (wording.entries, "name"), "section": (wording.sections, "title")}
        if field in named:
            rows, column = named[field]
            return str(rows[value][column]) if value in rows else value
        if field == "parent":
            found = wording.activities.get(value) or wording.entries.get(value)
            return str(found.get("title") or found.get("name")) if found else value
        return value
