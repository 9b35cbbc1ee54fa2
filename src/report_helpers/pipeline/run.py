"""Running one notebook with papermill."""

from __future__ import annotations

import logging
import os
import shlex
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.filters import strip_ansi

from ..paths import HOME_VARIABLE
from .errors import CellError, KernelError
from .notebooks import read_notebook
from .parameters import check_values, read_parameters

CELL_TIMEOUT = 300
"""Seconds that a cell may take before its notebook fails."""

_LAST_LINES = 5
"""Lines of a traceback that are shown."""


def run_notebook(path: Path, parameters: dict[str, Any], project: Path) -> Any:
    """A notebook executed in a kernel of its own.

    Args:
        path: the notebook.
        parameters: values for its parameters cell.
        project: folder of the project, where the kernel finds the data; it works in the notebook's own folder, as in JupyterLab.

    Returns:
        The executed notebook.

    Raises:
        NotebookError: it can't be read or has no parameters cell.
        UsageError: it doesn't take one of the parameters, or not with that value.
        CellError: a cell failed.
        KernelError: the kernel died, did not start or did not answer in time.
    """
    check_values(path.name, read_parameters(path, read_notebook(path)), parameters)
    os.environ[HOME_VARIABLE] = str(project)
    with tempfile.TemporaryDirectory(prefix="migration-report-") as folder:
        output = Path(folder) / path.name
        _execute(path, output, parameters)
        return nbformat.read(output, as_version=4)


def _execute(path: Path, output: Path, parameters: dict[str, Any]) -> None:
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    name = path.name
    try:
        papermill.execute_notebook(
            path,
            output,
            parameters=parameters,
            kernel_name="python3",
            language="python",
            cwd=path.parent,
            progress_bar=False,
            extra_arguments=["--IPKernelApp.log_level=50"],
            log_output=False,
            execution_timeout=CELL_TIMEOUT,
            request_save_on_cell_execute=False,
        )
    except PapermillExecutionError as error:
        place, identifier = _failed_cell(output, path)
        said = f"{error.ename}: {_one_line(error.evalue)}"
        raise CellError(name, place, identifier, parameters, said, _details(path, parameters, error.traceback)) from None
    except DeadKernelError:
        raise KernelError(
            name, parameters, "the kernel died. It may have run out of memory; run the notebook in JupyterLab to see where"
        ) from None
    except CellTimeoutError:
        raise KernelError(name, parameters, f"a cell took longer than {CELL_TIMEOUT} seconds") from None
    except RuntimeError as error:
        raise KernelError(name, parameters, f"the kernel did not start: {_one_line(str(error))}") from None


def _failed_cell(output: Path, path: Path) -> tuple[int, str]:
    """Place (from 1, in the notebook as committed) and identifier of the cell that failed."""
    executed = nbformat.read(output, as_version=4)
    failed = next((c for c in executed.cells if any(o.output_type == "error" for o in c.get("outputs", []))), None)
    identifiers = [cell.get("id", "") for cell in nbformat.read(path, as_version=4).cells]
    identifier = failed.get("id", "") if failed is not None else ""
    return (identifiers.index(identifier) + 1 if identifier in identifiers else 0), identifier


def _details(path: Path, parameters: dict[str, Any], traceback: list[str]) -> tuple[str, ...]:
    """The last lines that the cell said, and the command that runs its notebook again."""
    lines = [line for line in strip_ansi("\n".join(traceback)).splitlines() if line.strip()]
    given = " ".join(f"-p {name} {shlex.quote(str(value))}" for name, value in parameters.items())
    folder = shlex.quote(str(path.parent))
    return (*lines[-_LAST_LINES:], f"Again: papermill --cwd {folder} {shlex.quote(str(path))} again.ipynb {given}".rstrip())


def _one_line(value: str) -> str:
    return " ".join(value.split())[:500]
