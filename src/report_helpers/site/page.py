"""A page before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Page:
    """A page of the site.

    Args:
        path: from the site's root.
        title: its heading.
        template: name of the template, without ending, that makes its text from ``values``.
        values: what the template shows. Text is escaped by the template; what is ``Markup`` has been made safe before.
        description: one sentence, for lists of results and for machines.
        parents: paths and names of the pages above it, from the top.
        area: path of the page that it belongs to in the menu.
        kind: what it is about, in a word, for the list of what a search found.
        words: what a search finds beside the title; ``None`` leaves the page out of the search.
        also: other names that it goes by, such as a symbol or an acronym; a search puts them first.
        lang: language of the title where that isn't the page's.
        things: linked data of schema.org beside the trail of pages above it.
        script: name of the bundle of scripts that it needs.
        register: name of the data that its register loads.
    """

    path: str
    title: str
    template: str
    values: dict[str, Any]
    description: str = ""
    parents: tuple[tuple[str, str], ...] = ()
    area: str = ""
    kind: str = ""
    words: str | None = ""
    also: str = ""
    lang: str | None = None
    things: tuple[dict[str, Any], ...] = ()
    script: str = "site"
    register: str = "register"
