"""``diff``: what changed from one edition to another."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..errors import ReportError
from ..paths import project_folder
from .wording import Verbs, add_verb

EXAMPLES = """examples:
  migration-report diff 2008 2009                                  on the terminal
  migration-report diff 2008 2009 --format html --output diff.html
  migration-report diff 2008 2009 --format json > diff.json
"""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    diff = add_verb(
        verbs,
        "diff",
        help="show what changed from one edition to another",
        description="Compares two editions: what is new, continued, changed, ended or not reported, by body, state and theme; "
        "numbers side by side where measure and unit agree.",
        examples=EXAMPLES,
    )
    diff.add_argument("before", type=int, metavar="EARLIER", help="year of the earlier edition")
    diff.add_argument("after", type=int, metavar="LATER", help="year of the later edition")
    diff.add_argument("--format", choices=("text", "html", "json"), default="text", help="default: %(default)s")
    diff.add_argument("--language", default="en", metavar="CODE", help="language of the result (default: %(default)s)")
    diff.add_argument("--output", type=Path, metavar="FILE", help="write to FILE instead of printing")
    diff.set_defaults(run=_diff)


def _diff(options: argparse.Namespace) -> int:
    from ..dataset import load_edition
    from ..dataset.compare import Changes, compare_editions
    from ..locale import catalogue

    catalogue(options.language)
    data = project_folder() / "data"
    before, after = (load_edition(year, options.language, data) for year in (options.before, options.after))
    changes = compare_editions(before, after)

    def rendered(changes: Changes) -> str:
        if options.format == "html":
            from ..pipeline.difference import difference_page

            return difference_page(changes)
        if options.format == "json":
            from ..content.changes.record import change_record

            return json.dumps(change_record(changes), ensure_ascii=False, indent=1) + "\n"
        from ..content.changes.lines import change_lines

        return "\n".join(change_lines(changes)) + "\n"

    text = rendered(changes)
    if options.output is None:
        print(text, end="")
    else:
        _write(options.output, text)
        print(options.output)
    return 0


def _write(path: Path, text: str) -> None:
    from ..dataset.canonical import write_atomically

    try:
        write_atomically(path, text.encode("utf-8"))
    except OSError as error:
        raise ReportError(f"{path} can't be written: {error.strerror}.") from None
