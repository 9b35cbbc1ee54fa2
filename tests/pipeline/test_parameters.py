"""Typed parameters: what a notebook declares, and what is refused before a kernel starts."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from report_helpers.errors import UsageError
from report_helpers.pipeline.errors import NotebookError
from report_helpers.pipeline.parameters import Computed, check_values, read_parameters

CELL = """from typing import Annotated, Literal

edition: Annotated[int, range(1990, 2100)] = 2008  # year of the edition
language: Literal["en", "es"] = "en"
share: float = 0.5
internal: bool = False
states: list[str] = ["PER"]  # ISO codes
theme: str | None = None
where: str = "a" + "b"
anything = 3
needed: int
"""


def declared(source: str, path: Path = Path("x.ipynb")):
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]})
    return read_parameters(path, nbformat.v4.new_notebook(cells=[cell]))


def test_annotations_defaults_and_descriptions_are_read():
    found = {parameter.name: parameter for parameter in declared(CELL)}
    assert list(found) == ["edition", "language", "share", "internal", "states", "theme", "where", "anything", "needed"]
    assert (found["edition"].default, found["edition"].description) == (2008, "year of the edition")
    assert str(found["edition"].kind) == "a whole number from 1990 to 2099"
    assert str(found["language"].kind) == 'one of "en", "es"'
    assert str(found["states"].kind) == "a list, each item text"
    assert str(found["theme"].kind) == "text, or none"
    assert isinstance(found["where"].default, Computed)
    assert str(found["anything"].kind) == "any value"
    assert found["needed"].required


@pytest.mark.parametrize(
    "values",
    [
        {"edition": 2009, "language": "es", "share": 1, "internal": True, "states": [], "theme": None, "anything": object()},
        {"theme": "health", "states": ["COL", "PER"]},
    ],
)
def test_values_that_fit_pass(values):
    check_values("x.ipynb", declared(CELL), {"needed": 1, **values})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"edition": 1900}, "x.ipynb: edition = 1900 is not a whole number from 1990 to 2099."),
        ({"edition": "2008"}, "x.ipynb: edition = '2008' is not a whole number from 1990 to 2099."),
        ({"edition": True}, "x.ipynb: edition = True is not a whole number from 1990 to 2099."),
        ({"language": "fr"}, 'x.ipynb: language = \'fr\' is not one of "en", "es".'),
        ({"share": "half"}, "x.ipynb: share = 'half' is not a number."),
        ({"internal": 1}, "x.ipynb: internal = 1 is not true or false."),
        ({"states": "PER"}, "x.ipynb: states = 'PER' is not a list, each item text."),
        ({"states": [1]}, "x.ipynb: states = [1] is not a list, each item text."),
        ({"theme": 3}, "x.ipynb: theme = 3 is not text, or none."),
        (
            {"api_key": "x"},
            'x.ipynb: "api_key" looks like a secret; parameters are written into the notebook, so none may be one.',
        ),
    ],
)
def test_values_that_do_not_fit_have_one_line_each(values, message):
    with pytest.raises(UsageError) as caught:
        check_values("x.ipynb", declared(CELL), {"needed": 1, **values})
    assert str(caught.value) == message


def test_unknown_parameter_suggests_one():
    with pytest.raises(
        UsageError, match=r'x\.ipynb takes no parameter "langauge"\. Did you mean "language"\? It takes: edition,'
    ):
        check_values("x.ipynb", declared(CELL), {"needed": 1, "langauge": "en"})


def test_missing_parameter():
    with pytest.raises(UsageError, match=r"x\.ipynb: needed must be given"):
        check_values("x.ipynb", declared(CELL), {})


def test_names_that_only_contain_a_secrets_name_are_fine():
    check_values("x.ipynb", declared("tokenizer: str = 'a'"), {"tokenizer": "b"})


@pytest.mark.parametrize(
    ("source", "message"),
    [("edition: int = 'x'", "declares edition as a whole number, but its default is 'x'"), ("edition: int = (", "is not Python")],
)
def test_cell_that_contradicts_itself(source, message):
    with pytest.raises(NotebookError, match=message):
        declared(source)


def test_notebook_without_parameters_cell():
    with pytest.raises(NotebookError, match='no cell tagged "parameters"'):
        read_parameters(Path("x.ipynb"), nbformat.v4.new_notebook())
