"""The nbconvert exporter ``report-pdf``."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from traitlets import Bool, Enum, default

from ..document import read_document
from .compiler import compile_pdf
from .metadata import timestamp
from .prepare import prepare


class ReportPDFExporter(Exporter):
    """Any notebook as a PDF; a notebook with ``metadata["report"]`` as a report with cover and contents.

    What had to be left out or changed is logged, and listed under ``resources["warnings"]``.
    """

    export_from_notebook = "Report (PDF)"
    output_mimetype = "application/pdf"

    paper = Enum(["a4", "us-letter"], default_value="a4", help="Size of the page.").tag(config=True)
    exclude_input = Bool(
        None, allow_none=True, help="Whether code is left out; by default it is in reports and isn't in other notebooks."
    ).tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # nbconvert says NotebookNode, its exporters return what they write
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[bytes, Any]:
        """The PDF of a notebook, and the resources.

        Raises:
            ExportError: the document could not be set.
            FontsMissingError: a package that brings fonts is not installed.
        """
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        name = (resources.get("metadata") or {}).get("name") or "notebook"
        document = read_document(notebook, name=name, show_input=not self._without_input(notebook))
        prepared = prepare(document, paper=self.paper)
        pdf, remarks = compile_pdf(prepared, document.metadata.title, timestamp(document.metadata))
        warnings = [*document.warnings, *prepared.warnings, *remarks]
        for warning in warnings:
            self.log.warning("%s: %s", name, warning)
        resources["warnings"] = warnings
        return pdf, resources

    def _without_input(self, notebook: Any) -> bool:
        asked = self.exclude_input
        if asked is None:
            # The switch --no-input of nbconvert is made for template exporters.
            asked = self.config.get("TemplateExporter", {}).get("exclude_input")
        return bool(asked) if asked is not None else "report" in notebook.metadata
