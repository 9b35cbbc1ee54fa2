"""On a machine of a cluster: where the project is there, and whether it holds what the commanding machine has."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from pathlib import Path

from ..errors import ProjectNotFoundError
from ..hashes import FileHashes, digest_of
from ..paths import HOME_VARIABLE, holds_project, project_folder
from .errors import UnlikeWorkerError
from .inputs import Inputs

Held = Mapping[str, str]
"""Hash of each part of what a build depends on (:meth:`Inputs.parts`)."""


def held(inputs: Inputs, *, restricted: bool) -> Held:
    """What workers must have, too; ``restricted`` tables only where documents for internal use are made."""
    return {part: digest_of(names) for part, names in inputs.parts(restricted=restricted).items()}


def home(project: Path, wanted: Held, hashes: FileHashes, *, restricted: bool) -> Path:
    """The project's folder on this machine, where the commanding one has it at ``project``.

    ``MIGRATION_REPORT_HOME`` of the worker comes first, then the same path as there, then where the worker was started or
    the package is installed from.

    Raises:
        UnlikeWorkerError: there is no project, or notebooks, data, code or versions are not those that are ``wanted``.
    """
    worker = platform.node()
    try:
        found = project if HOME_VARIABLE not in os.environ and holds_project(project) else project_folder()
    except ProjectNotFoundError as error:
        raise UnlikeWorkerError(worker, str(project), "", {}, str(error)) from None
    for part, names in Inputs(found, hashes).parts(restricted=restricted).items():
        if digest_of(names) != wanted[part]:
            raise UnlikeWorkerError(worker, str(found), part, names)
    return found
