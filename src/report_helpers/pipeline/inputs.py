"""What a job and an export depend on, as hashes that two builds can compare."""

from __future__ import annotations

import json
import platform
import re
import sysconfig
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

from ..hashes import FileHashes, digest_of
from .code import FOLDER, modules_used
from .jobs import Job

CACHE = ".cache"
"""Folder of the project that holds what may be lost: hashes of files, executed notebooks."""
HASHES = "files.json"
"""File there with the hashes of files."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_SEPARATORS = re.compile(r"[-_.]+")
_EXPORT = "from report_helpers.pipeline.export import export_document"


class Inputs:
    """Hashes of a project's notebooks, data and code as they are now. ``hashes`` remembers those of files."""

    def __init__(self, project: Path, hashes: FileHashes) -> None:
        self.project = project
        self.hashes = hashes
        self._sources: dict[str, list[list[Any]]] = {}
        self._code: dict[str, dict[str, str]] = {}

    def job(self, job: Job) -> dict[str, Any]:
        """What is known of a job before it runs: its notebook's source, its parameters, the code and packages it uses."""
        return {
            "notebook": job.notebook,
            "parameters": job.parameters,
            "source": digest_of(self._cells(job.notebook)),
            "code": self.code(job.notebook),
            "packages": self.packages,
        }

    def code(self, notebook: str) -> dict[str, str]:
        """Hash of each module that a notebook depends on, by its path within the package."""
        if notebook not in self._code:
            cells = [cell[1] for cell in self._cells(notebook) if cell[0] == "code"]
            self._code[notebook] = self._hashed(modules_used(cells, (self.project / notebook).parent))
        return self._code[notebook]

    @cached_property
    def export(self) -> dict[str, str]:
        """Hash of each file that turns executed notebooks into documents: modules, templates, styles, fonts, catalogues."""
        other = [Path(path) for path in self.hashes.tree([FOLDER / "exporters", FOLDER / "locale"])]
        return self._hashed((*modules_used([_EXPORT]), *other))

    @property
    def packages(self) -> dict[str, str]:
        """Version of Python and of every package that this one needs, directly or not."""
        return _versions()

    @cached_property
    def installed(self) -> list[str]:
        """Names and versions of all packages that are installed."""
        return sorted(place.name for place in Path(sysconfig.get_paths()["purelib"]).glob("*.dist-info"))

    @cached_property
    def data(self) -> dict[str, str]:
        """Hash of every file of data, by its path from the project's folder.

        What was received and what was issued is kept with the data, but no document is made of it.
        """
        found = self._below(self.project / "data")
        return {name: digest for name, digest in found.items() if not name.startswith(("data/sources/", "data/published/"))}

    @cached_property
    def _notebooks(self) -> dict[str, str]:
        """Hash of every notebook and module beside one, by its path from the project's folder."""
        return self._below(self.project / "notebooks", (".ipynb", ".py"))

    def everything(self) -> str:
        """One hash of all that a build can depend on: as long as it is the same, so is what a build would make."""
        code = self.hashes.tree([FOLDER])
        return digest_of([self.data, self._notebooks, code, self.installed, platform.python_version()])

    def parts(self, *, restricted: bool) -> dict[str, dict[str, str]]:
        """What documents depend on wherever they are made, by kind: names, each with a hash or a version.

        ``restricted`` tables count only if asked for: they need not be on every machine.
        """
        code = self.hashes.tree([FOLDER])
        return {
            "versions": self.packages,
            "code": {Path(path).relative_to(FOLDER).as_posix(): digest for path, digest in code.items()},
            "notebooks": self._notebooks,
            "data": {name: digest for name, digest in self.data.items() if restricted or "/restricted/" not in name},
        }

    def _cells(self, notebook: str) -> list[list[Any]]:
        """What of a notebook's cells makes a difference; outputs and counts don't."""
        if notebook not in self._sources:
            content = json.loads((self.project / notebook).read_text("utf-8"))
            about = content.get("metadata", {}).get("migration_report", {})
            cells = [
                [c["cell_type"], "".join(c["source"]), c.get("id"), c.get("metadata", {}).get("tags")] for c in content["cells"]
            ]
            self._sources[notebook] = [*cells, ["about", about]]
        return self._sources[notebook]

    def _below(self, folder: Path, endings: tuple[str, ...] = ()) -> dict[str, str]:
        found = self.hashes.tree([folder], endings)
        return {Path(path).relative_to(self.project).as_posix(): digest for path, digest in found.items()}

    def _hashed(self, paths: tuple[Path, ...]) -> dict[str, str]:
        found = {}
        for path in paths:
            inside = path.is_relative_to(FOLDER)
            shown = path.relative_to(FOLDER if inside else self.project).as_posix()
            found[shown] = self.hashes.sha256(path) or ""
        return found


@cache
def _versions() -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = ["migration-report"]
    while waiting:
        name = waiting.pop()
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # needed only on other systems
            continue
        found[name] = package.version
        needed = (_NAME.match(line) for line in package.requires or () if "extra ==" not in line)
        names = {_SEPARATORS.sub("-", match[0]).lower() for match in needed if match}
        waiting += sorted(names - set(found))
    return {"python": platform.python_version(), **dict(sorted(found.items()))}
