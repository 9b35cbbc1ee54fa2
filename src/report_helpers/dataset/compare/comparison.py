"""What changed from one edition to another, as tables; nothing here knows how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ..follow import UNCONFIRMED
from .fields import FIELDS, changed_fields
from .figures import compare_figures
from .matching import match_rows, succession_links, withdrawn_rows

OUTCOMES = ("new", "continued", "changed", "ended", "closed", "withdrawn", "not reported")
"""What became of an activity or an entry, in the order in which it is told:

* ``new``: the earlier edition doesn't have it, under any identifier;
* ``continued``: nothing of it differs;
* ``changed``: fields differ, or it was split or merged;
* ``ended``: it is reported as completed now and was not before;
* ``closed``: it was completed in the earlier edition already and is not listed again;
* ``withdrawn``: its body had it taken out;
* ``not reported``: it was under way, planned or without a status before, and nobody says what became of it.
"""

SILENT = ("not received", "not asked")
"""Replies of an entry that say nothing."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two editions compared.

    ``entries`` and ``activities`` have a row for each pair that belongs together and each row without a counterpart:
    ``before``, ``after`` (identifiers, empty where there is none), ``relation`` (see
    :data:`~report_helpers.dataset.compare.matching.RELATIONS`), ``outcome`` (one of :data:`OUTCOMES`), ``fields`` (names of
    the columns that differ, a tuple); ``activities`` also ``organization``, the body that reports it. ``changes`` has a row
    for each cell that differs: ``table``, ``before``, ``after``, ``field``, ``old``, ``new``. ``figures`` is as
    :func:`~report_helpers.dataset.compare.figures.compare_figures` gives it.
    """

    first: int
    last: int
    entries: pd.DataFrame = field(repr=False)
    activities: pd.DataFrame = field(repr=False)
    changes: pd.DataFrame = field(repr=False)
    figures: pd.DataFrame = field(repr=False)
    _filed: Mapping[str, pd.DataFrame] = field(repr=False)

    def counts(self, what: str = "activities") -> pd.Series[int]:
        """How many entries or activities have each outcome; one that several became, or that several were, counts once."""
        table = self.entries if what == "entries" else self.activities
        return _counted(_each_once(table)["outcome"])

    def by(self, what: str) -> pd.DataFrame:
        """Activities by outcome (columns) for each ``body``, ``state`` or ``theme`` (index: identifiers).

        An activity counts for each of its states and themes as the later edition has them, as the earlier one where it
        has the activity alone.
        """
        filed = self._filed[what].merge(_each_once(self.activities)[["key", "outcome"]], on="key")
        table = pd.crosstab(filed[what], filed["outcome"]) if len(filed) else pd.DataFrame()
        return table.reindex(columns=list(OUTCOMES), fill_value=0).astype("int64").rename_axis(index=what, columns=None)


Tables = Mapping[str, pd.DataFrame]


def compare_tables(before: Tables, after: Tables, first: int, last: int) -> Comparison:
    """Compares the tables ``entries``, ``activities`` and ``figures`` of the editions of the years ``first`` and ``last``.

    ``after`` may hold ``successions``. The cells are those of :class:`~report_helpers.dataset.Edition`.
    """
    successions = after.get("successions")
    links = succession_links(successions, first, last)
    before, after = _as_objects(before), _as_objects(after)
    pairs = {name: match_rows(before[name]["id"], after[name]["id"], links) for name in FIELDS}
    renamed = {
        old: new
        for frame in pairs.values()
        for old, new, relation in zip(frame["before"], frame["after"], frame["relation"], strict=True)
        if relation == "renamed"
    }
    cells = {}
    for name, fields in FIELDS.items():
        one_to_one = pairs[name][pairs[name]["relation"].isin(["same", "renamed"])]
        cells[name] = changed_fields(before[name], after[name], one_to_one, fields, renamed)
        pairs[name] = _with_fields(pairs[name], cells[name])
    entries = _entry_outcomes(pairs["entries"], after["entries"])
    activities = _activity_outcomes(pairs["activities"], before["activities"], after["activities"])
    withdrawn = withdrawn_rows(successions, links, first, last)
    for table in (entries, activities):
        table["outcome"] = table["outcome"].mask((table["after"] == "") & table["before"].isin(withdrawn), "withdrawn")
    activities = activities.assign(organization=_organizations(activities, before, after))
    changes = pd.concat([frame.assign(table=name) for name, frame in cells.items()], ignore_index=True)
    columns = ["table", "before", "after", "field", "old", "new"]
    figures = compare_figures(before["figures"], after["figures"], renamed)
    return Comparison(first, last, entries, activities, changes[columns], figures, _filed(activities, before, after))


def _as_objects(tables: Tables) -> dict[str, pd.DataFrame]:
    """The tables that are compared, their text as Python objects: looked up one by one, those are several times as fast."""
    names = (*FIELDS, "figures")
    return {name: tables[name].astype(dict.fromkeys(tables[name].select_dtypes("str").columns, object)) for name in names}


def _with_fields(pairs: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    differ: dict[tuple[str, str], tuple[str, ...]] = {}
    for before, after, name in zip(cells["before"], cells["after"], cells["field"], strict=True):
        differ[before, after] = (*differ.get((before, after), ()), name)
    keys = zip(pairs["before"], pairs["after"], strict=True)
    return pairs.assign(fields=pd.Series([differ.get(key, ()) for key in keys], dtype=object))


def _outcomes(pairs: pd.DataFrame) -> pd.Series[str]:
    """New, changed or continued, by fields and relation alone."""
    outcome = pd.Series("continued", index=pairs.index, dtype=object)
    outcome = outcome.mask((pairs["fields"].map(len) > 0) | pairs["relation"].isin(["split", "merged"]), "changed")
    return outcome.mask(pairs["before"] == "", "new")


def _entry_outcomes(pairs: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    reply = pairs["after"].map(dict(zip(after["id"], after["reply"], strict=True)))
    silent = reply.isin(SILENT) | (pairs["after"] == "") | _unconfirmed(pairs, after)
    return pairs.assign(outcome=_outcomes(pairs).mask(silent & (pairs["before"] != ""), "not reported"))


def _activity_outcomes(pairs: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    was = pairs["before"].map(dict(zip(before["id"], before["status"], strict=True)))
    now = pairs["after"].map(dict(zip(after["id"], after["status"], strict=True)))
    both = (pairs["before"] != "") & (pairs["after"] != "")
    outcome = _outcomes(pairs).mask(both & (now == "completed") & (was != "completed"), "ended")
    gone = pairs["after"] == ""
    outcome = outcome.mask(both & _unconfirmed(pairs, after), "not reported")
    outcome = outcome.mask(gone & (was == "completed"), "closed").mask(gone & (was != "completed"), "not reported")
    return pairs.assign(outcome=outcome)


def _unconfirmed(pairs: pd.DataFrame, after: pd.DataFrame) -> pd.Series[bool]:
    return pairs["after"].map(dict(zip(after["id"], after["confirmation"], strict=True))).isin(UNCONFIRMED)


def _organizations(activities: pd.DataFrame, before: Tables, after: Tables) -> pd.Series[str]:
    def of(side: Tables) -> dict[str, str]:
        bodies = dict(zip(side["entries"]["id"], side["entries"]["organization"], strict=True))
        rows = zip(side["activities"]["id"], side["activities"]["entry"], strict=True)
        return {name: bodies.get(entry, "") for name, entry in rows}

    return activities["after"].map(of(after)).fillna(activities["before"].map(of(before)))


def _each_once(pairs: pd.DataFrame) -> pd.DataFrame:
    """One row for each row of the later edition and each that only the earlier one has; ``key`` tells them apart."""
    return pairs.assign(key=_key(pairs)).drop_duplicates("key")


def _key(pairs: pd.DataFrame) -> pd.Series[str]:
    return pairs["after"].where(pairs["after"] != "", "\0" + pairs["before"])


def _filed(activities: pd.DataFrame, before: Tables, after: Tables) -> dict[str, pd.DataFrame]:
    """What activities are filed under: ``key`` and ``body``, ``state`` or ``theme``."""
    once = _each_once(activities)
    gone = before["activities"][before["activities"]["id"].isin(once.loc[once["after"] == "", "before"])]
    rows = pd.concat(
        [after["activities"][["id", "states", "themes"]], gone[["id", "states", "themes"]].assign(id="\0" + gone["id"])],
        ignore_index=True,
    )
    states = rows.assign(state=rows["states"].map(lambda cell: sorted({state for state, _ in cell})))
    return {
        "body": pd.DataFrame({"key": once["key"], "body": once["organization"]}),
        "state": _long(states, "state"),
        "theme": _long(rows.rename(columns={"themes": "theme"}), "theme"),
    }


def _long(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return rows[["id", column]].explode(column).dropna().rename(columns={"id": "key"})


def _counted(outcomes: pd.Series[str]) -> pd.Series[int]:
    return outcomes.value_counts().reindex(list(OUTCOMES), fill_value=0).astype("int64")
