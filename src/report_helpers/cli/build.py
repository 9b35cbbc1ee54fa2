"""``build``: the report of an edition."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from typing import TYPE_CHECKING

from ..paths import project_folder
from .wording import Verbs, add_running, add_verb, running_options

if TYPE_CHECKING:
    from ..pipeline.build import Planner
    from ..pipeline.request import Request

EXAMPLES = """examples:
  migration-report build                            the whole report as HTML and PDF
  migration-report build --chapter at-a-glance      one chapter, for a preview
  migration-report build --publication compendium   the compendium of good practices
  migration-report build --format html --output ../preview
  migration-report build --explain                  what would be built, and why
"""

MANY = 12
"""From how many files on a terminal shows their folders."""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    build = add_verb(
        verbs,
        "build",
        help="check the data, run the notebooks, write the report",
        description="Checks the data, runs the chapters that changed and writes the report to reports/EDITION/LANGUAGE.",
        examples=EXAMPLES,
    )
    build.add_argument("--edition", type=int, default=2008, metavar="YEAR", help="edition to build (default: %(default)s)")
    build.add_argument("--language", default="en", metavar="CODE", help="language of the report (default: %(default)s)")
    build.add_argument(
        "--format", default="html,pdf", metavar="LIST", help="html, pdf or both, with a comma (default: %(default)s)"
    )
    build.add_argument(
        "--publication",
        choices=("report", "compendium"),
        default="report",
        help="the report, or the compendium of good practices (default: %(default)s)",
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
    add_running(build)
    build.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    from ..pipeline.request import Request

    request = Request(
        project=project_folder(),
        edition=options.edition,
        language=options.language,
        formats=parts(options.format),
        chapters=tuple(options.chapter),
        audience=options.audience,
        output=options.output,
        publication=options.publication,
    )
    return make(request, options)


def parts(text: str) -> tuple[str, ...]:
    """What stands between the commas of a list."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def listed(addresses: tuple[str, ...], *, short: bool) -> list[str]:
    """Where the documents are: each file, or for people, where there are many, how many there are in each folder."""
    if not short or len(addresses) <= MANY:
        return list(addresses)
    folders = Counter(address.rpartition("/")[0] for address in addresses)
    return [f"{folder}: {count} files" if count > 1 else f"{folder}: 1 file" for folder, count in folders.items()]


def make(request: Request, options: argparse.Namespace, plan: Planner | None = None) -> int:
    """Build what is asked for, or only say what would be built; prints where the documents are."""
    from ..pipeline.build import build_report, explain
    from ..pipeline.progress import Progress

    if options.explain:
        for name, reasons in explain(request, plan).items():
            print(f"{name}: {'; '.join(reasons) if reasons else 'up to date'}")
        return 0
    with Progress(options.log_json) as progress:
        built = build_report(request, progress, running_options(options), plan)
    for warning in built.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    for line in listed(built.addresses, short=sys.stdout.isatty()):
        print(line)
    if not built.made:
        print("Nothing had changed; nothing was built.", file=sys.stderr)
    return 0
