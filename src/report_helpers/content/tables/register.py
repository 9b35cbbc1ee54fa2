"""Tables of the register: reference documents, abbreviations, bodies and corrections."""

from __future__ import annotations

from ...dataset import Edition
from ...locale import mark as _
from ..markdown import parse_inline, safe_url
from ..nodes import Node, joined, link, span, text, xref
from ..table import Cell, Column, Row, Table, cell, rich_cell
from ..wording import BODY_TYPES, Wording, reference_anchor, rows
from ..wording import Row as Record

REFERENCE_KINDS = {
    "document": _("Document"),
    "resolution": _("Resolution or decision"),
    "instrument": _("Instrument"),
    "publication": _("Publication"),
    "web-page": _("Web page"),
    "communication": _("Communication"),
    "annex": _("Annex"),
}

CORRECTION_KINDS = {
    "structure": _("Structure"),
    "reference": _("Reference"),
    "figure": _("Figure"),
    "name": _("Name"),
    "place": _("Place"),
    "date": _("Date"),
    "spelling": _("Spelling"),
    "contradiction": _("Contradiction"),
    "inference": _("Inference"),
}


def table_references(edition: Edition, *, reported: bool = True) -> Table:
    """The register of documents, with who submitted or issued each and where it is cited.

    Args:
        edition: the edition.
        reported: ``True`` for the reference documents that the entries rest on, ``False`` for the resolutions,
            instruments and works that the text names.
    """
    wording = Wording(edition)
    say = wording.say
    uses = _uses(wording)
    sources = {r for row in (*wording.entries.values(), *wording.activities.values()) for r in row["references"]}
    sources |= {r for row in wording.sections.values() for r in row["references"]}
    records = [row for row in wording.references.values() if (row["id"] in sources) == reported]
    records.sort(key=lambda row: (not row["symbol"], say.sort_key(row["symbol"] or row["title"] or "")))
    body = [Row(reference_cells(wording, row, uses.get(row["id"], [])), id=reference_anchor(row["id"])) for row in records]
    columns = [
        Column("document", say("Document"), 3.6),
        Column("kind", say("Kind"), 1.3),
        Column("date", say("Date"), 1.4),
        Column("body", say("Submitted or issued by"), 1.8),
        Column("cited", say("Cited in"), 2.4),
    ]
    if reported:
        return Table("table-references", say("Reference documents that the entries rest on"), columns, body)
    return Table("table-cited", say("Resolutions, instruments, publications and pages named in the text"), columns, body)


def reference_cells(wording: Wording, row: Record, uses: list[Node]) -> list[Cell]:
    """A document: symbol, title and address | kind | date | body | the links ``uses`` to where it is cited."""
    say = wording.say
    title: list[Node] = []
    if row["symbol"]:
        title.append(span(text(row["symbol"]), role="symbol"))
    if row["title"]:
        title += [text(". ")] if title else []
        title.append(span(text(row["title"]), lang=row["title_language"]))
    if row["url"]:
        address = row["url"] if "://" in row["url"] else "http://" + row["url"]
        url = safe_url(address)
        shown = span(text(row["url"]), role="symbol")
        title += [text(" "), link(url, shown) if url else shown]
    if row["note"]:
        title += [text(" "), span(*parse_inline(row["note"]), role="small")]
    body = wording.organization_name(row["body"]) if row["body"] else ""
    return [
        rich_cell(title, header="row", sort=row["symbol"] or row["title"]),
        cell(say(REFERENCE_KINDS[row["kind"]])),
        cell(say.date(row["date"]) if row["date"] else "", sort=row["date"] or ""),
        cell(body),
        rich_cell(joined(([use] for use in uses), ", ")),
    ]


def _uses(wording: Wording) -> dict[str, list[Node]]:
    uses: dict[str, list[Node]] = {}
    for row in (*wording.entries.values(), *wording.activities.values()):
        mark = xref(row["id"], span(text(row["number"]), role="number"))
        for reference in dict.fromkeys([*row["references"], *row["cites"], *row.get("mandates", ())]):
            uses.setdefault(reference, []).append(mark)
    for note in rows(wording.edition.footnotes):
        mark = xref(note["targets"][0], text(wording.say("note {number}").format(number=note["id"])))
        for reference in note["cites"]:
            uses.setdefault(reference, []).append(mark)
    return uses


