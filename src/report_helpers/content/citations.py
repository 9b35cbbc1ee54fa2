"""Citations: of a reference document, and of the edition itself."""

from __future__ import annotations

from ..dataset import Edition
from ..locale import catalogue
from .changes.errata import issue_phrase
from .nodes import paragraph, text
from .prose import Prose
from .wording import Wording


def cite_reference(edition: Edition, reference: str) -> Prose:
    """A reference document with its body, title, symbol and date.

    Args:
        edition: the edition.
        reference: its identifier, such as ``CE/AM/INF.32/08``.

    Raises:
        UnknownRowError: the edition has no such reference.
    """
    wording = Wording(edition)
    row = wording.find("reference", reference)
    body = f"{wording.organization_name(row['body'])}. " if row["body"] else ""
    title = f"{row['title']}. " if row["title"] and row["symbol"] else ""
    return Prose((paragraph(text(body + title), *wording.reference(reference, dated=True), text(".")),))


def citation(edition: Edition) -> str:
    """How to cite the edition, in one line of plain text."""
    say = catalogue(edition.language)
    info = edition.info
    edition_of = say("{year} edition").format(year=edition.year)
    if info.issue is not None and info.issue.label:
        edition_of += f", {issue_phrase(info.issue, say)}"
    checksum = say("Data checksum {checksum}").format(checksum=edition.checksum[:12])
    return f"{info.publisher}. {info.title}. {edition_of}. {checksum}."


def cited_part(edition: Edition, part: str) -> str:
    """How to cite a part of the edition that is a document of its own, in one line of plain text."""
    say = catalogue(edition.language)
    edition_of = say("{year} edition").format(year=edition.year)
    return f"{edition.info.publisher}. {part}. {edition.info.title}. {edition_of}."


def cite_edition(edition: Edition) -> Prose:
    """How to cite the edition."""
    return Prose((paragraph(text(citation(edition))),))
