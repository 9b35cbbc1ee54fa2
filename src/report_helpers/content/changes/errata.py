"""Corrections and revisions of a published edition, for its readers."""

from __future__ import annotations

from collections.abc import Sequence

from ...dataset import Edition
from ...dataset.compare.errata import ChangedCell, Erratum
from ...dataset.issues import Issue
from ...locale import Catalogue, catalogue
from ...locale import mark as _
from ..markdown import parse_blocks
from ..nodes import Node, note, paragraph, strong, text
from ..prose import Prose
from ..table import Column, Row, Table, cell

_KINDS = {"corr": _("Correction of an error"), "rev": _("Revision with new information")}


def issue_phrase(issue: Issue, say: Catalogue) -> str:
    """``corr. 1 of January 5, 2010``; the day alone for the original."""
    day = say.date(issue.date)
    return say("{label} of {date}").format(label=issue.label, date=day) if issue.label else day


def note_errata(edition: Edition, errata: Sequence[Erratum]) -> Prose:
    """What each issue corrects or brings, in the words of who issued it, the newest first."""
    say = catalogue(edition.language)
    blocks: list[Node] = []
    for erratum in errata:
        head = f"{say(_KINDS[erratum.issue.kind])}: {issue_phrase(erratum.issue, say)}."
        replaced = say("It takes the place of the issue of {issue}.").format(issue=issue_phrase(erratum.replaced, say))
        blocks.append(
            note("note", paragraph(strong(text(head)), text(f" {replaced}")), *parse_blocks(erratum.issue.note)),
        )
    return Prose(tuple(blocks))


def table_errata(edition: Edition, errata: Sequence[Erratum]) -> Table | Prose:
    """Every cell that an issue changed, as it was and as it is; a sentence where no table changed."""
    say = catalogue(edition.language)
    body = [
        Row(
            [
                cell(erratum.issue.label, header="row"),
                cell(_where(changed)),
                cell(changed.field or (say("whole row") if changed.row else "")),
                cell(changed.old or "–"),
                cell(changed.new or "–"),
            ]
        )
        for erratum in errata
        for changed in erratum.cells
    ]
    caption = say("What the issues changed, cell by cell")
    if not body:
        return Prose((paragraph(text(say("{what}: none.").format(what=caption))),))
    columns = [
        Column("issue", say("Issue"), 0.7),
        Column("where", say("Where"), 1.8),
        Column("field", say("Column"), 1),
        Column("before", say("It was"), 3),
        Column("after", say("It is"), 3),
    ]
    return Table("table-errata", caption, columns, body, layout="text")


def _where(changed: ChangedCell) -> str:
    return f"{changed.table}: {changed.row}" if changed.row else changed.table
