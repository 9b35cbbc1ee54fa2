"""On a cluster: a real scheduler, real workers of which some are killed, and a real server of shared storage."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client

from report_helpers.errors import UsageError
from report_helpers.pipeline.build import build_report
from report_helpers.pipeline.errors import CellError
from report_helpers.pipeline.jobs import Document, Job
from report_helpers.pipeline.output import open_output, sha256
from report_helpers.pipeline.plan import Plan
from report_helpers.pipeline.request import Options, Request

from .test_build import PARAMETERS, project, write_chapter

__all__ = ["project"]

pytestmark = pytest.mark.kernel


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Address of a scheduler with two workers, each in a process of its own that is started again when it dies."""
    file = tmp_path / "scheduler.json"
    command = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--port",
        "0",
        "--no-dashboard",
        "--scheduler-file",
        str(file),
    ]
    processes = [subprocess.Popen([*command, "--host", "127.0.0.1"], stderr=subprocess.DEVNULL)]
    while not file.exists() or not file.read_text():
        time.sleep(0.1)
    address = json.loads(file.read_text())["address"]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nworkers",
        "2",
        "--nthreads",
        "1",
        "--no-dashboard",
    ]
    processes.append(subprocess.Popen([*worker, "--local-directory", str(tmp_path)], stderr=subprocess.DEVNULL))
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield address
    for process in reversed(processes):
        process.terminate()
        process.wait(20)


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
