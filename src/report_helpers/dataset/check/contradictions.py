"""Replies that contradict each other: someone decides which one stands before the edition is published."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..files import RawTable
from ..load import Sources
from .cells import positions

_LOGS = ("changes", "contact_changes")


def contradictions_are_settled(sources: Sources) -> Iterator[Problem]:
    """No change was put aside that still waits: both values, where each comes from, and how to take the one or the other."""
    for name in _LOGS:
        log = sources.tables.get(name)
        if log is None:
            continue
        for position in positions(log.column("state") == "contradicted"):
            table, row, field, after, receipt = (
                log.cell(position, column) for column in ("table", "row", "field", "after", "receipt")
            )
            stands = _stands(sources, table, row, field)
            earlier = _source(log, table, row, field, stands)
            told = ("one thing", "another") if log.resource.restricted else (_shown(stands), _shown(after))
            expected = (
                f"is undecided: {field} of {row} ({table}.csv) is {told[0]} by {_told(sources, earlier)}, "
                f"and {told[1]} by {_told(sources, receipt)}"
            )
            file = _file(sources, receipt)
            # A receipt of no body is that of a workbook.
            command = (
                f"receive {file}" if _receipt(sources, receipt, "organization") else f"workbook {sources.edition} --take {file}"
            )
            mend = (
                f"To take what was put aside: migration-report {command} --apply --prefer. "
                "To keep what stands: write settled here as the state."
            )
            yield log.problem(position, "state", "contradicted", expected, mend)


def _stands(sources: Sources, table: str, row: str, field: str) -> str:
    """What stands in the cell now."""
    found = sources.tables.get(table)
    if found is None or field not in found.resource.columns:
        return ""
    return next((found.cell(position, field) for position in positions(found.column("id") == row)), "")


def _source(log: RawTable, table: str, row: str, field: str, value: str) -> str:
    """The receipt that brought ``value`` into the cell; empty where it was edited in the table."""
    same = (log.column("table") == table) & (log.column("row") == row) & (log.column("field") == field)
    brought = positions(same & (log.column("after") == value) & (log.column("state") == "applied"))
    return log.cell(brought[-1], "receipt") if len(brought) else ""


def _told(sources: Sources, receipt: str) -> str:
    return f"{_file(sources, receipt)}, received {_receipt(sources, receipt, 'received')}" if receipt else "an edit of the table"


def _file(sources: Sources, receipt: str) -> str:
    return f"data/sources/{sources.edition}/{_receipt(sources, receipt, 'file')}"


def _receipt(sources: Sources, receipt: str, name: str) -> str:
    """A cell of the table of receipts; empty where the receipt isn't there, which other rules tell."""
    table = sources.tables.get("receipts")
    if table is None:
        return ""
    return next((table.cell(position, name) for position in positions(table.column("id") == receipt)), "")


def _shown(value: str) -> str:
    flat = " ".join(value.split())
    return f'"{flat if len(flat) <= 80 else flat[:55] + " ... " + flat[-20:]}"' if flat else "empty"
