"""Running one notebook with papermill."""

from __future__ import annotations

import logging
import os
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.filters import strip_ansi

from .. import recording
from ..paths import HOME_VARIABLE
from ..warm.limits import Limits
from .errors import CellError, KernelError
from .notebooks import read_notebook
from .parameters import check_values, read_parameters
from .request import CELL_TIMEOUT

_TRIES = 2
"""How often a notebook is run whose kernel was lost through no fault of its own."""

_RECORDER = "migration-report-recorder"
"""Tag of the cells that have recorded what a notebook reads."""

_LAST_LINES = 5
"""Lines of a traceback that are shown."""


def run_notebook(path: Path, parameters: dict[str, Any], project: Path, limits: Limits | None = None) -> Any:
    """A notebook executed in a kernel of its own.

    Args:
        path: the notebook.
        parameters: values for its parameters cell.
        project: folder of the project, where the kernel finds the data; it works in the notebook's own folder, as in JupyterLab.
        limits: of time and memory.

    Returns:
        The executed notebook; ``migration_report.reads`` of its metadata says what it read.

    Raises:
        NotebookError: it can't be read or has no parameters cell.
        UsageError: it doesn't take one of the parameters, or not with that value.
        CellError: a cell failed.
        KernelError: the kernel died, did not start, or a limit was passed.
    """
    check_values(path.name, read_parameters(path, read_notebook(path)), parameters)
    with _found_at(project), tempfile.TemporaryDirectory(prefix="migration-report-") as folder:
        copy = Path(folder) / path.name
        nbformat.write(_with_recorder(read_notebook(path), project), copy)
        executed = _without_recorder(_executed(path, copy, parameters, limits or Limits(cell=CELL_TIMEOUT)))
        executed.metadata.papermill["input_path"] = str(path)
        return executed


@contextmanager
def _found_at(project: Path) -> Iterator[None]:
    """The kernel finds the project in this folder; what the process itself was told of it stays as it was."""
    before = os.environ.get(HOME_VARIABLE)
    os.environ[HOME_VARIABLE] = str(project)
    try:
        yield
    finally:
        if before is None:
            del os.environ[HOME_VARIABLE]
        else:
            os.environ[HOME_VARIABLE] = before


def _executed(path: Path, copy: Path, parameters: dict[str, Any], limits: Limits) -> Any:
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.engines import papermill_engines
    from papermill.exceptions import PapermillExecutionError

    from ..warm import papermill_engine
    from ..warm.errors import ZygoteLostError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    papermill_engines.register("warm", papermill_engine)  # as its entry point does where this package is installed as a whole
    again = _again(path, parameters)
    for tries in range(1, _TRIES + 1):
        try:
            return papermill.execute_notebook(
                copy,
                None,
                parameters=parameters,
                engine_name="warm",
                kernel_name="python3",
                language="python",
                cwd=path.parent,
                progress_bar=False,
                extra_arguments=["--IPKernelApp.log_level=50"],
                log_output=False,
                execution_timeout=limits.cell,
                notebook_timeout=limits.notebook,
                memory_limit=limits.memory,
                request_save_on_cell_execute=False,
            )
        except PapermillExecutionError as error:
            identifier = _failed_cell(copy, error.cell_index, bool(parameters))
            place = _place(identifier, path)
            said = f"{error.ename}: {_one_line(error.evalue)}"
            details = (*_last_lines(error.traceback), again)
            raise CellError(path.name, place, identifier, parameters, said, details) from None
        except ZygoteLostError as error:
            if tries == _TRIES:
                raise KernelError(path.name, parameters, _where(error, path), (again,)) from None
        except (DeadKernelError, CellTimeoutError) as error:
            raise KernelError(path.name, parameters, _where(error, path), (again,)) from None
        except RuntimeError as error:
            reason = f"the kernel did not start: {_one_line(str(error))}"
            raise KernelError(path.name, parameters, reason, (again,)) from None


def _where(error: Any, path: Path) -> str:
    """What ended a kernel, and the cell in which it did, by its place in the notebook as committed."""
    return f"cell {_place(error.cell_id, path)} ({error.cell_id}): {error.reason}"


def _with_recorder(notebook: Any, project: Path) -> Any:
    """The notebook between two cells that have what it reads recorded."""
    for identifier, call in (("reads-first", f"start({str(project)!r})"), ("reads-last", "show()")):
        source = f"__import__('{recording.__name__}', fromlist=['start']).{call}"
        cell = nbformat.v4.new_code_cell(source, id=identifier, metadata={"tags": [_RECORDER]})
        notebook.cells.insert(0 if identifier == "reads-first" else len(notebook.cells), cell)
    return notebook


def _without_recorder(executed: Any) -> Any:
    """The executed notebook as its author knows it; what it read stands in its metadata."""
    own = [cell for cell in executed.cells if _RECORDER in cell.metadata.get("tags", ())]
    executed.cells = [cell for cell in executed.cells if _RECORDER not in cell.metadata.get("tags", ())]
    shown = (output.data.get(recording.MIME) for cell in own for output in cell.outputs if "data" in output)
    executed.metadata["migration_report"] = {**executed.metadata.get("migration_report", {}), "reads": next(filter(None, shown))}
    return executed


def _failed_cell(copy: Path, index: int, injected: bool) -> str:
    """Identifier of the cell at an ``index`` of the executed notebook.

    papermill has ``injected`` the values in a cell of its own after that of the parameters, if there were any; a fault in it
    is one of these.
    """
    cells = nbformat.read(copy, as_version=4).cells
    tags = [cell.metadata.get("tags", ()) for cell in cells]
    added = injected and not any("injected-parameters" in each for each in tags)
    declared = next(place for place, each in enumerate(tags) if "parameters" in each)
    return str(cells[index - (added and index > declared)].get("id", ""))


def _place(identifier: str, path: Path) -> int:
    """Place of a cell from 1; 0 where the notebook has no such cell."""
    identifiers = [cell.get("id", "") for cell in nbformat.read(path, as_version=4).cells]
    return identifiers.index(identifier) + 1 if identifier in identifiers else 0


def _last_lines(traceback: list[str]) -> list[str]:
    """The last lines that a cell said."""
    lines = [line for line in strip_ansi("\n".join(traceback)).splitlines() if line.strip()]
    return lines[-_LAST_LINES:]


def _again(path: Path, parameters: dict[str, Any]) -> str:
    """The command that runs a notebook again, by itself."""
    given = " ".join(f"-p {name} {shlex.quote(str(value))}" for name, value in parameters.items())
    folder = shlex.quote(str(path.parent))
    return f"Again: papermill --cwd {folder} {shlex.quote(str(path))} again.ipynb {given}".rstrip()


def _one_line(value: str) -> str:
    return " ".join(value.split())[:500]
