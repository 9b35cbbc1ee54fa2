"""How rows of an edition read: names, links, dates and lists, as nodes in the edition's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ..dataset import Edition
from ..dataset.dates import first_day
from ..dataset.follow import UNCONFIRMED
from ..errors import UnknownRowError
from ..locale import catalogue
from ..locale import mark as _
from ..locale.roles import ROLES
from .markdown import parse_blocks
from .nodes import Node, footnote, joined, paragraph, slug, span, strong, text, xref

Row = Mapping[str, Any]


def rows(frame: pd.DataFrame) -> list[Row]:
    """A frame's rows as dictionaries, missing values as ``None``."""
    return [{str(key): _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    return None if not isinstance(value, (tuple, list)) and pd.isna(value) else value


def reference_anchor(reference_id: str) -> str:
    """Place of a reference in the register."""
    return "ref-" + slug(reference_id)


class Wording:
    """Look-ups and phrases of one edition."""

    def __init__(self, edition: Edition) -> None:
        """Index the tables that phrases draw on."""
        self.edition = edition
        self.say = catalogue(edition.language)
        self.sections = edition.records("sections")
        self.entries = edition.records("entries")
        self.activities = edition.records("activities")
        self.references = edition.records("references")
        self.organizations = edition.records("organizations")
        self.states = edition.records("states")
        self.footnotes = edition.records("footnotes")
        self.labels = {name: edition.labels(name) for name in ("themes", "activity_kinds", "populations")}

    def find(self, what: str, identifier: str) -> Row:
        """The section, entry, activity or reference (``what``) called ``identifier``.

        Raises:
            UnknownRowError: the edition has none; it is a ``KeyError``, too.
        """
        tables: Mapping[str, Mapping[str, Row]] = {
            "section": self.sections,
            "entry": self.entries,
            "activity": self.activities,
            "reference": self.references,
        }
        found = tables[what].get(identifier)
        if found is None:
            raise UnknownRowError(self.edition.year, what, identifier, list(tables[what]))
        return found

    def label(self, table: str, identifier: str) -> str:
        """Label of a code in one of the code lists."""
        return self.labels[table][identifier]

    def state(self, iso3: str) -> str:
        """Name of a state."""
        return str(self.states[iso3]["label"])

    def organization(self, identifier: str) -> list[Node]:
        """Short name of a body: its acronym, else its name, in its own language."""
        row = self.organizations[identifier]
        name = text(self.short_name(identifier))
        return [span(name, lang=row["name_language"])] if row["name_language"] and not row["acronym"] else [name]

    def short_name(self, identifier: str) -> str:
        """A body's acronym, else its name, as plain text."""
        row = self.organizations[identifier]
        return str(row["acronym"] or row["name_en"])

    def organization_name(self, identifier: str) -> str:
        """Full name of a body with its acronym."""
        row = self.organizations[identifier]
        acronym = row["acronym"]
        return f"{row['name_en']} ({acronym})" if acronym and acronym not in row["name_en"] else str(row["name_en"])

    def full_name(self, identifier: str) -> list[Node]:
        """Full name of a body with its acronym, in the name's own language."""
        return [span(text(self.organization_name(identifier)), lang=self.organizations[identifier]["name_language"])]

    def activity(self, identifier: str) -> Node:
        """Link to an activity by its number."""
        return xref(identifier, span(text(self.activities[identifier]["number"]), role="number"))

    def reference(self, identifier: str, *, dated: bool = False) -> list[Node]:
        """Link to a reference document in the register: its symbol, else its title; with its date if asked."""
        row = self.references[identifier]
        symbol = span(text(row["symbol"]), role="symbol")
        name = symbol if row["symbol"] else span(text(row["title"]), lang=row["title_language"])
        parts: list[Node] = [xref(reference_anchor(identifier), name)]
        if dated and row["date"]:
            parts += [text(", "), text(self.say.date(row["date"]))]
        return parts

    def reference_list(self, identifiers: Iterable[str]) -> list[Node]:
        """Links to several reference documents, in one line."""
        return joined((self.reference(identifier) for identifier in identifiers), "; ")

    def role(self, role: str) -> str:
        """Role of a state or a body in an activity."""
        return self.say(ROLES.get(role, role))

    def status(self, status: str) -> str:
        """Status of an activity."""
        return self.say(STATUSES[status])

    def markdown(self, source: str | None, owner: str) -> list[Node]:
        """Text of a row as blocks, with the footnotes that attach to its words."""
        if not source:
            return []
        notes = {}
        for note in self.footnotes.where("targets", owner):
            if note["anchor"] and note["anchor"] in source:
                source = source.replace(note["anchor"], f"{note['anchor']}[^{note['id']}]", 1)
                notes[note["id"]] = self._note_blocks(note)
        return parse_blocks(source, notes)

    def title_footnotes(self, owner: str) -> list[Node]:
        """Footnotes that attach to a row's name."""
        return [footnote(n["id"], *self._note_blocks(n)) for n in self.footnotes.where("targets", owner) if not n["anchor"]]

    def _note_blocks(self, note: Row) -> list[Node]:
        blocks = parse_blocks(note["text"])
        if note["cites"]:
            blocks.append(paragraph(text(self.say("Documents cited:") + " "), *self.reference_list(note["cites"])))
        return blocks

    def curator_note(self, note: str | None) -> list[Node]:
        """A curator's note as a paragraph of its own."""
        if not note:
            return []
        blocks = parse_blocks(note)
        lead = strong(text(self.say("Note.")))
        first = paragraph(span(lead, text(" "), *blocks[0].get("children", ()), role="small"))
        return [first, *blocks[1:]]

    def unconfirmed(self, row: Row) -> list[Node]:
        """That a row was carried forward and no reply of the year speaks of it, as a paragraph of its own."""
        if row["confirmation"] not in UNCONFIRMED or not row.get("summary", True):  # an entry may have nothing to confirm
            return []
        told = self.say("It stands as it was reported before.")
        lead = strong(text(self.say("Not confirmed for {year}.").format(year=self.edition.year)))
        return [paragraph(span(lead, text(f" {told}"), role="small"))]

    def period(self, row: Row) -> str:
        """Dates of an activity as a phrase: ``mid-2006``, ``April 10 – 11, 2008``, ``since 2000``."""
        start, end = row["start"], row["end"]
        if start and end and start != end and not row["start_qualifier"] and not row["end_qualifier"]:
            return self._interval(start, end)
        first = self._qualified(start, row["start_qualifier"])
        last = self._qualified(end, row["end_qualifier"])
        if first and last and start != end:
            return f"{first} – {last}"
        return first or (self.say("until {date}").format(date=last) if last and not row["end_qualifier"] else last)

    def _qualified(self, value: str | None, qualifier: str | None) -> str:
        if not value:
            return ""
        shown = self.say.date(value)
        return self.say(DATE_QUALIFIERS[qualifier]).format(date=shown) if qualifier else shown

    def _interval(self, start: str, end: str) -> str:
        precision = len(start.split("-"))
        if precision == 1 or precision != len(end.split("-")):
            return f"{self.say.date(start)} – {self.say.date(end)}"
        return self.say.interval(first_day(start), first_day(end), days=precision == 3)


STATUSES = {
    "completed": _("Completed"),
    "ongoing": _("Ongoing"),
    "planned": _("Planned"),
    "unknown": _("Status not stated"),
}
"""Statuses in the order in which reports show them."""

REPLIES = {
    "reported": _("Reply with information"),
    "nil": _("Reply: no projects"),
    "not received": _("No reply received"),
    "not asked": _("Not asked"),
}
"""What came of a request, in the order in which reports show it."""

BODY_TYPES = {
    "oas": _("OAS bodies"),
    "un": _("United Nations system"),
    "international": _("Other international bodies"),
    "regional": _("Regional organizations"),
    "process": _("Regional processes"),
    "government": _("Governments"),
    "red-cross": _("Red Cross and Red Crescent"),
    "civil-society": _("Civil society"),
    "academic": _("Academic bodies"),
    "private": _("Private bodies"),
}
"""Kinds of body, in the order in which reports show them."""

DATE_QUALIFIERS = {
    "early": _("early {date}"),
    "mid": _("mid-{date}"),
    "late": _("late {date}"),
    "about": _("about {date}"),
    "by": _("by {date}"),
    "up to": _("up to {date}"),
    "since": _("since {date}"),
}
