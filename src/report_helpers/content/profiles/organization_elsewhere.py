"""Where else an edition has a body: others' activities, documents, memberships, texts; and what it doesn't say."""

from __future__ import annotations

from collections.abc import Iterator

from ...dataset import Edition
from ..nodes import Node, bullet_list, heading, joined, paragraph, span, text, xref
from ..prose import Prose
from ..table import Column, Row, Table, rich_cell
from ..wording import Row as Record
from ..wording import Wording, reference_anchor
from .organization import find_organization, others_activities, own_activities, replies_of
from .rows import activity_links, document_cells, document_columns, reporting
from .state_bodies import held
from .state_facts import places_of


def table_organization_documents(edition: Edition, organization: str) -> Prose:
    """Documents that a body submitted or issued, each with where it is cited; nothing where there is none.

    Args:
        edition: the edition.
        organization: identifier of the body.
    """
    wording = Wording(edition)
    say = wording.say
    find_organization(wording, organization)
    records = wording.references.where("body", organization)
    if not records:
        return Prose(())
    records = sorted(records, key=lambda row: (not row["symbol"], say.sort_key(row["symbol"] or row["title"])))
    body = []
    for row in records:
        uses = list(_uses(wording, row["id"])) or [text(say("named only"))]
        body.append(Row(document_cells(wording, {**row, "body": ""}, uses), id=reference_anchor(row["id"])))
    caption = say("Documents that it submitted or issued: {body}").format(body=wording.short_name(organization))
    return Prose(
        (
            heading(1, text(say("Documents submitted or issued"))),
            *Table("table-documents", caption, document_columns(wording), body).nodes(),
        )
    )


def _uses(wording: Wording, reference: str) -> Iterator[Node]:
    """Links to the entries and activities that cite a document."""
    for records in (wording.entries, wording.activities):
        found = {row["id"]: row for column in ("references", "cites", "mandates") for row in records.where(column, reference)}
        yield from (xref(row["id"], span(text(row["number"]), role="number")) for row in found.values())


def table_organization_elsewhere(edition: Edition, organization: str) -> Prose:
    """Activities of other bodies in which a body takes part, with its role; then memberships and texts that name it.

    Args:
        edition: the edition.
        organization: identifier of the body.
    """
    wording = Wording(edition)
    say = wording.say
    find_organization(wording, organization)
    blocks: list[Node] = []
    others = others_activities(wording, organization)
    if others:
        caption = say("Activities that others report and in which it takes part: {body}").format(
            body=wording.short_name(organization)
        )
        columns = [
            Column("number", say("No."), 0.9),
            Column("activity", say("Activity"), 5.2),
            Column("reported", say("Reported by; its role"), 2.9),
        ]
        blocks += Table("table-elsewhere", caption, columns, [_elsewhere(wording, row, organization) for row in others]).nodes()
    items = [*_memberships(wording, organization), *_mentions(wording, organization)]
    if items:
        blocks.append(bullet_list([[paragraph(*item)] for item in items]))
    return Prose((heading(1, text(say("Elsewhere in this edition"))), *blocks) if blocks else ())


def _elsewhere(wording: Wording, row: Record, organization: str) -> Row:
    roles = "; ".join(wording.role(role) for body, role in row["partners"] if body == organization)
    title = span(text(row["title"]), lang=row["title_language"]) if row["title_language"] else text(row["title"])
    number = rich_cell([span(text(row["number"]), role="number")], header="row", sort=row["number"])
    reported = rich_cell([*wording.organization(reporting(wording, row)), text("; " + roles)])
    return Row([number, rich_cell([title]), reported], id=row["id"])


def _memberships(wording: Wording, organization: str) -> Iterator[list[Node]]:
    say = wording.say
    within = []
    for row in held(wording, "member", organization):
        since = say(", since {date}").format(date=say.date(row["from"])) if row["from"] else ""
        within.append([*wording.full_name(row["organization"]), text(f" ({wording.role(row['role'])}{since})")])
    if within:
        yield [text(say("It takes part in:") + " "), *joined(within, "; "), text(".")]
    members: dict[str, list[str]] = {}
    for row in held(wording, "organization", organization):
        member = wording.state(row["state"]) if row["state"] else wording.short_name(row["member"])
        members.setdefault(row["role"], []).append(member)
    labels = {"member": say("Its members:"), "associate": say("Its associates:"), "observer": say("Its observers:")}
    for role, names in members.items():
        yield [text(labels[role] + " " + "; ".join(sorted(names, key=say.sort_key)) + ".")]


def _mentions(wording: Wording, organization: str) -> Iterator[list[Node]]:
    """Texts that name the body: those of activities by their numbers, and the others."""
    say = wording.say
    told = {row["id"] for row in (*own_activities(wording, organization), *others_activities(wording, organization))}
    told |= {row["id"] for row in replies_of(wording, organization)}
    found = [row for row in wording.edition.records("mentions").where("named", organization) if row["row"] not in told]
    activities = [wording.activities[row["row"]] for row in found if row["table"] == "activities"]
    if activities:
        yield [text(say("Named in the text of these activities:") + " "), *activity_links(wording, activities), text(".")]
    places = places_of(wording, [row for row in found if row["table"] != "activities"])
    if places:
        yield [text(say("Also named in:") + " "), *joined(places, "; "), text(".")]


def note_organization_gaps(edition: Edition, organization: str) -> Prose:
    """What the edition doesn't say of a body, each item computed.

    Args:
        edition: the edition.
        organization: identifier of the body.
    """
    wording = Wording(edition)
    say = wording.say
    find_organization(wording, organization)
    replies, own = replies_of(wording, organization), own_activities(wording, organization)
    items = []
    if not replies:
        items.append(say("The edition has no entry of the body; whether it was asked is not said."))
    elif not any(row["references"] for row in replies):
        items.append(say("No document is named by which the body replied."))
    items += _of_activities(wording, own)
    if not wording.references.where("body", organization):
        items.append(say("No document of this edition is known to come from the body."))
    if not items:
        return Prose(())
    return Prose(
        (heading(1, text(say("What this edition does not say"))), bullet_list([[paragraph(text(item))] for item in items]))
    )


def _of_activities(wording: Wording, own: list[Record]) -> Iterator[str]:
    say = wording.say
    counts = {
        "undated": sum(not row["start"] and not row["end"] for row in own),
        "stateless": sum(not row["states"] for row in own),
        "statusless": sum(row["status"] == "unknown" for row in own),
    }
    phrases = {
        "undated": (
            say("{count} of its {total} activities has no date."),
            say("{count} of its {total} activities have no date."),
        ),
        "stateless": (
            say("{count} of its {total} activities names no state."),
            say("{count} of its {total} activities name no state."),
        ),
        "statusless": (
            say("The status of {count} of its {total} activities is not stated."),
            say("The status of {count} of its {total} activities is not stated."),
        ),
    }
    for what, count in counts.items():
        if count and len(own) > 1:
            yield phrases[what][count > 1].format(count=say.number(count), total=say.number(len(own)))
    if len(own) == 1:
        alone = {
            "undated": say("Its activity has no date."),
            "stateless": say("Its activity names no state."),
            "statusless": say("The status of its activity is not stated."),
        }
        yield from (alone[what] for what, count in counts.items() if count)
