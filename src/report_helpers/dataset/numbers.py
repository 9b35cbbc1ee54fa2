"""The numbers that readers see: ``I.3`` for an entry, ``I.3.2``, ``A1.4`` or ``A2.VI.1`` for an activity.

* A section has the numeral it is printed with, after those of the sections above it (``II``, ``A2.XI.1``); a
  section ``annex-1`` at the top is ``A1``; a heading without a numeral has that of the heading above it.
* Among organizations an entry adds its place in the section (``I.3``); one that is part of another adds a letter
  (``II.1.c``). An activity adds its place in the entry, counted status by status as readers see them (``I.3.2``, ``II.1.c.1``).
* In an annex the reply as a whole has the number of the section, and activities are counted through under
  each numeral (``A1.4``, ``A2.VI.1``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import pandas as pd

STATUSES = ("completed", "ongoing", "planned", "unknown")
"""Statuses of activities in the order in which readers see them."""

COUNTED_BY_ENTRY = "organizations"
"""The layout whose activities are counted entry by entry."""


def section_numbers(sections: pd.DataFrame) -> dict[str, str]:
    """Number of each section by its id; ``sections`` stand in reading order, with ``id``, ``parent`` and ``number``."""
    numbers: dict[str, str] = {}
    columns = (sections[name] for name in ("id", "parent", "number"))
    for name, parent, numeral in zip(*columns, strict=True):
        annex = re.fullmatch(r"annex-(\d+)", name)
        if annex and not parent:
            numbers[name] = f"A{annex[1]}"
        else:
            numbers[name] = ".".join(part for part in (numbers.get(parent, ""), numeral) if part)
    return numbers


def entry_numbers(entries: pd.DataFrame, sections: Mapping[str, str], layouts: Mapping[str, str]) -> list[str]:
    """Number of each entry, in the order of ``entries`` (reading order: ``id``, ``section``, ``parent``, ``order``)."""
    topmost = Counter(entries.loc[entries["parent"] == "", "section"])
    numbers: dict[str, str] = {}
    columns = (entries[name] for name in ("id", "section", "parent", "order"))
    for name, section, parent, place in zip(*columns, strict=True):
        if parent:
            number = f"{numbers.get(parent, '')}.{_letters(place)}"
        elif layouts.get(section) == COUNTED_BY_ENTRY:
            number = f"{sections[section]}.{place}"
        else:
            number = sections[section] if topmost[section] == 1 else f"{sections[section]}.{_letters(place)}"
        numbers[name] = number
    return list(numbers.values())


def activity_numbers(
    activities: pd.DataFrame, sections: Mapping[str, str], layouts: Mapping[str, str], entries: Mapping[str, str]
) -> pd.Series[str]:
    """Number of each activity, in the order of ``activities`` (that of :func:`status_order`: ``entry``, ``section``)."""
    by_entry = activities["section"].map(layouts) == COUNTED_BY_ENTRY
    prefix = activities["section"].map(sections).where(~by_entry, activities["entry"].map(entries)).astype("str")
    counted = prefix.groupby(prefix, sort=False).cumcount() + 1
    return (prefix + "." + counted.astype("str")).astype("str")


def status_order(activities: pd.DataFrame, layouts: Mapping[str, str]) -> pd.DataFrame:
    """``activities`` (in the order of their file) as readers see them: those of an organization's entry status by status."""
    entry = pd.Series(pd.factorize(activities["entry"])[0], index=activities.index)
    status = activities["status"].map({name: place for place, name in enumerate(STATUSES)}).fillna(len(STATUSES))
    by_status = activities["section"].map(layouts) == COUNTED_BY_ENTRY
    keys = pd.DataFrame({"entry": entry, "status": status.where(by_status, 0)})
    return activities.loc[keys.sort_values(["entry", "status"], kind="stable").index].reset_index(drop=True)


def _letters(place: int) -> str:
    """1 is ``a``, 26 is ``z``, 27 is ``aa``."""
    result = ""
    while place > 0:
        place, letter = divmod(place - 1, 26)
        result = chr(ord("a") + letter) + result
    return result
