"""How long reports take: stock commands, the stock API, this project, and the floor, on the same notebooks in one run.

    make bench        or        make bench ARGS="--profiles 10 --repeats 5 --only report,profiles"

Works on a copy of the project, without ``.cache`` and ``reports`` where it says *cold*. Rounds are interleaved, so that every
contender meets the same moods of the machine; numbers are medians. Two things run at a time in every row. Peak memory is that
of the whole tree of processes, shared pages counted once. Stock nbconvert makes PDF of web pages, where there is a Chromium;
it exports chapter by chapter, because it doesn't merge them.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import growth
from measured import Run, run

PROJECT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WORKERS = 2

Part = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Work:
    """Documents to make: ``verb`` of this project, and the notebooks with parameters that each document is made of."""

    title: str
    verb: list[str]
    documents: list[list[Part]]

    @property
    def parts(self) -> list[Part]:
        """Every notebook that has to be run."""
        return [part for document in self.documents for part in document]


@dataclass
class Contender:
    """A way to do the work, and what its rounds took."""

    name: str
    go: Callable[[Work, Path, int], Run]
    runs: list[Run] = field(default_factory=list)


def main() -> None:
    """Run what the command line asks for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5, help="rounds, of which the median counts (default: %(default)s)")
    parser.add_argument("--profiles", type=int, default=100, help="how many profiles (default: %(default)s)")
    parser.add_argument("--only", default="chapter,report,profiles,growth", help="some of: %(default)s")
    parser.add_argument(
        "--sizes", default="1000,10000,100000,1000000", help="activities in the table of growth (default: %(default)s)"
    )
    parser.add_argument("--skip", default="", help="contenders to leave out, as in: stock commands,stock API")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _stock_api(*options.child) if options.child[0] == "api" else _webpdf(options.child[1])
        return
    only = options.only.split(",")
    for folder in (sysconfig.get_paths()["purelib"], PROJECT / "src"):
        compileall.compile_dir(folder, quiet=2)
    print(f"{os.cpu_count()} cores, {WORKERS} at a time, medians of {options.repeats}", flush=True)
    for work in _works(options.profiles):
        if work[0] in only:
            _compare(work[1], options.repeats, options.skip.split(","))
    if "growth" in only:
        growth.show([int(size) for size in options.sizes.split(",")])


def _works(profiles: int) -> Iterator[tuple[str, Work]]:
    from report_helpers import load_edition
    from report_helpers.pipeline.plan import Plan, plan_report
    from report_helpers.pipeline.profiles import ProfilesRequest, plan_profiles
    from report_helpers.pipeline.request import Request

    def work(title: str, verb: list[str], plan: Plan) -> Work:
        return Work(title, verb, [[(job.notebook, job.parameters) for job in document.jobs] for document in plan.documents])

    chapter = plan_report(Request(project=PROJECT, chapters=("at-a-glance",)))
    yield "chapter", work("one chapter", ["build", "--chapter", "at-a-glance"], chapter)
    yield "report", work("the whole report of 2008", ["build"], plan_report(Request(project=PROJECT)))
    edition = load_edition(2008, data=PROJECT / "data")
    named = {"theme": edition.themes["id"], "state": edition.states["id"], "organization": edition.named_organizations["id"]}
    asked = tuple((kind, name) for kind, names in named.items() for name in names)[:profiles]
    verb = ["profiles", *(word for kind, name in asked for word in (f"--{kind}", name))]
    yield "profiles", work(f"{len(asked)} profiles", verb, plan_profiles(ProfilesRequest(project=PROJECT, asked=asked)))


def _compare(work: Work, repeats: int, skip: list[str]) -> None:
    contenders = [
        Contender("stock commands", _stock_commands),
        Contender("stock API", lambda work, copy, _: _child("api", json.dumps(work.parts), copy)),
        Contender("this, cold", _cold),
        Contender("this, one record edited", _edited),
        Contender("this, nothing changed", lambda work, copy, _: _own(work, copy)),
        Contender("floor: cells", _floor),
        Contender("floor: cells and exports", _floor),
    ]
    contenders = [contender for contender in contenders if contender.name not in skip]
    for number in range(repeats):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "project"
            for part in ("data", "notebooks"):
                shutil.copytree(PROJECT / part, copy / part)
            for contender in contenders:
                if contender.name != "floor: cells and exports":
                    contender.runs.append(contender.go(work, copy, number))
    _show(work, contenders)


