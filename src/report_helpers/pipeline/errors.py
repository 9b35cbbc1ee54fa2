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
    ``error`` the exception's name and message in one line.
    """

    def __init__(self, notebook: str, cell: int, cell_id: str, parameters: dict[str, Any], error: str) -> None:
        super().__init__(notebook, cell, cell_id, parameters, error)
        self.notebook, self.cell, self.cell_id, self.parameters, self.error = notebook, cell, cell_id, parameters, error

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


class BuildError(ReportError):
    """Several documents or chapters failed; ``errors`` holds what each said."""

    def __init__(self, errors: list[ReportError]) -> None:
        super().__init__(errors)
        self.errors = errors

    def __str__(self) -> str:
        """One line for each failure."""
        return "\n".join(str(error) for error in self.errors)
