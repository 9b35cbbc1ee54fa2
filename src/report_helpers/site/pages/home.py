"""The first page: what there is at a glance, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.wording import STATUSES
from ..collection import Collection
from ..listing import bars
from ..machines import dataset_thing, report_thing
from ..page import Page
from .editions import summary
from .states import tiles

_THEMES = 8
_LISTED_BODIES = 8


def pages(collection: Collection) -> Iterator[Page]:
    """The page."""
    volume, say = collection.current, collection.say
    info = volume.edition.info
    labels = volume.wording.labels["themes"]
    counts = {theme: len(volume.themes.get(theme, ())) for theme in labels}
    reported = {body: len(found) for body, found in volume.reported.items()}
    edition = summary(collection, volume)
    numbers = edition["numbers"]
    glance = [
        (numbers["activities"], say("activities reported"), "register.html"),
        (numbers["bodies"], say("bodies asked or described"), "organizations/index.html"),
        (numbers["states_named"], say("of {count} member states named").format(count=numbers["states"]), "states/index.html"),
        (numbers["documents"], say("reference documents"), "references/index.html"),
    ]
    yield Page(
        "index.html",
        info.title,
        "home",
        {
            "info": info,
            "glance": glance,
            "edition": edition,
            "editions": [summary(collection, each) for each in collection.volumes[::-1]],
            "tiles": tiles(collection),
            "themes": bars({theme: collection.theme(theme) for theme in labels}, counts)[:_THEMES],
            "theme_count": sum(1 for count in counts.values() if count),
            "bodies": bars({body: collection.body(body) for body in reported}, reported)[:_LISTED_BODIES],
            "statuses": [(status, say(label), numbers[status]) for status, label in STATUSES.items()],
        },
        description=say(
            "Programs and activities on migration in the Americas as reported by the OAS General Secretariat "
            "and by international, regional and subregional organizations."
        ),
        kind=say("Start"),
        things=(report_thing(collection, volume), dataset_thing(collection, volume)),
    )
