"""What the data say of a good practice by the criteria of a compendium; what they don't say is not stated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..locale import mark as _
from .wording import Row, Wording


@dataclass(frozen=True)
class Finding:
    """Whether a practice meets a criterion, and how that is said."""

    met: bool
    said: str


@dataclass(frozen=True)
class Criterion:
    """A criterion: its name, the data that it is read from, and how it is found for a practice."""

    name: str
    basis: str
    find: Callable[[Wording, Row], Finding]


NOT_STATED = _("not stated")
_STATUSES = {"completed": _("yes"), "ongoing": _("under way"), "planned": _("planned"), "unknown": NOT_STATED}
_WORKS = ("publication", "web-page")


def _completed(wording: Wording, row: Row) -> Finding:
    return Finding(row["status"] == "completed", wording.say(_STATUSES[row["status"]]))


def _evaluated(wording: Wording, row: Row) -> Finding:
    return Finding(False, wording.say(NOT_STATED))


def _replicable(wording: Wording, row: Row) -> Finding:
    places = {state for state, role in row["states"] if role == "place"}
    if len(places) < 2:
        return Finding(False, wording.say(NOT_STATED))
    return Finding(True, wording.say("carried out in {count} states").format(count=wording.say.number(len(places))))


def _evidence(wording: Wording, row: Row) -> Finding:
    say = wording.say
    figures = wording.edition.records("figures").where("activity", row["id"])
    numbers = sum(figure["measure"] != "ordinal" and figure["value"] is not None for figure in figures)
    works = sum(wording.references[reference]["kind"] in _WORKS for reference in row["cites"])
    found = [
        *([say.plural("{count} number", "{count} numbers", numbers)] if numbers else []),
        *([say.plural("{count} work named", "{count} works named", works)] if works else []),
    ]
    return Finding(bool(found), say.list(found) if found else say(NOT_STATED))


CRITERIA = (
    Criterion(_("Completed"), _("the status of the practice as of the edition"), _completed),
    Criterion(_("Evaluated"), _("nothing: neither the replies nor the data say whether a practice was evaluated"), _evaluated),
    Criterion(
        _("Replicable"), _("the states in which it is carried out; two or more are a sign that it can be repeated"), _replicable
    ),
    Criterion(
        _("Evidence given"), _("the numbers that the reply gives, and the publications and pages that it names"), _evidence
    ),
)
"""The criteria in the order in which a compendium shows them."""
