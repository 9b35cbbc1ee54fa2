"""What is asked for: an edition in a language, as which files, for whom, where."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..hashes import digest_of
from ..warm.limits import Limits

DOCUMENT = "summary-of-current-programs"
"""File name of the report without its ending."""

PUBLICATIONS = {"report": DOCUMENT, "compendium": "compendium-of-good-practices"}
"""What is made of chapters, by the name of their folder in ``notebooks/``: the file name without its ending."""

FORMATS = ("html", "pdf")


@dataclass(frozen=True)
class Request:
    """A publication of an edition, or some chapters of it as a preview.

    ``output``, a folder or an address that fsspec knows, takes the place of ``reports/<edition>/<language>``.
    """

    project: Path
    edition: int = 2008
    language: str = "en"
    formats: tuple[str, ...] = FORMATS
    chapters: tuple[str, ...] = ()
    audience: str = "public"
    output: Path | str | None = None
    publication: str = "report"

    @property
    def root(self) -> Path | str:
        """The folder that holds the documents and the record of how they were made."""
        return self.output or self.project / "reports" / str(self.edition)

    @property
    def name(self) -> str:
        """Path of the document below :attr:`root`, without ending.

        A preview of some chapters has a name of its own and never replaces the report.
        """
        name = "-".join((PUBLICATIONS[self.publication], *self.chapters))
        if self.output:
            return name
        return "/".join((self.language, *(("internal",) if self.audience == "internal" else ()), name))

    @property
    def parameters(self) -> dict[str, Any]:
        """What every notebook of it is run with."""
        return {"edition": self.edition, "language": self.language, "audience": self.audience}

    @property
    def key(self) -> str:
        """Tells it from other requests for the same folder."""
        return digest_of([self.name, self.formats, self.chapters, self.parameters])


CELL_TIMEOUT = 300
"""Seconds that a cell may take before its notebook fails, where nothing else is asked for."""


@dataclass(frozen=True)
class ProfilesRequest(Request):
    """Profiles of an edition: ``asked`` are pairs of a kind and what was written for one, ``everything`` adds all there are."""

    asked: tuple[tuple[str, str], ...] = ()
    everything: bool = False

    @property
    def key(self) -> str:
        """Tells it from other requests for the same folder."""
        return digest_of(["profiles", super().key, self.asked, self.everything])


@dataclass(frozen=True)
class Options:
    """How to build: with how many processes, on which Dask scheduler if any, whether to build what is up to date, too, and
    within which limits notebooks run."""

    jobs: int | None = None
    scheduler: str | None = None
    force: bool = False
    limits: Limits = field(default_factory=lambda: Limits(cell=CELL_TIMEOUT))
