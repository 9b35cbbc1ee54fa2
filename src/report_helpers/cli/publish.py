"""``publish`` and ``correct``: an edition is issued, and issued again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..paths import project_folder
from .wording import Verbs, add_verb, positive


def add(verbs: Verbs) -> None:
    """Add both verbs."""
    publish = add_verb(
        verbs,
        "publish",
        help="publish an edition: built twice, signed off, kept, frozen",
        description="Checks the data, builds both documents twice to see that they come out the same, keeps them with their data "
        "and a manifest in data/published/YEAR, and freezes the edition: from then on a change is declared with correct.",
        examples='example:\n  migration-report publish 2009 --by "Ana Example" --date 2009-12-01\n',
    )
    _add_sign_off(publish)
    publish.add_argument(
        "--unconfirmed",
        action="store_true",
        help="what was carried forward and not confirmed may be published: the documents mark it, the manifest lists it",
    )
    publish.set_defaults(run=_publish)
    correct = add_verb(
        verbs,
        "correct",
        help="issue a published edition again: a correction or new information",
        description="Make the change in the tables first; check then names each file that isn't as it was published. This verb "
        "declares the change: the documents are built anew with a note of what was changed, and the issue before is kept.",
        examples="examples:\n"
        "  migration-report correct 2009 --dry-run      what has changed since the edition was issued\n"
        '  migration-report correct 2009 --kind corr --note "The budget of one project was misprinted." \\\n'
        '      --by "Ana Example" --date 2010-01-05\n',
    )
    correct.add_argument("--kind", choices=("corr", "rev"), help="corr: an error is corrected; rev: there is new information")
    correct.add_argument("--note", default="", metavar="TEXT", help="what is corrected or new, for readers")
    correct.add_argument("--dry-run", action="store_true", help="only list what has changed since the newest issue")
    _add_sign_off(correct, required=False)
    correct.set_defaults(run=_correct)


def _add_sign_off(verb: argparse.ArgumentParser, *, required: bool = True) -> None:
    verb.add_argument("edition", type=int, metavar="YEAR", help="year of the edition")
    verb.add_argument("--by", required=required, default="", metavar="NAME", help="who signs it off")
    verb.add_argument("--date", required=required, default="", metavar="DAY", help="day of the issue, such as 2009-12-01")
    verb.add_argument("--jobs", type=positive, metavar="N", help="processes to run at a time (default: one for each core)")


def _publish(options: argparse.Namespace) -> int:
    from ..pipeline.progress import Progress
    from ..publishing.publish import SignOff, publish

    with Progress() as progress:
        sign_off = SignOff(options.by, options.date, options.unconfirmed)
        _show(publish(project_folder(), options.edition, sign_off, progress, options.jobs))
    return 0


def _correct(options: argparse.Namespace) -> int:
    from ..publishing.publish import SignOff, correct

    if options.dry_run:
        return _show_changes(options.edition)
    if options.kind is None:
        print("migration-report: say with --kind whether it is a corr (an error) or a rev (new information).", file=sys.stderr)
        return 2
    from ..pipeline.progress import Progress

    sign_off = SignOff(options.by, options.date)
    with Progress() as progress:
        _show(correct(project_folder(), options.edition, options.kind, options.note, sign_off, progress, options.jobs))
    return 0


def _show_changes(year: int) -> int:
    from ..content.changes.lines import cell_lines
    from ..dataset import load_edition
    from ..dataset.compare.errata import changed_cells

    data = project_folder() / "data"
    issue = load_edition(year, data=data).info.issue
    if issue is None:
        print(f"The edition of {year} is a draft: nothing was issued yet.")
        return 0
    lines = list(cell_lines(changed_cells(issue.kept(data, year) / "data", data, year)))
    print("\n".join(lines) if lines else f"Nothing has changed since the issue of {issue.date}.")
    return 0


def _show(folder: Path) -> None:
    for path in sorted((folder / "documents").rglob("*.*")):
        print(path)
    print(folder / "manifest.json")
