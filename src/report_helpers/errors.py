"""Errors that a user can act on: classes that carry data and read as one clear line.

Every one derives from :class:`ReportError`, whose ``exit_code`` is what a command ends with: 1 where the work
failed, 2 where it was asked for wrongly. The arguments of an error are its data, so that it survives pickling
between processes. This module imports nothing of the project.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the data, put so that a person who is no programmer can mend it.

    ``file`` is the path from the project's folder, ``line`` the line in it that the row begins on (0 where the
    problem is the whole file), ``row`` what the row is (``activity iom-housing-guatemala``), ``field`` the column,
    ``value`` the value or the part of it that is wrong, ``expected`` the words that follow the value and say what
    was expected (``is not a theme``), ``mend`` the sentences that say how to mend it.
    """

    file: str
    line: int
    row: str
    field: str
    value: str
    expected: str
    mend: str = ""

    def __str__(self) -> str:
        """One line: ``file:line: row: field: "value" expected. Mend.``"""
        place = f"{self.file}:{self.line}" if self.line else self.file
        fault = f'"{_shorten(self.value)}" {self.expected}' if self.value else self.expected
        line = ": ".join(part for part in (place, self.row, self.field, f"{fault}.") if part)
        return " ".join(f"{line} {self.mend}".split())

    def sort_key(self) -> tuple[str, int, str, str]:
        """Orders problems as someone mends them: by file, then from the top down."""
        return (self.file, self.line, self.field, self.expected)


class ReportError(Exception):
    """Anything that stops the work and that the user can mend. Exit code 1."""

    exit_code = 1


class UsageError(ReportError):
    """The program was asked for something that there is not. Exit code 2."""

    exit_code = 2


class ProjectNotFoundError(ReportError):
    """There is no data folder in any of the ``places`` that were looked in."""

    def __init__(self, places: Sequence[str]) -> None:
        """Takes the folders as they are to be shown."""
        super().__init__(places)
        self.places = tuple(places)

    def __str__(self) -> str:
        """Where was looked and what to do."""
        return (
            f"No data/datapackage.json in {', nor in '.join(self.places)}. "
            "Run the command inside the project's folder, or set MIGRATION_REPORT_HOME to that folder."
        )


class LanguageError(UsageError):
    """``language`` is not one that the report is written in; ``available`` lists those that are."""

    def __init__(self, language: str, available: Sequence[str]) -> None:
        """Takes language codes."""
        super().__init__(language, available)
        self.language = language
        self.available = tuple(available)

    def __str__(self) -> str:
        """The language asked for and those there are."""
        return f'Language "{self.language}" is not available. Available: {", ".join(self.available)}.'


class UnknownEditionError(UsageError):
    """There is no folder for ``edition``; ``available`` lists the editions there are."""

    def __init__(self, edition: object, available: Sequence[int]) -> None:
        """Takes what was asked for and years."""
        super().__init__(edition, available)
        self.edition = edition
        self.available = tuple(available)

    def __str__(self) -> str:
        """The edition asked for, the likely one and those there are."""
        names = [str(year) for year in self.available]
        listed = f"Editions: {', '.join(names)}." if names else "data/editions holds no edition yet."
        return " ".join(f"There is no edition {self.edition}. {did_you_mean(str(self.edition), names)} {listed}".split())


class UnknownRowError(UsageError, KeyError):
    """The edition of ``year`` has no ``what`` (``section``, ``entry`` ...) called ``identifier``; ``known`` are those it has."""

    def __init__(self, year: int, what: str, identifier: str, known: Sequence[str]) -> None:
        """Takes identifiers."""
        super().__init__(year, what, identifier, known)
        self.year = year
        self.what = what
        self.identifier = identifier
        self.known = tuple(known)

    def __str__(self) -> str:
        """What was asked for and the likely one."""
        return f'Edition {self.year} has no {self.what} "{self.identifier}". {did_you_mean(self.identifier, self.known)}'.rstrip()


class SchemaError(ReportError):
    """``file``, the description of all tables, cannot be used; ``reason`` says why."""

    def __init__(self, file: str, reason: str) -> None:
        """Takes a path and a sentence."""
        super().__init__(file, reason)
        self.file = file
        self.reason = reason

    def __str__(self) -> str:
        """The file and the reason."""
        return f"{self.file}: {self.reason}"


class DataError(ReportError):
    """The data has ``problems`` that keep it from being used."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Takes one problem or more."""
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """The problem, or the first of several and how to see the others."""
        first, rest = self.problems[0], len(self.problems) - 1
        more = f" (and {rest} more: migration-report check lists them)" if rest else ""
        return f"{first}{more}"


class BuildError(ReportError):
    """Several documents or chapters failed; ``errors`` holds what each said."""

    def __init__(self, errors: list[ReportError]) -> None:
        """Takes two errors or more."""
        super().__init__(errors)
        self.errors = errors

    def __str__(self) -> str:
        """One line for each failure."""
        return "\n".join(str(error) for error in self.errors)


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """``Did you mean "remittances"?`` where ``known`` holds something close to ``value``, else an empty string."""
    close = closest(value, known)
    return f'Did you mean "{close}"?' if close else ""


def closest(value: str, known: Iterable[str]) -> str:
    """What of ``known`` is close to ``value``; empty where nothing is."""
    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(value.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def _shorten(value: str, length: int = 80) -> str:
    """``value`` on one line, the middle left out where it is long."""
    flat = " ".join(value.split()) or value.replace("\n", " ")
    return flat if len(flat) <= length else f"{flat[: length - 25]} ... {flat[-20:]}"
