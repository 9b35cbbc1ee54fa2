"""Numbers of two editions side by side: only where measure and unit agree."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

KEY = ["owner", "measure", "unit", "subject"]
"""What two numbers with different identifiers must have in common, and no other number of their edition may have."""

CARRIED = ["value", "qualifier", "period", "printed", "missing_reason"]
"""Columns that are shown of both editions, with ``_before`` or ``_after`` behind their name."""

OUTCOMES = ("compared", "not comparable", "not reported", "new")


def compare_figures(before: pd.DataFrame, after: pd.DataFrame, renamed: Mapping[str, str]) -> pd.DataFrame:
    """Every number of both editions, those that measure the same beside each other.

    Two numbers belong together by their identifier, else by what they are about: entry or activity (``renamed`` gives the
    new identifier of one that was renamed), measure, unit and subject.

    Returns:
        One number a row: ``before`` and ``after`` (identifiers), ``owner`` (entry or activity, of the later edition where it
        has the number), ``measure``, ``unit``, ``subject``, the columns :data:`CARRIED` of both editions, ``outcome`` (one of
        :data:`OUTCOMES`), ``unlike`` (``measure`` or ``unit`` where a kept identifier measures something else; its two
        numbers then stand in one row that must not be compared) and ``difference``: later less earlier, missing where
        either number is missing or qualified.
    """
    old, new = _prepared(before, renamed), _prepared(after, {})
    same = old[["id"]].merge(new[["id"]], on="id").assign(before=lambda f: f["id"], after=lambda f: f["id"])
    pairs = pd.concat([same[["before", "after"]], _by_key(old, new, set(same["id"]))], ignore_index=True)
    gone = pd.DataFrame({"before": old.loc[~old["id"].isin(pairs["before"]), "id"], "after": ""})
    added = pd.DataFrame({"before": "", "after": new.loc[~new["id"].isin(pairs["after"]), "id"]})
    rows = pd.concat([pairs, added, gone], ignore_index=True).astype("str")
    return _described(rows, old.set_index("id"), new.set_index("id"), list(new["id"]))


def _prepared(figures: pd.DataFrame, renamed: Mapping[str, str]) -> pd.DataFrame:
    owner = figures["activity"].where(figures["activity"] != "", figures["entry"])
    return figures.assign(owner=owner.map(lambda name: renamed.get(name, name)).astype("str"))


def _by_key(old: pd.DataFrame, new: pd.DataFrame, matched: set[str]) -> pd.DataFrame:
    """Pairs among the numbers without a kept identifier whose :data:`KEY` is the only one of its kind in both editions."""
    sides = [side[~side["id"].isin(matched)] for side in (old, new)]
    alone = [side[~side.duplicated(KEY, keep=False)] for side in sides]
    found = alone[0][[*KEY, "id"]].merge(alone[1][[*KEY, "id"]], on=KEY, suffixes=("_before", "_after"))
    return pd.DataFrame({"before": found["id_before"], "after": found["id_after"]})


def _described(rows: pd.DataFrame, old: pd.DataFrame, new: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    earlier = old.reindex(rows["before"]).reset_index(drop=True)
    later = new.reindex(rows["after"]).reset_index(drop=True)
    both = (rows["before"] != "") & (rows["after"] != "")
    for name in ("owner", "measure", "unit", "subject"):
        rows[name] = later[name].where(rows["after"] != "", earlier[name])
    for name in CARRIED:
        rows[f"{name}_before"], rows[f"{name}_after"] = earlier[name], later[name]
    unlike = pd.Series("", index=rows.index, dtype="str")
    for name in ("unit", "measure"):
        unlike = unlike.mask(both & (earlier[name].fillna("") != later[name].fillna("")), name)
    rows["unlike"] = unlike
    outcome = pd.Series("compared", index=rows.index, dtype="str").mask(unlike != "", "not comparable")
    rows["outcome"] = outcome.mask(rows["after"] == "", "not reported").mask(rows["before"] == "", "new")
    exact = (earlier["qualifier"].fillna("") == "") & (later["qualifier"].fillna("") == "") & (rows["outcome"] == "compared")
    rows["difference"] = (rows["value_after"] - rows["value_before"]).mask(~exact, pd.NA)
    place = {name: at for at, name in enumerate(order)}
    keys = rows["after"].map(place).fillna(len(place))
    return rows.loc[keys.sort_values(kind="stable").index].reset_index(drop=True)
