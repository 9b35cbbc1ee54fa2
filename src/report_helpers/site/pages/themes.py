"""A page for each theme, and the list of themes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..collection import Collection
from ..listing import bars, by_status, count_of
from ..page import Page

INDEX = "themes/index.html"
_COMPACT = 2018


def pages(collection: Collection) -> Iterator[Page]:
    """The list of themes and each one's page."""
    say, volume = collection.say, collection.current
    labels = volume.wording.labels["themes"]
    counts = {theme: len(volume.themes.get(theme, ())) for theme in labels}
    names = {theme: collection.theme(theme) for theme in sorted(labels, key=lambda theme: say.sort_key(labels[theme]))}
    yield Page(
        INDEX,
        say("Themes"),
        "themes",
        {"themes": bars(names, counts), "empty": [names[theme] for theme in names if not counts[theme]]},
        description=say("Themes of the activities that this edition reports, and how many activities each has."),
        area=INDEX,
        kind=say("List"),
    )
    for theme in labels:
        yield _page(collection, theme)


def _page(collection: Collection, theme: str) -> Page:
    volume, say = collection.current, collection.say
    name = collection.theme(theme)
    activities = volume.themes.get(theme, [])
    records = [volume.activities[activity] for activity in activities]
    bodies = count_of([volume.body_of(row)] for row in records)
    states = count_of((code for code, _ in row["states"]) for row in records)
    kinds = count_of(row["kinds"] for row in records)
    labels = volume.wording.labels["activity_kinds"]
    values: dict[str, Any] = {
        "year": volume.year,
        "count": len(activities),
        "practices": sum(1 for row in records if row["practice"]),
        "statuses": by_status(collection, volume, activities),
        "bodies": bars({body: collection.body(body, full=True) for body in bodies}, bodies),
        "states": bars({code: collection.state(code) for code in volume.wording.states}, states),
        "kinds": [(labels[kind], count) for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))],
        "objectives": [collection.objective(key) for key in collection.objectives if theme in volume.objectives.get(key, ())],
        "retrospective": is_retrospective(collection),
        "register": f"register.html?theme={theme}",
        "profile": collection.documents.of(volume.year, f"themes/{theme}"),
    }
    description = say("Who works on this theme, where, and what the {year} edition reports: {theme}.")
    return Page(
        name.path,
        name.label,
        "theme",
        values,
        description=description.format(year=volume.year, theme=name.label),
        parents=((INDEX, say("Themes")),),
        area=INDEX,
        kind=say("Theme"),
        words=" ".join(bar.name.label for bar in (*values["bodies"], *values["states"])),
    )


def is_retrospective(collection: Collection) -> bool:
    """Whether the edition is older than the Global Compact for Migration."""
    return collection.current.year < _COMPACT
