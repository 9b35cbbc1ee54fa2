"""Errors are data that reads as one line."""

from __future__ import annotations

import pickle

import pytest

from report_helpers.errors import (
    DataError,
    LanguageError,
    Problem,
    ProjectNotFoundError,
    ReportError,
    SchemaError,
    UnknownEditionError,
    UnknownRowError,
    UsageError,
    did_you_mean,
)

PROBLEM = Problem("data/themes.csv", 3, "theme x", "id", "a  b\nc", "is not a theme", "Mend it.")

ERRORS: list[ReportError] = [
    ProjectNotFoundError(["/a", "/b"]),
    LanguageError("de", ["en"]),
    UnknownEditionError(2009, [2008]),
    UnknownRowError(2008, "section", "regoinal", ["regional"]),
    SchemaError("datapackage.json", "the file is missing."),
    DataError([PROBLEM]),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_are_one_line_and_survive_pickling(error: ReportError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert vars(again) == vars(error)
    assert "\n" not in str(error)


def test_exit_codes() -> None:
    assert (ReportError.exit_code, UsageError.exit_code) == (1, 2)
    assert (DataError.exit_code, LanguageError.exit_code, UnknownEditionError.exit_code) == (1, 2, 2)


def test_a_problem_is_one_line() -> None:
    assert str(PROBLEM) == 'data/themes.csv:3: theme x: id: "a b c" is not a theme. Mend it.'
    assert str(Problem("themes.csv", 0, "", "", "", "is missing")) == "themes.csv: is missing."


def test_a_long_value_is_shortened() -> None:
    line = str(Problem("themes.csv", 1, "", "id", "x" * 500, "is long"))
    assert len(line) < 120
    assert " ... " in line


def test_did_you_mean() -> None:
    assert did_you_mean("Remitances", ["remittances", "health"]) == 'Did you mean "remittances"?'
    assert did_you_mean("zzz", ["remittances"]) == ""
