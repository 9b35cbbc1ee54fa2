"""Small notebooks of many kinds, as kernels and authors make them, each with what its documents must say."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from PIL import Image

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A notebook, words that both documents show, words that neither shows, and the reader's remarks, exactly."""

    notebook: Notebook
    words: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


CASES: dict[str, Callable[[], Case]] = {}


def case(make: Callable[[], Case]) -> Callable[[], Case]:
    """Put a case into the corpus under the name of its function."""
    CASES[make.__name__.replace("_", " ")] = make
    return make


def notebook(*cells: Notebook, kernel: str = "python3", language: str = "python", **metadata: Any) -> Notebook:
    spec = {"name": kernel, "language": language, "display_name": kernel}
    given = {"kernelspec": spec, "language_info": {"name": language}, **metadata}
    return {"cells": list(cells), "metadata": given, "nbformat": 4, "nbformat_minor": 4}


def markdown(source: str, **more: Any) -> Notebook:
    return {"cell_type": "markdown", "metadata": {}, "source": source, **more}


def code(source: str, *outputs: Notebook, **metadata: Any) -> Notebook:
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": list(outputs), "execution_count": 1}


def shown(data: dict[str, Any], **metadata: Any) -> Notebook:
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def printed(text: str, name: str = "stdout") -> Notebook:
    return {"output_type": "stream", "name": name, "text": text}


def picture(form: str = "PNG") -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "#14365d").save(buffer, form)
    return base64.b64encode(buffer.getvalue()).decode()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text x="2" y="14">drawn words</text></svg>'


@case
def pandas_frame() -> Case:
    frame = pd.DataFrame({"city": ["Quito", "Lima"], "people": [2781641, 10092000]})
    cell = code("frame", shown({"text/html": frame._repr_html_(), "text/plain": str(frame)}))
    return Case(notebook(markdown("# Cities"), cell), ("Quito", "10092000", "people"))


@case
def frame_of_many_indexes() -> Case:
    index = pd.MultiIndex.from_product([["North", "South"], [2007, 2008]], names=["region", "year"])
    columns = pd.MultiIndex.from_product([["Women", "Men"], ["young", "old"]])
    frame = pd.DataFrame(np.arange(16).reshape(4, 4), index=index, columns=columns)
    return Case(
        notebook(code("frame", shown({"text/html": frame.to_html()}))), ("North", "region", "Women", "young", "2008", "15")
    )


@case
def styled_frame() -> Case:
    frame = (
        pd.DataFrame({"share": [0.25, 0.75], "secret": [1, 2]}).style.set_caption("Shares of both").format({"share": "{:.0%}"})
    )
    html = frame.hide(axis="columns", subset=["secret"]).highlight_max(color="gold").to_html()
    return Case(
        notebook(code("frame.style", shown({"text/html": html}))),
        ("Shares of both", "25%", "75%"),
        ("gold", "secret"),
        ("cell 1: a style sheet was left out",),
    )


@case
def long_frame() -> Case:
    html = pd.DataFrame({"n": range(10_000), "word": [f"w{n}" for n in range(10_000)]}).to_html()
    return Case(
        notebook(code("frame", shown({"text/html": html}))),
        ("w59", "w9980", "w9999", "9920 of 10000 rows are left out here."),
        ("w60 ", "w9979"),
        ("cell 1: 9920 of 10000 rows of a table are left out",),
    )


@case
def wide_frame() -> Case:
    html = pd.DataFrame([range(90)], columns=[f"c{n}" for n in range(90)]).to_html()
    return Case(
        notebook(code("frame", shown({"text/html": html}))),
        ("41 of 91 columns are left out here.",),
        remarks=("cell 1: 41 of 91 columns of a table are left out",),
    )


@case
def polars_frame() -> Case:
    html = (
        "<div><style>.dataframe > thead > tr { text-align: right; }</style><small>shape: (2, 2)</small><table class='dataframe'>"
        "<thead><tr><th>name</th><th>value</th></tr><tr><td>str</td><td>i64</td></tr></thead>"
        "<tbody><tr><td>&quot;a&quot;</td><td>1</td></tr><tr><td>&quot;b&quot;</td><td>null</td></tr></tbody></table></div>"
    )
    return Case(notebook(code("df", shown({"text/html": html}))), ("shape: (2, 2)", "name", "i64", "null"))


