"""Where the year's collection stands: who was asked, who replied, what is overdue, and what the edition still lacks."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from .dates import last_day
from .edition import Edition
from .tables import LABELED

STANDINGS = ("not sent", "awaited", "overdue", "reported", "nil", "declined", "undelivered")
"""What has become of a request, in the order in which it is told; ``overdue`` is awaited after the day it was due."""

UNCONFIRMED = ("to be confirmed", "not mentioned")
"""Confirmations of a row that was carried forward and of which no reply speaks."""

ANSWERS = ("reported", "nil", "declined")
"""Standings of a body that has answered."""


@dataclass(frozen=True, eq=False)
class Standing:
    """Where an edition stands on a day.

    ``requests`` has a row for each body that is to be asked: ``organization``, ``asked``, ``due``, ``received`` (days, empty
    where there is none), ``standing`` (one of :data:`STANDINGS`) and ``days``, by how many it is overdue. ``unasked`` are
    bodies with an entry and no request; ``unconfirmed`` activities that were carried forward and that no reply speaks of;
    ``contradictions`` changes that contradict each other and wait for a decision; ``untranslated`` rows of code lists without a
    label in a language of the edition (``table``, ``id``, ``language``); ``states`` (members of the OAS) and ``themes`` those
    that no activity names.
    """

    year: int
    date: str
    requests: pd.DataFrame
    unasked: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    contradictions: int
    untranslated: pd.DataFrame
    states: tuple[str, ...]
    themes: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How many bodies have each standing."""
        found = self.requests["standing"].value_counts()
        return {standing: int(found.get(standing, 0)) for standing in STANDINGS}

    @property
    def asked(self) -> int:
        """How many bodies a request was sent to."""
        return len(self.requests) - self.counts()["not sent"]

    @property
    def answered(self) -> int:
        """How many of them have answered."""
        return sum(self.counts()[standing] for standing in ANSWERS)

    @property
    def response_rate(self) -> float | None:
        """Share of those asked that have answered; ``None`` where nobody was asked."""
        return self.answered / self.asked if self.asked else None


def load_standing(edition: Edition, date: str = "") -> Standing:
    """Where ``edition`` stands on ``date`` (``2009-03-15``); on the last day of its ``as_of`` if left out."""
    day = date or last_day(edition.info.as_of).isoformat()
    requests = edition.requests
    activities = edition.activities
    asked_bodies = set(requests["organization"])
    members = edition.states.loc[edition.states["oas_member"].fillna(False).astype(bool), "id"]
    named, used = set(edition.activity_states["state"]), set(edition.activity_themes["theme"])
    return Standing(
        year=edition.year,
        date=day,
        requests=_standings(requests, day),
        unasked=tuple(body for body in dict.fromkeys(edition.entries["organization"]) if body not in asked_bodies),
        unconfirmed=tuple(activities.loc[activities["confirmation"].isin(UNCONFIRMED), "id"]),
        contradictions=int((edition.changes["state"] == "contradicted").sum()),
        untranslated=_untranslated(edition),
        states=tuple(state for state in members if state not in named),
        themes=tuple(theme for theme in edition.themes["id"] if theme not in used),
    )


def _standings(requests: pd.DataFrame, day: str) -> pd.DataFrame:
    rows = requests[["organization", "asked", "due", "received", "outcome"]].reset_index(drop=True)
    standing = rows["outcome"].astype(object)
    waiting = standing == "awaited"
    standing = standing.mask(waiting & (rows["asked"] == ""), "not sent")
    late = waiting & (rows["asked"] != "") & (rows["due"] != "") & (rows["due"] < day)
    standing = standing.mask(late, "overdue")
    days = (pd.to_datetime(day) - pd.to_datetime(rows["due"].where(late, None), errors="coerce")).dt.days
    return rows.drop(columns="outcome").assign(standing=standing, days=days.astype("Int64"))


def _untranslated(edition: Edition) -> pd.DataFrame:
    found = []
    for language in edition.info.languages:
        for name in LABELED:
            frame = edition.table(name)
            column = f"label_{language}" if f"label_{language}" in frame else f"name_{language}"
            if column in frame:
                found += [{"table": name, "id": row, "language": language} for row in frame.loc[frame[column] == "", "id"]]
    return pd.DataFrame(found, columns=["table", "id", "language"])
