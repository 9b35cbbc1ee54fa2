"""On a cluster: a real scheduler, real workers of which some are killed, and a real server of shared storage."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from distributed import Client

from report_helpers.dataset.schema import read_schema
from report_helpers.errors import UsageError
from report_helpers.pipeline.build import build_report
from report_helpers.pipeline.errors import CellError, UnlikeWorkerError
from report_helpers.pipeline.jobs import Document, Job
from report_helpers.pipeline.output import open_output, sha256
from report_helpers.pipeline.plan import Plan
from report_helpers.pipeline.request import Options, Request

from .test_build import PARAMETERS, project, write_chapter

__all__ = ["project"]

pytestmark = pytest.mark.kernel


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Address of a scheduler with two workers."""
    with cluster(tmp_path, dict(os.environ)) as address:
        yield address


@contextmanager
def cluster(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """A scheduler with two workers, each in a process of its own that is started again when it dies; its address."""
    file = folder / "scheduler.json"
    options = ["--port", "0", "--no-dashboard", "--host", "127.0.0.1", "--scheduler-file", str(file)]
    processes = [started("scheduler", options, environment)]
    try:
        while not file.exists() or not file.read_text():
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        options = [address, "--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder)]
        processes.append(started("worker", options, environment))
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait(20)


def started(what: str, options: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


@pytest.fixture
def elsewhere(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where workers of another machine will have the project."""
    return tmp_path_factory.mktemp("another-machine") / "report"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a bucket on an S3-compatible server."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",  # pragma: allowlist secret
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    name = f"reports-{uuid.uuid4().hex[:8]}"
    s3fs.S3FileSystem().mkdir(name)
    yield f"s3://{name}/2008"
    server.stop()


def letters(count: int):
    """A plan of ``count`` documents of one notebook, each with a letter of its own."""

    def plan(request: Request) -> Plan:
        jobs = [Job("notebooks/report/01-letter.ipynb", {**request.parameters, "letter": f"letter-{n}"}) for n in range(count)]
        return Plan(tuple(Document(f"letters/{n}", (job,), ("html",), 2008, "en") for n, job in enumerate(jobs)))

    return plan


def write_letter(project: Path, *cells: str) -> None:
    write_chapter(project, "01-letter", *cells, parameters=f'{PARAMETERS}\nletter: str = ""')


def test_documents_are_made_by_the_workers_of_a_cluster(project, scheduler):
    write_letter(project, "import os", "print(letter, 'made by', os.getppid())")
    request = Request(project, formats=("html",), output=project / "out")
    built = build_report(request, options=Options(scheduler=scheduler), plan=letters(6))
    assert built.made == 6
    pages = [file.read_text("utf-8") for file in built.files]
    assert all(f"letter-{n} made by" in page for n, page in enumerate(pages))
    assert str(os.getpid()) not in {page.split("made by ")[1].split("<")[0].strip() for page in pages}


def test_every_document_is_complete_though_workers_are_killed(project, scheduler):
    write_letter(
        project, "import os, time", "open(f'runs-{letter}', 'a').write('x'); time.sleep(1)", "print(letter, os.getppid())"
    )
    killed: list[int] = []

    def kill() -> None:
        with Client(scheduler, set_as_default=False) as client:
            for _ in range(3):
                time.sleep(2.5)
                victim = next(iter(client.run(os.getpid).values()))
                killed.append(victim)
                os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    request = Request(project, formats=("html",), output=project / "out")
    built = build_report(request, options=Options(scheduler=scheduler), plan=letters(16))
    killer.join()
    assert len(killed) == 3
    assert len(built.files) == 16
    assert all(f"letter-{n}" in file.read_text("utf-8") for n, file in enumerate(built.files))
    runs = [len(path.read_text()) for path in (project / "notebooks" / "report").glob("runs-*")]
    assert len(runs) == 16
    assert sum(runs) <= 16 + len(killed)


def test_workers_of_a_machine_fork_their_kernels_from_one_process(project, tmp_path):
    write_letter(project, "import os, time", "time.sleep(2); print('forked', os.getppid(), os.environ['JPY_PARENT_PID'], 'end')")
    with cluster(tmp_path, {**os.environ, "LC_MARK": uuid.uuid4().hex}) as address:  # kernels with other variables aren't shared
        request = Request(project, formats=("html",), output=project / "out")
        built = build_report(request, options=Options(scheduler=address), plan=letters(6))
        words = [file.read_text("utf-8").split("forked ")[1].split()[:2] for file in built.files]
        zygotes, workers = ({int(pair[n]) for pair in words} for n in (0, 1))
        assert len(workers) == 2
        assert len(zygotes) == 1
        assert all(psutil.pid_exists(process) for process in zygotes)
    until = time.monotonic() + 20
    while any(psutil.pid_exists(process) for process in zygotes):
        assert time.monotonic() < until
        time.sleep(0.2)


def test_a_failed_notebook_is_named_and_the_others_are_made(project, scheduler):
    write_letter(project, "assert letter != 'letter-1', 'no such letter'", "print(letter)")
    with pytest.raises(CellError, match=r"01-letter\.ipynb, cell 3 .*letter='letter-1'.*no such letter"):
        build_report(
            Request(project, formats=("html",), output=project / "out"), options=Options(scheduler=scheduler), plan=letters(4)
        )
    assert sorted(path.name for path in (project / "out" / "letters").iterdir()) == ["0.html", "2.html", "3.html"]


def test_documents_go_to_shared_storage_and_are_checked_there(project, bucket):
    write_letter(project, "print(letter)")
    request = Request(project, formats=("html", "pdf"), output=bucket)
    plan = letters(2)
    assert build_report(request, plan=plan).addresses[0] == f"{bucket}/letters/0.html"
    output = open_output(bucket)
    record = json.loads(output.read("build.json") or b"")
    for document in record["documents"].values():
        for file in document["files"].values():
            body = output.read(file["file"])
            assert body
            assert (sha256(body), len(body)) == (file["sha256"], file["bytes"])
    assert build_report(request, plan=plan).made == 0
    output.put("letters/1.html", b"changed", "x")
    output.move_in("letters/1.html", "x")
    assert build_report(request, plan=plan).made == 1
    assert b"letter-1" in (output.read("letters/1.html") or b"")
    assert not [path for path in output._system.find(bucket) if "/." in path]  # type: ignore[attr-defined]


def test_a_cluster_writes_to_shared_storage(project, bucket, scheduler):
    write_letter(project, "print(letter)")
    request = Request(project, formats=("html",), output=bucket)
    built = build_report(request, options=Options(scheduler=scheduler), plan=letters(3))
    assert built.addresses == tuple(f"{bucket}/letters/{n}.html" for n in range(3))
    assert b"letter-2" in (open_output(bucket).read("letters/2.html") or b"")


def test_no_scheduler_at_the_address(project):
    write_chapter(project, "01-a", "1")
    with pytest.raises(UsageError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        build_report(Request(project, formats=("html",)), options=Options(scheduler="tcp://127.0.0.1:9"))


def test_no_file_system_of_that_name(project):
    with pytest.raises(UsageError, match="nosuch:// can't be written to here"):
        build_report(Request(project, formats=("html",), output="nosuch://bucket"))


def test_workers_have_the_project_in_a_folder_of_their_own(project, elsewhere, bucket, tmp_path):
    write_letter(project, "import os", "print(letter, 'made in', os.getcwd())")
    shutil.copytree(project, elsewhere)
    with cluster(tmp_path, {**os.environ, "MIGRATION_REPORT_HOME": str(elsewhere)}) as address:
        request = Request(project, formats=("html",), output=bucket)
        assert build_report(request, options=Options(scheduler=address), plan=letters(2)).made == 2
    assert f"letter-1 made in {elsewhere}".encode() in (open_output(bucket).read("letters/1.html") or b"")
    assert build_report(request, plan=letters(2)).made == 0


def test_the_command_that_runs_a_failed_notebook_again_is_for_the_commanding_machine(project, elsewhere, tmp_path):
    write_letter(project, "1 / 0")
    shutil.copytree(project, elsewhere)
    request = Request(project, formats=("html",))
    there = {**os.environ, "MIGRATION_REPORT_HOME": str(elsewhere)}
    with cluster(tmp_path, there) as address, pytest.raises(CellError) as caught:
        build_report(request, options=Options(scheduler=address), plan=letters(1))
    assert f"papermill --cwd {project / 'notebooks' / 'report'} {project}" in caught.value.details[-1]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("data/reference/themes.csv", "has other data in {elsewhere} than this machine: data/reference/themes.csv is different"),
        ("notebooks/report/01-letter.ipynb", "has other notebooks in"),
        ("data/datapackage.json", "No data/datapackage.json in {elsewhere}"),
    ],
)
def test_a_worker_that_has_other_inputs_is_named_and_nothing_is_replaced(project, elsewhere, tmp_path, file, text):
    write_letter(project, "print(letter)")
    shutil.copytree(project, elsewhere)
    if file.endswith(".json"):
        (elsewhere / file).unlink()
    else:
        (elsewhere / file).write_text((elsewhere / file).read_text("utf-8").replace("letter", "postcard") + "\n", "utf-8")
    request = Request(project, formats=("html",), output=project / "out")
    there = {**os.environ, "MIGRATION_REPORT_HOME": str(elsewhere)}
    with cluster(tmp_path, there) as address, pytest.raises(UnlikeWorkerError) as caught:
        build_report(request, options=Options(scheduler=address), plan=letters(3))
    assert text.format(elsewhere=elsewhere) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (project / "out" / "letters").exists()


def test_contacts_need_not_be_on_the_workers_of_a_public_report(project, elsewhere, tmp_path):
    write_letter(project, "print(letter)")
    contacts = Path("data", "editions", "2008", "restricted", "contacts.csv")
    header = ",".join(read_schema(project / "data")["contacts"].columns)
    (project / contacts).parent.mkdir(exist_ok=True)
    (project / contacts).write_text(f"{header}\n", "utf-8")
    shutil.copytree(project, elsewhere, ignore=shutil.ignore_patterns("restricted"))
    with cluster(tmp_path, {**os.environ, "MIGRATION_REPORT_HOME": str(elsewhere)}) as address:
        options = Options(scheduler=address)
        request = Request(project, formats=("html",))
        assert build_report(request, options=options, plan=letters(1)).made == 1
        with pytest.raises(UnlikeWorkerError, match=r"restricted/contacts\.csv is missing there"):
            build_report(Request(project, formats=("html",), audience="internal"), options=options, plan=letters(1))
