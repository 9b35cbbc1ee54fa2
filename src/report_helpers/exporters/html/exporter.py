"""The nbconvert exporter ``report-html``."""

from __future__ import annotations

from traitlets import default

from ..base import ReportExporter
from ..document import Document
from .page import render_page


class ReportHTMLExporter(ReportExporter):
    """Any notebook as a self-contained page: no network, no outside files, readable without JavaScript."""

    export_from_notebook = "Report (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def render(self, document: Document) -> tuple[str, list[str]]:
        """The page."""
        return render_page(document), []
