"""All that the pages are made from: the editions, where each thing has its page, and the documents that can be downloaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..content.markdown import parse_blocks
from ..content.nodes import plain_text
from ..content.wording import Row, reference_anchor, rows
from ..dataset import Edition
from ..dataset.compare import Changes, compare_editions
from ..locale import Catalogue, catalogue
from .addresses import Addresses
from .data import DataFile
from .documents import Documents
from .volume import Volume


@dataclass(frozen=True)
class Named:
    """A name with the language that it is in, where that isn't the page's, and the path of its page."""

    label: str
    path: str
    lang: str | None = None


@dataclass(frozen=True, eq=False)
class Collection:
    """The editions of a site, oldest first; the last one is the current edition."""

    volumes: tuple[Volume, ...]
    documents: Documents = field(default_factory=Documents)
    data: tuple[DataFile, ...] = ()
    base: str = ""

    @classmethod
    def of(cls, editions: Sequence[Edition], documents: Documents, data: tuple[DataFile, ...], base: str = "") -> Collection:
        """The collection of some editions, in whatever order they are given."""
        return cls(tuple(Volume(edition) for edition in sorted(editions, key=lambda e: e.year)), documents, data, base)

    @property
    def current(self) -> Volume:
        """The newest edition."""
        return self.volumes[-1]

    @cached_property
    def say(self) -> Catalogue:
        """Messages of the site's language."""
        return catalogue(self.current.edition.language)

    @cached_property
    def addresses(self) -> Addresses:
        """Where each thing has its page; those that only earlier editions hold have one, too."""
        reading = self.current.wording
        return Addresses(
            {
                "activities": self._everywhere("activities"),
                "references": self._everywhere("references"),
                "states": reading.states,
                "organizations": reading.organizations,
                "themes": reading.labels["themes"],
                "objectives": self.objectives,
                "editions": [str(volume.year) for volume in self.volumes],
            }
        )

    def _everywhere(self, table: str) -> Iterable[str]:
        return (identifier for volume in reversed(self.volumes) for identifier in volume.edition.records(table))

    @cached_property
    def objectives(self) -> dict[str, Row]:
        """Objectives of the Global Compact by number, in their order."""
        return dict(sorted(self.current.edition.records("gcm_objectives").items(), key=lambda item: int(item[0])))

    @cached_property
    def newest(self) -> dict[str, Volume]:
        """The newest edition that reports each activity, by the activity's id."""
        return {identifier: volume for volume in self.volumes for identifier in volume.activities}

    @cached_property
    def newest_reference(self) -> dict[str, Volume]:
        """The newest edition that holds each reference document, by the document's id."""
        return {identifier: volume for volume in self.volumes for identifier in volume.wording.references}

    def places(self, volume: Volume) -> dict[str, str]:
        """Where the links of a text lead: a path, with a fragment where one is needed, by what they call the place."""
        found = {identifier: self.addresses.of("activities", identifier) for identifier in volume.activities}
        found |= {reference_anchor(key): self.addresses.of("references", key) for key in volume.wording.references}
        for identifier, entry in volume.entries.items():
            found[identifier] = f"{self.addresses.of('organizations', entry['organization'])}#{identifier}"
        return found

    @cached_property
    def all_places(self) -> dict[str, str]:
        """The same for texts that speak of several editions."""
        return {name: path for volume in self.volumes for name, path in self.places(volume).items()}

    @cached_property
    def changes(self) -> dict[int, Changes]:
        """What changed in each edition since the one before it, by year; nothing for the first."""
        pairs = zip(self.volumes, self.volumes[1:], strict=False)
        return {after.year: compare_editions(before.edition, after.edition) for before, after in pairs}

    @cached_property
    def successors(self) -> dict[str, list[str]]:
        """What activities became that were renamed, split or merged: ids of later ones by that of the earlier one."""
        found: dict[str, list[str]] = {}
        for changes in self.changes.values():
            for row in rows(changes.comparison.activities):
                if row["before"] and row["after"] and row["before"] != row["after"]:
                    found.setdefault(row["before"], []).append(row["after"])
        return found

    def state(self, identifier: str) -> Named:
        """A state."""
        return Named(self.current.wording.state(identifier), self.addresses.of("states", identifier))

    def body(self, identifier: str, *, full: bool = False) -> Named:
        """A body by its short name, or by its ``full`` one."""
        reading = self.current.wording
        row = reading.organizations[identifier]
        label = reading.organization_name(identifier) if full else reading.short_name(identifier)
        lang = row["name_language"] if full or not row["acronym"] else None
        return Named(label, self.addresses.of("organizations", identifier), lang or None)

    def theme(self, identifier: str) -> Named:
        """A theme."""
        return Named(self.current.wording.label("themes", identifier), self.addresses.of("themes", identifier))

    def reference(self, identifier: str) -> Named:
        """A reference document by its symbol, else its title."""
        row = self.newest_reference[identifier].wording.references[identifier]
        path = self.addresses.of("references", identifier)
        if row["symbol"]:
            return Named(row["symbol"], path)
        return Named(row["title"] or identifier, path, row["title_language"] or None)

    def objective(self, identifier: str) -> Named:
        """An objective of the Global Compact by its number and short name."""
        label = f"{identifier}. {self.objectives[identifier]['label']}"
        return Named(label, self.addresses.of("objectives", identifier))


def words_of(markdown: str | None) -> str:
    """The words of a text in Markdown."""
    return plain_text(parse_blocks(markdown)) if markdown else ""
