"""Pages as HTML: every template starts from ``base.html``, and what it shows is escaped there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..content.html_base import visible
from ..exporters.html.machines import json_in_html
from .addresses import relative
from .assets import Assets
from .collection import Collection
from .machines import linked_data
from .page import Page
from .pages.editions import summary

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
"""Scripts, styles and fonts of the site itself and nothing else; nothing can be fetched, sent or embedded."""


class Renderer:
    """Renders the pages of a collection.

    Args:
        collection: what they are made from.
        assets: the files that they share.
    """

    def __init__(self, collection: Collection, assets: Assets) -> None:
        self._collection, self._assets = collection, assets
        self._edition = summary(collection, collection.current)
        say = collection.say
        self._menu = (
            ("states/index.html", say("States")),
            ("organizations/index.html", say("Bodies")),
            ("themes/index.html", say("Themes")),
            ("objectives/index.html", say("Objectives")),
            ("references/index.html", say("Documents")),
            ("register.html", say("Register")),
            ("downloads.html", say("Downloads")),
        )

    def html(self, page: Page) -> str:
        """One page; the same page gives the same bytes."""
        collection = self._collection
        info = collection.current.edition.info

        def to(path: str) -> str:
            """The way from this page to a path, which may have a query or a fragment."""
            target = urlsplit(path)
            way = relative(target.path, page.path) if target.path != page.path or not target.fragment else ""
            query = f"?{target.query}" if target.query else ""
            return f"{way}{query}#{target.fragment}" if target.fragment else f"{way}{query}"

        template = _environment().get_template(f"{page.template}.html")
        frame = {
            "menu": self._menu,
            "policy": POLICY,
            "linked_data": Markup(json_in_html(linked_data(collection, page))),
            "style": self._assets.style,
            "icon": self._assets.icon,
            "first": self._assets.first,
            "script": self._assets.script(page.script),
            "data": self._assets.data,
        }
        shown: dict[str, Any] = {
            "_": collection.say,
            "say": collection.say,
            "to": to,
            "page": page,
            "frame": frame,
            "info": info,
            "site": self._edition,
            "base": collection.base,
            "notes": "",
        }
        return template.render({**shown, **page.values})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    environment.filters["size"] = _size
    return environment


def _visible(value: Any) -> Any:
    """Text with its control characters and direction overrides named; what was made safe before stays."""
    return visible(value) if type(value) is str else value


def _size(count: int) -> str:
    """A number of bytes as people read it."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"
