"""Pages that hold little of the data: downloads, search, accessibility."""

from __future__ import annotations

from collections.abc import Iterator

from ..collection import Collection, Named
from ..documents import File
from ..machines import dataset_thing
from ..page import Page
from ..volume import Volume
from .editions import summary


def pages(collection: Collection) -> Iterator[Page]:
    """The pages."""
    yield _downloads(collection)
    say = collection.say
    yield Page(
        "search.html",
        say("Search"),
        "search",
        {},
        description=say("Search every page of this site."),
        words=None,
        script="search",
    )
    yield Page(
        "accessibility.html",
        say("Accessibility"),
        "accessibility",
        {"publisher": collection.current.edition.info.publisher},
        description=say("How this site can be used, what was tested, and what is known not to work."),
        kind=say("About"),
        words="WCAG",
    )


def _downloads(collection: Collection) -> Page:
    say = collection.say
    return Page(
        "downloads.html",
        say("Downloads"),
        "downloads",
        {
            "editions": [summary(collection, volume) for volume in collection.volumes[::-1]],
            "profiles": {volume.year: list(_profiles(collection, volume)) for volume in collection.volumes},
            "data": collection.data,
        },
        description=say("The report, the profiles and the data of each edition, with their checksums."),
        area="downloads.html",
        kind=say("List"),
        words="CSV PDF SHA-256",
        things=tuple(dataset_thing(collection, volume) for volume in collection.volumes[::-1]),
    )


def _profiles(collection: Collection, volume: Volume) -> Iterator[tuple[str, list[tuple[Named, tuple[File, ...]]]]]:
    """Profiles of an edition that there are, by the kind of thing that they are of."""
    say, reading = collection.say, volume.wording
    kinds = (
        (say("States"), "states", {key: collection.state(key) for key in reading.states}),
        (say("Bodies"), "organizations", {key: collection.body(key, full=True) for key in reading.organizations}),
        (say("Themes"), "themes", {key: collection.theme(key) for key in reading.labels["themes"]}),
    )
    for label, folder, names in kinds:
        found = [(name, collection.documents.of(volume.year, f"{folder}/{key.lower()}")) for key, name in names.items()]
        having = sorted((pair for pair in found if pair[1]), key=lambda pair: say.sort_key(pair[0].label))
        if having:
            yield label, having
