"""Words for the codes that bodies read and write."""

from __future__ import annotations

from ..locale import mark as _

ENUMS: dict[str, dict[str, str]] = {
    "status": {"completed": _("Completed"), "ongoing": _("Ongoing"), "planned": _("Planned"), "unknown": _("Status not stated")},
    "date": {
        "early": _("early"),
        "mid": _("middle of"),
        "late": _("late"),
        "about": _("about"),
        "by": _("by"),
        "up to": _("up to"),
        "since": _("since"),
    },
    "measure": {
        "reached": _("people reached"),
        "served": _("people served"),
        "trained": _("people trained"),
        "at-risk": _("people at risk"),
        "budget": _("budget"),
        "count": _("count"),
        "share": _("share"),
        "ordinal": _("place in a series"),
    },
    "qualifier": {
        "more than": _("more than"),
        "up to": _("up to"),
        "about": _("about"),
        "over": _("over"),
        "at least": _("at least"),
        "all": _("all"),
    },
    "kind": {
        "document": _("document"),
        "resolution": _("resolution"),
        "instrument": _("instrument"),
        "publication": _("publication"),
        "web-page": _("web page"),
        "communication": _("communication"),
        "annex": _("annex"),
    },
}
"""Words for codes, by the column they stand in; a date's two qualifiers share theirs."""


def words_of(field: str) -> dict[str, str]:
    """Words for the codes of a column; none where it holds no codes."""
    return ENUMS["date"] if field in ("start_qualifier", "end_qualifier") else ENUMS.get(field, {})
