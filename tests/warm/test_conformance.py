"""Odd notebooks come out of the warm engine as they come out of papermill's own, but for times and numbers of chance."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest

from .driving import FORKED
from .odd_notebooks import ODD, STOPPED, Cell

pytestmark = FORKED

CHANCE = [
    (re.compile(r"0x[0-9a-f]{6,}"), "0xADDRESS"),
    (re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"), "IDENTIFIER"),
    (re.compile(r"ipykernel_\d+/\d+\.py"), "ipykernel_N/N.py"),
    (re.compile(r"<dc:date>[^<]*</dc:date>"), "<dc:date/>"),
    (re.compile(r'(id=|href=|clip-path=)"[^"]*"|url\(#\w+\)'), "ID"),
    (re.compile(r"/tmp/[\w./-]*tmp\w+\.json"), "CONNECTION"),
    (re.compile(r"T_[0-9a-f]{5}"), "T_STYLE"),
    (re.compile(r"\(<\d+>,|\b\d+(\.\d+)? (seconds|ns|µs|us|ms|s)\b"), "TIME"),
]


def run(cells: list[Cell], folder: Path, engine: str | None, **options: Any) -> tuple[Any, str]:
    """The notebook as it was written, and what papermill raised."""
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}})
    for number, cell in enumerate(cells):
        source, tags = cell if isinstance(cell, tuple) else (cell, [])
        notebook.cells.append(nbformat.v4.new_code_cell(source, id=f"cell-{number}", metadata={"tags": tags}))
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "in.ipynb")
    work = folder / "work"
    work.mkdir()
    raised = ""
    try:
        papermill.execute_notebook(
            folder / "in.ipynb",
            folder / "out.ipynb",
            engine_name=engine,
            cwd=work,
            progress_bar=False,
            execution_timeout=40,
            **options,
        )
    except Exception as error:
        name = next(kind.__name__ for kind in type(error).__mro__ if kind.__module__.split(".")[0] != "report_helpers")
        raised = f"{name}: {error}" if "Papermill" in name else name  # the warm engine says more of a lost kernel
    return nbformat.read(folder / "out.ipynb", as_version=4), raised


def plain(value: Any, names: dict[str, str]) -> Any:
    """A notebook without what differs from run to run."""
    if isinstance(value, dict):
        value = {**value, "id": ""} if "papermill-error-cell-tag" in value.get("metadata", {}).get("tags", ()) else value
        left_out = {"execution", "start_time", "end_time", "duration", "input_path", "output_path", "image/png"}
        found: dict[Any, list[Any]] = {}
        for key, inner in value.items():
            if key not in left_out:
                found.setdefault(plain(key, names), []).append(plain(inner, names))
        return {key: sorted(several, key=repr) for key, several in sorted(found.items())}  # keys of chance are one in the end
    if isinstance(value, list):
        return [plain(inner, names) for inner in value]
    if isinstance(value, str):
        for text, name in names.items():
            value = value.replace(text, name)
        for pattern, name in CHANCE:
            value = pattern.sub(name, value)
    return value


def files(folder: Path) -> dict[str, bytes]:
    """What the notebook has written."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _settled(notebook: Any, name: str) -> Any:
    """A notebook without what is chance with either engine: in how many pieces a text came, and whether one whose kernel died
    had heard of the cell's number before."""
    settled = copy.deepcopy(notebook)
    for cell in settled.cells:
        if name in ("killed", "crash"):
            cell.execution_count = None
        outputs: list[Any] = []
        for output in cell.get("outputs", ()):
            if outputs and output.get("name") == outputs[-1].get("name", "") and output.output_type == "stream":
                outputs[-1].text += output.text
            else:
                outputs.append(output)
        if outputs:
            cell.outputs = outputs
    return settled


@pytest.mark.parametrize("name", ODD)
def test_outputs_are_those_of_the_engine_of_papermill(name: str, tmp_path: Path) -> None:
    if name == "widgets":
        pytest.importorskip("ipywidgets")
    found = []
    for engine in (None, "warm"):
        folder = tmp_path / (engine or "stock")
        notebook, raised = run(ODD[name], folder, engine, allow_errors=name not in STOPPED)
        found.append(
            (
                plain(_settled(notebook, name), {str(folder): "FOLDER"}),
                plain(raised, {str(folder): "FOLDER"}),
                files(folder / "work"),
            )
        )
    (stock, stock_raised, stock_files), (warm, warm_raised, warm_files) = found
    assert warm_raised == stock_raised
    assert warm == stock
    assert warm_files == stock_files
