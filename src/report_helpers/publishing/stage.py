"""A project of its own for building: the public data up to an edition, the notebooks, and nothing that anyone can change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..dataset.issues import MANIFEST, Issue
from ..dataset.load import editions
from ..dataset.schema import read_schema
from ..pipeline.output import sha256

NOTEBOOKS = "notebooks"


def public_files(data: Path, year: int) -> dict[str, bytes]:
    """Every file that the report of an edition can depend on, by its path from the project's folder.

    The schema, the shared tables and the published tables of this edition and the earlier ones; nothing restricted and
    nothing internal.
    """
    schema = read_schema(data)
    years = [other for other in editions(data) if other <= year]
    names = {"datapackage.json", *(f"editions/{other}/edition.toml" for other in years)}
    for resource in schema.published:
        names |= {resource.path_in(other) for other in years} if resource.per_edition else {resource.path}
    return {f"data/{name}": (data / name).read_bytes() for name in sorted(names) if (data / name).is_file()}


def notebook_files(project: Path) -> Iterator[Path]:
    """Notebooks of the report and what lies beside them."""
    for path in sorted((project / NOTEBOOKS / "report").rglob("*")):
        if path.is_file() and not {".ipynb_checkpoints", "__pycache__"} & set(path.parts):
            yield path


def write_stage(folder: Path, project: Path, files: Mapping[str, bytes], year: int, issues: tuple[Issue, ...]) -> None:
    """Writes a project into ``folder`` that builds the newest of ``issues`` from ``files``.

    The issues before it are copied from ``project``, as the newest one tells what differs; it has a manifest of its own, for
    :func:`~report_helpers.dataset.check.check_edition` to find the edition as it is published.
    """
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    for path in notebook_files(project):
        target = folder / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for issue in issues[:-1]:
        kept = issue.kept(project / "data", year)
        shutil.copytree(kept, folder / kept.relative_to(project))
    own = issues[-1].kept(folder / "data", year)
    for name, content in files.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_bytes(content)
    hashes = {name: sha256(content) for name, content in files.items()}
    (own / MANIFEST).write_text(json.dumps({"files": hashes}), "utf-8")
