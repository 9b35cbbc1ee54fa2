"""Only what changed is built again, and nothing that changed is missed."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from report_helpers.pipeline.build import build_report, explain
from report_helpers.pipeline.progress import Event
from report_helpers.pipeline.request import Options, Request

from .test_build import ROOT, html, project, write_chapter

__all__ = ["project"]

pytestmark = pytest.mark.kernel


class Told:
    """Remembers events."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)

    def of(self, kind: str) -> set[str]:
        return {event.what for event in self.events if event.kind == kind}


@pytest.fixture
def two(project: Path) -> Request:
    """A report of two chapters, built."""
    write_chapter(project, "01-a", "from report_helpers import load_edition, note_text", "note_text(load_edition(edition), 'A.')")
    write_chapter(project, "02-b", "import helper", "print(helper.WORD)")
    (project / "notebooks" / "report" / "helper.py").write_text("WORD = 'first'\n")
    request = html(project)
    assert build_report(request).made == 1
    return request


def rebuilt(request: Request, options: Options | None = None) -> Told:
    told = Told()
    build_report(request, told, options)
    return told


def page(request: Request) -> Path:
    return Path(request.root) / f"{request.name}.html"


def test_nothing_to_do_is_seen_and_the_document_untouched(two):
    before = page(two).stat().st_mtime_ns
    built = build_report(two)
    assert built.made == 0
    assert built.files == (page(two),)
    assert page(two).stat().st_mtime_ns == before
    assert list(explain(two).values()) == [[]]


def test_a_chapter_that_changed_runs_again_and_the_other_does_not(two, project):
    write_chapter(project, "02-b", "print('second')")
    assert explain(two)["en/summary-of-current-programs"] == [
        "changed: notebooks/report/02-b.ipynb",
        "changed: notebooks/report/helper.py",
    ]
    told = rebuilt(two)
    assert (told.of("kept"), "b" in told.of("done")) == ({"a"}, True)
    assert "second" in page(two).read_text("utf-8")


def test_outputs_and_counts_in_a_notebook_are_no_change(two, project):
    path = project / "notebooks" / "report" / "02-b.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].outputs = [nbformat.v4.new_output("stream", text="seen in JupyterLab")]
    notebook.cells[-1].execution_count = 7
    nbformat.write(notebook, path)
    assert build_report(two).made == 0


def test_a_module_beside_the_notebook_counts(two, project):
    (project / "notebooks" / "report" / "helper.py").write_text("WORD = 'second'\n")
    assert explain(two)["en/summary-of-current-programs"] == ["changed: notebooks/report/helper.py"]
    assert rebuilt(two).of("kept") == {"a"}
    assert "second" in page(two).read_text("utf-8")


def test_data_that_no_chapter_reads_concerns_the_document_alone(two, project):
    table = project / "data" / "reference" / "themes.csv"
    table.write_text(table.read_text("utf-8").replace("Remittances", "Money sent home", 1), "utf-8")
    reasons = explain(two)["en/summary-of-current-programs"]
    assert reasons == ["the data changed (for title page, index and attachments)"]
    told = rebuilt(two)
    assert told.of("kept") == {"a", "b"}


def test_a_typo_mended_in_one_section_runs_no_other_section_again(project):
    others = {"at-a-glance", "general-secretariat", "regional-organizations"}
    for path in (ROOT / "notebooks" / "report").glob("*.ipynb"):
        if path.stem[3:] in {*others, "annex-1"}:
            shutil.copy(path, project / "notebooks" / "report")
    request = html(project)
    build_report(request)
    table = project / "data" / "editions" / "2008" / "activities.csv"
    text = table.read_text("utf-8")
    assert text.count("The Honduran Red Cross runs") == 1
    table.write_text(text.replace("The Honduran Red Cross runs", "The Red Cross of Honduras runs"), "utf-8")
    reasons = explain(request)["en/summary-of-current-programs"]
    assert "changed: activities of 2008 where section is annex-1" in reasons
    assert not any("oas" in reason or "general-secretariat" in reason for reason in reasons)
    told = rebuilt(request)
    assert told.of("kept") == others
    assert "annex-1" in told.of("done")
    assert "The Red Cross of Honduras runs" in page(request).read_text("utf-8")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    next(row for row in rows if row["id"] == "rc-el-amatillo")["status"] = "completed"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    counted = rebuilt(request)
    assert counted.of("kept") == others - {"at-a-glance"}
    assert "at-a-glance" in counted.of("done")


