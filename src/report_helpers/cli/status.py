"""``status``: where the year's collection stands."""

from __future__ import annotations

import argparse

from ..paths import project_folder
from .wording import Verbs, add_verb, day

EXAMPLES = """example:
  migration-report status 2009 --date 2009-03-15
For a meeting, the same as a page: notebooks/meeting/status.ipynb, or
  jupyter nbconvert --execute --to report-html notebooks/meeting/status.ipynb
"""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    verb = add_verb(
        verbs,
        "status",
        help="show who was asked, who replied, what is overdue and what is missing",
        description="Shows where the year's collection stands on a day: requests, replies, response rate, what is overdue, "
        "problems of the data, and the states and themes that no information came for.",
        examples=EXAMPLES,
    )
    verb.add_argument("year", type=int, help="edition")
    verb.add_argument("--date", type=day, metavar="DAY", help="day to judge by: 2009-03-15 (default: the edition's own date)")
    verb.set_defaults(run=_status)


def _status(options: argparse.Namespace) -> int:
    from ..content.standing import standing_lines
    from ..dataset import check_edition, load_edition
    from ..dataset.follow import load_standing

    data = project_folder() / "data"
    edition = load_edition(options.year, data=data)
    problems = len(check_edition(options.year, data))
    print("\n".join(standing_lines(edition, load_standing(edition, options.date or ""), problems)))
    return 0
