"""Kinds of cells that public notebooks are full of: formulas as MathJax takes them, vectors of R, help of Julia, badges."""

from __future__ import annotations

from report_helpers.content.nodes import NODES_MIME, paragraph, text

from .notebook_corpus import Case, case, code, markdown, notebook, picture, printed, shown

LATEX = (
    r"\begin{eqnarray} u &=& -\frac{2 \nu}{\phi} \\ \phi &\approx& \exp \bigg( x \bigg) \end{eqnarray}",
    r"\begin{eqnarray*} a &=& \nonumber \\ b &=& 2 \end{eqnarray*}",
    r"\begin{equation} [b]+[c]_{b.c.} = \left[\begin{array}{c} 1\\2 \end{array}\right] \end{equation}",
    r"\begin{aligned}[t] a &= b \end{aligned}",
    r"\begin{alignat}{2} a &= b & c &= d \end{alignat}",
    r"\begin{dcases} a & b \\ c & d \end{dcases}",
    r"\Biggl\| x \Biggr\| \bigl\langle a, b \bigr\rangle \biggr\rvert_{i,j}",
    r"\cssId{T}{x} \propto \bbox[5px]{y} \ensuremath{z}",
    r"a \& b \backslash c \vcentcolon= d",
    r"\begin{pmatrix} a \\ b \end{pmatrix}^T \begin{pmatrix} c \\ d \end{pmatrix}",
    r"\mathbf{Ax} = \mathbf{b}",
    r"x = 1 \tag{3.1}",
    r"\eqref{eq:one} \intertext{and} y",
    r"A = \begin{bmatrix} 1 & 2 \end{bmatrix}'",
    r"\underbrace{\vphantom{\sum_{r=1}^R} x \phantom{y}}_\text{fixed}",
    r"\mathrm{softmax}(x) {\rm erf} \mathscr{F} \boldsymbol{\theta}",
)


@case
def latex_as_mathjax_takes_it() -> Case:
    return Case(notebook(markdown("\n\n".join(f"$${source}$$" for source in LATEX))), (), ("begin{", "Biggl", "[U+"))


@case
def vector_of_r_on_one_line() -> Case:
    html = "<style>\n.list-inline {list-style: none}\n</style>\n<ol class=list-inline><li>4</li><li>5</li><li>6</li></ol>\n"
    data = {
        "text/html": html,
        "text/markdown": "1. 4\n2. 5\n3. 6\n",
        "text/latex": "\\begin{enumerate*}\n",
        "text/plain": "[1] 4 5 6",
    }
    return Case(notebook(code("4:6", shown(data)), language="R", kernel="ir"), ("4 · 5 · 6",), ("enumerate",))


@case
def help_of_julia() -> Case:
    data = {
        "text/latex": "\\begin{verbatim}\ndiagm(kv)\n\\end{verbatim}\nConstruct a matrix.\n",
        "text/markdown": "```\ndiagm(kv)\n```\n\nConstruct a **matrix**.\n",
        "text/plain": "  diagm(kv)\n\n  Construct a matrix.",
    }
    return Case(
        notebook(code("?diagm", shown(data)), language="julia", kernel="julia-1.9"), ("Construct a matrix.",), ("verbatim",)
    )


@case
def formula_that_only_asks_for_a_package() -> Case:
    return Case(notebook(markdown("Chemistry. $\\require{mhchem}$ Words.")), ("Chemistry.", "Words."), ("require",))


@case
def line_of_numbers_wider_than_a_page() -> Case:
    numbers = ";".join(f"{number}.5" for number in range(1000, 1400))
    return Case(notebook(code(f"x = '{numbers}'", printed(numbers + "\nend"))), ("1000.5;1001.5", "1398.5;1399.5", "end"))


@case
def script_whose_plain_form_is_its_source() -> Case:
    script = "if(window['d3'] === undefined ||\n   window['Nyaplot'] === undefined){ load(); }"
    data = {"application/javascript": script, "text/plain": '"' + script.replace("\n", "\\n") + '"'}
    remarks = ("cell 1: a script was left out: it has no form that a document can hold",)
    return Case(notebook(code("require 'daru'", shown(data), shown({"text/plain": "true"}))), ("true",), ("Nyaplot",), remarks)


