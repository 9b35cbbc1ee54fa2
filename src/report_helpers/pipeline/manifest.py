"""``build.json``: which documents were made from which inputs by which versions, and what of it is out of date."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..hashes import FileHashes, digest_of
from .inputs import Inputs
from .jobs import Document
from .output import Output
from .reads import changed

if TYPE_CHECKING:
    from .work import Exported, Ran

FILE = "build.json"
_FORMAT = 3
_SHARED = ("code", "packages", "reads")
"""What many documents have in common; it is kept once and named by its hash."""


class Manifest:
    """The record of an output folder. A record that is lost or damaged means that everything is built anew."""

    def __init__(self, output: Output, hashes: FileHashes) -> None:
        self._output = output
        self._hashes = hashes
        try:
            content = json.loads(output.read(FILE) or b"{}")
            known: dict[str, Any] = content if content.get("format") == _FORMAT else {}
        except (ValueError, AttributeError):
            known = {}
        self._shared: dict[str, dict[str, Any]] = {kind: known.get(kind, {}) for kind in _SHARED}
        self.documents: dict[str, dict[str, Any]] = known.get("documents", {})
        self._requests: dict[str, dict[str, Any]] = known.get("requests", {})

    def is_done(self, request: str, everything: str, project: Path) -> list[str] | None:
        """Names of a request's documents where all of it was built from just these inputs and still is there; else ``None``."""
        found = self._requests.get(request)
        if not found or found["everything"] != everything:
            return None
        names: list[str] = found["documents"]
        if not all(name in self.documents and not any(self._faults(name)) for name in names):
            return None
        keys = {job["reads"] for name in names for job in self.documents[name]["jobs"]}
        files = {pair for key in keys for pair in self._shared["reads"].get(key, {"files": {"": ""}})["files"].items()}
        return names if all(self._hashes.sha256(project / file) == digest for file, digest in files) else None

    def record_request(self, request: str, everything: str, names: list[str], warnings: tuple[str, ...]) -> None:
        """A request was built without a failure; ``warnings`` are those of its plan."""
        self._requests[request] = {"everything": everything, "documents": names, "warnings": list(warnings)}

    def warnings(self, request: str) -> list[str]:
        """The warnings of a request's plan."""
        return list(self._requests[request]["warnings"])

    def record(self, document: Document, ran: list[Ran], exported: list[Exported], export: dict[str, str], data: str) -> None:
        """A document was built; what it had before in other formats is kept while it was made from the same."""
        jobs = [
            {
                **one.inputs,
                "code": self._share("code", one.inputs["code"]),
                "packages": self._share("packages", one.inputs["packages"]),
                "reads": self._share("reads", one.reads),
                "seconds": one.seconds,
            }
            for one in ran
        ]
        made = {
            "jobs": jobs,
            "export": self._share("code", export),
            "data": document.state(data),
            "warnings": [said for one in ran for said in one.warnings] + [said for one in exported for said in one.warnings],
        }
        files = {
            e.kind: {"file": document.file(e.kind), "sha256": e.sha256, "bytes": e.size, "seconds": e.seconds} for e in exported
        }
        before = self.documents.get(document.name, {})
        same = all(before.get(key) == made[key] for key in ("export", "data")) and _keys(before) == _keys(made)
        self.documents[document.name] = {**made, "files": {**(before["files"] if same else {}), **files}}

    def stale(self, document: Document, inputs: Inputs, data: str) -> list[str]:
        """Why a document has to be built, in words; nothing where it is as it should be."""
        known = self.documents.get(document.name)
        if known is None:
            return ["it was never built"]
        asked = [(job.notebook, job.parameters) for job in document.jobs]
        if [(job["notebook"], job["parameters"]) for job in known["jobs"]] != asked:
            return ["it is made of other notebooks or parameters than before"]
        reasons = [
            reason
            for job, made in zip(document.jobs, known["jobs"], strict=True)
            for reason in self._of_job(made, inputs.job(job), inputs)
        ]
        reasons += self._differences("code", known["export"], inputs.export, "changed: {}")
        if known["data"] != document.state(data):
            reasons.append("the data changed (for title page, index and attachments)")
        reasons += self._faults(document.name, document.formats)
        return list(dict.fromkeys(reasons))

    def save(self) -> None:
        """Write the record; what no document has anything to do with any more is left out."""
        used = {job[kind] for known in self.documents.values() for job in known["jobs"] for kind in _SHARED}
        used |= {known["export"] for known in self.documents.values()}
        shared = {kind: {key: value for key, value in self._shared[kind].items() if key in used} for kind in _SHARED}
        content = {"format": _FORMAT, "requests": self._requests, "documents": self.documents, **shared}
        self._output.put(FILE, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode(), "new")
        self._output.move_in(FILE, "new")

    def _share(self, kind: str, value: Any) -> str:
        key = digest_of(value)[:16]
        self._shared[kind][key] = value
        return key

    def _of_job(self, made: dict[str, Any], now: dict[str, Any], inputs: Inputs) -> Iterator[str]:
        if made["source"] != now["source"]:
            yield f"changed: {made['notebook']}"
        yield from self._differences("code", made["code"], now["code"], "changed: {}")
        yield from self._differences("packages", made["packages"], now["packages"], "another version: {}")
        reads = self._shared["reads"].get(made["reads"])
        if reads is None:
            yield "what it read is not on record"
        else:
            state = digest_of(inputs.data)
            yield from (f"changed: {what}" for what in changed(reads, inputs.project, self._hashes, state))

    def _differences(self, kind: str, key: str, now: dict[str, str], words: str) -> Iterator[str]:
        if key == digest_of(now)[:16]:
            return
        before = self._shared[kind].get(key, {})
        for name in sorted({*before, *now}):
            if before.get(name) != now.get(name):
                yield words.format(name)

    def _faults(self, name: str, formats: tuple[str, ...] | None = None) -> Iterator[str]:
        """What is wrong with the files of a document, if anything."""
        files = self.documents[name]["files"]
        for kind in formats or tuple(files):
            if kind not in files:
                yield f"there is no {kind} yet"
                continue
            found = self._found(files[kind]["file"])
            if found is None:
                yield f"{files[kind]['file']} is gone"
            elif found != files[kind]["sha256"]:
                yield f"{files[kind]['file']} is not as it was written"

    def _found(self, file: str) -> str | None:
        return _hash_of(self._output, self._hashes)(file)


def _hash_of(output: Output, hashes: FileHashes) -> Callable[[str], str | None]:
    if "://" not in output.address:
        return lambda file: hashes.sha256(Path(output.address) / file)

    def remote(file: str) -> str | None:
        from .output import sha256

        body = output.read(file)
        return None if body is None else sha256(body)

    return remote


def _keys(made: dict[str, Any]) -> list[tuple[str, ...]]:
    return [
        tuple(str(job[key]) for key in ("notebook", "parameters", "source", "code", "packages", "reads"))
        for job in made.get("jobs", [])
    ]
