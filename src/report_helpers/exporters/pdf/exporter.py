"""The nbconvert exporter ``report-pdf``."""

from __future__ import annotations

from traitlets import Enum, default

from ..base import ReportExporter
from ..document import Document
from ..errors import ExportError
from .compiler import compile_pdf
from .metadata import timestamp
from .prepare import prepare


class ReportPDFExporter(ReportExporter):
    """Any notebook as a tagged PDF, set by Typst in process.

    Raises :class:`~report_helpers.exporters.errors.ExportError` where the document can't be set, and
    ``FontsMissingError`` where a package that brings fonts is not installed.
    """

    export_from_notebook = "Report (PDF)"
    output_mimetype = "application/pdf"

    paper = Enum(["a4", "us-letter"], default_value="a4", help="Size of the page.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def render(self, document: Document) -> tuple[bytes, list[str]]:
        """The PDF."""
        prepared = prepare(document, paper=self.paper)
        title, strict = document.metadata.title, document.metadata.has_title
        if strict and prepared.faults:
            raise ExportError(title, "; ".join(prepared.faults))
        pdf, remarks = compile_pdf(prepared, title, timestamp(document.metadata), strict=strict)
        return pdf, [*prepared.warnings, *remarks]
