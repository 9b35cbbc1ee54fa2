"""Cells that several tables share: an activity with its details, references, states and bodies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..nodes import Node, joined, paragraph, span, strong, target, text, xref
from ..table import Cell
from ..wording import Row, Wording

Pairs = Sequence[tuple[str, str]]


def theme_target(row_id: str, theme: str) -> str:
    """Place in the index of a matrix where the activities of one of its cells are listed."""
    return f"cell-{row_id.lower()}-{theme}"


def title_place(row_id: str) -> str:
    """Place of an activity's title in the report."""
    return f"{row_id}-title"


def number_cell(wording: Wording, row: Row) -> Cell:
    """Number of an activity, heading its row, with its dates."""
    parts: list[Node] = [strong(span(text(row["number"]), role="number"))]
    blocks = [paragraph(*parts)]
    period = wording.period(row)
    if period:
        blocks.append(paragraph(span(text(period), role="small")))
    return Cell(blocks, header="row", sort=row["number"])


def activity_blocks(wording: Wording, row: Row) -> list[Node]:
    """Title, description, details and curator's note of an activity."""
    title = span(text(row["title"]), lang=row["title_language"]) if row["title_language"] else text(row["title"])
    heading: list[Node] = [target(title_place(row["id"]), strong(title)), *wording.title_footnotes(row["id"])]
    if row["parent"]:
        part = wording.say("part of")
        heading += [text(" "), span(text(f"({part} "), wording.activity(row["parent"]), text(")"), role="small")]
    blocks = [paragraph(*heading)]
    if row["group"]:
        blocks.insert(0, paragraph(span(text(row["group"]), role="label")))
    blocks += wording.markdown(row["description"], row["id"])
    details = _details(wording, row)
    if details:
        blocks.append(paragraph(span(*joined(details, " · "), role="small")))
    if row["date_note"]:
        blocks.append(paragraph(span(text(wording.say("Dates:") + " " + row["date_note"]), role="small")))
    return blocks + wording.unconfirmed(row) + wording.curator_note(row["note"])


def _details(wording: Wording, row: Row) -> list[list[Node]]:
    say = wording.say
    kinds = "; ".join(wording.label("activity_kinds", kind) for kind in row["kinds"])
    themes = joined(([_theme_link(wording, row, theme)] for theme in row["themes"]), "; ")
    details: list[list[Node]] = [[text(say("Kind:") + " " + kinds)], [text(say("Themes:") + " "), *themes]]
    if row["populations"]:
        groups = "; ".join(wording.label("populations", group) for group in row["populations"])
        details.append([text(say("People:") + " " + groups)])
    if row["states"]:
        details.append([text(say("States:") + " "), *states_nodes(wording, row["states"])])
    if row["locations"]:
        details.append([text(say("Locations:") + " " + "; ".join(row["locations"]))])
    if row["partners"]:
        details.append([text(say("Bodies:") + " "), *bodies_nodes(wording, row["partners"])])
    if row["mandates"]:
        details.append([text(say("Mandate:") + " "), *wording.reference_list(row["mandates"])])
    if row["cites"]:
        details.append([text(say("Documents cited:") + " "), *wording.reference_list(row["cites"])])
    return details


def _theme_link(wording: Wording, row: Row, theme: str) -> Node:
    return xref(theme_target(row["entry"], theme), text(wording.label("themes", theme)))


def states_nodes(wording: Wording, pairs: Pairs) -> list[Node]:
    """States with their roles, in the order given; ``pairs`` are state and role."""
    return joined(([text(f"{wording.state(state)} ({role})")] for state, role in _roles(wording, pairs)), ", ")


def bodies_nodes(wording: Wording, pairs: Pairs) -> list[Node]:
    """Bodies with their roles; ``pairs`` are body and role."""
    return joined(([*wording.organization(body), text(f" ({role})")] for body, role in _roles(wording, pairs)), ", ")


def _roles(wording: Wording, pairs: Pairs) -> list[tuple[str, str]]:
    """Pairs with the roles of one state or body brought together: ``COL``, ``place, origin``."""
    together: dict[str, list[str]] = {}
    for key, role in pairs:
        together.setdefault(key, []).append(wording.role(role))
    return [(key, ", ".join(roles)) for key, roles in together.items()]


def references_cell(wording: Wording, identifiers: Iterable[str], *, dated: bool = False) -> Cell:
    """Reference documents, one to a line; ``dated`` adds the date of each."""
    return Cell([paragraph(*wording.reference(identifier, dated=dated)) for identifier in identifiers])
