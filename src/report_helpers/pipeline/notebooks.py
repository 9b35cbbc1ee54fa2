"""The notebooks of a report: where they are, what they are called, what they may be given."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from ..errors import UsageError, did_you_mean
from .errors import NotebookError

FOLDER = Path("notebooks") / "report"
"""Where the chapters of the yearly report are, in reading order by file name."""


@dataclass(frozen=True)
class Chapter:
    """A chapter: its notebook's path and its name, the file name without number and ending."""

    path: Path

    @property
    def name(self) -> str:
        """``at-a-glance`` for ``01-at-a-glance.ipynb``."""
        stem = self.path.stem
        number, _, rest = stem.partition("-")
        return rest if number.isdigit() and rest else stem


def find_chapters(project: Path, names: list[str] | None = None) -> list[Chapter]:
    """The chapters of a project in reading order, or those that ``names`` asks for.

    Raises:
        UsageError: there is none, or ``names`` holds one that there isn't.
    """
    every = [Chapter(path) for path in sorted((project / FOLDER).glob("*.ipynb"))]
    if not every:
        raise UsageError(f"{project / FOLDER} holds no notebook.")
    if not names:
        return every
    known = [chapter.name for chapter in every]
    for name in names:
        if name not in known:
            hint = " ".join(part for part in (did_you_mean(name, known), f"Chapters: {', '.join(known)}.") if part)
            raise UsageError(f'There is no chapter "{name}". {hint}')
    return [chapter for chapter in every if chapter.name in names]


def read_notebook(path: Path) -> Any:
    """A notebook of nbformat 4.

    Raises:
        NotebookError: it can't be read, isn't a notebook, or has no cell tagged ``parameters``.
    """
    try:
        notebook = nbformat.read(path, as_version=4)
    except OSError as error:
        raise NotebookError(str(path), f"cannot be read ({error.strerror})") from None
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise NotebookError(str(path), f"is not a notebook: {reason[:160]}") from None
    if not any("parameters" in cell.metadata.get("tags", ()) for cell in notebook.cells):
        raise NotebookError(str(path), 'has no cell tagged "parameters"; tag its first code cell so')
    return notebook


def accepted_parameters(notebook: Any) -> set[str]:
    """Names that the cell tagged ``parameters`` assigns."""
    names: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", ()):
            for statement in ast.parse(cell.source).body:
                targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
                names.update(target.id for target in targets if isinstance(target, ast.Name))
    return names


def check_parameters(path: Path, notebook: Any, parameters: dict[str, Any]) -> None:
    """Stop before a kernel starts where the notebook doesn't take one of the parameters.

    Raises:
        UsageError: it names the notebook, the parameter and those that the notebook takes.
    """
    try:
        accepted = accepted_parameters(notebook)
    except SyntaxError as error:
        raise NotebookError(str(path), f"has a parameters cell that is not Python: {error.msg}") from None
    for name in parameters:
        if name not in accepted:
            hint = did_you_mean(name, sorted(accepted))
            known = f"It takes: {', '.join(sorted(accepted))}."
            raise UsageError(" ".join(part for part in (f'{path.name} takes no parameter "{name}".', hint, known) if part))
