"""Sentences of the report: through the catalogue, with every number computed."""

from __future__ import annotations

from ..dataset import Edition
from ..locale import catalogue
from .markdown import parse_blocks
from .nodes import Node, note, paragraph, target, text
from .prose import Prose
from .tables.numbers import key_numbers
from .wording import Wording, rows


def note_text(edition: Edition, message: str, **values: object) -> Prose:
    """A paragraph of running text.

    Args:
        edition: whose language the text is in.
        message: English Markdown with ``{names}`` for the values; the catalogue holds its translations.
        values: what fills the names. The edition's key numbers
            (:func:`report_helpers.content.tables.numbers.key_numbers`), ``year``, ``as_of`` and ``checksum`` need not be
            given. Numbers are set as the language sets them.

    Raises:
        KeyError: the message names a value that is not given.

    Example:
        >>> note_text(load_edition(2008), "{bodies} bodies replied by {day}.", day="May")  # doctest: +SKIP
    """
    return Prose(tuple(_message_blocks(edition, message, values)))


def note_caveat(edition: Edition, message: str, **values: object) -> Prose:
    """A caveat: what a reader must not conclude. Arguments as for :func:`note_text`."""
    return Prose((note("caveat", *_message_blocks(edition, message, values)),))


def note_method(edition: Edition, message: str, **values: object) -> Prose:
    """A remark on how something was made. Arguments as for :func:`note_text`."""
    return Prose((note("method", *_message_blocks(edition, message, values)),))


def note_explanatory(edition: Edition) -> Prose:
    """The explanatory note that opens the edition, its mandate included."""
    wording = Wording(edition)
    info = edition.info
    label = wording.say("Mandate:") + " "
    source = paragraph(text(label), *wording.reference(info.mandate.reference, dated=True), text("."))
    return Prose((*parse_blocks(info.mandate.text), source, *parse_blocks(info.explanatory_note)))


def note_section(edition: Edition, section: str) -> Prose:
    """The text under a section's heading: introduction, footnotes, reference documents and curator's note.

    Raises:
        KeyError: the edition has no such section.
    """
    wording = Wording(edition)
    found = {row["id"]: row for row in rows(edition.sections)}[section]
    blocks: list[Node] = wording.markdown(found["introduction"], section)
    places = [
        target(row["id"]) for row in wording.entries.values() if row["section"] == section and found["layout"] != "organizations"
    ]
    if blocks:
        blocks[0] = {**blocks[0], "children": [*places, *blocks[0].get("children", ())]}
        blocks[-1] = {**blocks[-1], "children": [*blocks[-1].get("children", ()), *wording.title_footnotes(section)]}
    if found["references"]:
        label = wording.say("Reference document:") + " "
        blocks.append(paragraph(text(label), *wording.reference_list(found["references"])))
    return Prose((*blocks, *wording.curator_note(found["note"])))


def _message_blocks(edition: Edition, message: str, values: dict[str, object]) -> list[Node]:
    say = catalogue(edition.language)
    facts = {"year": str(edition.year), "as_of": say.date(edition.info.as_of), "checksum": edition.checksum}
    known = {**key_numbers(edition), **facts, **values}
    shown = {name: say.number(value) if isinstance(value, (int, float)) else str(value) for name, value in known.items()}
    return parse_blocks(say(message).format(**shown))
