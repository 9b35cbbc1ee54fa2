"""Tables of numbers: the edition's key numbers, and every number that the replies report."""

from __future__ import annotations

from ...dataset import Edition
from ...locale import mark as _
from ..markdown import parse_inline
from ..nodes import Node, emphasis, joined, text, xref
from ..table import Cell, Column, Row, Table, cell, rich_cell
from ..wording import STATUSES, Wording, rows
from ..wording import Row as Record

MEASURES = {
    "reached": _("reached"),
    "served": _("served"),
    "trained": _("trained"),
    "at-risk": _("at risk"),
    "budget": _("money"),
    "count": _("count"),
    "share": _("share"),
    "ordinal": _("position in a series"),
}

PEOPLE = ("reached", "served", "trained", "at-risk")
"""Measures that count people."""

QUALIFIERS = {
    "more than": _("more than {number}"),
    "up to": _("up to {number}"),
    "about": _("about {number}"),
    "over": _("over {number}"),
    "at least": _("at least {number}"),
    "all": _("all {number}"),
}


def key_numbers(edition: Edition) -> dict[str, int]:
    """The edition's key numbers, all computed from its tables.

    Returns:
        Counts by name: ``bodies`` (entries in the sections of organizations, members of a group left out), ``members``
        (bodies that stand under another entry), ``replies``, ``nil``, ``activities``, ``parts`` (activities that belong
        to another one), one for each status, ``practices``, ``interventions``, ``documents`` (reference documents),
        ``states``, ``states_named``, ``figures``, ``corrections``.
    """
    layouts = edition.table("sections", ["id", "layout"]).set_index("id")["layout"]
    entries = edition.table("entries", ["section", "parent", "reply", "references"])
    activities = edition.table("activities", ["parent", "status", "practice", "section", "references"])
    cited = {reference for owners in (entries, activities) for cell in owners["references"] for reference in cell}
    entries = entries[entries["section"].map(layouts) == "organizations"]
    bodies = entries[entries["parent"] == ""]
    states = edition.states.loc[edition.states["oas_member"].astype(bool), "id"]
    named = set(edition.activity_states["state"]) & set(states)
    return {
        "bodies": len(bodies),
        "members": len(entries) - len(bodies),
        "replies": int(bodies["reply"].isin(["reported", "nil"]).sum()),
        "nil": int((bodies["reply"] == "nil").sum()),
        "activities": len(activities),
        "parts": int((activities["parent"] != "").sum()),
        **{status: int((activities["status"] == status).sum()) for status in STATUSES},
        "practices": int(activities["practice"].astype(bool).sum()),
        "interventions": int((activities["section"].map(layouts) == "interventions").sum()),
        "documents": len(cited),
        "states": len(states),
        "states_named": len(named),
        "figures": len(edition.records("figures")),
        "corrections": len(edition.records("corrections")),
    }


def table_key_numbers(edition: Edition) -> Table:
    """The edition's key numbers, each with what it counts."""
    say = Wording(edition).say
    numbers = key_numbers(edition)
    lines = [
        ("bodies", say("Bodies with an entry of their own, annexes left out")),
        ("members", say("Member agencies described under one of those entries")),
        ("nil", say("Bodies that answered that they had no projects")),
        ("activities", say("Activities reported: programs, projects, studies, meetings, publications, practices")),
        ("parts", say("of which parts or results of another activity")),
        ("completed", say("of which completed")),
        ("ongoing", say("of which ongoing")),
        ("planned", say("of which planned")),
        ("unknown", say("of which without a stated status")),
        ("practices", say("Activities presented as good practices")),
        ("interventions", say("Interventions of national societies")),
        ("documents", say("Reference documents and communications that the entries rest on")),
        ("states_named", say("Member states of the OAS named in an activity, of {count}").format(count=numbers["states"])),
        ("figures", say("Numbers carried over from the replies")),
        ("corrections", say("Editorial corrections declared in the register")),
    ]
    body = [Row([cell(label, header="row"), cell(say.number(numbers[key]), sort=numbers[key])]) for key, label in lines]
    columns = [Column("what", say("What is counted"), 5), Column("number", say("Number"), 1, "end")]
    caption = say("Key numbers of the {year} edition").format(year=edition.year)
    return Table("table-key-numbers", caption, columns, body)


def figure_phrase(wording: Wording, figure: Record) -> list[Node]:
    """A reported number in words: ``more than 80 programs (count)``; the reason where there is none."""
    say = wording.say
    if figure["value"] is None:
        return [emphasis(text(figure["missing_reason"]))]
    number = say.number(figure["value"])
    if figure["qualifier"]:
        number = say(QUALIFIERS[figure["qualifier"]]).format(number=number)
    measure = measure_phrase(wording, figure)
    phrase = say("{number} {unit} ({measure})").format(number=number, unit=figure["unit"], measure=measure)
    return [text(phrase)]


def measure_phrase(wording: Wording, figure: Record) -> str:
    """What a number measures: ``served: medical care``."""
    measure = wording.say(MEASURES[figure["measure"]])
    return f"{measure}: {figure['subject']}" if figure["subject"] else measure


def table_figures(edition: Edition) -> Table:
    """Every number that the replies report, as carried and as printed; numbers that may be summed are marked."""
    wording = Wording(edition)
    say = wording.say
    columns = [
        Column("activity", say("Reported under"), 1.2),
        Column("number", say("Number"), 3),
        Column("period", say("Period"), 1.3),
        Column("printed", say("As printed"), 2.6),
        Column("remarks", say("Remarks"), 2.6),
    ]
    order = {identifier: position for position, identifier in enumerate([*wording.entries, *wording.activities])}
    records = sorted(rows(edition.figures), key=lambda row: (order[row["activity"] or row["entry"]], row["id"]))
    body = [Row(_figure_cells(wording, row), id=f"figure-{row['id']}") for row in records]
    return Table("table-figures", say("Numbers reported, with their qualifiers"), columns, body)


def _figure_cells(wording: Wording, row: Record) -> list[Cell]:
    say = wording.say
    owner = (
        wording.activity(row["activity"])
        if row["activity"]
        else xref(row["entry"], text(wording.entries[row["entry"]]["number"]))
    )
    remarks: list[list[Node]] = []
    if row["counted"]:
        remarks.append([text(say("counted by the editors"))])
    if row["additive"]:
        remarks.append([text(say("may be summed"))])
    if row["note"]:
        remarks.append(parse_inline(row["note"]))
    period = " – ".join(say.date(part) for part in row["period"].split("/")) if row["period"] else ""
    return [
        rich_cell([owner], header="row"),
        rich_cell(figure_phrase(wording, row), sort=row["value"]),
        cell(period),
        cell(row["printed"]),
        rich_cell(joined(remarks, "; ")),
    ]