def test_a_name_that_changed_concerns_the_sections_that_show_it(project):
    for chapter in ("02-general-secretariat", "05-annex-1"):
        shutil.copy(ROOT / "notebooks" / "report" / f"{chapter}.ipynb", project / "notebooks" / "report")
    request = html(project)
    build_report(request)
    table = project / "data" / "reference" / "organizations.csv"
    text = table.read_text("utf-8")
    assert "Honduran Red Cross" in text
    table.write_text(text.replace("Honduran Red Cross", "Red Cross of Honduras"), "utf-8")
    assert rebuilt(request).of("kept") == {"general-secretariat"}


def test_a_file_that_a_notebook_opens_counts(project):
    other = project / "notebooks" / "report" / "other.csv"
    other.write_text("a\n1\n")
    write_chapter(project, "01-a", "import pandas as pd", "print(pd.read_csv('other.csv')['a'].sum())")
    write_chapter(project, "02-b", "1")
    request = html(project)
    build_report(request)
    other.write_text("a\n7\n")
    assert explain(request)["en/summary-of-current-programs"] == ["changed: notebooks/report/other.csv"]
    assert rebuilt(request).of("kept") == {"b"}


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda path: path.unlink(), "is gone"),
        (lambda path: path.write_bytes(path.read_bytes()[:1000]), "is not as it was written"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b"first", b"fyrst")), "is not as it was written"),
    ],
    ids=["deleted", "truncated", "changed"],
)
def test_a_document_that_was_tampered_with_is_made_again_without_running_anything(two, harm, reason):
    content = page(two).read_bytes()
    harm(page(two))
    assert explain(two)["en/summary-of-current-programs"] == [f"en/{page(two).name} {reason}"]
    assert rebuilt(two).of("kept") == {"a", "b"}
    assert page(two).read_bytes() == content


def test_force_runs_everything(two):
    told = rebuilt(two, Options(force=True))
    assert {"a", "b"} <= told.of("done")


def test_a_record_that_is_damaged_costs_a_build_and_nothing_else(two):
    record = Path(two.root) / "build.json"
    record.write_text(record.read_text("utf-8")[:-50], "utf-8")
    assert explain(two)["en/summary-of-current-programs"] == ["it was never built"]
    assert build_report(two).made == 1
    assert json.loads(record.read_text("utf-8"))["documents"]


def test_the_record_says_what_was_built_from_what(two):
    record = json.loads((Path(two.root) / "build.json").read_text("utf-8"))
    document = record["documents"]["en/summary-of-current-programs"]
    assert [job["notebook"] for job in document["jobs"]] == ["notebooks/report/01-a.ipynb", "notebooks/report/02-b.ipynb"]
    assert document["jobs"][0]["parameters"] == {"edition": 2008, "language": "en", "audience": "public"}
    assert "pandas" in record["packages"][document["jobs"][0]["packages"]]
    assert "content/notes.py" in record["code"][document["jobs"][0]["code"]]
    assert "content/notes.py" not in record["code"][document["jobs"][1]["code"]]
    assert document["files"]["html"]["bytes"] == page(two).stat().st_size


def test_a_failed_chapter_is_tried_again_and_the_good_one_is_not(two, project):
    write_chapter(project, "01-a", "'anew'")
    write_chapter(project, "02-b", "1 / 0")
    with pytest.raises(Exception, match="ZeroDivisionError"):
        build_report(two)
    write_chapter(project, "02-b", "'mended'")
    told = rebuilt(two)
    assert told.of("kept") == {"a"}
    assert "mended" in page(two).read_text("utf-8")


COMMAND = [sys.executable, "-m", "report_helpers", "build", "--format", "html"]


