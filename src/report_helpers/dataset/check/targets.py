"""Footnotes and corrections: what they attach to."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem, did_you_mean
from ..load import Sources
from .cells import faults_in, items_in

_TEXTS = {"sections": "introduction", "entries": "summary", "activities": "description"}
"""The tables that footnotes attach to, and the column that an anchor stands in."""


def targets_are_clear(sources: Sources) -> Iterator[Problem]:
    """An identifier belongs to one section, entry or activity only, so that a target names one thing."""
    seen: dict[str, str] = {}
    for name in _TEXTS:
        table = sources.tables.get(name)
        if table is None:
            continue
        for position in table.rows_with("id", seen.keys() & set(table.distinct("id"))):
            value = table.cell(position, "id")
            yield table.problem(position, "id", value, f"is an identifier in {seen[value]}, too", "Give it another one.")
        seen |= dict.fromkeys(table.column("id"), table.file)


def footnotes_attach(sources: Sources) -> Iterator[Problem]:
    """A footnote's targets exist and its anchor stands exactly once in the text of each."""
    table = sources.tables.get("footnotes")
    if table is None or not _TEXTS.keys() <= sources.tables.keys():
        return
    targets = table.resource.field("targets")
    named = {item.id for cell in table.distinct("targets") if cell for item in items_in(cell, targets)}
    texts = {
        sources.tables[name].cell(position, "id"): sources.tables[name].cell(position, column)
        for name, column in _TEXTS.items()
        for position in sources.tables[name].rows_with("id", named)
    }
    for position, item in faults_in(table, targets, lambda cell: items_in(cell, targets)):
        target, anchor = item.id, table.cell(position, "anchor")
        if target not in texts:
            yield table.problem(position, "targets", target, "is not an entry, activity or section", _likely(target, sources))
        elif anchor and (count := texts[target].count(anchor)) != 1:
            found = "does not stand" if not count else f"stands {count} times"
            mend = f"Copy words that stand there once, or leave the anchor empty to put the mark after the title of {target}."
            yield table.problem(position, "anchor", anchor, f"{found} in the text of {target}", mend)


def _likely(target: str, sources: Sources) -> str:
    return did_you_mean(target, [identifier for name in _TEXTS for identifier in sources.tables[name].column("id")])


def corrections_attach(sources: Sources) -> Iterator[Problem]:
    """A correction's target is the identifier of some row."""
    table = sources.tables.get("corrections")
    if table is None:
        return
    known = {identifier for other in sources.published.values() for identifier in other.distinct("id")}
    for position in table.rows_with("target", {target for target in table.distinct("target") if target} - known):
        value = table.cell(position, "target")
        mend = did_you_mean(value, known) or "Leave it empty where the correction concerns the whole text."
        yield table.problem(position, "target", value, "is not the identifier of any row", mend)


def mandate_exists(sources: Sources) -> Iterator[Problem]:
    """The document that asked for the report is a reference."""
    references = sources.tables.get("references")
    if references is None or sources.info is None:
        return
    value = sources.info.mandate.reference
    if value not in set(references.column("id")):
        mend = f"{did_you_mean(value, references.column('id'))} References are listed in {references.file}."
        yield sources.info_problem("mandate.reference", value, "is not a reference", mend)
