"""A process that exports many documents doesn't grow by each of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from report_helpers.exporters.pdf.memory import Memory

TESTS = Path(__file__).resolve().parents[2]

MANY = """
import psutil, sys
from report_helpers.exporters.pdf import compiler
from report_helpers.exporters.pdf.memory import Memory
from tests.exporters.test_pdf import REPORT, export, notebook
compiler._memory = Memory(compiler._set_nothing, least=0 if sys.argv[1] == "forget" else 1 << 50)
sizes = []
for document in range(5):
    words = "\\n\\n".join(f"Words {document} {n} " * 40 for n in range(120))
    export(notebook(f"# Chapter\\n\\n{words}", report=REPORT))
    if sys.argv[1] == "forget":
        compiler._memory.forget()
    sizes.append(psutil.Process().memory_info().rss)
print((sizes[-1] - sizes[1]) // 1024)
"""


def grown(how: str) -> int:
    command = [sys.executable, "-c", MANY, how]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TESTS, env={**os.environ, "PYTHONPATH": "."})
    return int(run.stdout)


def test_what_typst_remembers_of_other_documents_is_given_back() -> None:
    assert grown("forget") < grown("keep") / 2


def test_nothing_is_forgotten_while_the_process_is_small() -> None:
    settings: list[int] = []
    memory = Memory(lambda: settings.append(1), least=1 << 50)
    memory.watch()
    memory.watch()
    assert not settings


def test_a_process_that_has_grown_forgets() -> None:
    settings: list[int] = []
    memory = Memory(lambda: settings.append(1), least=0)
    memory.watch()
    memory._alone = 1
    memory.watch()
    assert len(settings) > 10
