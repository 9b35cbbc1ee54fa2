"""One edition with what the pages look up in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ..content.wording import Row, Wording, rows
from ..dataset import Edition

Value = TypeVar("Value")

Roles = dict[str, dict[str, list[str]]]
"""Roles by the thing that has them and the activity that it has them in."""


@dataclass(frozen=True, eq=False)
class Volume:
    """An edition and its look-ups. Everything is in the order of the report."""

    edition: Edition

    @property
    def year(self) -> int:
        """The year of the edition."""
        return self.edition.year

    @cached_property
    def wording(self) -> Wording:
        """How its rows read."""
        return Wording(self.edition)

    @cached_property
    def activities(self) -> dict[str, Row]:
        """Activities by id."""
        return dict(self.wording.activities)

    @cached_property
    def entries(self) -> dict[str, Row]:
        """Replies by id."""
        return dict(self.wording.entries)

    @cached_property
    def reporting(self) -> dict[str, list[Row]]:
        """The entries of each body."""
        return _grouped((row["organization"], row) for row in self.entries.values())

    @cached_property
    def state_names(self) -> dict[str, str]:
        """Names of the states by code."""
        return self.edition.labels("states")

    @cached_property
    def named(self) -> frozenset[str]:
        """Bodies that the edition names."""
        return frozenset(self.edition.named_organizations["id"])

    def body_of(self, activity: Row) -> str:
        """The body that reports an activity."""
        return str(self.entries[activity["entry"]]["organization"])

    @cached_property
    def reported(self) -> dict[str, list[str]]:
        """Activities that each body reports."""
        return _grouped((self.body_of(row), identifier) for identifier, row in self.activities.items())

    @cached_property
    def states(self) -> Roles:
        """Activities that name each state, and its roles in them."""
        return _roles(rows(self.edition.activity_states), "state")

    @cached_property
    def partners(self) -> Roles:
        """Activities that each body takes part in, and its roles in them."""
        return _roles(rows(self.edition.activity_partners), "organization")

    @cached_property
    def themes(self) -> dict[str, list[str]]:
        """Activities of each theme."""
        return _grouped((row["theme"], row["activity"]) for row in rows(self.edition.activity_themes))

    @cached_property
    def objectives(self) -> dict[str, list[str]]:
        """Themes that are mapped to each objective of the Global Compact."""
        return _grouped((row["gcm_objective"], row["theme"]) for row in rows(self.edition.theme_objectives))

    @cached_property
    def memberships(self) -> list[Row]:
        """Memberships that hold at the edition's date."""
        return rows(self.edition.current_memberships)

    @cached_property
    def figures(self) -> dict[str, list[Row]]:
        """Numbers reported, by the activity or the entry that reports them."""
        return _grouped((row["activity"] or row["entry"], row) for row in rows(self.edition.figures))

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """Parts and results of each activity."""
        return _grouped((row["parent"], identifier) for identifier, row in self.activities.items() if row["parent"])

    @cached_property
    def uses(self) -> dict[str, list[tuple[str, str, str]]]:
        """Where each reference document is used: relation, ``activity`` or ``entry``, id."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for kind, records in (("entry", self.entries), ("activity", self.activities)):
            for identifier, row in records.items():
                for relation in ("references", "mandates", "cites"):
                    for reference in row.get(relation) or ():
                        found.setdefault(reference, []).append((relation, kind, identifier))
        return found

    @cached_property
    def corrections(self) -> dict[str, list[Row]]:
        """Declared corrections by what they concern."""
        return _grouped((row["target"], row) for row in rows(self.edition.corrections))


def _grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _roles(pairs: Iterable[Row], key: str) -> Roles:
    found: Roles = {}
    for row in pairs:
        found.setdefault(row[key], {}).setdefault(row["activity"], []).append(row["role"])
    return found
