"""A process killed while it applies a reply, and two at once: nothing is lost or half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from report_helpers.dataset.journal import settled

from .conftest import DAY, YEAR, Form, Project, form_for, problems, rows, snapshot

WHOLE, WRITING = 8, 100
"""How often the whole command is killed, and how often the part of it that writes."""

KILLER = """
import os, random, shutil, signal, sys, time
from pathlib import Path
from report_helpers.collecting import receive as receiving
from report_helpers.dataset import journal

fresh, work, reply, day = (*map(Path, sys.argv[1:4]), sys.argv[4])
whole, writing = map(int, sys.argv[5:7])
chance = random.Random(20310220)
write = receiving.replace_together

def state(data):
    return {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in sorted(data.rglob("*")) if path.is_file() and ".journal" not in path.parts and path.name != ".lock"
    }

def apply():
    receiving.receive(reply, receiving.Wish(date=day, apply=True), work)

def child(action):
    started, starts = os.pipe()
    number = os.fork()
    if not number:
        def told(data, contents):
            os.write(starts, b".")
            write(data, contents)
        receiving.replace_together = told
        action(told)
        os._exit(0)
    os.close(starts)
    return number, started

def anew():
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(fresh, work)

def killed(action, lasts, wait):
    anew()
    number, started = child(action)
    if wait:
        os.read(started, 1)
    time.sleep(chance.random() * lasts)
    os.kill(number, signal.SIGKILL)
    _, status = os.waitpid(number, 0)
    os.close(started)
    journal.settled(work)
    found = state(work)
    print("new" if found == new else "old" if found == old else "broken", "killed" if os.WIFSIGNALED(status) else "done")
    return os.WIFSIGNALED(status)

anew()
written = {}
receiving.replace_together = lambda data, contents: (written.update(contents), write(data, contents))
began = time.perf_counter()
apply()
lasts = time.perf_counter() - began
old, new = state(fresh), state(work)
assert old != new
anew()
began = time.perf_counter()
with journal.writing(work):
    write(work, written)
took = time.perf_counter() - began
number = kills = 0
while kills < whole:  # at any time of the run, and by turns in the part that writes
    number += 1
    kills += killed(lambda told: apply(), took if number % 2 else lasts, number % 2)
    if number % 4 < 2:
        receiving.replace_together = write
        apply()
        print("again" if state(work) == new else "lost")

def dying_at(stop):
    step = 0
    def counted(function):
        def run(*arguments, **keywords):
            nonlocal step
            step += 1
            if step == stop:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **keywords)
        return run
    for owner, name in ((Path, "open"), (Path, "replace"), (Path, "unlink"), (Path, "chmod"), (os, "fsync"), (Path, "mkdir")):
        setattr(owner, name, counted(getattr(owner, name)))
    with journal.writing(work):
        write(work, written)
    return step

anew()
reader, writer = os.pipe()
if not os.fork():
    os.write(writer, str(dying_at(-1)).encode())
    os._exit(0)
steps = int(os.read(reader, 20))
os.wait()
for number in range(writing):
    anew()
    stop = chance.randint(1, steps)
    dying = os.fork()
    if not dying:
        dying_at(stop)
        os._exit(0)
    _, status = os.waitpid(dying, 0)
    journal.settled(work)
    found = state(work)
    print("new" if found == new else "old" if found == old else "broken", "in writing", os.WTERMSIG(status))
"""


def sound_reply(form: Form, path: Path) -> Path:
    form.fill("bureau-wages", title="Wages paid", end="2031-03")
    form.fill("bureau-clinic", answer="Please remove")
    form.add("title", title="New course", kinds="training", themes="remittances")
    form.add("person", person="Ben Inventado", email="ben@bureau.example")
    return form.save(path)


def test_a_reply_killed_while_it_is_applied_is_applied_whole_or_not_at_all(project: Project, tmp_path: Path) -> None:
    reply = sound_reply(form_for(project, "bureau"), tmp_path / "r.xlsx")
    whole = int(os.environ.get("MIGRATION_REPORT_KILLS", WHOLE))
    command = [sys.executable, "-c", KILLER, str(project), str(tmp_path / "work"), str(reply), DAY, str(whole), str(WRITING)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcomes = Counter(done.stdout.splitlines())
    print(dict(outcomes))
    assert not [name for name in outcomes if "broken" in name or "lost" in name], outcomes
    assert outcomes["old killed"] + outcomes["new killed"] == whole, outcomes
    assert outcomes["again"] >= whole // 2, "applying it again completes what was begun, or finds it done"
    assert outcomes["old in writing 9"] and outcomes["new in writing 9"], outcomes
    assert outcomes["old in writing 9"] + outcomes["new in writing 9"] == WRITING, outcomes


APPLY = """
import sys
from pathlib import Path
from report_helpers.collecting.receive import Wish, receive
for path in sys.argv[2:]:
    receive(Path(path), Wish(date="2031-02-20", apply=True), Path(sys.argv[1]))
"""


def test_two_people_who_apply_at_the_same_time_see_each_others_result(project: Project, tmp_path: Path) -> None:
    first, second = form_for(project, "bureau"), form_for(project, "bureau")
    helpers = form_for(project, "helpers")
    first.fill("bureau-wages", title="First")
    first.add("title", title="Course", kinds="training", themes="remittances")
    second.fill("bureau-wages", title="Second")
    second.add("title", title="Another course", kinds="training", themes="remittances")
    helpers.fill("helpers-tents", title="Tents and blankets")
    paths = [form.save(tmp_path / f"{n}.xlsx") for n, form in enumerate((first, second, helpers))]
    commands = [[sys.executable, "-c", APPLY, str(project), str(path)] for path in paths]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    assert [(process.communicate()[1], process.returncode) for process in running] == [("", 0)] * 3
    activities = rows(project, "activities")
    assert activities["helpers-tents"]["title"] == "Tents and blankets"
    assert {"bureau-course", "bureau-another-course"} <= activities.keys()
    changes = rows(project, "changes")
    assert list(changes) == [str(number) for number in range(1, len(changes) + 1)]
    of_title = [change for change in changes.values() if (change["row"], change["field"]) == ("bureau-wages", "title")]
    titles = {change["state"]: change["after"] for change in of_title}
    assert titles.keys() == {"applied", "contradicted"}
    assert set(titles.values()) == {"First", "Second"}
    assert activities["bureau-wages"]["title"] == titles["applied"]
    assert len(rows(project, "receipts")) == 3
    assert [problem.field for problem in problems(project)] == ["state"], "the contradiction, and nothing else"


def test_a_reader_never_sees_half_of_a_change(project: Project, tmp_path: Path) -> None:
    """What a killed process left behind is completed by whoever reads next."""
    reply = sound_reply(form_for(project, "bureau"), tmp_path / "r.xlsx")
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom report_helpers.dataset import journal\n"
        "journal._flush = lambda folder: os.kill(os.getpid(), signal.SIGKILL)\n" + APPLY
    )
    before = snapshot(project)
    killed = subprocess.run([sys.executable, "-c", script, str(project), str(reply)], check=False, capture_output=True)
    assert killed.returncode == -9
    assert snapshot(project) == before
    assert (project / ".journal" / "journal.json").exists()
    assert rows(project, "activities")["bureau-wages"]["title"] == "Wages paid"
    assert not (project / ".journal" / "journal.json").exists()
    assert problems(project) == []
    assert settled(project)
    assert rows(project, "entries", YEAR)["ex-bureau"]["reply"] == "reported"
