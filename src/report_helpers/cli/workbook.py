"""``workbook``: the whole edition in a spreadsheet, and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..errors import UsageError
from ..paths import data_folder
from .wording import Verbs, add_verb, day

EXAMPLES = """examples:
  migration-report workbook 2009                                                write reports/2009/workbook-2009.xlsx
  migration-report workbook 2009 --take workbook-2009.xlsx --date 2009-04-02    show what was edited in it
  migration-report workbook 2009 --take workbook-2009.xlsx --date 2009-04-02 --apply
"""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    verb = add_verb(
        verbs,
        "workbook",
        help="edit the whole edition as one workbook",
        description=(
            "Writes the edition as one workbook, a sheet for each table, and takes it back: every cell that was edited is shown, "
            "and with --apply merged and recorded. What colleagues changed meanwhile stays; where both changed a cell, it is "
            "put aside and named."
        ),
        examples=EXAMPLES,
    )
    verb.add_argument("year", type=int, help="edition")
    verb.add_argument("--output", type=Path, metavar="FILE", help="file to write (default: reports/YEAR/workbook-YEAR.xlsx)")
    verb.add_argument("--audience", choices=("public", "internal"), default="public", help="internal adds the contacts")
    verb.add_argument("--take", type=Path, metavar="FILE", help="take back an edited workbook, .xlsx or .ods")
    verb.add_argument("--date", type=day, metavar="DAY", help="day on which it is taken back: 2009-04-02")
    verb.add_argument("--apply", action="store_true", help="merge what is sound")
    verb.add_argument("--prefer", action="store_true", help="where it contradicts a reply or another edit, take the workbook")
    verb.set_defaults(run=_workbook)


def _workbook(options: argparse.Namespace) -> int:
    return _write(options) if options.take is None else _take(options)


def _write(options: argparse.Namespace) -> int:
    from ..collecting.draft import Draft
    from ..collecting.workbook import workbook
    from ..dataset.canonical import write_atomically
    from ..dataset.load import read_sources

    data = data_folder()
    draft = Draft.of(read_sources(options.year, data, restricted=options.audience == "internal"))
    path = options.output or data.parent / "reports" / str(options.year) / f"workbook-{options.year}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, workbook(draft, internal=options.audience == "internal"))
    print(path)
    return 0


def _take(options: argparse.Namespace) -> int:
    from ..collecting.account import lines, verdicts_asking
    from ..collecting.receive import Wish
    from ..collecting.taking import take
    from ..dataset.schema import read_schema

    data = data_folder()
    wish = Wish(edition=options.year, date=options.date or "", apply=options.apply, prefer=options.prefer)
    try:
        taken = take(options.take, wish, data)
    except OSError as error:
        raise UsageError(f"{options.take} cannot be read ({error.strerror}).") from None
    if taken is None:
        print("Nothing was edited in it; nothing was written.")
        return 0
    print(f"{taken.kept}: kept as receipt {taken.receipt}")
    for line in lines(taken.proposal, read_schema(data)):
        print(line)
    if verdicts_asking(taken.proposal):
        print(f"{len(verdicts_asking(taken.proposal))} rows are not merged.")
    if taken.applied:
        print(f"{taken.changed} cells changed; each is recorded in changes.csv." if taken.changed else "Nothing changed.")
    else:
        print("Nothing was merged: --apply merges what is sound.")
    return 0
