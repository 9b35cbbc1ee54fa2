"""The command line: what is asked for, and how answers are worded. One module for each verb."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ..errors import BuildError, ReportError
from ..pipeline.imports import skip_needless_imports
from . import (
    build,
    check,
    diff,
    forget,
    new_edition,
    pack,
    parameters,
    profiles,
    publish,
    questionnaires,
    receive,
    serve,
    site,
    status,
    workbook,
)
from .wording import lines_of

VERBS = (
    build,
    profiles,
    site,
    serve,
    check,
    diff,
    new_edition,
    questionnaires,
    receive,
    workbook,
    status,
    publish,
    forget,
    pack,
    parameters,
)
"""The modules of the verbs, in the order of the help text; each has an ``add`` that adds its parser."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns 0, 1 (the work failed) or 2 (wrong usage)."""
    options = _parser().parse_args(arguments)
    skip_needless_imports()
    try:
        return int(options.run(options))
    except ReportError as error:
        for line in lines_of(error):
            print(line, file=sys.stderr)
        if isinstance(error, BuildError):
            print(f"migration-report: {len(error.errors)} failed; what they would have replaced is as it was.", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("migration-report: interrupted; nothing was replaced.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="migration-report",
        description="Builds the yearly Summary of Current Programs Dealing with Migration in the Americas.",
        epilog=build.EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    for verb in VERBS:
        verb.add(verbs)
    return parser