@case
def matplotlib_figure() -> Case:
    data = {"image/png": picture(), "text/plain": "<Figure size 640x480 with 1 Axes>"}
    cell = code("#| fig-alt: A blue bar\n#| fig-cap: The bar\nplt.bar(...)", shown(data, **{"image/png": {"width": 80}}))
    return Case(notebook(cell), ("The bar", "plt.bar"), ("fig-alt", "Figure size"))


@case
def svg_figure() -> Case:
    return Case(notebook(code("plot()", shown({"image/svg+xml": [SVG], "text/plain": "plot"}, alt="Drawn words"))), ("plot()",))


@case
def jpeg_gif_and_webp() -> Case:
    outputs = [shown({f"image/{form}": picture(form.upper())}, alt=f"A {form} picture") for form in ("jpeg", "gif", "webp")]
    return Case(notebook(code("show()", *outputs)), ("show()",))


@case
def plotly_chart() -> Case:
    data = {
        "application/vnd.plotly.v1+json": {"data": [], "layout": {}},
        "text/html": "<div id='p'></div><script>Plotly.newPlot('p')</script>",
        "image/png": picture(),
    }
    remark = "cell 1: an interactive chart (Plotly) is shown as a picture"
    return Case(notebook(code("fig.show()", shown(data, alt="A chart"))), ("fig.show()",), ("newPlot",), (remark,))


@case
def plotly_chart_without_picture() -> Case:
    data = {"application/vnd.plotly.v1+json": {"data": []}, "text/html": "<script>Plotly.newPlot('p')</script>"}
    return Case(notebook(code("fig", shown(data))), ("fig",), ("newPlot",), ("cell 1: a script was left out",))


@case
def altair_chart() -> Case:
    data = {"application/vnd.vegalite.v5+json": {"mark": "bar"}, "text/plain": "alt.Chart(...)"}
    remark = "cell 1: an interactive chart (Vega) was left out: it has no form that a document can hold"
    return Case(notebook(code("alt.Chart(d)", shown(data))), ("alt.Chart(d)",), (), (remark,))


@case
def bokeh_page() -> Case:
    data = {"application/vnd.bokehjs_exec.v0+json": "", "application/javascript": "run()", "text/html": "<div class='bk'></div>"}
    remark = "cell 1: an interactive chart (Bokeh) was left out: it has no form that a document can hold"
    return Case(notebook(code("show(p)", shown(data))), ("show(p)",), ("run()",), (remark,))


@case
def widgets_with_state() -> Case:
    state = {
        "box": {"model_name": "VBoxModel", "state": {"_model_name": "VBoxModel", "children": ["IPY_MODEL_a", "IPY_MODEL_b"]}},
        "a": {"state": {"_model_name": "FloatProgressModel", "description": "Loading:", "value": 30.0, "max": 40.0}},
        "b": {"state": {"_model_name": "HTMLModel", "value": "<b>done</b> soon"}},
    }
    data = {"application/vnd.jupyter.widget-view+json": {"model_id": "box"}, "text/plain": "VBox(children=(...))"}
    kept = {"application/vnd.jupyter.widget-state+json": {"state": state, "version_major": 2, "version_minor": 0}}
    remark = "cell 1: an interactive widget is shown as the text of its state"
    return Case(notebook(code("box", shown(data)), widgets=kept), ("Loading: 30 of 40", "done soon"), ("VBox(",), (remark,))


@case
def widgets_without_state() -> Case:
    data = {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "IntSlider(value=7)"}
    remark = "cell 1: an interactive widget is shown as text"
    return Case(notebook(code("slider", shown(data))), ("IntSlider(value=7)",), (), (remark,))


@case
def sympy_result() -> Case:
    data = {"text/latex": "$\\displaystyle \\frac{x^{2}}{2}$", "image/png": picture(), "text/plain": "x**2/2"}
    return Case(notebook(code("integrate(x)", shown(data))), ("integrate(x)",), ("x**2/2", "displaystyle"))


@case
def formulas_and_money() -> Case:
    source = (
        "It costs $5 to $10, not \\$3; $E = mc^2$ and\n\n$$\\sum_{i=1}^n x_i$$\n\n"
        "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}"
    )
    return Case(notebook(markdown(source)), ("It costs $5 to $10, not $3;",), ("begin{align}", "\\sum"))


