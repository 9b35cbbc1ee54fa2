"""What both exporters share: reading the notebook, whether code is shown, and saying what was left out."""

from __future__ import annotations

import contextlib
import copy
import gc
import json
from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbformat import NotebookNode, ValidationError
from traitlets import Bool
from traitlets.config import Application

from ..errors import ReportError
from .document import Document
from .errors import NotANotebookError
from .reading import read_document

_LEFT_OUT = {"exclude_markdown": "markdown", "exclude_raw": "raw", "exclude_code_cell": "code"}
"""Switches of nbconvert, and the kind of cell that they leave out."""
_WITHOUT_EFFECT = (("TemplateExporter", "template_name"), ("TemplateExporter", "template_file"), ("HTMLExporter", "theme"))


class ReportExporter(Exporter):
    """Any notebook as a document; a notebook with ``metadata["report"]`` as a report with cover and contents.

    What had to be left out or changed is logged, and listed under ``resources["warnings"]``.
    """

    exclude_input = Bool(
        None, allow_none=True, help="Whether code is left out; by default it is in reports and isn't in other notebooks."
    ).tag(config=True)

    def from_file(  # type: ignore[override]
        self, file_stream: Any, resources: Any = None, **kw: Any
    ) -> tuple[str | bytes, Any]:
        """The document of the notebook in an open file.

        Raises:
            NotANotebookError: the file holds no notebook, or one of a format that nbformat doesn't know. The command
                ``jupyter nbconvert`` says so on one line and ends with exit code 1, as with every other ReportError.
        """
        try:
            return self.from_notebook_node(_read(file_stream, resources), resources, **kw)
        except ReportError as error:
            command = Application.instance() if Application.initialized() else None
            if command is None or command.name != "jupyter-nbconvert":
                raise
            self.log.error("%s", error)
            raise SystemExit(error.exit_code) from error

    def from_notebook_node(  # type: ignore[override]  # as every exporter of nbconvert that doesn't make a notebook
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str | bytes, Any]:
        """The document and nbconvert's resources.

        Raises:
            ReportError: the notebook asks for a language without a catalogue, or the document could not be set.
        """
        with _uncollected():
            return self._exported(nb, resources, **kw)

    def _exported(self, nb: Any, resources: Any, **kw: Any) -> tuple[str | bytes, Any]:
        try:
            notebook, resources = super().from_notebook_node(_shared(nb), resources, **kw)
        except (ValidationError, AttributeError, KeyError, TypeError) as error:
            # nbconvert prepares only what is valid; reading takes what is there.
            self.log.warning("the notebook is not valid and no preprocessor was applied: %s", str(error).partition("\n")[0])
            notebook = copy.deepcopy(nb)
            resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        self._tell_ignored()
        notebook = self._wanted(notebook)
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
        asked = self._switch("exclude_input")
        return bool(asked) if asked is not None else "report" in (notebook.get("metadata") or {})

    def _switch(self, name: str) -> Any:
        """A switch of nbconvert (``--no-input``): the command sets a trait of TemplateExporter, whatever the exporter."""
        return self.config.get("TemplateExporter", {}).get(name)

    def _wanted(self, notebook: Any) -> Any:
        """The notebook without the cells and outputs that switches of nbconvert leave out."""
        kinds = {kind for name, kind in _LEFT_OUT.items() if self._switch(name)}
        without_outputs = bool(self._switch("exclude_output"))
        if not kinds and not without_outputs:
            return notebook
        cells = [cell for cell in notebook.get("cells") or () if not (isinstance(cell, dict) and cell.get("cell_type") in kinds)]
        if without_outputs:
            cells = [{**cell, "outputs": []} if isinstance(cell, dict) and "outputs" in cell else cell for cell in cells]
        return {**notebook, "cells": cells}

    def _tell_ignored(self) -> None:
        for section, name in _WITHOUT_EFFECT:
            value = self.config.get(section, {}).get(name)
            if value:
                self.log.warning("%s %r is ignored: this exporter has a design of its own", name.replace("_", " "), value)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cyclic garbage, which would walk the trees of a document over and over while they grow."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Shared(NotebookNode):
    """Data that is read and never changed: nbconvert copies notebooks three times over, and most of a report is this."""

    def __deepcopy__(self, memo: Any) -> _Shared:
        return self


def _shared(nb: Any) -> Any:
    """The notebook with cells and outputs of its own and the same JSON in its outputs."""
    return _replaced(nb, cells=[_replaced(cell, outputs=[_output(it) for it in cell.get("outputs", ())]) for cell in nb["cells"]])


def _output(output: Any) -> Any:
    data = output.get("data")
    if not isinstance(data, dict):
        return output
    composed = {mime: value for mime, value in data.items() if mime.endswith("+json") and isinstance(value, dict)}
    return _replaced(output, data=_replaced(data, **{mime: _node(_Shared, value) for mime, value in composed.items()}))


def _replaced(node: Any, **values: Any) -> Any:
    changed = {name: value for name, value in values.items() if name in node}
    return _node(NotebookNode, {**node, **changed})


def _node(kind: type[NotebookNode], content: dict[str, Any]) -> NotebookNode:
    """A node of notebooks as it is, without the conversion of all that lies below that its constructor does."""
    made = kind()
    dict.update(made, content)
    return made


def _read(file_stream: Any, resources: Any) -> Any:
    name = ((resources or {}).get("metadata") or {}).get("name") or Path(str(getattr(file_stream, "name", ""))).stem
    try:
        content = file_stream.read()
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")
        try:
            return nbformat.reads(text, as_version=4)
        except (ValidationError, KeyError):
            return nbformat.reads(_completed(text), as_version=4)
    # What nbformat raises on what is no notebook: its own errors, and those of attributes and keys that aren't there.
    except (ValueError, ValidationError, AttributeError, KeyError, TypeError) as error:
        raise NotANotebookError(str(name), " ".join(str(error).split())) from error


def _completed(text: str) -> str:
    """A notebook of nbformat 3 with the parts that it has to have and programs forget: metadata, worksheets, cells."""
    notebook = json.loads(text)
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 3:
        return text
    notebook.setdefault("metadata", {})
    for sheet in notebook.setdefault("worksheets", []):
        sheet.setdefault("cells", [])
    return json.dumps(notebook)
