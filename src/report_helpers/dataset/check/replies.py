"""What an entry's reply says against what stands under it."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..load import Sources
from .cells import positions


def replies_agree(sources: Sources) -> Iterator[Problem]:
    """An entry with the reply nil has no activities; one that reported has a summary or activities."""
    if not {"entries", "activities"} <= sources.tables.keys():
        return
    entries, activities = sources.tables["entries"], sources.tables["activities"]
    replies = entries.column("reply")
    with_activities = entries.column("id").isin(activities.column("entry"))
    for position in positions((replies == "nil") & with_activities):
        mend = "Write reported, or move the activities."
        yield entries.problem(position, "reply", "nil", "says that there are no projects, but the entry has activities", mend)
    empty = (entries.column("summary") == "") & ~with_activities
    for position in positions((replies == "reported") & empty):
        mend = "Fill the summary, add an activity, or write nil."
        yield entries.problem(position, "reply", "reported", "stands without a summary and without activities", mend)
