"""``new-edition``: next year's edition from the last one."""

from __future__ import annotations

import argparse
import sys

from ..errors import UsageError
from ..paths import data_folder
from .wording import Verbs, add_verb

EXAMPLES = """examples:
  migration-report new-edition 2009
  migration-report new-edition 2009 --as-of 2009-05 --mandate "The Work Plan of 2009 asks for ..." \\
      --mandate-document "CE/AM-3/09" --mandate-title "Work Plan 2009"
"""

_ASKED = {
    "as_of": "Date that the statements will hold for (such as 2009-05)",
    "mandate": "What asked for the report (a sentence or two)",
    "mandate_document": "Symbol, or id in references.csv, of the document that asked for it",
    "mandate_title": "Title of that document",
    "explanatory_note": "How the edition comes about (a paragraph)",
}


def add(verbs: Verbs) -> None:
    """Add the verb."""
    verb = add_verb(
        verbs,
        "new-edition",
        help="start next year's edition from the last one",
        description=(
            "Starts an edition, a draft: bodies and all activities that are not completed are carried forward to be confirmed, "
            "with their ids. On a terminal, what is not given is asked for; an empty answer leaves it to be filled in later."
        ),
        examples=EXAMPLES,
    )
    verb.add_argument("year", type=int, help="year of the new edition")
    verb.add_argument("--from", dest="before", type=int, metavar="YEAR", help="edition to start from (default: the last one)")
    for name, words in _ASKED.items():
        verb.add_argument(f"--{name.replace('_', '-')}", default="", metavar="TEXT", help=f"{words[:1].lower()}{words[1:]}")
    verb.set_defaults(run=_open)


def _open(options: argparse.Namespace) -> int:
    from ..collecting.opening import Facts, open_edition
    from ..dataset.dates import is_partial_date

    answers = {name: getattr(options, name) or _ask(words) for name, words in _ASKED.items()}
    if answers["as_of"] and not is_partial_date(answers["as_of"]):
        raise UsageError(f'"{answers["as_of"]}" is not a date. Write 2009, 2009-05 or 2009-05-31.')
    opened = open_edition(options.year, options.before, Facts(**answers), data_folder())
    carried = opened.carried
    print(f"data/editions/{options.year}: {carried['entries']} replies and {carried['activities']} activities to be confirmed.")
    print(f"{len(opened.closed)} completed activities stay in the earlier edition; their ids are not given to anything else.")
    if opened.to_fill:
        print(f"To be filled in data/editions/{options.year}/edition.toml: {', '.join(opened.to_fill)}.")
    print("Look over: license in edition.toml, introduction in sections.csv. migration-report check says what is missing.")
    return 0


def _ask(words: str) -> str:
    if not sys.stdin.isatty():
        return ""
    return input(f"{words}: ").strip()
