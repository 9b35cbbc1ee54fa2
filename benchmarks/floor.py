"""The floor: the cells of notebooks as plain functions in warm processes, and the exports of what they give.

No kernel, no papermill, no record of what was read; pandas, matplotlib and the exporters are loaded beforehand. No way of running
notebooks can be faster than their cells.
"""

from __future__ import annotations

import ast
import json
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from report_helpers.pipeline.imports import skip_needless_imports

Part = tuple[str, dict[str, Any]]
"""A notebook's path and its parameters."""


def main() -> None:
    """Read what to do as JSON from standard input: ``project``, ``workers`` and ``documents``, each a list of parts."""
    asked = json.load(sys.stdin)
    project, documents = Path(asked["project"]), asked["documents"]
    _warm()
    with ProcessPoolExecutor(asked["workers"], multiprocessing.get_context("fork")) as pool:
        list(pool.map(_warm, range(asked["workers"])))
        begin = time.perf_counter()
        parts = [part for document in documents for part in document]
        ran = list(pool.map(run_cells, [str(project / notebook) for notebook, _ in parts], [given for _, given in parts]))
        cells = time.perf_counter() - begin
        begin = time.perf_counter()
        waiting = iter(ran)
        whole = [[next(waiting) for _ in document] for document in documents]
        exports = [(notebooks, kind, str(project)) for notebooks in whole for kind in ("html", "pdf")]
        list(pool.map(_export, exports))
        print(json.dumps({"cells": cells, "exports": time.perf_counter() - begin}))


def _warm(_: int = 0) -> None:
    skip_needless_imports()
    import matplotlib.pyplot  # noqa: F401
    import nbformat  # noqa: F401
    from nbconvert.exporters import get_exporter

    for kind in ("html", "pdf"):
        get_exporter(f"report-{kind}")()


def run_cells(path: str, parameters: dict[str, Any]) -> Any:
    """Run a notebook's code cells in one namespace; the notebook with what their last expressions show."""
    import nbformat
    from IPython.core.formatters import DisplayFormatter

    notebook, formatter = nbformat.read(path, as_version=4), DisplayFormatter()
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path, "exec"), names)
        if last is not None:
            data, metadata = formatter.format(eval(compile(ast.Expression(last.value), path, "eval"), names))
            cell.outputs = [nbformat.v4.new_output("display_data", data, metadata=metadata)]
        if "parameters" in cell.metadata.get("tags", ()):
            names |= parameters
    return notebook


def _export(asked: tuple[list[Any], str, str]) -> int:
    from report_helpers.pipeline.export import export_document
    from report_helpers.pipeline.jobs import Document, Job

    notebooks, kind, project = asked
    document = Document("floor", (Job("floor"),), (kind,), 2008, "en", preview=True)
    return len(export_document(document, notebooks, kind, Path(project), "floor")[0])


if __name__ == "__main__":
    main()
