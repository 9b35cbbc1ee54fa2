"""The notebooks of a report: where they are and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from ..errors import UsageError, did_you_mean
from .errors import NotebookError
from .jobs import name_of

FOLDER = Path("notebooks") / "report"
"""Where the chapters of the yearly report are, in reading order by file name."""


@dataclass(frozen=True)
class Chapter:
    """A chapter: its notebook's path and its name, the file name without number and ending."""

    path: Path

    @property
    def name(self) -> str:
        """``at-a-glance`` for ``01-at-a-glance.ipynb``."""
        return name_of(self.path.name)


def find_chapters(project: Path, names: list[str] | None = None, publication: str = "report") -> list[Chapter]:
    """The chapters of a publication in reading order, or those that ``names`` asks for.

    Raises:
        UsageError: there is none, or ``names`` holds one that there isn't.
    """
    folder = project / FOLDER.parent / publication
    every = [Chapter(path) for path in sorted(folder.glob("*.ipynb"))]
    if not every:
        raise UsageError(f"{folder} holds no notebook.")
    if not names:
        return every
    known = [chapter.name for chapter in every]
    for name in names:
        if name not in known:
            hint = " ".join(part for part in (did_you_mean(name, known), f"Chapters: {', '.join(known)}.") if part)
            raise UsageError(f'There is no chapter "{name}". {hint}')
    return [chapter for chapter in every if chapter.name in names]


def section_of(notebook: Any) -> str | None:
    """The section that a chapter is made for (``migration_report.section`` of its metadata); ``None`` for any edition's.

    An edition without that section is built without the chapter.
    """
    section = notebook.metadata.get("migration_report", {}).get("section")
    return str(section) if section else None


def need_of(notebook: Any) -> str:
    """What an edition must have for a chapter to be a part of its report (``migration_report.needs`` of its metadata).

    ``predecessor``: an edition before it; ``correction``: an issue that corrects or revises another. Empty for most.
    """
    return str(notebook.metadata.get("migration_report", {}).get("needs", ""))


def read_notebook(path: Path) -> Any:
    """A notebook of nbformat 4.

    Raises:
        NotebookError: it can't be read or isn't a notebook.
    """
    try:
        return nbformat.read(path, as_version=4)
    except OSError as error:
        raise NotebookError(str(path), f"cannot be read ({error.strerror})") from None
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise NotebookError(str(path), f"is not a notebook: {reason[:160]}") from None
