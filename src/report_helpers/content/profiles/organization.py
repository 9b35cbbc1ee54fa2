"""A body: what it is, what it replied, and its activities."""

from __future__ import annotations

from ...dataset import Edition
from ...errors import UnknownRowError
from ..markdown import parse_inline
from ..nodes import Node, bullet_list, heading, paragraph, span, text
from ..prose import Prose
from ..table import Row
from ..wording import BODY_TYPES, REPLIES, STATUSES, Wording
from ..wording import Row as Record
from .bodies import bodies_table, is_named, parts_in
from .places import states_in, states_table
from .rows import FULL, activities_chapter, activity_row, group_row
from .state import statuses


def find_organization(wording: Wording, organization: str) -> Record:
    """The row of a body. Raises :class:`UnknownRowError` where there is none."""
    found = wording.organizations.get(organization)
    if found is None:
        raise UnknownRowError(wording.edition.year, "organization", organization, list(wording.organizations))
    return found


def replies_of(wording: Wording, organization: str) -> list[Record]:
    """Entries of a body, in the order of the report: its own replies, and its part in that of a group."""
    return wording.entries.where("organization", organization)


def own_activities(wording: Wording, organization: str) -> list[Record]:
    """Activities that a body reports itself."""
    return [row for entry in replies_of(wording, organization) for row in wording.activities.where("entry", entry["id"])]


def others_activities(wording: Wording, organization: str) -> list[Record]:
    """Activities that other bodies report and in which a body takes part."""
    own = {row["id"] for row in own_activities(wording, organization)}
    return [row for row in wording.activities.where("partners", organization) if row["id"] not in own]


def note_organization(edition: Edition, organization: str) -> Prose:
    """The opening of a body's profile: what it is, and in how many activities of its own and of others it is.

    Args:
        edition: the edition.
        organization: identifier of the body, such as ``iom``.

    Raises:
        UnknownRowError: there is no such body.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_organization(wording, organization)
    items = [_item(say("Kind of body:"), [text(say(BODY_TYPES[row["type"]]))])]
    if row["parent"]:
        items.append(_item(say("Belongs to:"), wording.full_name(row["parent"])))
    if row["state"]:
        items.append(_item(say("State:"), [text(wording.state(row["state"]))]))
    children = [child["id"] for child in wording.organizations.where("parent", organization) if is_named(wording, child["id"])]
    if children:
        names = sorted((wording.organization_name(child) for child in children), key=say.sort_key)
        items.append(_item(say("To it belong:"), [text("; ".join(names))]))
    if row["aliases"]:
        items.append(_item(say("Also printed as:"), [text("; ".join(row["aliases"]))]))
    blocks = [paragraph(text(_counts(wording, organization))), bullet_list(items)]
    if row["note"]:
        blocks.append(paragraph(span(*parse_inline(row["note"]), role="small")))
    return Prose(tuple(blocks))


def _item(label: str, content: list[Node]) -> list[Node]:
    return [paragraph(text(label + " "), *content)]


def _counts(wording: Wording, organization: str) -> str:
    say = wording.say
    own, others = own_activities(wording, organization), others_activities(wording, organization)
    if not replies_of(wording, organization):
        facts = [say("The body has no entry in this edition.")]
    elif own:
        facts = [
            say.plural("The body reports {count} activity.", "The body reports {count} activities.", len(own)),
            statuses(wording, own),
        ]
    else:
        facts = [say("The body has an entry in this edition and reports no activity.")]
    if others:
        one = "It takes part in {count} activity that another body reports."
        many = "It takes part in {count} activities that other bodies report."
        facts.append(say.plural(one, many, len(others)))
    else:
        facts.append(say("No activity of another body names it as taking part."))
    return " ".join(facts)


def note_organization_mandate(edition: Edition, organization: str) -> Prose:
    """What a body replied and what it says that it is for, for each of its entries; nothing where it has none.

    Args:
        edition: the edition.
        organization: identifier of the body.
    """
    wording = Wording(edition)
    say = wording.say
    find_organization(wording, organization)
    replies = replies_of(wording, organization)
    if not replies:
        return Prose(())
    blocks: list[Node] = [heading(1, text(say("Mandate and reply")))]
    for entry in replies:
        blocks.append(heading(2, text(f"{entry['number']} {entry['name']}"), id=entry["id"]))
        blocks.append(paragraph(text(_reply(wording, entry) + " "), *_documents(wording, entry)))
        summary = wording.markdown(entry["summary"], entry["id"])
        if not summary:
            told = say("This entry says nothing of the body's mandate; its activities stand in the annex.")
            summary = [paragraph(text(told))]
        blocks += [*summary, *wording.unconfirmed(entry), *wording.curator_note(entry["note"])]
        members = wording.entries.where("parent", entry["id"])
        if members:
            names = say.list(wording.short_name(member["organization"]) for member in members)
            blocks.append(paragraph(text(say("Described under this entry, too: {bodies}.").format(bodies=names))))
    return Prose(tuple(blocks))


def _reply(wording: Wording, entry: Record) -> str:
    if entry["parent"]:
        return wording.say("Described in the reply of {body}.").format(body=wording.entries[entry["parent"]]["name"])
    return wording.say(REPLIES[entry["reply"]]) + "."


def _documents(wording: Wording, entry: Record) -> list[Node]:
    if not entry["references"]:
        return []
    label = wording.say("Reference document:") if len(entry["references"]) == 1 else wording.say("Reference documents:")
    return [text(label + " "), *wording.reference_list(entry["references"]), text(".")]


def table_organization_activities(edition: Edition, organization: str) -> Prose:
    """The activities that a body reports, by status; nothing where it reports none.

    Args:
        edition: the edition.
        organization: identifier of the body.
    """
    wording = Wording(edition)
    say = wording.say
    find_organization(wording, organization)
    own = own_activities(wording, organization)
    if not own:
        return Prose(())
    full = len(own) <= FULL
    body: list[Row] = []
    for status in STATUSES:
        rows = [row for row in own if row["status"] == status]
        if rows:
            body.append(group_row(f"{wording.status(status)} ({say.number(len(rows))})"))
            body += [activity_row(wording, row, full=full, status=False, body=False) for row in rows]
    caption = say("Activities by status: {body}").format(body=wording.short_name(organization))
    return activities_chapter(wording, "table-activities", caption, body, full=full, source=say("Document"))


def table_organization_partners(edition: Edition, organization: str) -> Prose:
    """With whom a body works in its own activities; nothing where no other body is named.

    Args:
        edition: the edition.
        organization: identifier of the body.
    """
    wording = Wording(edition)
    say = wording.say
    find_organization(wording, organization)
    parts = parts_in(wording, own_activities(wording, organization), without=organization)
    caption = say("Bodies in the activities that it reports: {body}").format(body=wording.short_name(organization))
    nodes = bodies_table(wording, "table-partners", caption, parts)
    return Prose((heading(1, text(say("Partners"))), *nodes) if nodes else ())


def table_organization_states(edition: Edition, organization: str) -> Prose:
    """Where a body works: states in the activities that it reports or takes part in; nothing where none is named.

    Args:
        edition: the edition.
        organization: identifier of the body.
    """
    wording = Wording(edition)
    say = wording.say
    find_organization(wording, organization)
    named = states_in([*own_activities(wording, organization), *others_activities(wording, organization)])
    if not named:
        return Prose(())
    caption = say("States in the activities that it reports or takes part in: {body}")
    table = states_table(wording, "table-states", caption.format(body=wording.short_name(organization)), named)
    return Prose((heading(1, text(say("Places"))), *table.nodes()))
