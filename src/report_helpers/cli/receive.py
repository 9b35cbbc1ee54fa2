"""``receive``: replies of bodies."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..errors import ReportError, UsageError
from ..paths import data_folder
from .wording import Verbs, add_verb, day

EXAMPLES = """examples:
  migration-report receive reply.xlsx --date 2009-02-20            keep it, show what it would change
  migration-report receive reply.xlsx --date 2009-02-20 --apply    and merge what is sound
  migration-report receive *.csv --body iom --edition 2009 --date 2009-02-20
"""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    verb = add_verb(
        verbs,
        "receive",
        help="take in replies: keep them, show what they change, merge what is sound",
        description=(
            "Keeps each file as it came in data/sources/YEAR, with its checksum, shows row by row what it would change, and "
            "writes an account to send back to the body. Nothing in the tables changes without --apply; with it, rows that are "
            "sound are merged and every change is recorded with its source. A file that was applied before changes nothing."
        ),
        examples=EXAMPLES,
    )
    verb.add_argument("files", nargs="+", type=Path, metavar="FILE", help="replies: .xlsx, .ods or .csv")
    verb.add_argument("--date", type=day, metavar="DAY", help="day on which it is received and applied: 2009-02-20")
    verb.add_argument("--apply", action="store_true", help="merge what is sound")
    verb.add_argument("--edition", type=int, default=0, metavar="YEAR", help="edition (default: as the file says, else the last)")
    verb.add_argument("--body", default="", metavar="ID", help="whose reply it is, where the file doesn't say")
    verb.add_argument("--prefer", action="store_true", help="where it contradicts an earlier reply or edit, take this one")
    verb.add_argument("--all", action="store_true", help="show rows that stay as they are, too")
    verb.set_defaults(run=_receive)


def _receive(options: argparse.Namespace) -> int:
    from ..collecting.receive import DateNeededError, Wish, receive

    failed = False
    for path in options.files:
        date = options.date or ""
        while True:
            wish = Wish(options.edition, options.body, date, options.apply, options.prefer)
            try:
                _tell(receive(path, wish, data_folder()), options)
            except DateNeededError:
                if date or not sys.stdin.isatty():
                    raise
                date = day(input(f"Day on which {path.name} was received (2009-02-20): ").strip())
                continue
            except OSError as error:
                raise UsageError(f"{path} cannot be read ({error.strerror}).") from None
            except ReportError as error:
                if len(options.files) == 1:
                    raise
                print(f"migration-report: {error}", file=sys.stderr)
                failed = True
            break
    return 1 if failed else 0


def _tell(received: object, options: argparse.Namespace) -> None:
    from ..collecting.account import account, lines, verdicts_asking
    from ..collecting.receive import Received
    from ..dataset.canonical import write_atomically
    from ..dataset.schema import read_schema

    assert isinstance(received, Received)
    data = data_folder()
    print(f"{received.kept}: kept as receipt {received.receipt}")
    for line in lines(received.proposal, read_schema(data), every=options.all):
        print(line)
    folder = data.parent / "reports" / str(received.edition) / "replies"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{received.receipt}.xlsx"
    write_atomically(path, account(received))
    print(f"Account to send back: {path.relative_to(data.parent).as_posix()}")
    asking = len(verdicts_asking(received.proposal))
    if asking:
        print(f"{asking} rows are not merged until what is asked is answered.")
    if received.applied:
        print(f"{received.changed} cells changed; each is recorded in changes.csv." if received.changed else "Nothing changed.")
    else:
        print("Nothing was merged: --apply merges what is sound.")
