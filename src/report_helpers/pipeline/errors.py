"""What can go wrong between the notebooks and the documents."""

from __future__ import annotations

from typing import Any

from ..errors import ReportError


class NotebookError(ReportError):
    """``notebook`` can't be used; ``reason`` says why."""

    def __init__(self, notebook: str, reason: str) -> None:
        super().__init__(notebook, reason)
        self.notebook = notebook
        self.reason = reason

    def __str__(self) -> str:
        """The notebook and the reason."""
        return f"{self.notebook} {self.reason}."


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

    def __str__(self) -> str:
        """Notebook, cell, parameters and error in one line."""
        given = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{self.notebook}, cell {self.cell} ({self.cell_id}), with {given}: {self.error}"


class KernelError(ReportError):
    """The kernel of ``notebook`` died or did not start; ``reason`` says what is known."""

    def __init__(self, notebook: str, parameters: dict[str, Any], reason: str) -> None:
        super().__init__(notebook, parameters, reason)
        self.notebook, self.parameters, self.reason = notebook, parameters, reason

    def __str__(self) -> str:
        """Notebook, parameters and reason in one line."""
        given = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{self.notebook}, with {given}: {self.reason}"
