"""A notebook that has every hostile payload in every place that a string from data can reach."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import NotebookNode

from report_helpers.content.nodes import NODES_MIME, footnote, heading, link, note, paragraph, span, strong, target, text, xref

from . import payloads

Nodes = list[dict[str, Any]]
LONG = 50_000


def places(number: int, payload: str) -> Nodes:
    """Every place for a text; those where it must show as it is have the identifiers ``h-``, ``t-``, ``c-``, ``l-``, ``d-``."""
    if len(payload) > LONG:
        return [paragraph(target(f"t-{number}", text(payload)))]
    cell = {"content": [paragraph(target(f"d-{number}", text(payload)))], "sort": payload, "colspan": payload}
    row = {"kind": payload, "cells": [{**cell, "header": payload}], "id": f"row {number} {payload}", "tags": {payload: [payload]}}
    table = {
        "label": f"table {number} {payload}",
        "caption": [text(payload)],
        "layout": payload,
        "columns": [{"key": payload, "title": payload, "width": 1, "align": payload}],
        "rows": [row],
        "notes": [[text(payload)]],
    }
    chart = {"label": f"chart {number} {payload}", "caption": [text(payload)], "alt": payload, "svg": payload, "data": table}
    image = {"mime": payload, "data": payload, "alt": payload, "title": payload, "url": payload, "width": payload}
    code = {"info": payload, "role": payload, "tokens": [[payload, payload]]}
    return [
        heading(2, text(payload), id=f"h-{number}"),
        heading(3, text(f"Heading {number}"), id=f"id {number} {payload}"),
        paragraph(target(f"t-{number}", text(payload)), target(f"place {number} {payload}", text("place"))),
        paragraph(target(f"c-{number}", {"type": "codespan", "raw": payload}), xref(payload, text("there"))),
        paragraph(target(f"l-{number}", link("https://a.example/", strong(text(payload)))), link(payload, text("address"))),
        paragraph(span(text("span"), lang=payload, role=payload), footnote(payload, paragraph(text(payload)))),
        paragraph({"type": "image", "attrs": image, "children": []}),
        paragraph({"type": "inline_math", "raw": payload, "attrs": {"mathml": payload, "alt": payload}}),
        {"type": "block_math", "raw": payload, "attrs": {"mathml": f"<math><mi>{number}</mi></math>", "alt": payload}},
        {"type": "block_code", "raw": payload, "attrs": code},
        {"type": f"x {payload}", "raw": payload},
        note(payload, paragraph(text("note"))),
        {"type": "data_table", "attrs": table},
        {"type": "chart", "attrs": chart},
    ]


def addresses() -> Nodes:
    """Links and images by addresses that none may lead to."""
    nodes: Nodes = []
    for number, url in enumerate(payloads.URLS):
        image = {"type": "image", "attrs": {"url": url, "alt": "image"}, "children": []}
        nodes.append(paragraph(target(f"u-{number}", link(url, text("address"))), image))
    return nodes


def pictures() -> Nodes:
    """Drawings, as charts and as images, and formulas."""
    nodes: Nodes = []
    for number, svg in enumerate(payloads.SVGS):
        chart = {"label": f"drawing-{number}", "caption": [text("Drawing")], "alt": "Drawing.", "svg": svg}
        image = {"mime": "image/svg+xml", "data": svg, "alt": "drawing"}
        nodes += [{"type": "chart", "attrs": chart}, paragraph({"type": "image", "attrs": image, "children": []})]
    for mathml in payloads.MATHML:
        nodes.append(paragraph({"type": "inline_math", "raw": "x", "attrs": {"mathml": mathml, "alt": "x"}}))
    return nodes


def notebook() -> NotebookNode:
    """All of it: composed nodes, Markdown, programs' output, metadata."""
    together = " ".join(each for each in payloads.TEXTS if len(each) < 200)
    composed = [node for number, payload in enumerate(payloads.TEXTS) for node in places(number, payload)]
    cells = [_output(composed), _output([*addresses(), *pictures()])]
    for payload in payloads.TEXTS:
        if len(payload) <= LONG:
            cells.append(nbformat.v4.new_markdown_cell(payload))
    cells += [_printed(together), *(nbformat.v4.new_markdown_cell(f"[x]({url}) ![x]({url})") for url in payloads.URLS)]
    made = nbformat.v4.new_notebook(cells=[{**cell, "id": f"cell-{n}"} for n, cell in enumerate(cells)])
    fields = ("title", "subtitle", "edition", "publisher", "as_of", "description", "checksum", "citation", "notice")
    made.metadata["report"] = dict.fromkeys(fields, together)
    made.metadata["report"].update(keywords=[together], tag_labels={together: {together: together}, "theme": {"x": together}})
    return made


def _output(nodes: Nodes) -> NotebookNode:
    data = {NODES_MIME: {"version": 1, "nodes": nodes}, "text/plain": "x"}
    return nbformat.v4.new_code_cell("", outputs=[nbformat.v4.new_output("display_data", data=data)])


def _printed(words: str) -> NotebookNode:
    """What a program printed, the error that it ended with, and HTML that it showed."""
    outputs = [
        nbformat.v4.new_output("stream", text=words),
        nbformat.v4.new_output("error", ename=words, evalue=words, traceback=[words]),
        nbformat.v4.new_output("display_data", data={"text/html": words, "text/plain": words}),
        nbformat.v4.new_output("display_data", data={"text/plain": words}),
    ]
    return nbformat.v4.new_code_cell(words, outputs=outputs)
