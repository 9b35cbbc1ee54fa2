"""``site``: the public site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..paths import project_folder
from .wording import Verbs, add_running, add_verb, running_options

if TYPE_CHECKING:
    from ..site.request import SiteRequest

EXAMPLES = """examples:
  migration-report site                                     the site in reports/site, with the documents it links to
  migration-report site --base-url https://www.example.org/migration
  migration-report site --no-documents --output ../preview  pages alone, for a quick look
"""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    site = add_verb(
        verbs,
        "site",
        help="make the public site",
        description=(
            "Builds the documents that are out of date and makes a static site, for any web server or a disk. "
            "The old one stays until the new one is complete; where nothing changed, nothing is done."
        ),
        examples=EXAMPLES,
    )
    add_site(site)
    site.add_argument(
        "--base-url", default="", metavar="URL", help="address that the site will have; without it no page says an absolute one"
    )
    add_running(site, explain=False)
    site.set_defaults(run=_site)


def add_site(verb: argparse.ArgumentParser) -> None:
    """Options of every verb that makes a site."""
    verb.add_argument(
        "--edition",
        type=int,
        action="append",
        default=[],
        metavar="YEAR",
        help="only this edition; may be given again (default: all)",
    )
    verb.add_argument("--language", default="en", metavar="CODE", help="language of the site (default: %(default)s)")
    verb.add_argument("--output", type=Path, metavar="DIR", help="folder to write to instead of reports/site")
    verb.add_argument(
        "--no-documents", action="store_true", help="don't build report and profiles first; link those that there are"
    )


def request_of(options: argparse.Namespace, base_url: str = "") -> SiteRequest:
    """What is asked for. Raises :class:`UsageError` where it can't be a site's address."""
    from ..site.request import SiteRequest

    return SiteRequest(
        project=project_folder(),
        editions=tuple(options.edition),
        language=options.language,
        output=options.output,
        base_url=base_url,
        documents=not options.no_documents,
    )


def _site(options: argparse.Namespace) -> int:
    from ..pipeline.progress import Progress
    from ..site.build import build_site

    request = request_of(options, options.base_url)
    with Progress(options.log_json) as progress:
        built = build_site(request, progress, running_options(options))
    for warning in built.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(built.folder / "index.html")
    said = f"{built.pages} pages." if built.made else "Nothing had changed; nothing was done."
    print(said, file=sys.stderr)
    return 0
