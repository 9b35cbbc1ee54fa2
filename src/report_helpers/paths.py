"""Where the project is on this machine: the folder that holds ``data/datapackage.json``."""

from __future__ import annotations

import os
from pathlib import Path

from .errors import ProjectNotFoundError

HOME_VARIABLE = "MIGRATION_REPORT_HOME"
"""Environment variable that names the project's folder outright."""

_MARK = Path("data") / "datapackage.json"


def holds_project(folder: Path) -> bool:
    """Whether a folder is that of a project."""
    return (folder / _MARK).is_file()


def project_folder() -> Path:
    """The project's folder: where ``MIGRATION_REPORT_HOME`` says, else the nearest one upwards from the working
    directory, else the source checkout that the package is installed from.

    Raises :class:`ProjectNotFoundError` where there is none; a ``MIGRATION_REPORT_HOME`` that is set but wrong is
    never passed over.
    """
    named = os.environ.get(HOME_VARIABLE)
    if named:
        home = Path(named).expanduser().resolve()
        if holds_project(home):
            return home
        raise ProjectNotFoundError([f"{home} ({HOME_VARIABLE})"])
    here = Path.cwd()
    checkout = Path(__file__).resolve().parents[2]
    for folder in (here, *here.parents, checkout):
        if holds_project(folder):
            return folder
    raise ProjectNotFoundError([f"{here} or a folder above it", str(checkout)])


def data_folder() -> Path:
    """The folder of the data in :func:`project_folder`. Raises :class:`ProjectNotFoundError`."""
    return project_folder() / "data"
