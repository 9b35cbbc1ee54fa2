"""One module for each kind of page; :func:`all_pages` gives every page of the site."""

from __future__ import annotations

from collections.abc import Iterator

from ..collection import Collection
from ..page import Page
from . import activities, editions, home, objectives, organizations, plain, references, register, states, themes


def all_pages(collection: Collection) -> Iterator[Page]:
    """Every page, in no order that matters."""
    for kind in (home, register, states, organizations, themes, objectives, references, activities, editions, plain):
        yield from kind.pages(collection)
