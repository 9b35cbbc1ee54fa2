"""What of an edition is one body's: its entries, and the rows that hang on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..dataset.schema import Schema
from .draft import Row, Rows, identifiers


@dataclass(frozen=True)
class BodyRows:
    """The rows of a body by table, in the order of the tables."""

    organization: str
    tables: Mapping[str, Rows] = field(default_factory=dict)

    @property
    def entry(self) -> str:
        """The entry that something new of the body goes to: the first at the top of a section of bodies; empty without one."""
        entries = self.tables.get("entries", {}).values()
        ranked = sorted(entries, key=lambda row: (row["section"].startswith("annex"), bool(row["parent"])))
        return ranked[0]["id"] if ranked else ""


def rows_of_body(tables: Mapping[str, Rows], organization: str, schema: Schema) -> BodyRows:
    """The body's rows of every table that a questionnaire asks about; contacts only where they are on this machine."""
    entries = _where(tables["entries"], lambda row: row["organization"] == organization)
    activities = _where(tables["activities"], lambda row: row["entry"] in entries)
    figures = _where(tables["figures"], lambda row: row["activity"] in activities or row["entry"] in entries)
    wanted = {
        item
        for name, rows in (("entries", entries), ("activities", activities))
        for row in rows.values()
        for column in schema[name].fields
        if column.reference == "references"
        for item in identifiers(row[column.name])
    }
    references = _where(tables["references"], lambda row: row["id"] in wanted)
    contacts = _where(
        tables.get("contacts", {}), lambda row: row["organization"] == organization or row["activity"] in activities
    )
    own = {"entries": entries, "activities": activities, "figures": figures, "references": references, "contacts": contacts}
    return BodyRows(organization, own)


def bodies(tables: Mapping[str, Rows]) -> list[str]:
    """The bodies that the edition has entries of, in its order, each once."""
    return list(dict.fromkeys(row["organization"] for row in tables["entries"].values()))


def _where(rows: Rows, condition: Callable[[Row], bool]) -> Rows:
    return {identifier: row for identifier, row in rows.items() if condition(row)}
