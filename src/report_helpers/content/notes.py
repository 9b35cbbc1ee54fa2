"""Sentences of the report: through the catalogue, with every number computed."""

from __future__ import annotations

import re
from string import Formatter

from ..dataset import Edition
from ..locale import catalogue
from .markdown import parse_blocks
from .nodes import Node, note, paragraph, target, text
from .prose import Prose
from .tables.numbers import key_numbers
from .wording import Wording


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
    return Prose((*note_mandate(edition).blocks, *parse_blocks(edition.info.explanatory_note)))


def note_mandate(edition: Edition) -> Prose:
    """What the edition was asked for, with the document that asked."""
    wording = Wording(edition)
    mandate = edition.info.mandate
    label = wording.say("Mandate:") + " "
    source = paragraph(text(label), *wording.reference(mandate.reference, dated=True), text("."))
    return Prose((*parse_blocks(mandate.text), source))


def note_section(edition: Edition, section: str) -> Prose:
    """The text under a section's heading: introduction, footnotes, reference documents and curator's note.

    The replies to an annex have no table of their own, so their summaries, footnotes and notes stand here, too.

    Raises:
        UnknownRowError: the edition has no such section.
    """
    wording = Wording(edition)
    found = wording.find("section", section)
    replies = [] if found["layout"] == "organizations" else wording.entries.where("section", section)
    blocks = _opened(wording.markdown(found["introduction"], section), [target(row["id"]) for row in replies])
    for row in replies:
        blocks += wording.markdown(row["summary"], row["id"])
    marks = {mark["attrs"]["id"]: mark for owner in (found, *replies) for mark in wording.title_footnotes(owner["id"])}
    blocks = _closed(blocks, list(marks.values()))
    if found["references"]:
        label = wording.say("Reference document:") + " "
        blocks.append(paragraph(text(label), *wording.reference_list(found["references"])))
    for row in (found, *replies):
        blocks += wording.curator_note(row["note"])
    return Prose(tuple(blocks))


def _opened(blocks: list[Node], places: list[Node]) -> list[Node]:
    """Blocks that open with places which links can reach: inside the first paragraph, or in one of their own."""
    if not places:
        return blocks
    if blocks and blocks[0]["type"] == "paragraph":
        return [paragraph(*places, *blocks[0]["children"]), *blocks[1:]]
    return [paragraph(*places), *blocks]


def _closed(blocks: list[Node], marks: list[Node]) -> list[Node]:
    """Blocks that close with footnote marks: inside the last paragraph, or in one of their own."""
    if not marks:
        return blocks
    if blocks and blocks[-1]["type"] == "paragraph":
        return [*blocks[:-1], paragraph(*blocks[-1]["children"], *marks)]
    return [*blocks, paragraph(*marks)]


def _names(message: str) -> set[str]:
    """Names in braces, without what says how to write them."""
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(message) if name}


def _message_blocks(edition: Edition, message: str, values: dict[str, object]) -> list[Node]:
    say = catalogue(edition.language)
    facts: dict[str, object] = {"year": str(edition.year), "as_of": say.date(edition.info.as_of), **values}
    names = _names(message)
    if not names <= {*facts, "checksum"}:
        facts = {**key_numbers(edition), **facts}
    if "checksum" in names:  # it changes with everything, and the notebook would
        facts["checksum"] = edition.checksum
    shown = {name: say.number(value) if isinstance(value, (int, float)) else str(value) for name, value in facts.items()}
    return parse_blocks(say(message).format(**shown))
