"""What keeps an edition from being published."""

from __future__ import annotations

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


class SignOffError(UsageError):
    """``field`` of the sign-off is ``value``, which can't be; ``expected`` says what can."""

    def __init__(self, field: str, value: str, expected: str) -> None:
        """Takes texts."""
        super().__init__(field, value, expected)
        self.field, self.value, self.expected = field, value, expected

    def __str__(self) -> str:
        """The option and what it takes."""
        return f'--{self.field} "{self.value}" {self.expected}'
