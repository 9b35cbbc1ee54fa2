"""``questionnaires``: what is sent to the bodies."""

from __future__ import annotations

import argparse
import sys

from ..paths import data_folder
from .wording import Verbs, add_verb, day

EXAMPLES = """examples:
  migration-report questionnaires 2009 --date 2009-01-15 --due 2009-02-28
  migration-report questionnaires 2009 --body iom --body paho
"""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    verb = add_verb(
        verbs,
        "questionnaires",
        help="write the questionnaires and letters to send to the bodies",
        description=(
            "Writes to reports/YEAR/questionnaires, for each body, a workbook with what was last reported and a letter, and a "
            "blank workbook. They hold contact data and are for sending, not for publishing. Who is asked, when and by when to "
            "reply is kept in requests.csv; asking again changes nothing there."
        ),
        examples=EXAMPLES,
    )
    verb.add_argument("year", type=int, help="edition")
    verb.add_argument("--date", type=day, metavar="DAY", help="day on which they are sent: 2009-01-15")
    verb.add_argument("--due", type=day, metavar="DAY", help="day by which the replies are asked for")
    verb.add_argument("--body", action="append", default=[], metavar="ID", help="only this body; may be given again")
    verb.add_argument("--language", default="", metavar="CODE", help="language (default: that of the body's name)")
    verb.set_defaults(run=_ask)


def _ask(options: argparse.Namespace) -> int:
    from ..collecting.asking import UndatedError, ask
    from ..dataset.canonical import write_atomically
    from ..errors import LanguageError
    from ..locale import available_languages

    if options.language and options.language not in available_languages():
        raise LanguageError(options.language, available_languages())
    data, date = data_folder(), options.date or ""
    while True:
        try:
            asked = ask(options.year, data, date=date, due=options.due or "", only=options.body, language=options.language)
            break
        except UndatedError:
            if not sys.stdin.isatty():
                raise
            date = day(input("Day on which they are sent (2009-01-15): ").strip())
    folder = data.parent / "reports" / str(options.year) / "questionnaires"
    folder.mkdir(parents=True, exist_ok=True)
    for each in asked:
        for name, content in each.files.items():
            write_atomically(folder / name, content)
        print(f"{each.organization or 'blank'} ({each.language}): {', '.join(each.files)}  {each.name}".rstrip())
    shown = folder.relative_to(data.parent).as_posix()
    count = sum(bool(each.organization) for each in asked)
    print(f"{count} bodies, in {shown}; who is asked stands in data/editions/{options.year}/requests.csv.")
    return 0