@case
def formula_beyond_the_converter() -> Case:
    remark = "cell 1: formula '\\\\nosuchcommand{x}' is shown as its source"
    return Case(notebook(markdown("See $\\nosuchcommand{x}$.")), ("nosuchcommand",), (), (remark,))


@case
def error_with_colours() -> Case:
    trace = ["\x1b[0;31m----\x1b[0m", "\x1b[0;31mZeroDivisionError\x1b[0m: division by zero"]
    output = {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero", "traceback": trace}
    return Case(notebook(code("1 / 0", output)), ("ZeroDivisionError: division by zero",), ("[0;31m",))


@case
def progress_bars_and_streams() -> Case:
    outputs = [printed("  5%|#\r 50%|##"), printed("\r100%|####\nfirst "), printed("second\n"), printed("warned\n", "stderr")]
    return Case(notebook(code("run()", *outputs)), ("100%|####", "first second", "warned"), ("50%|##",))


@case
def endless_output() -> Case:
    remark = "cell 1: 9301 lines of a long text are left out"
    text = "".join(f"line {n}.\n" for n in range(10_000))
    return Case(
        notebook(code("run()", printed(text))), ("line 599.", "line 9999.", "9301 lines left out"), ("line 700.",), (remark,)
    )


@case
def attachments() -> Case:
    attached = {"p.png": {"image/png": picture()}}
    cell = markdown("![A blue box](attachment:p.png) and ![Gone](attachment:q.png)", attachments=attached)
    return Case(notebook(cell), ("Gone",), (), ("cell 1: attachment 'q.png' is missing or no image, and was left out",))


@case
def images_from_elsewhere() -> Case:
    remarks = (
        "cell 1: image 'https://example.org/x.png' is not part of the notebook and was left out",
        "cell 1: image file '../x.png' is not beside the notebook and was left out",
    )
    return Case(notebook(markdown("![Far](https://example.org/x.png) ![Up](../x.png)")), ("Far", "Up"), (), remarks)


@case
def html_in_markdown() -> Case:
    source = (
        "H<sub>2</sub>O<br>and <b>bold *italic*</b> &copy; <!-- unseen -->\n\n<center>\n\n## Middle\n\n</center>\n\n<details>"
        "<summary>Open me</summary>\n\n- inside\n\n</details>\n\n<table><tr><th>head</th></tr><tr><td>cell</td></tr></table>\n\n"
        f'<kbd>Ctrl+C</kbd> <a id="here"></a>[back](#here) <img src="data:image/png;base64,{picture()}" width="20" alt="Box">'
    )
    return Case(
        notebook(markdown(source)), ("bold italic", "©", "Middle", "Open me", "inside", "head", "Ctrl+C"), ("unseen", "<b>")
    )


@case
def html_output() -> Case:
    html = (
        "<h3>Result</h3><p>Some <em>words</em><ul><li>one<li>two</ul><script>run()</script><form><input value='typed'></form>"
        "<video src='https://example.org/v.mp4'></video><iframe src='https://example.org/f'></iframe>"
        "<p style='display:none'>unseen</p>"
    )
    remarks = tuple(
        f"cell 1: {what}"
        for what in (
            "a script was left out",
            "controls of a form were left out",
            "a video was left out",
            "a frame with another page was left out",
        )
    )
    words = ("Result", "Some words", "two", "https://example.org/v.mp4", "https://example.org/f")
    return Case(notebook(code("page", shown({"text/html": html}))), words, ("run()", "unseen"), remarks)


@case
def markdown_of_github() -> Case:
    source = (
        "| a | b |\n|---|--:|\n| ~~x~~ | `y` |\n\n- [x] done\n\nNote[^n].\n\n[^n]: The note.\n\n"
        "```r\nx <- c(1, 2)\n```\n\n> quoted"
    )
    return Case(notebook(markdown(source)), ("done", "The note.", "x <- c(1, 2)", "quoted"))


@case
def r_kernel() -> Case:
    html = (
        "<table class='dataframe'><caption>A data.frame: 1 × 2</caption><thead><tr><th></th><th scope=col>mpg</th></tr>"
        "<tr><th></th><th scope=col>&lt;dbl&gt;</th></tr></thead>"
        "<tbody><tr><th scope=row>Mazda</th><td>21</td></tr></tbody></table>"
    )
    data = {"text/html": html, "text/markdown": "| a |", "text/latex": "\\begin{tabular}{l}x\\end{tabular}", "text/plain": "mpg"}
    nb = notebook(code("head(mtcars) # cars", shown(data)), kernel="ir", language="R")
    return Case(nb, ("A data.frame: 1 × 2", "<dbl>", "Mazda", "# cars"), ("tabular",))


@case
def julia_kernel() -> Case:
    html = (
        '<div><div style="float: left;"><span>1×1 DataFrame</span></div></div><div class="data-frame"><table class="data-frame">'
        '<thead><tr class="header"><th class="rowNumber">Row</th><th>x</th></tr><tr class="subheader"><th></th>'
        '<th title="Int64">Int64</th></tr></thead><tbody><tr><td class="rowNumber">1</td><td>42</td></tr></tbody></table></div>'
    )
    nb = notebook(
        code("df", shown({"text/html": html}), printed("\x1b[32mdone\x1b[39m\n")), kernel="julia-1.10", language="julia"
    )
    return Case(nb, ("1×1 DataFrame", "Int64", "42", "done"), ("[32m",))


@case
def bash_kernel() -> Case:
    nb = notebook(code("for f in *.csv; do wc -l $f; done", printed("10 a.csv\n")), kernel="bash", language="bash")
    return Case(nb, ("wc -l $f", "10 a.csv"))


@case
def cpp_kernel() -> Case:
    nb = notebook(
        code("#include <vector>\nstd::vector<int> v = {1};\nv", shown({"text/plain": "{ 1 }"})), kernel="xcpp17", language="c++"
    )
    return Case(nb, ("std::vector<int> v", "{ 1 }"))


@case
def unknown_language() -> Case:
    return Case(notebook(code("HAI 1.2\nVISIBLE 'x'", printed("x")), kernel="lol", language="lolcode"), ("VISIBLE 'x'",))


@case
def nbformat_3() -> Case:
    cells = [
        {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["An old heading"]},
        {
            "cell_type": "code",
            "collapsed": False,
            "input": ["print 'old'"],
            "language": "python",
            "metadata": {},
            "outputs": [
                {"output_type": "stream", "stream": "stdout", "text": ["old\n"]},
                {"output_type": "pyout", "prompt_number": 1, "text": ["42"], "metadata": {}},
            ],
            "prompt_number": 1,
        },
    ]
    nb = {"metadata": {"name": "old"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells, "metadata": {}}]}
    return Case(nb, ("An old heading", "print 'old'", "42"))


