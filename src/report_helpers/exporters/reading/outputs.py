"""Outputs of a code cell as nodes: of each the richest form that a document can hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from ...content.nodes import NODES_MIME, Node, emphasis, paragraph, text
from .context import Context, joined, mapping
from .formulas import without_delimiters
from .html_nodes import read_html
from .markdown import read_markdown
from .options import Options
from .pictures import RASTER, SVG, image_node
from .sound import sound_nodes
from .terminal import shortened, terminal_text
from .widgets import WIDGET_MIME, widget_text

_MOST_BLOCKS = 2000
"""Blocks of an HTML output beyond which nobody reads on: the rest is left out with a note."""

_SCRIPT = re.compile(r"application/(x-)?javascript|text/javascript")
_OPENING = 12
"""Letters of a script's first line that can't be there by chance."""

_PROGRAMS = (
    (re.compile(r"application/vnd\.vega"), "an interactive chart (Vega)"),
    (re.compile(r"application/vnd\.plotly"), "an interactive chart (Plotly)"),
    (re.compile(r"application/vnd\.(bokehjs|holoviews)"), "an interactive chart (Bokeh)"),
    (re.compile(r"application/vnd\.jupyter\.widget"), "an interactive widget"),
    (_SCRIPT, "a script"),
)
_BESIDE = ("application/vnd.google.colaboratory",)
"""Forms that say to one program how to show the plain text."""
_REPRESENTATION = re.compile(
    r"\s*<[\w.]+( \w+)*( object)?( at 0x[0-9a-fA-F]+)?>\s*|\s*alt\.\w+\(\.\.\.\)\s*|\s*(Figure|\w*Widget)\(\{?[\s\S]*"
)


def output_blocks(outputs: Any, options: Options, context: Context) -> list[Node]:
    """The outputs of a cell as block nodes."""
    shown = _updated(_merged([mapping(output) for output in outputs] if isinstance(outputs, (list, tuple)) else []))
    reader = _CellOutputs(options, context)
    return [node for output in shown for node in reader.read(output)]


def _merged(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Outputs with what a stream wrote in pieces put together."""
    result: list[dict[str, Any]] = []
    for output in outputs:
        same = result and output.get("output_type") == "stream" == result[-1].get("output_type")
        if same and output.get("name") == result[-1].get("name"):
            result[-1] = {**result[-1], "text": joined(result[-1].get("text")) + joined(output.get("text"))}
        else:
            result.append(output)
    return result


