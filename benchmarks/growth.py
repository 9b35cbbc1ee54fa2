"""How the project grows: checking, packing and reading one state's activities out of synthetic editions of growing size."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import synthetic
from measured import run

STATE = "COL"


def show(sizes: list[int]) -> None:
    """Print a line for each size, in activities. Every number is of a process of its own."""
    print("\nSynthetic editions: seconds, and peak MB of the process; reading is that of one state's activities, imports apart")
    heads = ("CSV MB", "check", "MB", "read CSV", "MB", "pack", "pack MB", "read pack", "MB", "rows")
    print(f"{'activities':>10}" + "".join(f"{head:>10}" for head in heads))
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            data = synthetic.write_edition(Path(folder) / "project", size)
            files = sum(path.stat().st_size for path in data.rglob("*.csv")) / 1e6
            told = [_told(what, data) for what in ("check", "read", "pack", "read")]
            packed = sum(path.stat().st_size for path in data.parent.glob(".cache/packed/*/*")) / 1e6
        check, csv, pack, read = told
        numbers = (files, check["seconds"], check["peak"], csv["seconds"], csv["peak"], pack["seconds"], packed)
        line = f"{size:>10}" + "".join(f"{number:>10.1f}" for number in numbers)
        line += f"{read['seconds']:>10.3f}{read['peak']:>10.0f}{read['rows']:>10}"
        print(line, flush=True)


def _told(what: str, data: Path) -> dict[str, float]:
    told: dict[str, float] = json.loads(run([sys.executable, __file__, what, str(data)], {}, data).output.splitlines()[-1])
    return told


def main() -> None:
    """Do one thing in this process: ``check``, ``pack`` or ``read``."""
    from report_helpers.dataset import check_edition, load_edition
    from report_helpers.dataset.pack import pack_edition

    what, data = sys.argv[1], Path(sys.argv[2])
    begin, rows = time.perf_counter(), 0
    if what == "check":
        rows = len(check_edition(synthetic.YEAR, data))
    elif what == "pack":
        pack_edition(synthetic.YEAR, data)
    else:
        edition = load_edition(synthetic.YEAR, data=data)
        rows = len(edition.records("activities").where("states", STATE))
        edition.tables.described()
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "rows": rows}))


if __name__ == "__main__":
    main()
