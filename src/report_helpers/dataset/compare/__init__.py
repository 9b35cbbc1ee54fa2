"""Compare editions: what is new, continued, changed, ended, not reported."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...errors import UsageError
from ...paths import data_folder
from ..edition import Edition, load_edition
from ..load import editions
from .comparison import OUTCOMES, Comparison, compare_tables
from .errata import load_errata

__all__ = [
    "OUTCOMES",
    "Changes",
    "Comparison",
    "compare_editions",
    "load_changes",
    "load_earlier",
    "load_errata",
    "previous_year",
]


@dataclass(frozen=True, eq=False)
class Changes:
    """Two editions and how they differ."""

    before: Edition
    after: Edition
    comparison: Comparison


def compare_editions(before: Edition, after: Edition) -> Changes:
    """How ``after`` differs from ``before``; raises :class:`UsageError` where it isn't the later of the two."""
    if before.year >= after.year:
        raise UsageError(f"The edition of {before.year} is not earlier than that of {after.year}: name the earlier one first.")
    return Changes(before, after, compare_tables(before.tables, after.tables, before.year, after.year))


def previous_year(edition: Edition, data: Path | None = None) -> int | None:
    """The year of the edition that ``edition`` continues, else of the one before it; ``None`` where it is the first."""
    earlier = [year for year in editions(data or data_folder()) if year < edition.year]
    return edition.info.previous if edition.info.previous in earlier else max(earlier, default=None)


def load_changes(edition: Edition, since: int | None = None, data: Path | None = None) -> Changes:
    """What changed in ``edition`` since the one before it, or since that of the year ``since``.

    Raises:
        UsageError: there is no earlier edition, or not the one asked for.
        DataError: the data of the earlier edition has problems.
    """
    year = since if since is not None else previous_year(edition, data)
    if year is None:
        raise UsageError(f"There is no edition before that of {edition.year} to compare it with.")
    return compare_editions(load_edition(year, edition.language, data), edition)


def load_earlier(edition: Edition, data: Path | None = None) -> list[Edition]:
    """Every edition up to ``edition``, which is the last of them, in order of years."""
    years = [year for year in editions(data or data_folder()) if year < edition.year]
    return [*(load_edition(year, edition.language, data) for year in years), edition]
