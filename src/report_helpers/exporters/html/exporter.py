"""The exporter as nbconvert knows it."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from traitlets import Bool, default

from ..document import read_document
from .page import render_page


class ReportHTMLExporter(Exporter):
    """Exports any notebook as a self-contained page: no network, no outside files, readable without JavaScript."""

    export_from_notebook = "Report (HTML)"
    output_mimetype = "text/html"

    show_input = Bool(
        None,
        allow_none=True,
        help="Whether code is shown. Where it isn't said, notebooks of a report hide it and all others show it.",
    ).tag(config=True)

    @default("file_extension")
    def _default_file_extension(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # as every exporter of nbconvert that makes text
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, Any]:
        """The page and nbconvert's resources.

        Raises:
            LanguageError: the notebook's metadata ask for a language that there is no catalogue for.
        """
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        name = resources.get("metadata", {}).get("name") or "notebook"
        document = read_document(notebook, name=name, show_input=self._shows_input(notebook))
        for warning in document.warnings:
            self.log.warning("%s: %s", name, warning)
        return render_page(document), resources

    def _shows_input(self, notebook: Any) -> bool:
        if self.show_input is not None:
            return bool(self.show_input)
        # nbconvert's --no-input sets a trait of TemplateExporter, whatever the exporter.
        if self.config.get("TemplateExporter", {}).get("exclude_input", False):
            return False
        return "report" not in notebook.metadata
