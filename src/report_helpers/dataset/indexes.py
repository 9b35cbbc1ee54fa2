"""What is looked up across an edition's tables, made once: who is named in which text, how often a theme is met.

A profile looks up its own rows of an index; an edit elsewhere that leaves those as they were doesn't concern it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping

import pandas as pd

from .named import named_bodies

Frames = Mapping[str, pd.DataFrame]

_TEXTS = {
    "sections": ("introduction",),
    "entries": ("summary",),
    "activities": ("group", "title", "description"),
    "footnotes": ("text",),
}
"""Running text of an edition, by table."""

_GAP = "\n\0\n"
_WORD = re.compile(r"\w")


def mentions(frames: Frames) -> pd.DataFrame:
    """Where texts name a body or a state in words.

    Columns: ``named`` (id of the body or the state), ``table`` and ``row`` (whose text it is), one row for each pair. Of
    names that lie within each other the longest counts: the Permanent Council of the OAS is no mention of the OAS.
    """
    places = [
        (name, row["id"], "\n".join(row[column] for column in columns))
        for name, columns in _TEXTS.items()
        for row in frames[name][["id", *columns]].to_dict("records")
    ]
    starts, length = [], 0
    for _, _, words in places:
        starts.append(length)
        length += len(words) + len(_GAP)
    found = _longest(_GAP.join(words for _, _, words in places), _names(frames))
    at = sorted({(bisect.bisect_right(starts, start) - 1, named) for start, named in found})
    rows = [(named, *places[place][:2]) for place, named in at]
    frame = pd.DataFrame(rows, columns=["named", "table", "row"], dtype="str")
    return frame.assign(id=[f"{named}-{table}-{row}" for named, table, row in rows])


def _names(frames: Frames) -> dict[str, str]:
    """Id of the body or the state that a name stands for."""
    names = dict(zip(frames["states"]["name_en"], frames["states"]["id"], strict=True))
    columns = (frames["organizations"][name] for name in ("id", "name_en", "acronym", "aliases"))
    for identifier, name, acronym, aliases in zip(*columns, strict=True):
        names |= dict.fromkeys((name, acronym, *aliases), identifier)
    return {name: identifier for name, identifier in names.items() if name}


def _longest(words: str, names: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Where each name stands as words of its own and within no longer one, with what it stands for."""
    spans = sorted(((start, -len(name), named) for name, named in names.items() for start in _starts(words, name)))
    end = 0
    for start, length, named in spans:
        if start >= end:
            yield start, named
            end = start - length


def _starts(words: str, name: str) -> Iterator[int]:
    start = words.find(name)
    while start >= 0:
        end = start + len(name)
        if not _WORD.match(words[start - 1 : start]) and not _WORD.match(words[end : end + 1]):
            yield start
        start = words.find(name, end)


def theme_counts(frames: Frames) -> pd.DataFrame:
    """How often each theme is met. Columns: ``id`` (the theme, or ``""`` for all), ``activities`` and, of those, how many
    name a member state of the OAS (``naming``)."""
    members = set(frames["states"].loc[frames["states"]["oas_member"].astype(bool), "id"])
    counts: dict[str, list[int]] = {theme: [0, 0] for theme in ("", *frames["themes"]["id"])}
    for themes, states in zip(frames["activities"]["themes"], frames["activities"]["states"], strict=True):
        naming = any(state in members for state, _ in states)
        for theme in ("", *themes):
            counts[theme][0] += 1
            counts[theme][1] += naming
    rows = [(theme, *pair) for theme, pair in counts.items()]
    return pd.DataFrame(rows, columns=["id", "activities", "naming"])


INDEXES = {"mentions": mentions, "named_bodies": named_bodies, "theme_counts": theme_counts}
"""Every index by its name, under which an edition gives its records."""