@case
def hidden_parts() -> Case:
    cells = (
        code("removed_cell", printed("unseen 1"), tags=["remove-cell"]),
        code("removed_input", printed("seen 2"), tags=["hide-input"]),
        code("kept_input", printed("unseen 3"), tags=["remove-output"]),
        code("folded_input", printed("seen 4"), jupyter={"source_hidden": True}),
        code("folded_output", printed("unseen 5"), jupyter={"outputs_hidden": True}),
    )
    remark = "cell 5: its output is collapsed in the notebook and was left out"
    return Case(notebook(*cells), ("seen 2", "kept_input", "seen 4"), ("removed", "folded_input", "unseen"), (remark,))


@case
def raw_cells() -> Case:
    def raw(source: str, kind: str | None = None) -> Notebook:
        return {"cell_type": "raw", "metadata": {"raw_mimetype": kind} if kind else {}, "source": source}

    cells = (
        raw("---\ntitle: From front matter\n---"),
        raw("plain <raw>"),
        raw("<b>strong</b> <i>words</i>", "text/html"),
        raw("*a* **b**", "text/markdown"),
        raw("\\LaTeX", "text/latex"),
    )
    remark = "cell 5: a raw cell of format text/latex was left out"
    return Case(notebook(*cells), ("From front matter", "plain <raw>", "strong words", "a b"), ("\\LaTeX", "<i>"), (remark,))


@case
def empty_notebook() -> Case:
    return Case(notebook())


