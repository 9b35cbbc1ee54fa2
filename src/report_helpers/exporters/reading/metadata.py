"""What a notebook says of itself as a whole."""

from __future__ import annotations

import re
from typing import Any

from ...content.nodes import Node, plain_text
from ...locale import available_languages
from ..document import Metadata
from .context import joined, mapping

_LOOKED_AT = 3
"""Headings among which the title is looked for."""
_FRONT_MATTER = re.compile(r"---\s*\n(?P<lines>.*?)\n(?:---|\.\.\.)\s*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>title|subtitle|lang|description)\s*:\s*(?P<value>\S.*?)\s*$", re.MULTILINE)


def read_metadata(notebook: Any, blocks: list[Node], name: str) -> Metadata:
    """The metadata of a document. What ``metadata["report"]`` lacks is taken from the notebook's metadata, from YAML in its
    first cell, from its first heading; values of another type than they should have are as if they weren't there."""
    own = mapping(notebook.get("metadata"))
    report = mapping(own.get("report"))
    known = {key: value for key, value in report.items() if key in Metadata.__dataclass_fields__ and _fits(key, value)}
    if "keywords" in known:
        known["keywords"] = tuple(str(word) for word in known["keywords"])
    for key in ("index", "attachments"):
        known[key] = tuple(entry for entry in known.get(key, ()) if isinstance(entry, dict))
    front = _front_matter(notebook)
    first_heading = next((plain_text([b]) for b in blocks if b["type"] == "heading"), "")
    title = own.get("title")
    known.setdefault("title", (title if isinstance(title, str) else "") or front.get("title") or first_heading or name)
    if "language" not in known and front.get("lang") in available_languages():
        known["language"] = front["lang"]
    for key in ("subtitle", "description"):
        if key in front:
            known.setdefault(key, front[key])
    known["has_title"] = isinstance(report.get("title"), str)
    return Metadata(**known)


def with_title_first(blocks: list[Node]) -> list[Node]:
    """Blocks with no heading before the one that is the title: smaller ones above it (a license) become paragraphs."""
    headings = [at for at, block in enumerate(blocks) if block["type"] == "heading"]
    if not headings:
        return blocks
    highest = min(_level(blocks[at]) for at in headings)
    first = next((at for at in headings[:_LOOKED_AT] if _level(blocks[at]) == highest), 0)
    return [_as_paragraph(block) if at < first and block["type"] == "heading" else block for at, block in enumerate(blocks)]


def _level(heading: Node) -> int:
    return int(heading["attrs"]["level"])


def _as_paragraph(heading: Node) -> Node:
    attrs = {"cell": heading["attrs"].get("cell", 0)}
    return {"type": "paragraph", "attrs": attrs, "children": [{"type": "strong", "children": heading["children"]}]}


def _fits(key: str, value: Any) -> bool:
    if key in ("keywords", "index", "attachments"):
        return isinstance(value, (list, tuple))
    if key == "rest":
        return isinstance(value, str) and re.fullmatch(r"(\.\./)*[\w-]+(/[\w-]+)*", value) is not None
    if key == "language":
        return isinstance(value, str) and re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", value) is not None
    default = Metadata.__dataclass_fields__[key].default
    return isinstance(value, bool if isinstance(default, bool) else dict if key == "tag_labels" else str)


def _front_matter(notebook: Any) -> dict[str, str]:
    """Fields of the YAML that Quarto and Jupyter Book expect in a first raw cell."""
    cells = notebook.get("cells") or []
    if not cells or mapping(cells[0]).get("cell_type") != "raw":
        return {}
    match = _FRONT_MATTER.match(joined(cells[0].get("source")).lstrip())
    if not match:
        return {}
    return {field["key"]: field["value"].strip("\"'") for field in _FIELD.finditer(match["lines"])}
