"""Publishes the draft in a folder again and again, killed with SIGKILL some file-system steps later each time.

Arguments: the folder ``data`` of the draft, that of the same edition published, how many steps later. Each line
says at which step the process was killed and what the next reader found: ``draft`` or ``published``, and how many problems.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from report_helpers.dataset import check_edition, load_edition
from report_helpers.publishing.publish import Prepared, commit, hashes

YEAR = 2030
_step, _stop, _armed = 0, -1, False


def _counted(function):  # type: ignore[no-untyped-def]
    def run(*arguments, **keywords):  # type: ignore[no-untyped-def]
        global _step
        if _armed and _step == _stop:
            os.kill(os.getpid(), signal.SIGKILL)
        _step += 1
        return function(*arguments, **keywords)

    return run


def prepared(data: Path, published: Path) -> Prepared:
    """What publishing the draft writes, as it was written when the other one was published."""
    issue = load_edition(YEAR, data=published).info.issues[0]
    names = [p.relative_to(published) for p in issue.kept(published, YEAR).rglob("*") if p.is_file()]
    names.append(Path("editions") / str(YEAR) / "edition.toml")
    return Prepared(YEAR, issue, hashes(data, YEAR), {data / name: (published / name).read_bytes() for name in names})


def main(draft: Path, published: Path, stride: int) -> None:
    global _step, _stop, _armed
    for owner, name in ((Path, "open"), (Path, "replace"), (Path, "unlink"), (Path, "chmod"), (os, "fsync"), (Path, "mkdir")):
        setattr(owner, name, _counted(getattr(owner, name)))
    for stop in range(0, 10_000, stride):
        project = draft.parent / f"killed-{stop}"
        data = Path(shutil.copytree(draft, project / "data"))
        ready = prepared(data, published)
        child = os.fork()
        if not child:
            _armed, _step, _stop = True, 0, stop
            commit(project, ready)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        found = load_edition(YEAR, data=data).info.status
        kept = sum(1 for _ in (data / "published").rglob("*.*")) if (data / "published").is_dir() else 0
        print(stop, os.WTERMSIG(status), found, len(check_edition(YEAR, data)), kept, flush=True)
        shutil.rmtree(project)
        if not status:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
