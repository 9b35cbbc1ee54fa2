"""What of the shared tables belongs to one edition: the bodies that it names, the memberships that hold at its date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from .dates import first_day, last_day
from .reads import Tables

_TEXTS = {
    "sections": ("title", "introduction", "note"),
    "entries": ("name", "summary", "note"),
    "activities": ("group", "title", "description", "date_note", "note"),
    "figures": ("printed", "subject", "note"),
    "references": ("title", "note"),
    "footnotes": ("text", "note"),
    "corrections": ("printed", "carried", "reason"),
}
"""Columns of an edition's own tables that may name a body."""


def stands_in(names: Iterable[str], texts: str) -> bool:
    """Whether one of ``names`` stands in ``texts`` as words of their own."""
    return any(name and name in texts and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", texts) for name in names)


def memberships_at(memberships: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """The memberships that hold at ``as_of`` (a partial date): begun by its last day, not ended before its first."""
    first, last = first_day(as_of), last_day(as_of)
    begun = memberships["from"].map(lambda value: not value or first_day(value) <= last).astype(bool)
    lasts = memberships["to"].map(lambda value: not value or last_day(value) >= first).astype(bool)
    return memberships[begun & lasts].reset_index(drop=True)


def named_bodies(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Bodies that an edition's own tables point to, or whose name, acronym or other name stands in them. Column: ``id``."""
    named = {*frames["entries"]["organization"], *frames["references"]["body"]}
    named |= {body for cell in frames["activities"]["partners"] for body, _ in cell}
    texts = "\n".join(value for name, columns in _TEXTS.items() for column in columns for value in frames[name][column])
    columns = (frames["organizations"][name] for name in ("id", "name_en", "acronym", "aliases"))
    for identifier, name, acronym, aliases in zip(*columns, strict=True):
        if identifier not in named and stands_in((name, acronym, *aliases), texts):
            named.add(identifier)
    return pd.DataFrame({"id": pd.Series(sorted(named - {""}), dtype="str")})


def named_organizations(tables: Tables, memberships: pd.DataFrame) -> set[str]:
    """Ids of the bodies that an edition's own tables point to or name, with those above them and their member bodies."""
    organizations = tables.columns("organizations", ["id", "parent"])
    named = set(tables.columns("named_bodies", ["id"])["id"])
    leads = [
        *zip(organizations["id"], organizations["parent"], strict=True),
        *zip(memberships["organization"], memberships["member"], strict=True),
    ]
    while found := {led for leader, led in leads if leader in named} - named:
        named |= found
    return named - {""}
