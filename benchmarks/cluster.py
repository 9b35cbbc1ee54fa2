"""What a hundred thousand documents take on 1, 10, 100 workers and more, and what stops a cluster from being faster.

    .venv/bin/python benchmarks/cluster.py            # the table, from the numbers below
    .venv/bin/python benchmarks/cluster.py --measure  # measures these numbers here, and a pool of processes beside Dask's

A simulation, event by event and the same each time. Documents wait for workers; each one passes the scheduler, a worker, and
the commanding machine, which looks at its files and writes the record. The last two do one thing at a time.
"""

from __future__ import annotations

import argparse
import heapq
import os
import pickle
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Inputs:
    """Seconds, bytes and bytes a second that the simulation starts from, of profiles in HTML and PDF.

    All but the last two were measured with ``--measure`` on two cores: ``document`` by one warm worker, ``scheduler`` with the
    scheduler and two workers on these cores, ``check`` as hashing two files and moving them in, on a local disk. Assumptions, to
    be replaced by what yours do, are ``network`` (a gigabit at the commanding machine) and ``storage`` (500 MB a second from all
    workers together).
    """

    document: float = 0.8
    scheduler: float = 0.002
    result: int = 15_400
    files: int = 389_000
    check: float = 0.001
    record: float = 0.0002
    saved: float = 0.000035
    network: float = 125e6
    storage: float = 500e6


DEPLOYMENTS = {"SSH": 5.0, "Slurm (dask-jobqueue)": 60.0, "Kubernetes operator": 120.0}
"""Seconds until workers take work: assumptions (processes start; a queue that isn't full; an image is pulled)."""


