"""Notebooks of a few cells, run by a process of their own, and what is left of it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import papermill
import psutil
import pytest

FORKED = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]
"""Marks of all tests of kernels that are forked."""

DRIVER = """
import sys, papermill
papermill.execute_notebook(sys.argv[1], sys.argv[2], engine_name="warm", progress_bar=False, cwd=sys.argv[3])
"""


def write(folder: Path, *cells: str, kernel: str = "python3") -> Path:
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": kernel, "display_name": "", "language": "python"}})
    notebook.cells = [nbformat.v4.new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells, 1)]
    nbformat.write(notebook, folder / "in.ipynb")
    return folder / "in.ipynb"


def run(folder: Path, *cells: str, engine: str = "warm", kernel: str = "python3", here: bool = True, **options: Any) -> list[str]:
    """What each cell printed. Not ``here`` where several are run at once: papermill has the whole process change its folder."""
    executed = papermill.execute_notebook(
        write(folder, *cells, kernel=kernel),
        folder / "out.ipynb",
        engine_name=engine,
        progress_bar=False,
        cwd=folder if here else None,
        **options,
    )
    return ["".join(output.get("text", "") for output in cell.outputs) for cell in executed.cells]


def drive(folder: Path, *cells: str) -> subprocess.Popen[bytes]:
    """The same in a process of its own."""
    command = [sys.executable, "-c", DRIVER, str(write(folder, *cells)), str(folder / "out.ipynb"), str(folder)]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def wait_for(what: Callable[[], Any], seconds: float = 60) -> Any:
    """What something gives once it gives anything."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
    return found


def number_in(path: Path) -> int:
    """The number that a notebook has written to a file, once it has."""
    return int(wait_for(lambda: path.exists() and path.read_text()))


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def zygotes_of(pid: int) -> list[psutil.Process]:
    children = psutil.Process(pid).children()
    return [child for child in children if "report_helpers.warm.server" in " ".join(child.cmdline())]
