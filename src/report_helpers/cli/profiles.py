"""``profiles``: documents on single states, bodies and themes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ..paths import project_folder
from .build import make, parts
from .wording import Verbs, add_running, add_verb

if TYPE_CHECKING:
    from ..pipeline.plan import Plan
    from ..pipeline.request import ProfilesRequest

EXAMPLES = """examples:
  migration-report profiles --all                              every state, body and theme
  migration-report profiles --state COL,PER --theme trafficking
  migration-report profiles --state "Costa Rica" --organization IOM --format pdf
"""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    profiles = add_verb(
        verbs,
        "profiles",
        help="write a short document on each state, body or theme",
        description="Writes profiles to reports/EDITION/LANGUAGE/states, organizations and themes; only what changed is run. "
        "A name is an id, a code, an acronym or a name in any language.",
        examples=EXAMPLES,
    )
    wanted = profiles.add_argument_group("which")
    wanted.add_argument("--state", action="append", default=[], metavar="LIST", help="states, as in COL,PER; may be given again")
    wanted.add_argument("--organization", action="append", default=[], metavar="LIST", help="bodies; may be given again")
    wanted.add_argument("--theme", action="append", default=[], metavar="LIST", help="themes; may be given again")
    wanted.add_argument("--all", action="store_true", dest="everything", help="every state, body and theme of the edition")
    profiles.add_argument("--edition", type=int, default=2008, metavar="YEAR", help="edition (default: %(default)s)")
    profiles.add_argument("--language", default="en", metavar="CODE", help="language (default: %(default)s)")
    profiles.add_argument(
        "--format", default="html,pdf", metavar="LIST", help="html, pdf or both, with a comma (default: %(default)s)"
    )
    profiles.add_argument("--output", metavar="DIR", help="folder or address to write to instead of reports/EDITION/LANGUAGE")
    add_running(profiles)
    profiles.set_defaults(run=_profiles)


def _profiles(options: argparse.Namespace) -> int:
    from ..pipeline.request import ProfilesRequest

    request = ProfilesRequest(
        project=project_folder(),
        edition=options.edition,
        language=options.language,
        formats=parts(options.format),
        output=options.output,
        asked=tuple((kind, text) for kind in ("state", "organization", "theme") for text in getattr(options, kind)),
        everything=options.everything,
    )
    return make(request, options, lambda _: _plan(request))


def _plan(request: ProfilesRequest) -> Plan:
    """Made only where something may have changed: reading the data takes longer than seeing that nothing has."""
    from ..pipeline.profiles import plan_profiles

    return plan_profiles(request)
