"""The same notebook gives the same bytes wherever it is exported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from .test_pdf import REPORT, chart, notebook, programme_table

ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}


def exported(folder: Path, kind: str, umask: int, **changes: str) -> bytes:
    """The document, made by the command in a folder and a home of its own."""
    (folder / "home").mkdir(parents=True)
    nb = notebook("# One\n\nText of the *note*[^1].\n\n[^1]: A footnote.", programme_table(), chart(1), report=REPORT)
    for number, each in enumerate(nb.cells):
        each["id"] = f"cell-{number}"
    nbformat.write(nb, folder / "report.ipynb")
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", f"report-{kind}", "report.ipynb"]
    changed = {**os.environ, "HOME": str(folder / "home"), **changes}
    run = subprocess.run(command, cwd=folder, env=changed, umask=umask, capture_output=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr.decode()
    return (folder / f"report.{kind}").read_bytes()


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_in_another_folder_time_zone_locale_and_home(kind: str, tmp_path: Path) -> None:
    here = exported(tmp_path / "here", kind, 0o022, TZ="UTC", PYTHONHASHSEED="1")
    there = exported(tmp_path / "a long way" / "from \u00e9 here", kind, 0o077, **ELSEWHERE)
    assert here == there
