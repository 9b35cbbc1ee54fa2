"""What can go wrong between the notebooks and the documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import ReportError, UsageError


class NotebookError(ReportError):
    """``notebook`` can't be used; ``reason`` says why."""

    def __init__(self, notebook: str, reason: str) -> None:
        super().__init__(notebook, reason)
        self.notebook = notebook
        self.reason = reason

    def __str__(self) -> str:
        """The notebook and the reason."""
        return f"{self.notebook} {self.reason}."


class CollisionError(UsageError):
    """Two sets of parameters, ``one`` and ``other``, would write the same ``document``."""

    def __init__(self, document: str, one: str, other: str) -> None:
        super().__init__(document, one, other)
        self.document, self.one, self.other = document, one, other

    def __str__(self) -> str:
        """The document and what would be written to it."""
        return f"{self.document}: {self.one} and {self.other} would overwrite each other. Nothing was run."


class CellError(ReportError):
    """A cell of ``notebook`` failed.

    ``cell`` is its place from 1 and ``cell_id`` its identifier, ``parameters`` what the notebook was run with,
    ``error`` the exception's name and message in one line, ``details`` the last lines of the traceback and the command
    that runs the notebook again.
    """

    def __init__(
        self, notebook: str, cell: int, cell_id: str, parameters: dict[str, Any], error: str, details: tuple[str, ...] = ()
    ) -> None:
        super().__init__(notebook, cell, cell_id, parameters, error, details)
        self.notebook, self.cell, self.cell_id, self.parameters, self.error = notebook, cell, cell_id, parameters, error
        self.details = details

    def seen_from(self, there: Path, here: Path) -> CellError:
        """The same error with the paths of another machine, where the project is in the folder ``here``, not ``there``."""
        details = tuple(line.replace(str(there), str(here)) for line in self.details)
        return CellError(self.notebook, self.cell, self.cell_id, self.parameters, self.error, details)

    def __str__(self) -> str:
        """Notebook, cell, parameters and error in one line."""
        given = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{self.notebook}, cell {self.cell} ({self.cell_id}), with {given}: {self.error}"


class KernelError(ReportError):
    """The kernel of ``notebook`` died or did not start; ``reason`` says what is known, and in which cell it was.

    ``details`` holds the command that runs the notebook again.
    """

    def __init__(self, notebook: str, parameters: dict[str, Any], reason: str, details: tuple[str, ...] = ()) -> None:
        super().__init__(notebook, parameters, reason, details)
        self.notebook, self.parameters, self.reason, self.details = notebook, parameters, reason, details

    def seen_from(self, there: Path, here: Path) -> KernelError:
        """The same error with the paths of another machine, where the project is in the folder ``here``, not ``there``."""
        details = tuple(line.replace(str(there), str(here)) for line in self.details)
        return KernelError(self.notebook, self.parameters, self.reason, details)

    def __str__(self) -> str:
        """Notebook, parameters and reason in one line."""
        given = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{self.notebook}, with {given}: {self.reason}"


class UnlikeWorkerError(ReportError):
    """What ``worker`` has in the folder ``place`` isn't what the commanding machine has.

    ``part`` is ``data``, ``notebooks``, ``code`` or ``versions``, ``names`` what is there of it with the hash of each;
    ``reason`` says instead why there is nothing at all.
    """

    def __init__(self, worker: str, place: str, part: str, names: Mapping[str, str], reason: str = "") -> None:
        super().__init__(worker, place, part, names, reason)
        self.worker, self.place, self.part, self.names, self.reason = worker, place, part, names, reason
        self.different = ""

    def compared(self, here: Mapping[str, str]) -> UnlikeWorkerError:
        """The same error, told what the commanding machine has of that part, so that it can name the difference."""
        differ = sorted(name for name in {*here, *self.names} if here.get(name) != self.names.get(name))
        if differ:
            there, wanted = (of.get(differ[0], "missing") for of in (self.names, here))
            if self.part == "versions":
                found = f"is {there} there, {wanted} here"
            else:
                found = "is missing there" if there == "missing" else "is only there" if wanted == "missing" else "is different"
            self.different = f"{differ[0]} {found}" + (f" (and {len(differ) - 1} more)" if len(differ) > 1 else "")
        return self

    def __str__(self) -> str:
        """The worker and what is different there, in one line."""
        if self.reason:
            return f"Worker {self.worker}: {self.reason}"
        return (
            f"Worker {self.worker} has other {self.part} in {self.place} than this machine: {self.different or 'they differ'}. "
            "Bring them to the same state (docs/cluster.md) and give the command again; what is done stays done."
        )
