"""What was carried forward into an edition and no reply speaks of: published only where the sign-off says so."""

from __future__ import annotations

from ..dataset.follow import UNCONFIRMED
from ..dataset.load import Sources


def unconfirmed(sources: Sources) -> dict[str, tuple[str, ...]]:
    """The entries with a summary and the activities that nobody has confirmed, by their body, in the edition's order."""
    entries = sources.tables["entries"]
    bodies = dict(zip(entries.column("id"), entries.column("organization"), strict=True))
    found: dict[str, tuple[str, ...]] = dict.fromkeys(bodies.values(), ())
    for name, entry, words in (("entries", "id", "summary"), ("activities", "entry", "title")):
        columns = (sources.tables[name].column(column) for column in ("id", entry, words, "confirmation"))
        for identifier, owner, told, confirmation in zip(*columns, strict=True):
            if told and confirmation in UNCONFIRMED:
                found[bodies[owner]] = (*found[bodies[owner]], identifier)
    return {body: identifiers for body, identifiers in found.items() if identifiers}
