"""A notebook as a document: metadata and block nodes, the same for HTML and PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..content.markdown import parse_blocks
from ..content.nodes import NODES_MIME, Node, plain_text, slug, walk


@dataclass(frozen=True)
class Metadata:
    """What is known of a document as a whole; taken from the notebook's ``metadata["report"]``."""

    title: str
    subtitle: str = ""
    language: str = "en"
    edition: str = ""
    publisher: str = ""
    as_of: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    draft: bool = False
    checksum: str = ""
    citation: str = ""
    notice: str = ""
    has_title: bool = True


@dataclass
class Document:
    """A document. ``warnings`` name each thing of the notebook that was left out or changed."""

    metadata: Metadata
    blocks: list[Node]
    warnings: list[str] = field(default_factory=list)


def read_document(notebook: Any, *, name: str = "notebook", show_input: bool = True) -> Document:
    """The document that a notebook holds.

    Args:
        notebook: a notebook of nbformat 4, executed.
        name: what to call it where it has no title of its own.
        show_input: whether code cells are shown.
    """
    warnings: list[str] = []
    blocks = [node for index, cell in enumerate(notebook.cells) for node in _cell_blocks(cell, index, show_input, warnings)]
    _identify_headings(blocks)
    _resolve_links(blocks, warnings)
    return Document(_metadata(notebook, blocks, name), blocks, warnings)


def _metadata(notebook: Any, blocks: list[Node], name: str) -> Metadata:
    given = dict(notebook.metadata.get("report", {}))
    known = {key: given[key] for key in Metadata.__dataclass_fields__ if key in given}
    if "keywords" in known:
        known["keywords"] = tuple(known["keywords"])
    first_heading = next((plain_text([b]) for b in blocks if b["type"] == "heading"), "")
    known.setdefault("title", notebook.metadata.get("title") or first_heading or name)
    known["has_title"] = "title" in given
    return Metadata(**known)


def _cell_blocks(cell: Any, index: int, show_input: bool, warnings: list[str]) -> Iterator[Node]:
    if cell.cell_type == "markdown":
        yield from parse_blocks(cell.source)
    elif cell.cell_type == "code":
        if show_input and cell.source.strip():
            yield {"type": "block_code", "raw": cell.source, "attrs": {"info": "python"}}
        for output in cell.get("outputs", []):
            yield from _output_blocks(output, index, warnings)


def _output_blocks(output: Any, index: int, warnings: list[str]) -> Iterator[Node]:
    kind = output.output_type
    if kind == "stream":
        yield {"type": "block_code", "raw": _without_ansi(_joined(output.text)), "attrs": {"info": ""}}
    elif kind == "error":
        yield {"type": "block_code", "raw": _without_ansi("\n".join(output.traceback)), "attrs": {"info": ""}}
    else:
        yield from _data_blocks(output.data, index, warnings)


def _data_blocks(data: Any, index: int, warnings: list[str]) -> Iterator[Node]:
    if NODES_MIME in data:
        yield from data[NODES_MIME]["nodes"]
    elif "text/markdown" in data:
        yield from parse_blocks(_joined(data["text/markdown"]))
    elif image := next((m for m in ("image/svg+xml", "image/png", "image/jpeg") if m in data), None):
        alt = _joined(data.get("text/plain", ""))
        yield {
            "type": "paragraph",
            "children": [{"type": "image", "attrs": {"mime": image, "data": _joined(data[image]), "alt": alt}}],
        }
    elif "text/plain" in data:
        yield {"type": "block_code", "raw": _without_ansi(_joined(data["text/plain"])), "attrs": {"info": ""}}
    else:
        warnings.append(f"cell {index + 1}: no output of type {', '.join(sorted(data))} can be shown")


def _joined(value: str | list[str]) -> str:
    return "".join(value)


def _without_ansi(value: str) -> str:
    return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", value)


def _identify_headings(blocks: list[Node]) -> None:
    """Give every heading an identifier of its own."""
    taken = {node["attrs"]["id"] for node in blocks if node["type"] == "heading" and "id" in node["attrs"]}
    for node in blocks:
        if node["type"] == "heading" and "id" not in node["attrs"]:
            base = slug(plain_text([node]))
            identifier = base
            number = 2
            while identifier in taken:
                identifier, number = f"{base}-{number}", number + 1
            taken.add(identifier)
            node["attrs"]["id"] = identifier


def _resolve_links(blocks: list[Node], warnings: list[str]) -> None:
    """Turn links to places that the document doesn't have into plain text."""
    places: set[str] = set()
    for node in walk(blocks):
        attrs = node.get("attrs") or {}
        if node["type"] in ("target", "heading"):
            places.add(attrs.get("id", ""))
        elif node["type"] in ("data_table", "chart"):
            places.add(attrs["label"])
            places.update(row["id"] for row in attrs.get("rows", ()) if row.get("id"))
    for node in walk(blocks):
        if node["type"] == "link" and node["attrs"]["url"].startswith("#"):
            node["type"], node["attrs"] = "xref", {"target": node["attrs"]["url"][1:]}
        if node["type"] == "xref" and node["attrs"]["target"] not in places:
            warnings.append(f"link to {node['attrs']['target']!r}: the document has no such place")
            node["type"], node["attrs"] = "span", {}
