"""Publishing survives SIGKILL at any moment: the edition is a draft as it was, or published with all that belongs to it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
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
    project, said = draft.data.parent, []
    files = {path: path.read_bytes() for path in draft.data.rglob("*.*") if path.is_file()}
    command = [sys.executable, "-m", "report_helpers", "publish", "2030", "--by", "Rosa Ejemplar", "--date", "2030-12-01"]
    environment = {**os.environ, "MIGRATION_REPORT_HOME": str(project)}
    for _ in range(KILLS):
        started = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, text=True
        )
        time.sleep(chance.uniform(0, 15))
        os.killpg(started.pid, signal.SIGKILL)
        said.append(started.communicate()[0])
        info = load_edition(2030, data=draft.data).info
        assert draft.problems() == [], said[-1]
        if info.is_draft:
            assert {path: path.read_bytes() for path in files} == files
        else:
            assert (info.issues[0].kept(draft.data, 2030) / "manifest.json").is_file()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or "it is published" in done.stderr, done.stderr
    assert not load_edition(2030, data=draft.data).info.is_draft
    assert draft.problems() == []
