"""The long tables of an edition: one row for each item of a list column, ready to be merged, counted and crossed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from .reads import Tables

RELATIONS = ("references", "cites", "mandates")
"""Columns that point to reference documents; the name of the column is the ``relation``."""


class Links:
    """Long tables over ``tables``. Their rows follow the order of the tables and, within a row, that of the list."""

    tables: Tables

    @property
    def activity_states(self) -> pd.DataFrame:
        """Columns: activity, state, role (place, origin, host, venue ...)."""
        return self._explode("activities", "states", "activity", ["state", "role"])

    @property
    def activity_partners(self) -> pd.DataFrame:
        """Columns: activity, organization, role (partner, funder, organizer ...)."""
        return self._explode("activities", "partners", "activity", ["organization", "role"])

    @property
    def activity_themes(self) -> pd.DataFrame:
        """Columns: activity, theme; the main theme of an activity comes first."""
        return self._explode("activities", "themes", "activity", ["theme"])

    @property
    def activity_kinds(self) -> pd.DataFrame:
        """Columns: activity, kind; the main kind of an activity comes first. The code list is ``kinds``."""
        return self._explode("activities", "kinds", "activity", ["kind"])

    @property
    def activity_populations(self) -> pd.DataFrame:
        """Columns: activity, population."""
        return self._explode("activities", "populations", "activity", ["population"])

    @property
    def activity_locations(self) -> pd.DataFrame:
        """Columns: activity, location (a name, not an id)."""
        return self._explode("activities", "locations", "activity", ["location"])

    @property
    def activity_references(self) -> pd.DataFrame:
        """Columns: activity, reference, relation (references, cites, mandates)."""
        return self._references("activities", "activity")

    @property
    def entry_references(self) -> pd.DataFrame:
        """Columns: entry, reference, relation (references, cites)."""
        return self._references("entries", "entry")

    @property
    def section_references(self) -> pd.DataFrame:
        """Columns: section, reference, relation (references)."""
        return self._references("sections", "section")

    @property
    def footnote_references(self) -> pd.DataFrame:
        """Columns: footnote, reference, relation (cites)."""
        return self._references("footnotes", "footnote")

    @property
    def footnote_targets(self) -> pd.DataFrame:
        """Columns: footnote, target (id of an entry, an activity or a section)."""
        return self._explode("footnotes", "targets", "footnote", ["target"])

    @property
    def section_entries(self) -> pd.DataFrame:
        """Where the content of a heading is to be found. Columns: section, entry."""
        return self._explode("sections", "see_also", "section", ["entry"])

    @property
    def theme_objectives(self) -> pd.DataFrame:
        """Columns: theme, gcm_objective."""
        return self._explode("themes", "gcm_objectives", "theme", ["gcm_objective"])

    def _explode(self, table: str, column: str, owner: str, names: Sequence[str]) -> pd.DataFrame:
        frame = self.tables.columns(table, ["id", column])
        owners = frame["id"].repeat([len(cell) for cell in frame[column]]).reset_index(drop=True)
        items = [item if isinstance(item, tuple) else (item,) for cell in frame[column] for item in cell]
        parts = list(zip(*items, strict=True)) or [()] * len(names)
        values = {name: pd.Series(list(part), dtype="str") for name, part in zip(names, parts, strict=True)}
        return pd.DataFrame({owner: owners.astype("str"), **values})

    def _references(self, table: str, owner: str) -> pd.DataFrame:
        relations = [relation for relation in RELATIONS if self.tables.has_column(table, relation)]
        parts = [self._explode(table, relation, owner, ["reference"]).assign(relation=relation) for relation in relations]
        return pd.concat(parts, ignore_index=True).astype("str")
