"""What else an edition says of a state: numbers, its name in the text, and what it doesn't say."""

from __future__ import annotations

from ...dataset import Edition
from ..nodes import Node, bullet_list, heading, paragraph, text, xref
from ..prose import Prose
from ..wording import Row as Record
from ..wording import Wording
from .figures import figures_of, table_numbers
from .rows import reporting, table_documents
from .state import ROLES_OF_STATES, activities_by_role, find_state
from .state_bodies import current_memberships

LISTED = 12
"""Up to how many themes without an activity are named; of more, the themes that there are tell it better."""


def table_state_figures(edition: Edition, state: str) -> Prose:
    """Numbers that the state's activities report, each with its source; nothing where there is none.

    Args:
        edition: the edition.
        state: ISO 3166 code of three letters.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_state(wording, state)
    caption = say("Numbers reported by activities that name the state: {state}").format(state=row["label"])
    shared = say("(for all states of the activity together)")
    table = table_numbers(wording, caption, wording.activities.where("states", state), shared=shared)
    if table is None:
        return Prose(())
    caveat = say(
        "A number is carried as the body reported it. It belongs to its activity, which may cover more than the state; numbers "
        "of different activities must not be added up."
    )
    return Prose((heading(1, text(say("Numbers reported"))), paragraph(text(caveat)), *table.nodes()))


def note_state_mentions(edition: Edition, state: str) -> Prose:
    """Texts that name a state without giving it a role in an activity; nothing where there is none.

    Args:
        edition: the edition.
        state: ISO 3166 code of three letters.
    """
    wording = Wording(edition)
    items = [[paragraph(*place)] for place in places_of(wording, mentions_of_state(wording, state))]
    if not items:
        return Prose(())
    lead = wording.say("The text also names the state in these places, without a role in an activity:")
    return Prose((heading(1, text(wording.say("Also named"))), paragraph(text(lead)), bullet_list(items)))


def mentions_of_state(wording: Wording, state: str) -> list[Record]:
    """Rows of the index of mentions that name a state, those of activities that give it a role left out."""
    own = {row["id"] for row in wording.activities.where("states", state)}
    return [row for row in wording.edition.records("mentions").where("named", state) if row["row"] not in own]


def places_of(wording: Wording, mentions: list[Record]) -> list[list[Node]]:
    """Each place of some mentions in words, with a link."""
    return [_place(wording, row["table"], row["row"]) for row in mentions]


def _place(wording: Wording, table: str, identifier: str) -> list[Node]:
    say = wording.say
    if table == "activities":
        row = wording.activities[identifier]
        body = wording.short_name(reporting(wording, row))
        return [wording.activity(identifier), text(f" {row['title']} ({body})")]
    if table == "entries":
        row = wording.entries[identifier]
        return [xref(identifier, text(row["number"])), text(f" {row['name']}: "), text(say("text that opens the reply"))]
    if table == "footnotes":
        targets = wording.footnotes[identifier]["targets"]
        return [xref(targets[0], text(say("note {number}").format(number=identifier)))]
    row = wording.sections[identifier]
    return [text(say("introduction to “{heading}”").format(heading=row["title"]))]


def note_state_gaps(edition: Edition, state: str) -> Prose:
    """What the edition doesn't say of a state, each item computed.

    Args:
        edition: the edition.
        state: ISO 3166 code of three letters.
    """
    wording = Wording(edition)
    say = wording.say
    find_state(wording, state)
    named = wording.activities.where("states", state)
    items = [*_gaps_of_activities(wording, state, named), *_gaps_of_themes(wording, named)]
    if not current_memberships(wording, state):
        items.append(say("No membership of the state in a regional body or process is on record, the OAS aside."))
    items.append(
        say(
            "What a regional body does for all its members counts here only where the reply names the state. What the state "
            "itself does was not asked."
        )
    )
    bullets = bullet_list([[paragraph(text(item))] for item in items])
    return Prose((heading(1, text(say("What this edition does not say"))), bullets))


def _gaps_of_activities(wording: Wording, state: str, named: list[Record]) -> list[str]:
    say = wording.say
    if not named:
        return [say("No activity names the state; so there is no body at work, no date and no number to tell.")]
    by_role = activities_by_role(wording, state)
    main = ("place", "origin", "host", "venue", "member", "participant")
    absent = [say(ROLES_OF_STATES[role][0]).lower() for role in main if role not in by_role]
    items = []
    if absent:
        items.append(say("No activity names the state as: {roles}.").format(roles=", ".join(absent)))
    total = say.number(len(named))
    undated = sum(not row["start"] and not row["end"] for row in named)
    without = len({row["id"] for row in named} - {figure["activity"] for figure in figures_of(wording, named)})
    if len(named) == 1:
        items += [say("The activity has no date.")] if undated else []
        items += [say("The activity reports no number, neither of people reached nor of money.")] if without else []
        return items
    if undated:
        one, many = say("{count} of the {total} activities has no date."), say("{count} of the {total} activities have no date.")
        items.append((one if undated == 1 else many).format(count=say.number(undated), total=total))
    if without:
        one = say("{count} of the {total} activities reports no number, neither of people reached nor of money.")
        many = say("{count} of the {total} activities report no number, neither of people reached nor of money.")
        items.append((one if without == 1 else many).format(count=say.number(without), total=total))
    return items


def _gaps_of_themes(wording: Wording, named: list[Record]) -> list[str]:
    say = wording.say
    met = {theme for row in named for theme in row["themes"]}
    absent = sorted((label for theme, label in wording.labels["themes"].items() if theme not in met), key=say.sort_key)
    if not named or not absent:
        return []
    counts = {"total": say.number(len(wording.labels["themes"])), "count": say.number(len(absent))}
    if len(absent) > LISTED:
        return [say("Of the {total} themes, {count} have no activity that names the state.").format(**counts)]
    one = say("Of the {total} themes, {count} has no activity that names the state: {themes}.")
    many = say("Of the {total} themes, {count} have no activity that names the state: {themes}.")
    return [(one if len(absent) == 1 else many).format(**counts, themes="; ".join(absent))]


def table_state_documents(edition: Edition, state: str) -> Prose:
    """The documents that report the state's activities; nothing where there is none.

    Args:
        edition: the edition.
        state: ISO 3166 code of three letters.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_state(wording, state)
    caption = say("Documents that report these activities: {state}").format(state=row["label"])
    nodes = table_documents(wording, "table-documents", caption, wording.activities.where("states", state))
    return Prose((heading(1, text(say("Documents"))), *nodes) if nodes else ())