def main() -> None:
    """Print the table, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--documents", type=int, default=100_000)
    options = parser.parse_args()
    if options.measure:
        _measure()
        return
    print(f"{options.documents:,} documents of {Inputs().document} s each")
    print(f"{'workers':>8}{'hours':>9}{'busy':>7}  held up by")
    for workers in (1, 10, 100, 200, 400, 1000):
        seconds, busy, by = simulate(options.documents, workers, Inputs())
        print(f"{workers:>8}{seconds / 3600:>9.2f}{busy:>7.0%}  {by}")
    print("\nUntil workers take work, add: " + ", ".join(f"{name} {wait:.0f} s" for name, wait in DEPLOYMENTS.items()))


def simulate(documents: int, workers: int, given: Inputs) -> tuple[float, float, str]:
    """Seconds that the build takes, the share of that in which workers work, and what they wait for where they do."""
    writing = given.files * workers / given.storage  # all of them at once
    held = max(given.document, writing)
    scheduler = commander = saved = 0.0
    free = [0.0] * workers
    for number in range(documents):
        scheduler = max(scheduler, heapq.heappop(free)) + given.scheduler
        done = scheduler + held
        heapq.heappush(free, done)
        commander = max(commander, done) + given.check + given.record + (given.result + given.files) / given.network
        cost = given.saved * (number + 1)
        if commander - saved > max(1.0, 20 * cost):  # as the build does
            commander += cost
            saved = commander
    total = max(commander, max(free))
    waits = {
        "the work itself": documents * given.document / workers,
        "shared storage": documents * writing / workers,
        "the scheduler": documents * given.scheduler,
        "the commanding machine": documents * (given.check + given.record + (given.result + given.files) / given.network),
    }
    return total, documents * given.document / workers / total, max(waits, key=waits.__getitem__)


def _measure() -> None:
    from distributed import Client, LocalCluster

    from report_helpers.pipeline.schedule import Call
    from report_helpers.pipeline.schedule.cluster import Cluster
    from report_helpers.pipeline.schedule.processes import Processes

    _measure_document()  # first, as Dask changes the environment, and with it how kernels are started
    workers = os.cpu_count() or 1
    options: dict[str, Any] = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    for name, count, function in (("nothing", 500, _nothing), ("0.1 s of work", 100, _work)):
        calls = [Call(str(number), function, (number,)) for number in range(count)]
        rows: dict[str, list[float]] = {"pool of processes": [], "LocalCluster": []}
        for _ in range(3):
            begin = time.perf_counter()
            with Processes(workers) as pool:
                assert sum(map(_is, pool.run(calls))) == count
            rows["pool of processes"].append(time.perf_counter() - begin)
            begin = time.perf_counter()
            with LocalCluster(**options) as local, Cluster(local.scheduler_address) as cluster:  # type: ignore[no-untyped-call]
                assert sum(map(_is, cluster.run(calls))) == count
            rows["LocalCluster"].append(time.perf_counter() - begin)
        told = ", ".join(f"{which} {statistics.median(seconds):.2f} s" for which, seconds in rows.items())
        print(f"{count} calls that do {name}, start and end included: {told}", flush=True)
    with LocalCluster(**options) as local, Client(local) as client:  # type: ignore[no-untyped-call]
        client.gather(client.map(_nothing, range(100), pure=False))
        begin = time.perf_counter()
        client.gather(client.map(_nothing, range(5000), pure=False))
        print(f"scheduler: {(time.perf_counter() - begin) / 5000:.5f} s a task, of 5000")


def _measure_document() -> None:
    import shutil

    from report_helpers.hashes import FileHashes, digest_of
    from report_helpers.pipeline.inputs import Inputs as Known
    from report_helpers.pipeline.manifest import Manifest
    from report_helpers.pipeline.output import open_output
    from report_helpers.pipeline.profiles import ProfilesRequest, plan_profiles
    from report_helpers.pipeline.work import Task, make_document

    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        for part in ("data", "notebooks"):
            shutil.copytree(PROJECT / part, project / part)
        asked = (("theme", "trafficking"), ("state", "COL"), ("state", "PER"))
        plan = plan_profiles(ProfilesRequest(project=project, asked=asked))
        hashes = FileHashes(project / "files.json")
        inputs = Known(project, hashes)
        task = Task(project, str(project / "out"), "build-x", digest_of(inputs.data), force=True)
        seconds, sizes, files, checks = [], [], [], []
        output = open_output(project / "out")
        manifest = Manifest(output, hashes)
        for document in plan.documents * 4:
            begin = time.perf_counter()
            made = make_document(task, document)
            seconds.append(time.perf_counter() - begin)
            sizes.append(len(pickle.dumps(made)))
            files.append(sum(one.size for one in made.exported))
            begin = time.perf_counter()
            assert all(output.written(document.file(one.kind), task.token) == one.sha256 for one in made.exported)
            for one in made.exported:
                output.move_in(document.file(one.kind), task.token)
            checks.append(time.perf_counter() - begin)
        from dataclasses import replace

        begin = time.perf_counter()
        for number in range(2000):
            manifest.record(replace(document, name=f"x/{number}"), made.ran, made.exported, inputs.export, task.state)
        record = (time.perf_counter() - begin) / 2000
        begin = time.perf_counter()
        manifest.save()
        saved = (time.perf_counter() - begin) / 2000
        size = (project / "out" / "build.json").stat().st_size / 2000
    print(f"document: {statistics.median(seconds[1:]):.2f} s (one worker, warm); first {seconds[0]:.2f} s")
    print(f"result: {statistics.median(sizes):.0f} bytes; files: {statistics.median(files):.0f} bytes")
    print(f"check: {statistics.mean(checks):.4f} s")
    print(f"record: {record:.5f} s and {size:.0f} bytes of build.json a document; saving it: {saved:.6f} s a document")


def _is(answer: Any) -> bool:
    return not isinstance(answer, list) and answer.error is None


def _nothing(number: int) -> int:
    return number


def _work(number: int) -> int:
    time.sleep(0.1)
    return number


if __name__ == "__main__":
    sys.exit(main())