def _show(work: Work, contenders: list[Contender]) -> None:
    count = len(work.documents)
    print(f"\n{work.title} ({count} {'document' if count == 1 else 'documents'}, HTML and PDF)")
    print(f"{'':<26}{'seconds':>9}{'of stock':>10}{'peak MB':>9}{'documents/s':>13}")
    stock = 0.0
    for contender in contenders:
        if contender.name.startswith("floor"):
            told = [
                json.loads(one.output.splitlines()[-1])
                for one in next(c for c in contenders if c.runs and "floor" in c.name).runs
            ]
            parts = ("cells", "exports") if "and" in contender.name else ("cells",)
            seconds = statistics.median(sum(one[part] for part in parts) for one in told)
            peak = ""
        else:
            seconds = statistics.median(one.seconds for one in contender.runs)
            peak = f"{statistics.median(one.peak for one in contender.runs):.0f}"
        stock = stock or seconds
        print(f"{contender.name:<26}{seconds:>9.2f}{stock / seconds:>9.1f}x{peak:>9}{count / seconds:>13.2f}", flush=True)


def _own(work: Work, copy: Path) -> Run:
    command = [str(BIN / "migration-report"), *work.verb, "--jobs", str(WORKERS)]
    return run(command, {"MIGRATION_REPORT_HOME": str(copy)}, copy)


def _cold(work: Work, copy: Path, _: int) -> Run:
    for part in (".cache", "reports"):
        shutil.rmtree(copy / part, ignore_errors=True)
    return _own(work, copy)


def _edited(work: Work, copy: Path, number: int) -> Run:
    table = copy / "data" / "editions" / "2008" / "activities.csv"
    text = table.read_text("utf-8")
    assert "The Honduran Red Cross runs" in text
    table.write_text(text.replace("The Honduran Red Cross runs", "The Red Cross of Honduras runs", 1), "utf-8")
    return _own(work, copy)


def _stock_commands(work: Work, copy: Path, _: int) -> Run:
    lines = []
    for number, (notebook, parameters) in enumerate(work.parts):
        path, out = copy / notebook, f"stock-{number}.ipynb"
        given = " ".join(f"-p {name} {shlex.quote(str(value))}" for name, value in parameters.items())
        line = f"{BIN}/papermill --no-progress-bar --log-level ERROR --cwd {path.parent} {path} {out} {given}"
        line += f" && {BIN}/jupyter nbconvert --log-level ERROR --no-input --to html {out}"
        if CHROMIUM:
            line += f" && {sys.executable} {Path(__file__).resolve()} --child webpdf {out}"
        lines.append(line)
    (copy / "commands").write_text("\0".join(lines), "utf-8")
    return run(
        ["xargs", "-0", "-P", str(WORKERS), "-I{}", "-a", "commands", "sh", "-c", "{}"],
        {"MIGRATION_REPORT_HOME": str(copy)},
        copy,
    )


def _webpdf(notebook: str) -> None:
    """``jupyter nbconvert --to webpdf`` with the Chromium of this machine in the place of the one that playwright downloads."""
    from export import _point_playwright_to_chromium
    from nbconvert.nbconvertapp import main as nbconvert

    _point_playwright_to_chromium()
    nbconvert(["--log-level", "ERROR", "--no-input", "--to", "webpdf", notebook])


def _child(what: str, argument: str, copy: Path) -> Run:
    command = [sys.executable, str(Path(__file__).resolve()), "--child", what, argument]
    return run(command, {"MIGRATION_REPORT_HOME": str(copy)}, copy)


def _stock_api(_: str, parts: str) -> None:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    asked = json.loads(parts)
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_one_by_api, range(len(asked)), [notebook for notebook, _ in asked], [given for _, given in asked]))


def _one_by_api(number: int, notebook: str, parameters: dict[str, Any]) -> None:
    import papermill
    from export import _point_playwright_to_chromium
    from nbconvert.exporters import get_exporter

    out = f"api-{number}.ipynb"
    papermill.execute_notebook(notebook, out, parameters, progress_bar=False, cwd=str(Path(notebook).parent))
    Path(f"{out}.html").write_text(get_exporter("html")(exclude_input=True).from_filename(out)[0], "utf-8")
    if CHROMIUM:
        _point_playwright_to_chromium()
        Path(f"{out}.pdf").write_bytes(get_exporter("webpdf")(exclude_input=True).from_filename(out)[0])


def _floor(work: Work, copy: Path, _: int) -> Run:
    asked = {"project": str(copy), "workers": WORKERS, "documents": work.documents}
    done = subprocess.run(
        [sys.executable, str(HERE / "floor.py")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        cwd=copy,
        env={**os.environ, "MIGRATION_REPORT_HOME": str(copy)},
        check=False,
    )
    if done.returncode:
        sys.exit(f"floor.py failed:\n{done.stderr[-2000:]}")
    return Run(0, 0, done.stdout)


if __name__ == "__main__":
    main()
