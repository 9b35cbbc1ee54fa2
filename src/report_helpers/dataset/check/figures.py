"""Numbers: a value or the reason why there is none, one owner, no sum of what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..load import Sources
from .cells import positions


def figures_are_whole(sources: Sources) -> Iterator[Problem]:
    """Each figure has a value or a reason, belongs to one activity or one entry, and is additive only with a value."""
    table = sources.tables.get("figures")
    if table is None:
        return
    has = {name: table.column(name) != "" for name in ("value", "missing_reason", "activity", "entry", "qualifier")}
    additive = table.column("additive") == "true"
    for position in positions(~has["value"] & ~has["missing_reason"]):
        mend = "Write the number, or in missing_reason what the source says in its place."
        yield table.problem(position, "value", "", "is empty without a reason", mend)
    for position in positions(has["value"] & has["missing_reason"]):
        value = table.cell(position, "missing_reason")
        yield table.problem(
            position, "missing_reason", value, "gives a reason although there is a value", "Empty one of the two."
        )
    for position in positions(has["activity"] & has["entry"]):
        value = table.cell(position, "entry")
        yield table.problem(
            position, "entry", value, "stands beside an activity", "A figure belongs to one of them: empty the other."
        )
    for position in positions(~has["activity"] & ~has["entry"]):
        yield table.problem(position, "activity", "", "is empty, and entry too", "Name the activity or the entry of the figure.")
    for position in positions(additive & ~has["value"]):
        yield table.problem(position, "additive", "true", "is not possible without a value", "Write false.")
    for position in positions(has["qualifier"] & ~has["value"] & (table.column("qualifier") != "all")):
        value = table.cell(position, "qualifier")
        yield table.problem(position, "qualifier", value, "limits a number, but value is empty", "Fill or empty both.")