@case
def empty_cells() -> Case:
    return Case(notebook(markdown(""), code(""), code("  \n"), markdown("\n\n")))


@case
def broken_images() -> Case:
    outputs = (shown({"image/png": "%%%", "text/plain": "the figure"}), shown({"image/svg+xml": "<svg><g>"}))
    remarks = (
        "cell 1: an image (image/png) can't be read and was left out",
        "cell 1: an output of type image/png is shown as text",
        "cell 1: an image (image/svg+xml) can't be read and was left out",
    )
    return Case(notebook(code("x", *outputs)), ("the figure",), (), remarks)


@case
def pdf_and_json_outputs() -> Case:
    outputs = (shown({"application/pdf": "JVBERi0="}), shown({"application/json": {"key": ["värde"]}}))
    remark = "cell 1: an output of type application/pdf was left out: it has no form that a document can hold"
    return Case(notebook(code("x", *outputs)), ('"värde"',), (), (remark,))


@case
def updated_display() -> Case:
    first = {**shown({"text/plain": "waiting"}), "transient": {"display_id": "d"}}
    later = {**shown({"text/plain": "finished"}), "output_type": "update_display_data", "transient": {"display_id": "d"}}
    return Case(notebook(code("h.update()", first, later)), ("finished",), ("waiting",))


@case
def values_of_the_wrong_kind() -> Case:
    cells: list[Any] = [
        {"cell_type": "code", "source": None, "metadata": [], "outputs": [{"output_type": "stream"}, {}, 5]},
        {"cell_type": "code", "source": ["x = 1\n", "y"]},
        {"cell_type": "markdown", "source": ["*list* ", "of lines"], "metadata": {"tags": 3}},
        {"cell_type": "strange", "source": "odd"},
    ]
    nb = {**notebook(), "cells": cells, "metadata": {"kernelspec": "x", "language_info": [1], "title": {}, "widgets": 3}}
    remark = "cell 4: cells of kind 'strange' are unknown: its source is shown"
    return Case(nb, ("list of lines", "odd", "x = 1"), (), (remark,))


@case
def endless_nesting() -> Case:
    cells = (
        markdown("<div>" * 10_000 + "under" + "</div>" * 10_000),
        markdown("> " * 10_000 + "quoted"),
        markdown("*a **b " * 2_000),
        code("x", shown({"text/html": "<ul><li>" * 10_000 + "listed"})),
    )
    remark = "HTML that is nested too deep is shown as its text"
    return Case(notebook(*cells), ("under", "quoted", "listed"), (), (f"cell 1: {remark}", f"cell 4: {remark}"))


@case
def characters_that_steer() -> Case:
    return Case(
        notebook(markdown("Bell \x07, lone \ud800, <b>nul \x00</b>"), code("a\x00b", printed("\ud800 c\x00"))),
        ("[U+0007]", "[U+D800]"),
    )


@case
def links_that_lead_nowhere() -> Case:
    source = "# My own words\n\n[up](#My-own-words) [other](other.ipynb) [script](javascript:alert(1)) [missing](#nowhere)"
    remarks = (
        "cell 1: of links that lead nowhere from a document only the words stay: 'other.ipynb', 'javascript:alert(1)'",
        "cell 1: link to 'nowhere': the document has no such place",
    )
    return Case(notebook(markdown(source)), ("up other script missing",), ("javascript",), remarks)


@case
def nodes_in_the_wrong_form() -> Case:
    nested: Notebook = {"type": "strong", "children": [{"type": "text", "raw": "innermost"}]}
    for _ in range(60):
        nested = {"type": "strong", "children": [nested]}
    nodes: list[Any] = [
        5,
        {"type": "heading"},
        {"type": "heading", "attrs": {"level": "x", "id": ["x"]}, "children": []},
        {"type": "data_table", "attrs": {"rows": 3}},
        {"type": "paragraph", "children": "x"},
        {"type": "xref", "attrs": {"target": []}},
        {"type": "image", "attrs": {"data": 5}},
        {"type": "paragraph", "children": [nested]},
    ]
    data = {"application/vnd.migration-report.nodes+json": {"version": 1, "nodes": nodes}}
    remark = "cell 1: content in an unknown form was left out"
    return Case(notebook(code("x", shown(data))), ("innermost",), (), (remark,))
