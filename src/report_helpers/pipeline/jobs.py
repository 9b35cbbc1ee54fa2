"""What a build is made of: jobs, which run a notebook, and documents, which are made of jobs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from ..hashes import digest_of


@dataclass(frozen=True)
class Job:
    """One run of a notebook: its path from the project's folder, and the values of its parameters."""

    notebook: str
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """``at-a-glance`` for ``notebooks/report/01-at-a-glance.ipynb``."""
        return name_of(self.notebook)


@dataclass(frozen=True)
class Document:
    """What readers get: the outputs of its jobs in their order, as a file of each format.

    ``name`` is the file's path below the output folder, without its ending (``en/states/col``); ``edition``,
    ``language`` and ``audience`` are what it is about, in what language and for whom. ``about`` is what its exporters are
    told of it as a whole; where it is left out they are told of the edition, and the document depends on all of the data.
    """

    name: str
    jobs: tuple[Job, ...]
    formats: tuple[str, ...]
    edition: int
    language: str
    audience: str = "public"
    preview: bool = False
    about: dict[str, Any] | None = None

    def state(self, data: str) -> str:
        """Changes whenever what its exporters are told does; ``data`` is the hash of all data."""
        return data if self.about is None else digest_of(self.about)

    def file(self, kind: str) -> str:
        """Path of the file of one format below the output folder."""
        return f"{self.name}.{kind}"


def name_of(notebook: str) -> str:
    """A notebook's file name without the number that orders it and without its ending."""
    stem = PurePosixPath(notebook).stem
    number, _, rest = stem.partition("-")
    return rest if number.isdigit() and rest else stem
