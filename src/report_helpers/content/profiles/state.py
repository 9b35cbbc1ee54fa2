"""A state: where and as what an edition names it."""

from __future__ import annotations

from ...dataset import Edition
from ...errors import UnknownRowError
from ...locale import mark as _
from ..markdown import parse_blocks
from ..nodes import paragraph, text
from ..prose import Prose
from ..table import Row
from ..wording import Row as Record
from ..wording import Wording
from .rows import FULL, activities_chapter, activity_row, group_row, pointer_row

ROLES_OF_STATES = {
    "place": (_("Place of the work"), _("as the place of the work")),
    "origin": (_("Origin of migrants"), _("as the origin of migrants")),
    "host": (_("Host of migrants"), _("as the host of migrants")),
    "border": (_("Border"), _("because of its border")),
    "implementer": (_("Implementer"), _("as the one that carries it out")),
    "participant": (_("Participant"), _("as a participant")),
    "member": (_("Member"), _("as a member of the body or group at work")),
    "observer": (_("Observer"), _("as an observer")),
    "venue": (_("Venue"), _("as the venue of a meeting")),
    "funder": (_("Funder"), _("as a funder")),
    "audience": (_("Audience"), _("as one of those addressed")),
}
"""Roles of a state in an activity, what is done there first: as a heading and within a sentence."""

SUBREGIONS = {
    "Caribbean": _("Caribbean"),
    "Central America": _("Central America"),
    "South America": _("South America"),
    "Northern America": _("Northern America"),
}


_OF_ONE = {
    "completed": _("As of {date}, it was completed."),
    "ongoing": _("As of {date}, it was under way."),
    "planned": _("As of {date}, it was planned."),
    "unknown": _("Its status is not stated."),
}


def find_state(wording: Wording, state: str) -> Record:
    """The row of a state. Raises :class:`UnknownRowError` where there is none."""
    found = wording.states.get(state)
    if found is None:
        raise UnknownRowError(wording.edition.year, "state", state, list(wording.states))
    return found


def activities_by_role(wording: Wording, state: str) -> dict[str, list[Record]]:
    """Activities that name a state, by its role, in the order of :data:`ROLES_OF_STATES`; roles without any are left out."""
    named = wording.activities.where("states", state)
    by_role = {role: [row for row in named if (state, role) in row["states"]] for role in ROLES_OF_STATES}
    return {role: rows for role, rows in by_role.items() if rows}


def note_state(edition: Edition, state: str) -> Prose:
    """The opening of a state's profile: its membership of the OAS, in how many activities it is named and as what.

    Args:
        edition: the edition.
        state: ISO 3166 code of three letters, such as ``COL``.

    Raises:
        UnknownRowError: there is no such state.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_state(wording, state)
    by_role = activities_by_role(wording, state)
    named = wording.activities.where("states", state)
    facts = [_standing(wording, row)]
    if named:
        phrases = {role: say(ROLES_OF_STATES[role][1]) for role in by_role}
        counts = (say("in {count} {role}").format(count=say.number(len(by_role[role])), role=phrases[role]) for role in phrases)
        counted = say.plural(
            "This edition names the state in {count} activity", "This edition names the state in {count} activities", len(named)
        )
        if len(named) == 1:
            facts.append(say("{counted}, {roles}.").format(counted=counted, roles=say.list(phrases.values())))
        else:
            facts.append(say("{counted}: {roles}.").format(counted=counted, roles=say.list(counts)))
            if sum(map(len, by_role.values())) > len(named):
                facts.append(say("An activity may give it more than one role."))
        facts.append(statuses(wording, named))
    else:
        facts.append(
            say(
                "No activity of this edition names the state, in whatever role. That does not say that nothing is done there: "
                "the edition rests on what bodies replied when they were asked, not on reports of states."
            )
        )
    blocks = [paragraph(text(" ".join(facts)))]
    return Prose((*blocks, *parse_blocks(row["note"] or "")))


def _standing(wording: Wording, row: Record) -> str:
    say = wording.say
    where = say(SUBREGIONS[row["subregion"]]) if row["subregion"] in SUBREGIONS else ""
    if not row["oas_member"]:
        return say("The state is not a member of the Organization of American States.")
    message = say("Member of the Organization of American States since {year} ({subregion}).")
    return message.format(year=row["oas_joined"], subregion=where)


def statuses(wording: Wording, rows: list[Record]) -> str:
    """A sentence with the number of activities in each status."""
    say = wording.say
    day = say.date(wording.edition.info.as_of)
    if len(rows) == 1:
        return say(_OF_ONE[rows[0]["status"]]).format(date=day)
    phrases = {
        "completed": (_("{count} was completed"), _("{count} were completed")),
        "ongoing": (_("{count} was under way"), _("{count} were under way")),
        "planned": (_("{count} was planned"), _("{count} were planned")),
        "unknown": (_("for {count} the status is not stated"), _("for {count} the status is not stated")),
    }
    counts = {status: sum(row["status"] == status for row in rows) for status in phrases}
    parts = [say.plural(*phrases[status], count) for status, count in counts.items() if count]
    return say("As of {date}, {statuses}.").format(date=day, statuses=say.list(parts))


def table_state_roles(edition: Edition, state: str) -> Prose:
    """The activities that name a state, each role apart; nothing where none does.

    An activity that gives the state two roles is told under the first and pointed to under the second.

    Args:
        edition: the edition.
        state: ISO 3166 code of three letters.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_state(wording, state)
    by_role = activities_by_role(wording, state)
    if not by_role:
        return Prose(())
    full = len(wording.activities.where("states", state)) <= FULL
    body: list[Row] = []
    told: dict[str, str] = {}
    for role, rows in by_role.items():
        label = say(ROLES_OF_STATES[role][0])
        body.append(group_row(f"{label} ({say.number(len(rows))})"))
        for record in rows:
            if record["id"] in told:
                remark = say("told under “{role}”").format(role=told[record["id"]])
                body.append(pointer_row(wording, record, remark))
            else:
                told[record["id"]] = label
                body.append(activity_row(wording, record, full=full, state=state))
    caption = say("Activities by the state’s role: {state}").format(state=row["label"])
    return activities_chapter(wording, "table-roles", caption, body, full=full, source=say("Reported by"))
