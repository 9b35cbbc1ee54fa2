"""Blocks and what runs in lines, sorted apart: HTML mixes them freely, documents don't."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...content.nodes import Node

_BLOCKS = frozenset(
    "paragraph block_text heading list block_quote block_code block_math thematic_break table data_table chart note".split()
)
_SPACES = " \t\r\n\f"


def is_block(node: Node) -> bool:
    """Whether a node stands in lines of its own."""
    return node["type"] in _BLOCKS


def as_blocks(nodes: Iterable[Node]) -> list[Node]:
    """Block nodes: each run of inline nodes between blocks becomes a paragraph."""
    return _grouped(nodes, {"type": "paragraph"}, keep_space=False)


def hoisted(nodes: list[Node], wrapper: Node) -> list[Node]:
    """Nodes inside ``wrapper``; blocks among them stay outside of it, and what runs before and after is wrapped apart."""
    if not any(is_block(node) for node in nodes):
        return [{**wrapper, "children": nodes}] if nodes else []
    return _grouped(nodes, wrapper, keep_space=not is_block(wrapper))


def _grouped(nodes: Iterable[Node], wrapper: Node, *, keep_space: bool) -> list[Node]:
    result: list[Node] = []
    run: list[Node] = []

    def close() -> None:
        content = list(run) if keep_space else trimmed(run)
        run.clear()
        if any(node["type"] != "text" or node["raw"].strip(_SPACES) for node in content):
            result.append({**wrapper, "children": content})

    for node in nodes:
        if is_block(node):
            close()
            result.append(node)
        else:
            run.append(node)
    close()
    return result


def trimmed(nodes: list[Node]) -> list[Node]:
    """Inline nodes without white space and line breaks at either end, and with one space where several meet."""
    kept: list[Node] = []
    for node in nodes:
        current = node
        if node["type"] == "text":
            raw = node["raw"]
            if not kept or (kept[-1]["type"] == "text" and kept[-1]["raw"].endswith(" ")) or kept[-1]["type"] == "linebreak":
                raw = raw.lstrip(_SPACES)
            if not raw:
                continue
            current = {**node, "raw": raw}
        elif node["type"] in ("linebreak", "softbreak") and not kept:
            continue
        kept.append(current)
    while kept and _is_space(kept[-1]):
        kept.pop()
    if kept and kept[-1]["type"] == "text":
        kept[-1] = {**kept[-1], "raw": re.sub(r"[ \t\r\n\f]+$", "", kept[-1]["raw"])}
    return kept


def _is_space(node: Node) -> bool:
    return node["type"] in ("linebreak", "softbreak") or (node["type"] == "text" and not node["raw"].strip(_SPACES))
