"""What both exporters share: reading the notebook, whether code is shown, and saying what was left out."""

from __future__ import annotations

import copy
from abc import abstractmethod
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import ValidationError
from traitlets import Bool

from .document import Document
from .reading import read_document


class ReportExporter(Exporter):
    """Any notebook as a document; a notebook with ``metadata["report"]`` as a report with cover and contents.

    What had to be left out or changed is logged, and listed under ``resources["warnings"]``.
    """

    exclude_input = Bool(
        None, allow_none=True, help="Whether code is left out; by default it is in reports and isn't in other notebooks."
    ).tag(config=True)

    def from_notebook_node(  # type: ignore[override]  # as every exporter of nbconvert that doesn't make a notebook
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str | bytes, Any]:
        """The document and nbconvert's resources.

        Raises:
            ReportError: the notebook asks for a language without a catalogue, or the document could not be set.
        """
        try:
            notebook, resources = super().from_notebook_node(nb, resources, **kw)
        except (ValidationError, AttributeError, KeyError, TypeError) as error:
            # nbconvert prepares only what is valid; reading takes what is there.
            self.log.warning("the notebook is not valid and no preprocessor was applied: %s", str(error).partition("\n")[0])
            notebook = copy.deepcopy(nb)
            resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        origin = resources.get("metadata") or {}
        name = origin.get("name") or "notebook"
        folder = Path(origin["path"] or ".") if "path" in origin else None
        document = read_document(notebook, name=name, show_input=not self._without_input(notebook), folder=folder)
        body, remarks = self.render(document)
        resources["warnings"] = [*document.warnings, *remarks]
        for warning in resources["warnings"]:
            self.log.warning("%s: %s", name, warning)
        return body, resources

    @abstractmethod
    def render(self, document: Document) -> tuple[str | bytes, list[str]]:
        """The document in the exporter's format, and what could not be shown as it was meant."""

    def _without_input(self, notebook: Any) -> bool:
        if self.exclude_input is not None:
            return bool(self.exclude_input)
        # The switch --no-input of nbconvert sets a trait of TemplateExporter, whatever the exporter.
        asked = self.config.get("TemplateExporter", {}).get("exclude_input")
        return bool(asked) if asked is not None else "report" in (notebook.get("metadata") or {})
