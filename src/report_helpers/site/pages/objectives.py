"""A page for each objective of the Global Compact for Migration, and their list."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.wording import Row
from ..collection import Collection
from ..listing import bars, by_status, count_of
from ..page import Page
from .themes import is_retrospective

INDEX = "objectives/index.html"


def pages(collection: Collection) -> Iterator[Page]:
    """The list of objectives and each one's page."""
    say = collection.say
    listed = [
        (collection.objective(key), row["title"], len(_activities(collection, key))) for key, row in collection.objectives.items()
    ]
    yield Page(
        INDEX,
        say("Objectives of the Global Compact for Migration"),
        "objectives",
        {"objectives": listed, "retrospective": is_retrospective(collection), "year": collection.current.year},
        description=say("The objectives of the Global Compact, with the activities whose themes are mapped to each."),
        area=INDEX,
        kind=say("List"),
    )
    for key, row in collection.objectives.items():
        yield _page(collection, key, row)


def _activities(collection: Collection, key: str) -> list[str]:
    """Activities of the themes that are mapped to an objective, in the order of the report."""
    volume = collection.current
    found = {activity for theme in volume.objectives.get(key, ()) for activity in volume.themes.get(theme, ())}
    return [activity for activity in volume.activities if activity in found]


def _page(collection: Collection, key: str, row: Row) -> Page:
    volume, say = collection.current, collection.say
    activities = _activities(collection, key)
    themes = volume.objectives.get(key, [])
    counts = {theme: len(volume.themes.get(theme, ())) for theme in themes}
    bodies = count_of([volume.body_of(volume.activities[activity])] for activity in activities)
    description = say("Activities of the {year} edition whose themes are mapped to objective {number}: {title}.")
    return Page(
        collection.addresses.of("objectives", key),
        say("Objective {number}: {name}").format(number=key, name=row["label"]),
        "objective",
        {
            "year": volume.year,
            "title": row["title"],
            "themes": bars({theme: collection.theme(theme) for theme in themes}, counts),
            "unused": [collection.theme(theme) for theme in themes if not counts[theme]],
            "statuses": by_status(collection, volume, activities),
            "bodies": bars({body: collection.body(body, full=True) for body in bodies}, bodies),
            "count": len(activities),
            "retrospective": is_retrospective(collection),
        },
        description=description.format(year=volume.year, number=key, title=row["title"]),
        parents=((INDEX, say("Objectives")),),
        area=INDEX,
        kind=say("Objective"),
        words=f"{row['title']} GCM",
    )