def table_abbreviations(edition: Edition) -> Table:
    """Abbreviations of bodies that the edition uses."""
    wording = Wording(edition)
    say = wording.say
    known = [row for row in rows(edition.named_organizations) if row["acronym"]]
    known.sort(key=lambda row: (say.sort_key(row["acronym"]), row["name_en"]))
    body = [
        Row([cell(row["acronym"], header="row"), rich_cell([span(text(row["name_en"]), lang=row["name_language"])])])
        for row in known
    ]
    columns = [Column("abbreviation", say("Abbreviation"), 1), Column("name", say("Name"), 4)]
    return Table("table-abbreviations", say("Abbreviations"), columns, body)


def table_organizations(edition: Edition) -> Table:
    """Every body that the edition names, with its kind, its state and where it takes part."""
    wording = Wording(edition)
    say = wording.say
    activities: dict[str, list[str]] = {}
    for partner in rows(edition.activity_partners[["organization", "activity"]].drop_duplicates()):
        activities.setdefault(partner["organization"], []).append(partner["activity"])
    entries: dict[str, list[Record]] = {}
    for row in wording.entries.values():
        entries.setdefault(row["organization"], []).append(row)
    body = []
    for row in sorted(rows(edition.named_organizations), key=lambda row: say.sort_key(row["name_en"])):
        links: list[list[Node]] = [[xref(e["id"], text(e["number"]))] for e in entries.get(row["id"], [])]
        links += [[wording.activity(a)] for a in activities.get(row["id"], [])]
        body.append(
            Row(
                [
                    rich_cell(
                        [span(text(wording.organization_name(row["id"])), lang=row["name_language"]), *_aliases(wording, row)],
                        header="row",
                    ),
                    cell(say(BODY_TYPES[row["type"]])),
                    cell(wording.state(row["state"]) if row["state"] else ""),
                    rich_cell(joined(links)),
                ]
            )
        )
    columns = [
        Column("body", say("Body"), 4),
        Column("kind", say("Kind of body"), 2),
        Column("state", say("State"), 1.2),
        Column("where", say("Entry, or activity that it takes part in"), 2),
    ]
    return Table("table-organizations", say("Bodies named in this edition"), columns, body)


def _aliases(wording: Wording, row: Record) -> list[Node]:
    parts: list[Node] = []
    if row["aliases"]:
        message = wording.say("Also printed: {names}").format(names="; ".join(row["aliases"]))
        parts += [text(" "), span(text(message + "."), role="small")]
    if row["note"]:
        parts += [text(" "), span(*parse_inline(row["note"]), role="small")]
    return parts


def table_corrections(edition: Edition) -> Table:
    """Known errors and oddities of the source: as printed, as carried, and why."""
    wording = Wording(edition)
    say = wording.say
    body = []
    for row in rows(edition.corrections):
        place = _place(wording, row["target"])
        body.append(
            Row(
                [
                    cell(say(CORRECTION_KINDS[row["kind"]]), header="row"),
                    cell(row["printed"]),
                    cell(row["carried"]),
                    cell(row["reason"]),
                    rich_cell(place),
                ]
            )
        )
    columns = [
        Column("kind", say("Kind"), 1.2),
        Column("printed", say("As printed"), 2.6),
        Column("carried", say("As carried"), 2.6),
        Column("reason", say("Reason"), 3),
        Column("where", say("Where"), 0.9),
    ]
    return Table("table-corrections", say("Editorial corrections and choices"), columns, body)


def _place(wording: Wording, identifier: str | None) -> list[Node]:
    row = wording.activities.get(identifier or "") or wording.entries.get(identifier or "")
    if row:
        return [xref(row["id"], text(row["number"]))]
    if identifier in wording.references:
        return [xref(reference_anchor(str(identifier)), text(wording.say("register")))]
    return []