@case
def value_that_colab_shows_in_its_own_way() -> Case:
    data = {"application/vnd.google.colaboratory.intrinsic+json": {"type": "string"}, "text/plain": "'a value'"}
    return Case(notebook(code("x", shown(data))), ("'a value'",))


@case
def drawing_that_was_cut_off() -> Case:
    svg = (
        '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        '<svg width="60" height="48" viewBox="0 0 60 48" xmlns="http://www.w3.org/2000/svg">\n'
        '<g><rect x="1" y="1" width="20" height="10" fill="red"/><text x="2" y="30">Plotted</text>\n'
    )
    return Case(notebook(code("plot", shown({"image/svg+xml": svg, "text/plain": svg}))), (), ("DOCTYPE", "viewBox"))


@case
def script_that_writes_pages() -> Case:
    script = "<script>var parts = ['" + "<div><span>" * 80 + "'];</script>"
    html = f"<div>Shown words</div>{script}"
    remarks = ("cell 1: a script was left out",)
    return Case(notebook(code("show()", shown({"text/html": html}))), ("Shown words",), ("var parts",), remarks)


@case
def words_between_the_rows_of_a_table() -> Case:
    head = "<thead><tr><th></th><th>Place</th></tr><tr><th></th><th>Any</th></tr></thead>"
    html = (
        f'<table class="data-frame">{head}<tbody><p>28,759 rows (omitted printing of 141)</p><tr><th>1</th><td>Lima</td></tr>'
        "loose words<tr><th>2</th><td>Quito</td></tr></tbody></table>"
    )
    words = ("28,759 rows (omitted printing of 141)", "loose words", "Quito")
    return Case(notebook(code("data", shown({"text/html": html})), language="julia", kernel="julia-1.9"), words)


@case
def license_above_the_title() -> Case:
    return Case(
        notebook(markdown("###### Under CC-BY\n\n# Spreading out\n\n## First step\n\nWords.")), ("Under CC-BY", "Spreading out")
    )


@case
def badge_that_lies_on_the_network() -> Case:
    source = (
        "[![Open in Colab](https://example.org/badge.svg)](https://example.org/open)\n\n![plan](https://example.org/plan.png)"
    )
    remarks = tuple(
        f"cell 1: image 'https://example.org/{name}' is not part of the notebook and was left out"
        for name in ("badge.svg", "plan.png")
    )
    return Case(notebook(markdown(source)), ("Open in Colab", "plan"), (), remarks)


@case
def animation_of_matplotlib() -> Case:
    first = f'frames[0] = "data:image/png;base64,{picture()}\\\n"'
    script = f'var frames = new Array(2);\n  {first}\n  frames[1] = "data:image/png;base64,x"\n'
    html = (
        f'<div class="animation"><img id="_anim_img"><button onclick="anim.pause()">Pause</button><script>{script}</script></div>'
    )
    remarks = ("cell 1: an animation is shown as its first picture", "cell 1: controls of a form were left out")
    return Case(notebook(code("HTML(anim.to_jshtml())", shown({"text/html": html}))), (), ("Pause", "base64"), remarks)


@case
def composed_content_with_hostile_numbers() -> Case:
    bad = "<script>window.__hit=1</script>"
    cells = [{"content": [paragraph(text("cell words"))], "colspan": bad, "rowspan": 10**9, "header": bad, "sort": bad}]
    columns = [{"key": bad, "title": "Head words", "width": bad, "align": bad}]
    table = {"label": "t", "caption": [text("Caption words")], "columns": columns, "layout": bad, "notes": bad}
    table["rows"] = [{"kind": bad, "cells": cells, "tags": {"a": bad}}]
    chart = {"label": "c", "caption": [text("Chart words")], "alt": "What the chart says", "svg": bad, "notes": bad, "data": bad}
    nodes = [{"type": "data_table", "attrs": table}, {"type": "chart", "attrs": {**chart, "data": {"columns": bad}}}]
    remark = "cell 1: the drawing of a chart can't be read as SVG: its description stands in its place"
    words = ("cell words", "Head words", "Caption words", "Chart words", "What the chart says")
    return Case(notebook(code("", shown({NODES_MIME: {"version": 1, "nodes": nodes}}))), words, ("__hit",), (remark,))
