"""The command line: what is asked for, and how answers are worded."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import BuildError, DataError, ReportError
from .paths import project_folder
from .pipeline.imports import skip_needless_imports

if TYPE_CHECKING:
    from .pipeline.request import Request

EXAMPLES = """examples:
  migration-report build                            the whole report as HTML and PDF
  migration-report build --chapter at-a-glance      one chapter, for a preview
  migration-report build --format html --output ../preview
  migration-report build --explain                  what would be built, and why
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns 0, 1 (the work failed) or 2 (wrong usage)."""
    options = _parser().parse_args(arguments)
    skip_needless_imports()
    try:
        return int(options.run(options))
    except BuildError as error:
        for one in error.errors:
            _say(one)
        print(f"migration-report: {len(error.errors)} failed; what they would have replaced is as it was.", file=sys.stderr)
        return error.exit_code
    except DataError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(_counted(len(error.problems)), file=sys.stderr)
        return error.exit_code
    except ReportError as error:
        _say(error)
        return error.exit_code
    except KeyboardInterrupt:
        print("migration-report: interrupted; nothing was replaced.", file=sys.stderr)
        return 1


def _say(error: ReportError) -> None:
    """The error in a line, and below it what helps to find its cause."""
    print(f"migration-report: {error}", file=sys.stderr)
    for line in getattr(error, "details", ()):
        print(f"    {line}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="migration-report",
        description="Builds the yearly Summary of Current Programs Dealing with Migration in the Americas.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    _add_build(verbs)
    _add_check(verbs)
    _add_parameters(verbs)
    return parser


def _add_build(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    build = verbs.add_parser(
        "build",
        help="check the data, run the notebooks, write the report",
        description="Checks the data, runs the chapters that changed and writes the report to reports/EDITION/LANGUAGE.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    build.add_argument("--edition", type=int, default=2008, metavar="YEAR", help="edition to build (default: %(default)s)")
    build.add_argument("--language", default="en", metavar="CODE", help="language of the report (default: %(default)s)")
    build.add_argument(
        "--format", default="html,pdf", metavar="LIST", help="html, pdf or both, with a comma (default: %(default)s)"
    )
    build.add_argument(
        "--chapter", action="append", default=[], metavar="NAME", help="only this chapter, as a preview; may be given again"
    )
    build.add_argument(
        "--audience",
        choices=("public", "internal"),
        default="public",
        help="internal prints contact persons (default: %(default)s)",
    )
    build.add_argument(
        "--output",
        metavar="DIR",
        help="folder, or an address such as s3://bucket/reports, to write to instead of reports/EDITION",
    )
    _add_running(build)
    build.set_defaults(run=_build)


def _add_running(verb: argparse.ArgumentParser) -> None:
    """Options of every verb that runs notebooks."""
    running = verb.add_argument_group("running")
    running.add_argument("--jobs", type=_positive, metavar="N", help="processes to run at a time (default: one for each core)")
    running.add_argument("--scheduler", metavar="ADDRESS", help="run on the cluster of this Dask scheduler, tcp://HOST:PORT")
    running.add_argument("--force", action="store_true", help="build what is up to date, too")
    running.add_argument("--explain", action="store_true", help="only say what would be built, and why")
    running.add_argument("--log-json", type=Path, metavar="FILE", help="write every event to FILE, a line of JSON each")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _add_check(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = verbs.add_parser(
        "check",
        help="check the data and report all problems together",
        description="Checks every table and prints all problems: file, line, row, field, value, expected, how to mend it.",
        epilog="example:\n  migration-report check --fix     mends order, quoting and line ends, never content\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("--edition", type=int, metavar="YEAR", help="edition to check (default: all)")
    check.add_argument(
        "--fix", action="store_true", help="mend the form of the files first (order, quoting, line ends), never their content"
    )
    check.set_defaults(run=_check)


def _add_parameters(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parameters = verbs.add_parser(
        "parameters",
        help="show what a notebook can be given",
        description="Shows the parameters of a notebook with their types, defaults and descriptions, without running it.",
        epilog="example:\n  migration-report parameters notebooks/report/01-at-a-glance.ipynb\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parameters.add_argument("notebook", type=Path, help="path of the notebook")
    parameters.set_defaults(run=_parameters)


def _build(options: argparse.Namespace) -> int:
    from .pipeline.request import Request

    request = Request(
        project=project_folder(),
        edition=options.edition,
        language=options.language,
        formats=tuple(dict.fromkeys(part.strip() for part in options.format.split(",") if part.strip())),
        chapters=tuple(options.chapter),
        audience=options.audience,
        output=options.output,
    )
    return _make(request, options)


def _make(request: Request, options: argparse.Namespace) -> int:
    from .pipeline.build import build_report, explain
    from .pipeline.progress import Progress
    from .pipeline.request import Options

    if options.explain:
        for name, reasons in explain(request).items():
            print(f"{name}: {'; '.join(reasons) if reasons else 'up to date'}")
        return 0
    with Progress(options.log_json) as progress:
        built = build_report(request, progress, Options(options.jobs, options.scheduler, options.force))
    for warning in built.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    for address in built.addresses:
        print(address)
    if not built.made:
        print("Nothing had changed; nothing was built.", file=sys.stderr)
    return 0


def _check(options: argparse.Namespace) -> int:
    from .dataset import check_all, check_edition, fix_all

    data = project_folder() / "data"
    if options.fix:
        for file in fix_all(data):
            print(f"mended the form of {file}")
    problems = check_edition(options.edition, data) if options.edition is not None else check_all(data)
    for problem in problems:
        print(problem)
    print(_counted(len(problems)), file=sys.stderr if problems else sys.stdout)
    return 1 if problems else 0


def _parameters(options: argparse.Namespace) -> int:
    from .pipeline.notebooks import read_notebook
    from .pipeline.parameters import read_parameters

    for parameter in read_parameters(options.notebook, read_notebook(options.notebook)):
        default = "must be given" if parameter.required else f"default {parameter.default!r}"
        description = f"  {parameter.description}" if parameter.description else ""
        print(f"{parameter.name}: {parameter.kind}; {default}{description}")
    return 0


def _counted(number: int) -> str:
    return {0: "The data has no problem.", 1: "1 problem."}.get(number, f"{number} problems.")
