"""``serve``: the site on this machine, built again when data or notebooks change."""

from __future__ import annotations

import argparse
import sys

from .site import add_site, request_of
from .wording import Verbs, add_verb, lines_of


def add(verbs: Verbs) -> None:
    """Add the verb."""
    serve = add_verb(
        verbs,
        "serve",
        help="show the site on this machine and keep it up to date",
        description=(
            "Builds the site, shows it to browsers of this machine alone and builds it again when data or notebooks change. "
            "Where they have an error, the last good site stays and the error is said here and above each page. Ctrl-C ends it."
        ),
        examples="example:\n  migration-report serve --port 8001 --no-documents\n",
    )
    add_site(serve)
    serve.add_argument(
        "--port", type=int, default=8000, metavar="N", help="port to listen on; 0 for a free one (default: %(default)s)"
    )
    serve.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> int:
    from ..errors import ReportError, UsageError
    from ..site.build import build_site
    from ..site.folder import RECORD
    from ..site.serving import Server
    from ..site.watching import rebuild_on_change

    request = request_of(options)
    server = Server(request.folder, options.port)

    def failed(error: ReportError) -> None:
        server.fault = "\n".join(lines_of(error))
        print(server.fault, file=sys.stderr)
        print("The last good site stays.", file=sys.stderr, flush=True)

    def done() -> None:
        server.fault = ""
        print("The site is up to date.", file=sys.stderr, flush=True)

    try:
        try:
            build_site(request)
        except UsageError:
            raise
        except ReportError as error:
            if not (request.folder / RECORD).is_file():
                raise
            failed(error)
        print(f"{server.address}  (Ctrl-C ends it)", flush=True)
        rebuild_on_change(request.project, lambda: build_site(request), done, failed)
    except KeyboardInterrupt:
        print("", file=sys.stderr)
    finally:
        server.close()
    return 0
