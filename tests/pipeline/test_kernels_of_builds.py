"""Kernels of a build: they come from one process, limits hold, and what is killed costs one more run."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import nbformat
import pytest

from report_helpers.pipeline.build import build_report
from report_helpers.pipeline.errors import KernelError
from report_helpers.pipeline.notebooks import FOLDER
from report_helpers.pipeline.request import Options, Request
from report_helpers.pipeline.run import run_notebook
from report_helpers.warm.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
PARAMETERS = 'edition: int = 2008\nlanguage: str = "en"\naudience: str = "public"'

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's data with notebooks of the test's own."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / FOLDER).mkdir(parents=True)
    return tmp_path


def write_chapter(project: Path, name: str, cell: str) -> Path:
    notebook = nbformat.v4.new_notebook()
    first = nbformat.v4.new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]})
    notebook.cells = [nbformat.v4.new_markdown_cell("# Title", id="title"), first, nbformat.v4.new_code_cell(cell, id="cell")]
    path = project / FOLDER / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


def test_all_workers_have_their_kernels_from_one_process(project: Path) -> None:
    for name in ("01-a", "02-b"):
        cell = f"import os, psutil, pathlib, time; time.sleep(1)\npathlib.Path('{name}.txt').write_text(str(os.getppid()))"
        write_chapter(project, name, cell)
    build_report(Request(project, formats=("html",)), options=Options(jobs=2))
    first, second = ((project / FOLDER / f"{name}.txt").read_text() for name in ("01-a", "02-b"))
    assert first == second
    status = Path(f"/proc/{first}/status").read_text()
    assert f"PPid:\t{os.getpid()}\n" in status


def test_a_notebook_whose_kernel_is_lost_with_its_zygote_is_run_again(project: Path) -> None:
    cell = """
import os, pathlib, signal, time
tried = pathlib.Path("tried")
if not tried.exists():
    tried.touch()
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)
print("complete")
"""
    write_chapter(project, "01-a", cell)
    built = build_report(Request(project, formats=("html",)))
    assert "complete" in built.files[0].read_text("utf-8")


def test_one_that_loses_every_zygote_is_an_error(project: Path) -> None:
    path = write_chapter(project, "01-a", "import os, signal, time; os.kill(os.getppid(), signal.SIGKILL); time.sleep(60)")
    with pytest.raises(KernelError, match=r"01-a\.ipynb.*: cell 3 \(cell\): the process that kernels are forked from was killed"):
        run_notebook(path, {"edition": 2008}, project)


@pytest.mark.parametrize(
    ("cell", "limits", "reason"),
    [
        ("while True: pass", Limits(cell=1), "the cell took longer than 1 seconds"),
        ("while True: pass", Limits(notebook=2), "the notebook took longer than 2 seconds"),
        ("kept = []\nwhile True: kept.append(bytearray(10_000_000))", Limits(memory=500_000_000), "the kernel used .* of memory"),
    ],
    ids=["cell", "notebook", "memory"],
)
def test_a_limit_that_is_passed_is_told_with_the_cell_and_the_command(
    project: Path, cell: str, limits: Limits, reason: str
) -> None:
    path = write_chapter(project, "01-a", cell)
    with pytest.raises(KernelError, match=rf"01-a\.ipynb, with edition=2008: cell 3 \(cell\): {reason}") as caught:
        run_notebook(path, {"edition": 2008}, project, limits)
    assert caught.value.details == (f"Again: papermill --cwd {path.parent} {path} again.ipynb -p edition 2008",)
