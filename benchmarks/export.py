"""Exporters side by side: this project's against stock nbconvert, on the 2008 report and on one ten times as long.

    make bench-export        or        .venv/bin/python benchmarks/export.py --rounds 3 --times 2

Every exporter runs in a process of its own. ``cold`` is its first export there, imports included; ``again`` the median of
exports of the same notebook in the same process, ``edited`` of exports that each have one more sentence at their head, so that
nothing remembered of the document as a whole can help. Peak memory is the highest resident size of that process
(Chromium's own processes, which stock webpdf starts, are not counted). Ratios are against the stock exporter of the same
format.
"""

from __future__ import annotations

import argparse
import copy
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EXPORTERS = {"report-html": "html", "html": "html", "report-pdf": "webpdf", "webpdf": "webpdf"}
"""Exporters in the order in which they are shown, each with the stock one it is compared to."""


def main() -> None:
    """Build the inputs, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each export (default: %(default)s)")
    parser.add_argument("--times", type=int, default=10, help="length of the longer report (default: %(default)s times)")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(_measure(options.child[0], Path(options.child[1]), int(options.child[2]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        for title, path, rounds in _inputs(Path(folder), options.times, options.rounds):
            _compare(title, path, rounds)


def _inputs(folder: Path, times: int, rounds: int) -> Iterator[tuple[str, Path, int]]:
    import nbformat

    notebook = _merged_report()
    for title, count in (("2008 report", 1), (f"{times} times as long", times)):
        path = folder / f"report-{count}.ipynb"
        nbformat.write(_repeated(notebook, count), path)
        yield title, path, rounds if count == 1 else max(1, rounds // 2)


def _merged_report() -> Any:
    from report_helpers import load_edition
    from report_helpers.pipeline.merge import merge_chapters
    from report_helpers.pipeline.metadata import document_metadata
    from report_helpers.pipeline.plan import plan_report
    from report_helpers.pipeline.request import Request
    from report_helpers.pipeline.run import run_notebook

    jobs = plan_report(Request(project=PROJECT)).documents[0].jobs
    executed = [run_notebook(PROJECT / job.notebook, job.parameters, PROJECT) for job in jobs]
    edition = load_edition(2008, data=PROJECT / "data")
    return merge_chapters(executed, edition.language, document_metadata(edition, PROJECT / "data"))


def _repeated(notebook: Any, count: int) -> Any:
    """The notebook ``count`` times over, the identifiers of each repetition its own."""
    repeated = copy.deepcopy(notebook)
    for number in range(1, count):
        for cell in copy.deepcopy(notebook.cells):
            cell["id"] = f"{cell['id']}-{number}"
            for output in cell.get("outputs", []):
                for mime, bundle in output.get("data", {}).items():
                    if mime.endswith("+json"):
                        _rename(bundle, f"-{number}")
            repeated.cells.append(cell)
    return repeated


def _rename(value: Any, suffix: str) -> None:
    if isinstance(value, list):
        for item in value:
            _rename(item, suffix)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ("id", "label", "target") and isinstance(item, str):
                value[key] = item + suffix
            else:
                _rename(item, suffix)


def _measure(name: str, path: Path, rounds: int) -> dict[str, float]:
    """In a process of its own: seconds cold and warm, peak memory in MB, size in MB."""
    begin = time.perf_counter()
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    if name == "webpdf":
        _point_playwright_to_chromium()
    from nbconvert.exporters import get_exporter

    def export() -> Any:
        options = {"exclude_input": True} if not name.startswith("report-") else {}
        return get_exporter(name)(**options).from_notebook_node(notebook)[0]  # exporters copy it themselves

    body = export()
    cold = time.perf_counter() - begin
    again, edited = [], []
    for number in range(rounds):
        begin = time.perf_counter()
        export()
        again.append(time.perf_counter() - begin)
        _edit(notebook, number)
        begin = time.perf_counter()
        export()
        edited.append(time.perf_counter() - begin)
    size = len(body.encode() if isinstance(body, str) else body) / 1e6
    medians = {"again": statistics.median(again), "edited": statistics.median(edited)}
    return {"cold": cold, **medians, "peak": _peak(), "size": size}


def _edit(notebook: Any, number: int) -> None:
    """One more sentence at the head of the document."""
    import nbformat

    notebook.cells.insert(1, nbformat.v4.new_markdown_cell(f"This is sentence {number}.", id=f"sentence-{number}"))


def _peak() -> float:
    """Highest resident size of this process in MB. What ``getrusage`` says on Linux includes the process that started it."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def _point_playwright_to_chromium() -> None:
    """nbconvert starts the browser that playwright downloads; this machine's own stands in for it."""
    from playwright.async_api import BrowserType

    launch = BrowserType.launch

    async def with_path(self: Any, **options: Any) -> Any:
        options["args"] = [*(options.get("args") or []), "--no-sandbox", "--disable-gpu"]
        return await launch(self, **{**options, "executable_path": CHROMIUM})

    BrowserType.launch = with_path  # type: ignore[method-assign]


def _compare(title: str, path: Path, rounds: int) -> None:
    names = [name for name in EXPORTERS if name != "webpdf" or CHROMIUM]
    print(f"\n{title} ({path.stat().st_size / 1e6:.1f} MB of notebook, {rounds} rounds)")
    heads = "".join(f"{head:>10}{'ratio':>8}" for head in ("cold s", "again s", "edited s", "peak MB"))
    print(f"{'exporter':<14}{heads}{'size MB':>10}")
    results = {}
    for name in names:
        command = [sys.executable, __file__, "--child", name, str(path), str(rounds)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{name:<14} failed: {done.stderr.strip().splitlines()[-1][:300]}")
        else:
            results[name] = json.loads(done.stdout.strip().splitlines()[-1])
    for name, found in results.items():
        stock = results.get(EXPORTERS[name])
        line = f"{name:<14}"
        for key in ("cold", "again", "edited", "peak"):
            ratio = f"{found[key] / stock[key]:.2f}x" if stock else "-"
            line += f"{found[key]:>10.2f}{ratio:>8}"
        print(f"{line}{found['size']:>10.2f}")


if __name__ == "__main__":
    main()
