"""What ends a notebook other than an error in a cell. Each says in which cell, and is an error of nbclient's, too."""

from __future__ import annotations

from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError


class _InCellError(Exception):
    """``cell`` is the cell's place from 1, ``cell_id`` its identifier, ``reason`` what happened."""

    def __init__(self, cell: int, cell_id: str, reason: str, *more: Any) -> None:
        super().__init__(cell, cell_id, reason, *more)
        self.cell, self.cell_id, self.reason = cell, cell_id, reason

    def __str__(self) -> str:
        """The cell and what happened."""
        return f"cell {self.cell} ({self.cell_id}): {self.reason}"


class KernelLostError(_InCellError, DeadKernelError):
    """The kernel ended in a cell: it was killed, crashed or left by itself."""


class ZygoteLostError(KernelLostError):
    """The kernel ended because the process that it had been forked from was killed; another try may do."""


class MemoryLimitError(KernelLostError):
    """The kernel was ended because it took too much memory."""


class CellLimitError(_InCellError, CellTimeoutError):
    """A cell took too long."""


class NotebookLimitError(CellLimitError):
    """A notebook took too long."""
