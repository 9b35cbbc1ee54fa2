"""Notebooks are committed clean: no outputs, no counts, cells with ids, parameters declared."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(params=NOTEBOOKS, ids=relative)
def notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    return nbformat.read(request.param, as_version=nbformat.NO_CONVERT)


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_chapters_and_examples() -> None:
    assert {"report", "examples"} <= {path.parent.name for path in NOTEBOOKS}


def test_a_notebook_is_valid(notebook: nbformat.NotebookNode) -> None:
    nbformat.validate(notebook)


def test_a_notebook_has_no_outputs_and_no_execution_counts(notebook: nbformat.NotebookNode) -> None:
    run = [cell.id for cell in code_cells(notebook) if cell.outputs or cell.execution_count is not None]
    assert not run, "clear all outputs, or run nbstripout --keep-id"


def test_every_cell_has_an_id_of_its_own(notebook: nbformat.NotebookNode) -> None:
    assert (notebook.nbformat, notebook.nbformat_minor) >= (4, 5)
    ids = [cell.get("id") for cell in notebook.cells]
    assert all(ids)
    assert len(set(ids)) == len(ids)


def test_the_first_code_cell_declares_the_parameters(notebook: nbformat.NotebookNode) -> None:
    tagged = [cell.id for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert tagged == [code_cells(notebook)[0].id]


def test_a_notebook_runs_on_the_kernel_of_the_environment(notebook: nbformat.NotebookNode) -> None:
    assert notebook.metadata.get("kernelspec", {}).get("name") == "python3"
