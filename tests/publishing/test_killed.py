"""Publishing survives SIGKILL at any moment: the edition is a draft as it was, or published with all that belongs to it."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from report_helpers.dataset import load_edition

from ..conftest import ROOT
from ..dataset.conftest import Sample

pytestmark = pytest.mark.kernel

KILLS = int(os.environ.get("MIGRATION_REPORT_KILLS", "2"))
"""How often the whole command is killed. Where it is set, every step of the file system has its kill, else one in :data:`STRIDE`:
``MIGRATION_REPORT_KILLS=40 pytest tests/publishing/test_killed.py``."""

STRIDE = 1 if "MIGRATION_REPORT_KILLS" in os.environ else 11


def test_killed_at_steps_of_the_file_system(draft: Sample, published_once: Path) -> None:
    command = [sys.executable, "-m", "tests.publishing.killed", str(draft.data), str(published_once), str(STRIDE)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    kept = sum(1 for _ in (published_once / "published").rglob("*.*"))
    assert {(state, problems, files) for _, _, state, problems, files in lines} == {
        ("draft", "0", "0"),
        ("published", "0", str(kept)),
    }
    killed = [line for line in lines if int(line[1]) == signal.SIGKILL]
    assert len(killed) == len(lines) - 1 > 100 // STRIDE
    states = [state for _, _, state, _, _ in lines]
    assert states == sorted(states), "once it is certain it stays so"


def test_the_whole_command_killed_at_random(draft: Sample) -> None:
    chance = random.Random(6)
    project = draft.data.parent
    fresh = Path(shutil.copytree(project, project.parent / "fresh"))
    files = {path.relative_to(project): path.read_bytes() for path in draft.data.rglob("*.*") if path.is_file()}
    command = [sys.executable, "-m", "report_helpers", "publish", "2030", "--by", "Rosa Ejemplar", "--date", "2030-12-01"]
    environment = {**os.environ, "MIGRATION_REPORT_HOME": str(project)}

    def run(seconds: float | None) -> tuple[str, bool]:
        """What the command said, and whether it was killed before it was done."""
        started = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, text=True
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        return started.communicate()[0], started.returncode == -signal.SIGKILL

    began = time.monotonic()
    assert not run(None)[1]
    lasts = time.monotonic() - began
    found: Counter[str] = Counter()
    while found.total() < KILLS:
        shutil.rmtree(project)
        shutil.copytree(fresh, project)
        said, killed = run(chance.uniform(0, lasts))
        info = load_edition(2030, data=draft.data).info
        assert draft.problems() == [], said
        if info.is_draft:
            assert {path: (project / path).read_bytes() for path in files} == files
        else:
            assert (info.issues[0].kept(draft.data, 2030) / "manifest.json").is_file()
        if killed:
            found[info.status] += 1
    print(dict(found))
    said, _ = run(None)
    assert "manifest.json" in said or "it is published" in said, said
    assert not load_edition(2030, data=draft.data).info.is_draft
    assert draft.problems() == []
