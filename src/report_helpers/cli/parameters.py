"""``parameters``: what a notebook can be given."""

from __future__ import annotations

import argparse
from pathlib import Path

from .wording import Verbs, add_verb


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parameters = add_verb(
        verbs,
        "parameters",
        help="show what a notebook can be given",
        description="Shows the parameters of a notebook with their types, defaults and descriptions, without running it.",
        examples="example:\n  migration-report parameters notebooks/report/01-at-a-glance.ipynb\n",
    )
    parameters.add_argument("notebook", type=Path, help="path of the notebook")
    parameters.set_defaults(run=_parameters)


def _parameters(options: argparse.Namespace) -> int:
    from ..pipeline.notebooks import read_notebook
    from ..pipeline.parameters import read_parameters

    for parameter in read_parameters(options.notebook, read_notebook(options.notebook)):
        default = "must be given" if parameter.required else f"default {parameter.default!r}"
        description = f"  {parameter.description}" if parameter.description else ""
        print(f"{parameter.name}: {parameter.kind}; {default}{description}")
    return 0
