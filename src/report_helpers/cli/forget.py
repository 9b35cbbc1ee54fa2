"""``forget``: a person is removed everywhere."""

from __future__ import annotations

import argparse
import sys

from ..errors import UsageError
from ..paths import project_folder
from .wording import Verbs, add_verb, day

EXAMPLES = """examples:
  migration-report forget "Ana Example" --dry-run              only list where the person is found
  migration-report forget "Ana Example" --date 2010-02-01
"""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    verb = add_verb(
        verbs,
        "forget",
        help="remove a contact person everywhere, files as received included",
        description="Removes a person from the contacts of all editions, from the tables of the collection and from the files as "
        "received, with the addresses and telephone numbers that the contacts have of them. data/forgotten.csv notes what was "
        "done and when, never who.",
        examples=EXAMPLES,
    )
    verb.add_argument("person", help="whole name, or e-mail address")
    verb.add_argument("--date", type=day, metavar="DAY", help="day that the note gives: 2010-02-01")
    verb.add_argument("--dry-run", action="store_true", help="change nothing")
    verb.set_defaults(run=_forget)


def _forget(options: argparse.Namespace) -> int:
    from ..privacy.forget import forget

    if not options.dry_run and not options.date:
        raise UsageError("Give the day with --date, or --dry-run to see the places first.")
    places = forget(options.person, project_folder(), options.date or "", only_show=options.dry_run)
    for place in places:
        print(f"{place.file}: {place.what}")
    if not places:
        print("The person was found nowhere.")
    elif not options.dry_run:
        print("Not reached: copies elsewhere, mail, backups, and what git keeps of files that were committed.", file=sys.stderr)
    return 0
