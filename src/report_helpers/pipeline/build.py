"""Building: nothing where nothing has changed, else what is out of date; one build at a time into one place.

What it takes to run notebooks is imported only when one has to be run: a build with nothing to do is over at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from ..errors import ReportError
from ..hashes import FileHashes, digest_of
from .inputs import CACHE, HASHES, Inputs
from .manifest import Manifest
from .output import open_output
from .progress import Event, Watch
from .request import Options, Request

if TYPE_CHECKING:
    from .plan import Plan


@dataclass(frozen=True)
class Built:
    """What there is now: files, those of documents that were up to date included; how many documents were made; warnings.

    ``files`` are paths where the output is a folder; ``addresses`` say the same of any output.
    """

    addresses: tuple[str, ...]
    made: int
    warnings: tuple[str, ...] = field(default=())

    @property
    def files(self) -> tuple[Path, ...]:
        """The files as paths."""
        return tuple(Path(address) for address in self.addresses)


Planner = Callable[[Request], "Plan"]
"""Finds out what a request means, and everything about it that is wrong beforehand."""


def build_report(
    request: Request, watch: Watch = lambda _: None, options: Options | None = None, plan: Planner | None = None
) -> Built:
    """Build what ``plan`` makes of a request. A document that can't be built stays as it was; the others are built.

    Raises:
        UsageError: an unknown edition, language, format or chapter, or a parameter that a notebook doesn't take.
        DataError: the data has problems.
        BuildError: several things failed, each with its own line; the error itself where it is one.
    """
    options = options or Options()
    hashes = FileHashes(request.project / CACHE / HASHES)
    inputs = Inputs(request.project, hashes)
    output = open_output(request.root)
    with _alone(request, watch):
        manifest = Manifest(output, hashes)
        everything = inputs.everything()
        names = None if options.force else manifest.is_done(request.key, everything, request.project)
        if names is None:
            from .make import Making

            if not options.scheduler:
                from ..warm import zygote

                # It loads while the data is checked; what it has read, no kernel need read again.
                zygote.prepare(
                    "report_helpers.dataset.whole:hold", request.edition, request.language, str(request.project / "data")
                )
            hashes.save()  # workers begin with what is known
            asked = (plan or _report)(request)
            watch(Event("checked", "data checked"))
            made = Making(request, options, inputs, output, manifest, watch).make(asked)
            manifest.record_request(request.key, everything, [document.name for document in asked.documents], asked.warnings)
            manifest.save()
            names = [document.name for document in asked.documents]
        else:
            made = 0
        hashes.save()
    warnings = [*manifest.warnings(request.key), *(said for name in names for said in manifest.documents[name]["warnings"])]
    files = [output.shown(file["file"]) for name in names for file in manifest.documents[name]["files"].values()]
    watch(Event("finished", "", made, len(names)))
    return Built(tuple(files), made, tuple(dict.fromkeys(warnings)))


def explain(request: Request, plan: Planner | None = None) -> dict[str, list[str]]:
    """Why each document of a request would be built; no reasons for one that is up to date."""
    hashes = FileHashes(request.project / CACHE / HASHES)
    inputs = Inputs(request.project, hashes)
    manifest = Manifest(open_output(request.root), hashes)
    state = digest_of(inputs.data)
    return {document.name: manifest.stale(document, inputs, state) for document in (plan or _report)(request).documents}


def _report(request: Request) -> Plan:
    from .plan import plan_report

    return plan_report(request)


@contextmanager
def _alone(request: Request, watch: Watch) -> Iterator[None]:
    """Builds into one folder come one after the other."""
    lock = FileLock(request.project / CACHE / f"{digest_of(str(request.root))[:16]}.lock")
    folder = Path(lock.lock_file).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(
            f"{folder} can't be written to: {error.strerror}. A build keeps there what it needn't do again."
        ) from None
    try:
        lock.acquire(timeout=0)
    except Timeout:
        watch(Event("waiting", f"another build is writing to {request.root}; waiting for it"))
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