def _updated(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Outputs with later contents of the same display in the place of the first."""
    result: list[dict[str, Any]] = []
    for output in outputs:
        if output.get("output_type") != "update_display_data":
            result.append(output)
            continue
        name = mapping(output.get("transient")).get("display_id")
        for at, earlier in enumerate(result):
            if name is not None and mapping(earlier.get("transient")).get("display_id") == name:
                result[at] = {**earlier, "data": output.get("data"), "metadata": output.get("metadata")}
    return result


class _CellOutputs:
    """Reads the outputs of one cell, and counts its images, which share the cell's alternative texts."""

    def __init__(self, options: Options, context: Context) -> None:
        self._options = options
        self._context = context
        self._images = 0

    def read(self, output: dict[str, Any]) -> Iterator[Node]:
        """One output as nodes."""
        kind = output.get("output_type")
        if kind == "stream":
            yield from self._printed(joined(output.get("text")), "output")
        elif kind == "error":
            lines = output.get("traceback")
            trace = "\n".join(map(str, lines)) if isinstance(lines, (list, tuple)) else joined(lines)
            yield from self._printed(trace or f"{joined(output.get('ename'))}: {joined(output.get('evalue'))}", "error")
        elif isinstance(output.get("data"), dict):
            yield from self._data(output["data"], mapping(output.get("metadata")))
        elif kind:
            self._context.remarks.say(f"an output of kind {kind!r} without data was left out")

    def _printed(self, value: str, role: str) -> Iterator[Node]:
        words = terminal_text(value, self._context).strip("\n")
        if words.strip():
            yield {"type": "block_code", "raw": words, "attrs": {"info": "", "role": role}}

    def _data(self, data: dict[str, Any], metadata: dict[str, Any]) -> Iterator[Node]:
        if NODES_MIME in data and mapping(data[NODES_MIME]).get("nodes") == []:
            return
        said = self._context.remarks.said
        program = next((name for pattern, name in _PROGRAMS for mime in data if pattern.match(mime)), None)
        for mime in _by_preference(data):
            nodes = self._form(mime, data[mime], metadata)
            if nodes:
                if program:
                    self._context.remarks.say(f"{program} is shown as {_FORM_NAMES.get(mime, 'its other form')}")
                yield from nodes
                return
        plain = joined(data.get("text/plain"))
        if any(_SCRIPT.match(mime) and _repeats(plain, joined(source)) for mime, source in data.items()):
            plain = ""
        dropped = sorted(
            str(mime)
            for mime in data
            if mime != "text/plain" and not str(mime).startswith(_BESIDE) and (mime != "text/html" or joined(data[mime]).strip())
        )
        if plain.strip() and not (dropped and _REPRESENTATION.fullmatch(plain)):
            if dropped:
                self._context.remarks.say(f"{program or 'an output of type ' + dropped[0]} is shown as text")
            yield from self._printed(plain, "output")
        elif dropped and self._context.remarks.said == said:
            self._context.remarks.say(
                f"{program or 'an output of type ' + ', '.join(dropped)} was left out: it has no form that a document can hold"
            )

    def _form(self, mime: str, value: Any, metadata: dict[str, Any]) -> list[Node]:
        """An output in one of its forms; nothing where that form can't be shown."""
        if mime == NODES_MIME:
            nodes: list[Node] = sound_nodes(mapping(value).get("nodes"), self._context)
            return nodes
        if mime in RASTER or mime == SVG:
            return self._image(mime, joined(value), metadata)
        read = _READERS.get(mime)
        return read(value, self._context) if read else []

    def _image(self, mime: str, data: str, metadata: dict[str, Any]) -> list[Node]:
        own = {**metadata, **mapping(metadata.get(mime))}
        at = self._images
        self._images += 1
        caption = _nth(self._options.captions, at)
        alt = next((own[key] for key in ("alt", "alt_text", "fig-alt") if isinstance(own.get(key), str)), "")
        alt = alt or _nth(self._options.alts, at) or caption
        node = image_node(mime, data, alt=alt, width=own.get("width"), height=own.get("height"))
        if node is None:
            self._context.remarks.say(f"an image ({mime}) can't be read and was left out")
            return []
        return [paragraph(node), *([paragraph(emphasis(text(caption)))] if caption else [])]


def _repeats(plain: str, script: str) -> bool:
    """Whether a plain form is nothing but the source of a script, as Ruby shows what it runs in a page."""
    opening, words = ("".join(re.findall(r"\w", part)) for part in (script.strip().partition("\n")[0][:200], plain[:600]))
    return len(opening) >= _OPENING and opening in words


def _nth(values: list[str], at: int) -> str:
    return values[at] if at < len(values) else ""


def _by_preference(data: dict[str, Any]) -> list[str]:
    """The forms of an output that may be shown, the best first. A table as HTML is better than as Markdown: it has its heads;
    so is a vector of R, which is one line there."""
    ranks = {mime: rank for rank, mime in enumerate((NODES_MIME, "text/markdown", SVG, *RASTER, "text/html", "text/latex"))}
    ranks.update({mime: 20 + rank for rank, mime in enumerate((WIDGET_MIME, "application/json", "application/geo+json"))})
    if re.search("<table|list-inline", joined(data.get("text/html", ""))[:20_000]):
        ranks["text/html"] = 0.5  # type: ignore[assignment]  # between the nodes and Markdown
    elif "text/latex" in data and not {"text/html", "text/markdown"} & data.keys():
        ranks["text/latex"] = 1
    return sorted((mime for mime in data if mime in ranks), key=lambda mime: ranks[mime])


def _markdown(value: Any, context: Context) -> list[Node]:
    return read_markdown(joined(value), context)


def _html(value: Any, context: Context) -> list[Node]:
    blocks = read_html(joined(value), context)
    left = len(blocks) - _MOST_BLOCKS
    if left <= 0:
        return blocks
    context.remarks.say(f"{left} paragraphs, tables and other parts of a long output are left out")
    note = context.translate("[… {count} parts left out …]").format(count=left)
    return [*blocks[:_MOST_BLOCKS], paragraph(emphasis(text(note)))]


def _latex(value: Any, context: Context) -> list[Node]:
    source = joined(value).replace("\\displaystyle ", "").strip()
    formula = without_delimiters(source)
    if formula is not None:
        return [] if "\\begin{tabular" in formula or "\\begin{enumerate" in formula else [{"type": "block_math", "raw": formula}]
    if re.search(r"\\(begin\{(tabular|table|enumerate|itemize|document|tikzpicture)|item\b)", source):
        return []
    return read_markdown(source, context) if "$" in source or "\\[" in source else [{"type": "block_math", "raw": source}]


def _json(value: Any, context: Context) -> list[Node]:
    shown = shortened(json.dumps(value, indent=2, ensure_ascii=False, default=str), context)
    return [{"type": "block_code", "raw": shown, "attrs": {"info": "json", "role": "output"}}]


def _widget(value: Any, context: Context) -> list[Node]:
    words = widget_text(mapping(value).get("model_id"), context)
    return [{"type": "block_code", "raw": words, "attrs": {"info": "", "role": "output"}}] if words else []


_READERS: dict[str, Callable[[Any, Context], list[Node]]] = {
    "text/markdown": _markdown,
    "text/html": _html,
    "text/latex": _latex,
    "application/json": _json,
    "application/geo+json": _json,
    WIDGET_MIME: _widget,
}
_FORM_NAMES = {
    SVG: "a picture",
    **dict.fromkeys(RASTER, "a picture"),
    "text/html": "the HTML beside it",
    WIDGET_MIME: "the text of its state",
}
