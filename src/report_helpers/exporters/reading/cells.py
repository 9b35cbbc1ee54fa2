"""Cells of a notebook as block nodes."""

from __future__ import annotations

import re
from typing import Any

from ...content.nodes import Node, walk
from .code import code_block
from .context import Context, joined, mapping
from .formulas import complete_formula
from .html_nodes import read_html
from .links import with_safe_links
from .markdown import read_markdown
from .options import read_options
from .outputs import output_blocks
from .sound import sound_nodes
from .terminal import shortened

_FRONT_MATTER = re.compile(r"---\s*\n.*?\n(---|\.\.\.)\s*", re.DOTALL)


def cell_blocks(cell: Any, context: Context, *, show_input: bool) -> list[Node]:
    """A cell as block nodes, each with what the cell is called in ``attrs.cell``."""
    try:
        blocks = sound_nodes(_read(cell, context, show_input), context)
        blocks = with_safe_links(_formulas(blocks, context), context)
        _tell_unreached(context)
    # The last resort: whatever a stranger's notebook holds, the rest of it becomes a document.
    except Exception as error:
        context.remarks.say(f"could not be read ({type(error).__name__}) and is shown as its source")
        blocks = [code_block(shortened(joined(cell.get("source")), context), "")]
    return [_numbered(block, context.remarks.cell) for block in blocks]


def _read(cell: Any, context: Context, show_input: bool) -> list[Node]:
    source = joined(cell.get("source"))
    options = read_options(cell, source)
    context.attachments = mapping(cell.get("attachments"))
    kind = cell.get("cell_type")
    if not options.show_cell:
        return []
    if kind == "markdown":
        return read_markdown(source, context) if options.show_input else []
    if kind == "raw":
        return _raw(cell, source, context)
    if kind == "heading":  # cells of this kind ended with nbformat 3
        level = cell.get("level")
        return read_markdown("#" * (level if isinstance(level, int) else 1) + " " + source, context)
    if kind != "code":
        context.remarks.say(f"cells of kind {kind!r} are unknown: its source is shown")
        return [code_block(shortened(source, context), "")]
    blocks = []
    if show_input and options.show_input and options.source.strip():
        blocks.append(code_block(shortened(options.source.strip("\n"), context), context.language, "input"))
    if options.show_output:
        if options.collapsed_output and cell.get("outputs"):
            context.remarks.say("its output is collapsed in the notebook and was left out")
        else:
            blocks.extend(output_blocks(cell.get("outputs"), options, context))
    return blocks


def _raw(cell: Any, source: str, context: Context) -> list[Node]:
    metadata = mapping(cell.get("metadata"))
    format_ = str(metadata.get("raw_mimetype") or metadata.get("format") or "").lower()
    if not source.strip() or _FRONT_MATTER.fullmatch(source):
        return []
    if format_ == "text/html":
        return read_html(source, context)
    if format_ == "text/markdown":
        return read_markdown(source, context)
    if not format_ or format_ in ("text/plain", "text"):
        return [{"type": "block_code", "raw": shortened(source.strip("\n"), context), "attrs": {"info": "", "role": "output"}}]
    context.remarks.say(f"a raw cell of format {format_} was left out")
    return []


def _formulas(nodes: list[Node], context: Context) -> list[Node]:
    """Nodes with their formulas completed; a formula of nothing but definitions goes."""
    kept = []
    for node in nodes:
        if node["type"] in ("inline_math", "block_math"):
            made = complete_formula(node, context)
            if made is not None:
                kept.append(made)
            continue
        if node.get("children"):
            node["children"] = _formulas(node["children"], context)
            if node["type"] == "paragraph" and not node["children"]:
                continue
        if node["type"] == "data_table":
            for row in node["attrs"]["rows"]:
                for cell in row["cells"]:
                    cell["content"] = _formulas(cell["content"], context)
        kept.append(node)
    return kept


def _tell_unreached(context: Context) -> None:
    """One remark for all links of the cell that lead to files beside the notebook or to what must not be reached."""
    addresses = list(dict.fromkeys(context.unreached))
    context.unreached.clear()
    if addresses:
        named = ", ".join(repr(address[:80]) for address in addresses[:3]) + (" ..." if len(addresses) > 3 else "")
        context.remarks.say(f"of links that lead nowhere from a document only the words stay: {named}")


def _numbered(block: Node, cell: str) -> Node:
    for node in walk([block]):
        if node["type"] == "image":
            node["attrs"] = {**(node.get("attrs") or {}), "cell": cell}
    return {**block, "attrs": {**(block.get("attrs") or {}), "cell": cell}}
