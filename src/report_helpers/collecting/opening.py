"""A new edition from the last one: what goes on is carried forward to be confirmed, what has ended stays behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..dataset.canonical import canonical_bytes
from ..dataset.check import structural_problems
from ..dataset.info import EditionInfo
from ..dataset.journal import replace_together, writing
from ..dataset.load import Sources, editions, read_sources
from ..dataset.schema import Resource
from ..dataset.typed import split_list
from ..errors import DataError, UsageError
from .draft import Draft, Row, Rows, identifiers
from .toml import edition_toml

CLOSED = "completed"
"""The status of an activity that is not carried forward."""

CONFIRMED_YEARLY = ("entries", "activities")
"""Tables whose rows say where they stand in the collection."""


class EditionExistsError(UsageError):
    """There is a folder for ``edition`` already."""

    def __init__(self, edition: int) -> None:
        """Takes the year."""
        super().__init__(edition)
        self.edition = edition

    def __str__(self) -> str:
        """What is there and that it stays."""
        return f"data/editions/{self.edition} is there already and stays as it is. Nothing was written."


@dataclass(frozen=True)
class Facts:
    """What a new edition can't take from the last one; each may be empty, to be filled in later.

    ``as_of``: partial date. ``mandate``: what asked for the report (Markdown). ``mandate_document``: symbol or id of that
    document; ``mandate_title`` its title, needed where the last edition doesn't cite it. ``explanatory_note``: Markdown.
    """

    as_of: str = ""
    mandate: str = ""
    mandate_document: str = ""
    mandate_title: str = ""
    explanatory_note: str = ""


@dataclass(frozen=True)
class Opened:
    """What was carried forward (rows by table), what stayed behind (ids of activities), keys of edition.toml left empty."""

    carried: dict[str, int]
    closed: list[str]
    to_fill: list[str]


def open_edition(year: int, before: int | None, facts: Facts, data: Path) -> Opened:
    """Writes the edition of ``year``, a draft, from that of the year ``before``, by default the last one earlier.

    Raises :class:`EditionExistsError`, :class:`UsageError` where there is no earlier edition, :class:`DataError` where
    the earlier one has problems, and :class:`~report_helpers.errors.UnknownEditionError`.
    """
    with writing(data):
        if year in editions(data) or (data / "editions" / str(year)).exists():
            raise EditionExistsError(year)
        earlier = [known for known in editions(data) if known < year]
        if before is None and not earlier:
            raise UsageError(f"There is no edition before {year} to start from.")
        if before is not None and before >= year:
            raise UsageError(f"{before} is not before {year}.")
        sources = read_sources(earlier[-1] if before is None else before, data, restricted=True)
        problems = structural_problems(sources)
        if problems or sources.info is None:
            raise DataError(problems)
        tables, closed = carried_forward(sources)
        _add_mandate(tables["references"], facts, sources)
        draft = Draft(replace(sources, edition=year), tables)
        text, to_fill = edition_toml(sources.info, year, facts)
        replace_together(data, _contents(draft) | {data / "editions" / str(year) / "edition.toml": text.encode()})
    return Opened({name: len(rows) for name, rows in tables.items() if sources.schema[name].per_edition}, closed, to_fill)


def carried_forward(sources: Sources) -> tuple[dict[str, Rows], list[str]]:
    """The tables of the next edition, by name, and the ids of the activities that stay behind.

    Every body goes on, and every activity that isn't completed, with its figures, contacts and footnotes; of references,
    those that are still pointed to. Corrections are those of one source and stay behind; so do the places in the source.
    """
    tables = Draft.of(sources).tables
    closed = [row["id"] for row in tables["activities"].values() if row["status"] == CLOSED]
    _close(tables, set(closed))
    tables["corrections"] = {}
    for name in ("requests", "receipts", "changes", "contact_changes"):
        tables[name] = {}
    for name in CONFIRMED_YEARLY:
        for row in tables[name].values():
            row["confirmation"] = "to be confirmed"
            row["first_edition"] = row["first_edition"] or str(sources.edition)
    for row in tables["entries"].values():
        row["reply"] = "not asked"
    for name, rows in tables.items():
        if "source_lines" in sources.schema[name].columns:
            for row in rows.values():
                row["source_lines"] = ""
    _keep(tables["references"], pointed_to("references", tables, sources.schema.resources.values()))
    return tables, closed


def pointed_to(target: str, tables: dict[str, Rows], resources: Iterable[Resource]) -> set[str]:
    """The ids of table ``target`` that rows of an edition's own tables point to."""
    columns = [
        (each.name, field.name) for each in resources if each.per_edition for field in each.fields if field.reference == target
    ]
    return {item for name, column in columns for row in tables.get(name, {}).values() for item in identifiers(row[column])}


def _close(tables: dict[str, Rows], closed: set[str]) -> None:
    """Takes activities out, with what belongs to them; those below them move up, the others close the ranks."""
    activities = tables["activities"]
    for row in activities.values():
        while row["parent"] in closed:
            row["parent"] = activities[row["parent"]]["parent"]
    for name in ("figures", "contacts"):
        if name in tables:
            _drop(tables[name], lambda row: row["activity"] in closed)
    _drop(activities, lambda row: row["id"] in closed)
    for row in tables["footnotes"].values():
        row["targets"] = ";".join(target for target in split_list(row["targets"]) if target not in closed)
    _drop(tables["footnotes"], lambda row: not row["targets"])
    counted: dict[str, int] = {}
    for row in activities.values():
        counted[row["entry"]] = counted.get(row["entry"], 0) + 1
        row["order"] = str(counted[row["entry"]])


def _drop(rows: Rows, condition: Callable[[Row], bool]) -> None:
    for identifier in [identifier for identifier, row in rows.items() if condition(row)]:
        del rows[identifier]


def _keep(rows: Rows, wanted: set[str]) -> None:
    _drop(rows, lambda row: row["id"] not in wanted)


def _add_mandate(references: Rows, facts: Facts, sources: Sources) -> None:
    """The document that asked for the report, among the references: the last edition's row of it, or a new one."""
    document = facts.mandate_document
    if not document or document in references:
        return
    known = Draft.of(sources).tables["references"].get(document)
    if known is None and not facts.mandate_title:
        raise UsageError(f"The last edition does not cite {document}: give its title, too.")
    columns = dict.fromkeys(sources.schema["references"].columns, "")
    symbol = document if any(sign in document for sign in "/ .") else ""
    new = columns | {"id": document, "symbol": symbol, "title": facts.mandate_title, "kind": "document"}
    references[document] = (known or new) | {"source_lines": ""}


def _contents(draft: Draft) -> dict[Path, bytes | None]:
    """The files of an edition's own tables."""
    sources = draft.as_sources()
    return {
        sources.data / table.resource.path_in(sources.edition): canonical_bytes(name, sources.tables)
        for name, table in sources.tables.items()
        if table.resource.per_edition and (len(table.cells) or not table.resource.optional)
    }


def info_of(sources: Sources) -> EditionInfo:
    """What an edition says about itself; raises :class:`DataError` where it can't be read."""
    if sources.info is None:
        raise DataError(sources.problems)
    return sources.info
