"""What keeps an edition from being published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import ReportError, UsageError


class PublishingError(ReportError):
    """The edition of ``year`` can't be published now; ``reason`` says why and what to do."""

    def __init__(self, year: int, reason: str) -> None:
        """Takes a year and sentences."""
        super().__init__(year, reason)
        self.year = year
        self.reason = reason

    def __str__(self) -> str:
        """The edition and the reason."""
        return f"The edition of {self.year} is as it was: {self.reason}"


class UnconfirmedError(PublishingError):
    """``rows``, by body, were carried forward, no reply confirms them, and the sign-off doesn't say that they may stand so."""

    def __init__(self, year: int, rows: Mapping[str, Sequence[str]]) -> None:
        """Takes a year and identifiers."""
        super().__init__(year, "rows that were carried forward are not confirmed.")
        self.args = (year, rows)
        self.rows = rows

    def __str__(self) -> str:
        """The rows, a line for each body, and what can be done."""
        count = sum(map(len, self.rows.values()))
        listed = "".join(f"\n  {body}: {', '.join(rows)}" for body, rows in self.rows.items())
        return (
            f"The edition of {self.year} is as it was: {count} rows were carried forward and no reply confirms them.{listed}\n"
            "Receive what is awaited; or take out what should not stand, or write confirmed as its confirmation where you know; "
            "or publish with --unconfirmed: the documents mark each of them as not confirmed, and the manifest lists them."
        )


class SignOffError(UsageError):
    """``field`` of the sign-off is ``value``, which can't be; ``expected`` says what can."""

    def __init__(self, field: str, value: str, expected: str) -> None:
        """Takes texts."""
        super().__init__(field, value, expected)
        self.field, self.value, self.expected = field, value, expected

    def __str__(self) -> str:
        """The option and what it takes."""
        return f'--{self.field} "{self.value}" {self.expected}'
