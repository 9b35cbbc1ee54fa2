"""Where each thing has its page: addresses that stay the same from edition to edition.

A page's address is made of the kind of thing and its id alone, never of an edition, a title or a number: ``activities/ID.html``,
``references/SLUG.html``, ``states/COL.html`` ... An id becomes a name of a file by :func:`report_helpers.content.nodes.slug`:
small letters without accents and digits, everything else one hyphen, so that ``CE/AM/INF.32/08`` is
``references/ce-am-inf-32-08.html``. For ids of the usual form that changes nothing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from ..content.nodes import slug
from ..errors import BuildError, ReportError
from .errors import AddressError


class Addresses:
    """Addresses of things by their kind (the folder that their pages stand in) and id.

    Raises:
        AddressError: two ids of a kind would share an address; :class:`BuildError` where several do.
    """

    def __init__(self, things: Mapping[str, Iterable[str]]) -> None:
        self._paths: dict[tuple[str, str], str] = {}
        errors: list[ReportError] = []
        for kind, identifiers in things.items():
            taken: dict[str, list[str]] = {}
            for identifier in dict.fromkeys(identifiers):
                path = f"{kind}/{slug(identifier)}.html"
                taken.setdefault(path, []).append(identifier)
                self._paths[kind, identifier] = path
            errors += [AddressError(kind, path, shared) for path, shared in taken.items() if len(shared) > 1]
        if errors:
            raise errors[0] if len(errors) == 1 else BuildError(errors)

    def of(self, kind: str, identifier: str) -> str:
        """Path of a thing's page from the site's root; ``KeyError`` where it has none."""
        return self._paths[kind, identifier]

    def get(self, kind: str, identifier: str) -> str | None:
        """The same, ``None`` where it has none."""
        return self._paths.get((kind, identifier))


def relative(path: str, start: str) -> str:
    """The way from the page ``start`` to ``path``, both from the site's root: what a link says, on a server or a USB stick."""
    return posixpath.relpath(path, posixpath.dirname(start) or ".")
