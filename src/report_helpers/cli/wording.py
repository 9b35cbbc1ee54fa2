"""What several verbs say or take in the same way."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from ..errors import BuildError, DataError, ReportError
from ..pipeline.request import CELL_TIMEOUT, Options
from ..warm.limits import Limits, size_of

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a verb adds its parser."""


def add_verb(verbs: Verbs, name: str, *, help: str, description: str, examples: str) -> argparse.ArgumentParser:
    """The parser of a verb; ``help`` stands in the list of verbs, ``examples`` below its own help."""
    return verbs.add_parser(
        name, help=help, description=description, epilog=examples, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def add_running(verb: argparse.ArgumentParser, *, explain: bool = True) -> None:
    """Options of every verb that runs notebooks; ``explain`` is for those that can say beforehand what they would do."""
    running = verb.add_argument_group("running")
    running.add_argument("--jobs", type=positive, metavar="N", help="processes to run at a time (default: one for each core)")
    running.add_argument("--scheduler", metavar="ADDRESS", help="run on the cluster of this Dask scheduler, tcp://HOST:PORT")
    running.add_argument("--force", action="store_true", help="build what is up to date, too")
    if explain:
        running.add_argument("--explain", action="store_true", help="only say what would be built, and why")
    running.add_argument(
        "--cell-timeout", type=positive, default=CELL_TIMEOUT, metavar="SECONDS", help="time for a cell (default: %(default)s)"
    )
    running.add_argument("--notebook-timeout", type=positive, metavar="SECONDS", help="time for a notebook (default: no limit)")
    running.add_argument(
        "--memory-limit", type=size, metavar="SIZE", help="memory for a notebook, such as 800M or 2G (default: no limit)"
    )
    running.add_argument("--log-json", type=Path, metavar="FILE", help="write every event to FILE, a line of JSON each")


def running_options(options: argparse.Namespace) -> Options:
    """What :func:`add_running` lets be asked for, but for what is only shown."""
    limits = Limits(options.cell_timeout, options.notebook_timeout, options.memory_limit)
    return Options(options.jobs, options.scheduler, options.force, limits)


def size(text: str) -> int:
    """Bytes of a size."""
    return size_of(text)


def positive(text: str) -> int:
    """A whole number above 0."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def day(text: str) -> str:
    """A day in the calendar, as 2009-02-20."""
    from ..dataset.dates import is_partial_date

    if len(text) != 10 or not is_partial_date(text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a day written as 2009-02-20')
    return text


def counted(number: int) -> str:
    """How many problems there are, as a sentence."""
    return {0: "The data has no problem.", 1: "1 problem."}.get(number, f"{number} problems.")


def lines_of(error: ReportError) -> Iterator[str]:
    """An error as lines: each failure of several, each problem of the data, and below an error what helps to find its cause."""
    if isinstance(error, BuildError):
        for one in error.errors:
            yield from lines_of(one)
    elif isinstance(error, DataError):
        yield from map(str, error.problems)
        yield counted(len(error.problems))
    else:
        yield f"migration-report: {error}"
        yield from (f"    {line}" for line in getattr(error, "details", ()))
