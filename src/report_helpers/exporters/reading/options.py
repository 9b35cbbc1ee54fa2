"""What the author asked of a cell: hidden parts, alternative texts and captions, by tags, metadata or ``#|`` comments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .context import mapping

_COMMENT = re.compile(r"^\s*(?:#|//|--|%%?)\|\s*(?P<key>[\w-]+)\s*:\s*(?P<value>.*?)\s*$")
_LIST_ITEM = re.compile(r"^\s*(?:#|//|--|%%?)\|\s+-\s*(?P<value>.+?)\s*$")


@dataclass(frozen=True)
class Options:
    """``alts`` and ``captions`` are one text for each image of the cell, in order."""

    show_cell: bool = True
    show_input: bool = True
    show_output: bool = True
    collapsed_output: bool = False
    alts: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    source: str = ""


def read_options(cell: Any, source: str) -> Options:
    """The options of a cell, and its source without the comments that set them."""
    metadata = mapping(cell.get("metadata"))
    tags = (
        {str(tag).replace("_", "-") for tag in metadata.get("tags") or () if isinstance(tag, str)} if _listed(metadata) else set()
    )
    jupyter = mapping(metadata.get("jupyter"))
    comments, rest = _comments(source) if cell.get("cell_type") == "code" else ({}, source)
    said = {key: values[0].lower() for key, values in comments.items() if values}
    return Options(
        show_cell="remove-cell" not in tags and said.get("include") != "false",
        show_input=not tags & {"remove-input", "hide-input"}
        and jupyter.get("source_hidden") is not True
        and said.get("echo") != "false",
        show_output=not tags & {"remove-output", "hide-output"} and said.get("output") != "false",
        collapsed_output=jupyter.get("outputs_hidden") is True,
        alts=_texts(metadata, comments, ("fig-alt", "alt", "alt_text", "fig_alt")),
        captions=_texts(metadata, comments, ("fig-cap", "fig_cap", "caption")),
        source=rest,
    )


def _listed(metadata: dict[str, Any]) -> bool:
    return isinstance(metadata.get("tags"), (list, tuple))


def _texts(metadata: dict[str, Any], comments: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    for name in names:
        if comments.get(name):
            return comments[name]
        value = metadata.get(name)
        if isinstance(value, str) and value.strip():
            return [value.strip()]
        if isinstance(value, list):
            return [each.strip() for each in value if isinstance(each, str)]
    return []


def _comments(source: str) -> tuple[dict[str, list[str]], str]:
    """Options in comments that open the source, and the rest of it."""
    found: dict[str, list[str]] = {}
    lines = source.split("\n")
    count = 0
    key = ""
    for line in lines:
        if option := _COMMENT.match(line):
            key = option["key"]
            value = _unquoted(option["value"])
            found[key] = [value] if value else []
        elif key and (item := _LIST_ITEM.match(line)):
            found[key].append(_unquoted(item["value"]))
        else:
            break
        count += 1
    return found, "\n".join(lines[count:])


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
