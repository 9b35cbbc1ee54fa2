"""What changed, in sentences."""

from __future__ import annotations

from ...dataset.compare import Changes
from ..notes import note_text
from ..prose import Prose


def note_changes(changes: Changes) -> Prose:
    """How many bodies and activities are new, continued, changed, ended or not reported, as a paragraph."""
    entries, activities = changes.comparison.counts("entries"), changes.comparison.counts()
    return note_text(
        changes.after,
        "Compared with the edition of {before}: of the activities, {new} are new, {changed} changed, {continued} continued "
        "without a change, and {ended} ended. Of {silent} that were under way, planned or without a stated status, "
        "nothing was reported; {closed} had been completed by {before} and are not listed again, and "
        "{withdrawn} were taken out as their bodies asked. Of the bodies, {bodies_new} are new "
        "and {bodies_silent} sent no information.",
        before=str(changes.before.year),
        silent=int(activities["not reported"]),
        bodies_new=int(entries["new"]),
        bodies_silent=int(entries["not reported"]),
        **{name: int(activities[name]) for name in ("new", "changed", "continued", "ended", "closed", "withdrawn")},
    )
