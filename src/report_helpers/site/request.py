"""What is asked for: which editions, in which language, where, and under which address the site will stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError

_BASE = re.compile(r"https?://[^\s/?#\"'<>]+(/[^\s?#\"'<>]*)?")


@dataclass(frozen=True)
class SiteRequest:
    """A site of some ``editions`` (all that there are where none is named), the newest of them being the current one.

    ``output`` takes the place of ``reports/site``; ``base_url`` is the address that the site will have, without which no page
    says an absolute one; ``documents`` is whether report and profiles are built first.

    Raises:
        UsageError: ``base_url`` is no address of the web.
    """

    project: Path
    editions: tuple[int, ...] = ()
    language: str = "en"
    output: Path | None = None
    base_url: str = ""
    documents: bool = True

    def __post_init__(self) -> None:
        if self.base_url and not _BASE.fullmatch(self.base_url):
            raise UsageError(f'"{self.base_url}" is not an address such as https://www.example.org/migration.')

    @property
    def folder(self) -> Path:
        """The folder that the site is written to."""
        return (self.output or self.project / "reports" / "site").absolute()

    @property
    def base(self) -> str:
        """The site's address with a slash at its end; empty where it isn't known."""
        return self.base_url.rstrip("/") + "/" if self.base_url else ""
