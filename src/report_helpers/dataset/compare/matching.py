"""Which row of an earlier edition is which row of a later one: by identifier, and through declared successions."""

from __future__ import annotations

import pandas as pd

RELATIONS = ("same", "renamed", "split", "merged")
"""How two rows belong together: by their identifier, or by a succession from one to one, one to several, several to one."""


def match_rows(before: pd.Series[str], after: pd.Series[str], links: pd.DataFrame) -> pd.DataFrame:
    """Rows that belong together, and those that have no counterpart.

    Args:
        before: identifiers of the earlier edition.
        after: identifiers of the later one.
        links: columns ``before`` and ``after``, as :func:`succession_links` gives them.

    Returns:
        Columns ``before``, ``after`` (empty where there is no counterpart) and ``relation`` (one of :data:`RELATIONS`, empty
        without a counterpart), in the order of the later edition, then of the earlier one.
    """
    kept = pd.DataFrame({"before": before, "after": before})
    pairs = pd.concat([kept, links], ignore_index=True).drop_duplicates()
    pairs = pairs[pairs["before"].isin(before) & pairs["after"].isin(after)]
    several_after = pairs.groupby("before")["after"].transform("size") > 1
    several_before = pairs.groupby("after")["before"].transform("size") > 1
    relation = pd.Series("same", index=pairs.index, dtype=object).mask(pairs["before"] != pairs["after"], "renamed")
    pairs = pairs.assign(relation=relation.mask(several_after, "split").mask(several_before, "merged"))
    gone = pd.DataFrame({"before": before[~before.isin(pairs["before"])], "after": "", "relation": ""})
    new = pd.DataFrame({"before": "", "after": after[~after.isin(pairs["after"])], "relation": ""})
    found = pd.concat([pairs, new, gone], ignore_index=True)
    place_after = {name: place for place, name in enumerate(after)}
    place_before = {name: place for place, name in enumerate(before)}
    keys = pd.DataFrame(
        {
            "after": found["after"].map(place_after).fillna(len(place_after)),
            "before": found["before"].map(place_before).fillna(-1),
        }
    )
    return found.loc[keys.sort_values(["after", "before"], kind="stable").index].reset_index(drop=True)


def succession_links(successions: pd.DataFrame | None, first: int, last: int) -> pd.DataFrame:
    """What became what after the edition of ``first``, up to that of ``last``; chains over several editions are followed.

    Returns:
        Columns ``before`` and ``after``: identifiers.
    """
    links = pd.DataFrame({"before": [], "after": []}, dtype=object)
    if successions is None:
        return links
    within = _within(successions, first, last)
    within = within[within["to"] != ""]
    for _, rows in within.groupby("edition"):
        steps = pd.DataFrame({"before": rows["from"], "after": rows["to"]})
        further = links.merge(steps, left_on="after", right_on="before", suffixes=("", "_next"))
        chained = pd.DataFrame({"before": further["before"], "after": further["after_next"]})
        links = pd.concat([links, steps, chained], ignore_index=True).drop_duplicates(ignore_index=True)
    return links


def withdrawn_rows(successions: pd.DataFrame | None, links: pd.DataFrame, first: int, last: int) -> set[str]:
    """Identifiers of what bodies had taken out after the edition of ``first``, up to that of ``last``, and of what became it."""
    if successions is None:
        return set()
    within = _within(successions, first, last)
    gone = within.loc[within["to"] == "", "from"]
    return {*gone, *links.loc[links["after"].isin(gone), "before"]}


def _within(successions: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    return successions[(successions["edition"] > first) & (successions["edition"] <= last)]
