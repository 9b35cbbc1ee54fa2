"""``check``: every problem of the data."""

from __future__ import annotations

import argparse
import sys

from ..paths import project_folder
from .wording import Verbs, add_verb, counted


def add(verbs: Verbs) -> None:
    """Add the verb."""
    check = add_verb(
        verbs,
        "check",
        help="check the data and report all problems together",
        description="Checks every table and prints all problems: file, line, row, field, value, expected, how to mend it.",
        examples="example:\n  migration-report check --fix     mends order, quoting and line ends, never content\n",
    )
    check.add_argument("--edition", type=int, metavar="YEAR", help="edition to check (default: all)")
    check.add_argument(
        "--fix", action="store_true", help="mend the form of the files first (order, quoting, line ends), never their content"
    )
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    from ..dataset import check_all, check_edition, fix_all

    data = project_folder() / "data"
    if options.fix:
        for file in fix_all(data):
            print(f"mended the form of {file}")
    problems = check_edition(options.edition, data) if options.edition is not None else check_all(data)
    for problem in problems:
        print(problem)
    print(counted(len(problems)), file=sys.stderr if problems else sys.stdout)
    return 1 if problems else 0
