"""What can go wrong while a document is written."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import ReportError


class ExportError(ReportError):
    """The document called ``document`` could not be written; ``reason`` says why, ``hints`` what may help."""

    def __init__(self, document: str, reason: str, hints: Sequence[str] = ()) -> None:
        super().__init__(document, reason, hints)
        self.document = document
        self.reason = reason
        self.hints = tuple(hints)

    def __str__(self) -> str:
        """The document, the reason and the hints on one line."""
        advice = "".join(f" ({hint})" for hint in self.hints)
        return f"{self.document}: {self.reason.rstrip('.')}.{advice}"


class NotANotebookError(ReportError):
    """What was given as the notebook ``name`` is none that can be read; ``reason`` is what the reader stumbled on."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        """The file and the reason on one line."""
        reason = self.reason if len(self.reason) <= 160 else self.reason[:157] + "..."
        return f"{self.name}: this is not a Jupyter notebook ({reason})"


class FontsMissingError(ReportError):
    """``package``, which brings fonts that the PDF is set in, is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(package)
        self.package = package

    def __str__(self) -> str:
        """The package and how to get it."""
        return f"The PDF is set in fonts of the package {self.package}, which is not installed. Run: pip install {self.package}"