def test_a_build_that_is_killed_goes_on_where_it_stopped(project, monkeypatch, tmp_path):
    monkeypatch.setenv("MIGRATION_REPORT_HOME", str(project))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    write_chapter(project, "01-a", "'quick'")
    write_chapter(project, "02-b", "import os, time; os.path.exists('stop') or time.sleep(60)")
    build = subprocess.Popen([*COMMAND, "--jobs", "1"], stderr=subprocess.PIPE, text=True)
    assert build.stderr
    for line in iter(build.stderr.readline, ""):
        if line.startswith("[1/3] a"):
            build.kill()
    build.wait()
    assert build.returncode == -signal.SIGKILL
    until = time.monotonic() + 20
    while left := _processes_of(project):
        assert time.monotonic() < until, f"still running: {left}"
        time.sleep(0.2)
    assert not list(tmp_path.glob("migration-report-*"))
    (project / "notebooks" / "report" / "stop").touch()
    again = subprocess.run(COMMAND, capture_output=True, text=True, timeout=100, check=True)
    assert "a (unchanged)" in again.stderr
    assert not list((project / "reports").rglob(".*build-*"))


def _processes_of(project: Path) -> list[str]:
    """Commands of the processes that work on a project."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        with contextlib.suppress(psutil.Error):
            if process.environ().get("MIGRATION_REPORT_HOME") == str(project) and process.pid != os.getpid():
                found.append(" ".join(process.info["cmdline"]))
    return found


def test_two_builds_at_once_come_one_after_the_other(project, monkeypatch):
    monkeypatch.setenv("MIGRATION_REPORT_HOME", str(project))
    write_chapter(project, "01-a", "import time; time.sleep(3); 'slow'")
    builds = [subprocess.Popen(COMMAND, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [build.communicate(timeout=100)[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    assert sum("waiting for it" in text for text in said) == 1
    assert sum("Nothing had changed" in text for text in said) == 1


def test_a_worker_that_is_killed_costs_one_more_try(project):
    once = "import os, pathlib, signal\nmark = pathlib.Path('killed')\n"
    once += "if not mark.exists():\n    mark.touch()\n    os.kill(os.getppid(), signal.SIGKILL)\n'lived'"
    write_chapter(project, "01-a", "'other'")
    write_chapter(project, "02-b", once)
    built = build_report(html(project))
    assert "lived" in built.files[0].read_text("utf-8")


def test_a_notebook_that_always_kills_its_worker_is_named(project):
    write_chapter(project, "01-a", "'other'")
    # A kernel's parent is the process that it was forked from; that one's parent is the build, and its children the workers.
    kill = "[one.kill() for one in psutil.Process(os.getppid()).parent().children() if 'spawn_main' in ' '.join(one.cmdline())]"
    write_chapter(project, "02-b", f"import os, time, psutil; {kill}; time.sleep(60)")
    with pytest.raises(Exception, match=r"02-b\.ipynb, with edition=2008.*was killed, and so was the one that tried again"):
        build_report(html(project), options=Options(jobs=1))


def test_events_are_written_as_lines_of_json(project, monkeypatch, tmp_path):
    monkeypatch.setenv("MIGRATION_REPORT_HOME", str(project))
    write_chapter(project, "01-a", "1")
    write_chapter(project, "02-b", "1 / 0")
    log = tmp_path / "events.jsonl"
    start = time.time()
    failed = subprocess.run([*COMMAND, "--log-json", str(log)], capture_output=True, text=True, timeout=100, check=False)
    assert failed.returncode == 1
    assert "Again: papermill --cwd" in failed.stderr
    assert "ZeroDivisionError: division by zero" in failed.stderr.splitlines()[-2]
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {event["kind"] for event in events} >= {"checked", "planned", "done", "failed"}
    assert all(start <= event["time"] <= time.time() for event in events)
    assert next(event["error"] for event in events if event["kind"] == "failed").startswith("02-b.ipynb, cell 3")
    shutil.rmtree(project / "reports", ignore_errors=True)
