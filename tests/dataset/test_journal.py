"""Files replaced together: all or none, wherever the process is killed; one writer at a time."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from report_helpers.dataset.journal import BusyError, replace_together, settled, writing

WRITER = """
import os, signal, sys
from pathlib import Path
from report_helpers.dataset import journal

data = Path(sys.argv[1])
step, stop, armed = 0, -1, False

def counted(function):
    def run(*arguments, **keywords):
        global step
        if armed and step == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        step += 1
        return function(*arguments, **keywords)
    return run

for owner, name in ((Path, "open"), (Path, "replace"), (Path, "unlink"), (Path, "chmod"), (os, "fsync"), (Path, "mkdir")):
    setattr(owner, name, counted(getattr(owner, name)))

def read(name):
    return (data / name).read_bytes().decode() if (data / name).exists() else None

for stop in range(1000):
    for name, text in (("one.csv", "old one"), ("three.csv", "old three")):
        (data / name).write_bytes(text.encode())
    os.path.exists(data / "sources/2030/two.bin") and os.remove(data / "sources/2030/two.bin")
    child = os.fork()
    if not child:
        armed, step = True, 0
        with journal.writing(data):
            journal.replace_together(
                data, {data / "one.csv": b"new one", data / "sources/2030/two.bin": b"new two", data / "three.csv": None}
            )
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not status:
        break
    journal.settled(data)
    with journal.writing(data):
        found = tuple(map(read, ("one.csv", "sources/2030/two.bin", "three.csv")))
        print(stop, os.WTERMSIG(status), len(list((data / ".journal").glob("*"))), repr(found))
"""


def state(data: Path) -> tuple[str | None, ...]:
    paths = (data / name for name in ("one.csv", "sources/2030/two.bin", "three.csv"))
    return tuple(path.read_text() if path.exists() else None for path in paths)


OLD, NEW = ("old one", None, "old three"), ("new one", "new two", None)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "one.csv").write_text("old one")
    (folder / "three.csv").write_text("old three")
    return folder


def test_a_process_killed_at_any_step_leaves_the_old_state_or_the_new_one(data: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WRITER, str(data)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert state(data) == NEW, "the last one was not killed"
    outcomes = []
    for line in done.stdout.splitlines():
        stop, killed, left, found = line.split(" ", 3)
        assert (killed, left) == (str(signal.SIGKILL.value), "0")
        assert found in (repr(OLD), repr(NEW)), f"killed before step {stop}"
        outcomes.append(found == repr(NEW))
    assert len(outcomes) > 10
    assert outcomes == sorted(outcomes), "once a change is certain it stays so"
    assert True in outcomes and False in outcomes


def test_a_writer_waits_for_the_one_before_it(data: Path) -> None:
    order: list[str] = []
    entered, leave = threading.Event(), threading.Event()

    def first() -> None:
        with writing(data):
            entered.set()
            leave.wait()
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    entered.wait()
    with pytest.raises(BusyError, match=r"Someone else is writing to .* Try again"), writing(data, patience=0.05):
        pass
    leave.set()
    with writing(data):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_a_reader_can_tell_that_something_was_written_meanwhile(data: Path) -> None:
    with writing(data):
        replace_together(data, {data / "one.csv": b"x"})
    before = settled(data)
    assert settled(data) == before
    with writing(data):
        replace_together(data, {data / "one.csv": b"y"})
    assert settled(data) != before


def test_the_mode_of_a_file_is_kept(data: Path) -> None:
    (data / "one.csv").chmod(0o600)
    with writing(data):
        replace_together(data, {data / "one.csv": b"x"})
    assert (data / "one.csv").stat().st_mode & 0o777 == 0o600


def test_a_list_left_behind_is_completed_before_anything_is_read(data: Path) -> None:
    folder = data / ".journal"
    folder.mkdir()
    (folder / "0.new").write_text("new one")
    (folder / "journal.json").write_text(json.dumps([{"target": "one.csv", "staged": "0.new"}]))
    settled(data)
    assert (data / "one.csv").read_text() == "new one"
    assert not (folder / "journal.json").exists()
