"""A document as a page: the template filled in."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...content.html_base import anchor, visible
from ...content.nodes import Node, plain_text
from ...locale import Catalogue, catalogue
from ..document import Document, Metadata
from .assets import FOLDER, script, styles
from .citing import bibtex
from .machines import json_in_html, linked_data, policy
from .messages import messages, tag_labels
from .renderer import PageRenderer
from .typefaces import font_faces

_OPENING = 8
"""Blocks among which a notebook's own title is looked for: a badge, an author or a license may stand before it."""


def render_page(document: Document) -> str:
    """The document as one HTML file; the same document gives the same bytes."""
    metadata = document.metadata
    translate = catalogue(metadata.language)
    renderer = PageRenderer(translate)
    title_id, blocks = _without_title(document)
    body = renderer.render(blocks)
    notes = renderer.footnotes()
    sheet = font_faces(body + notes) + renderer.width_rules() + styles()
    template = _environment().get_template("page.html")
    return template.render(
        _=translate,
        m=_visible_metadata(metadata),
        as_of=_date(metadata.as_of, translate),
        title_id=title_id,
        body=Markup(body),
        notes=Markup(notes),
        contents=renderer.contents,
        styles=Markup(sheet),
        script=Markup(script()),
        policy=policy(script(), sheet),
        bibtex=bibtex(metadata) if metadata.citation else "",
        linked_data=Markup(json_in_html(linked_data(metadata))),
        messages=Markup(json_in_html(messages(translate))),
        labels=Markup(json_in_html(tag_labels(metadata.tag_labels) if renderer.has_tags else {})),
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _without_title(document: Document) -> tuple[str | None, list[Node]]:
    """The document's blocks without the heading that the page shows as its title, and that heading's identifier."""
    blocks = document.blocks
    at = next((at for at, block in enumerate(blocks[:_OPENING]) if block["type"] == "heading"), None)
    if document.metadata.has_title or at is None or plain_text([blocks[at]]) != document.metadata.title:
        return None, blocks
    return anchor(blocks[at]["attrs"]["id"]), [*blocks[:at], *blocks[at + 1 :]]


def _visible_metadata(metadata: Metadata) -> dict[str, Any]:
    strings = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    shown = {name: visible(value) if isinstance(value, str) else value for name, value in strings.items()}
    return {**shown, "keywords": [visible(str(word)) for word in metadata.keywords]}


def _date(value: str, translate: Catalogue) -> str:
    """An ISO date in the words of the language; what is none as it stands."""
    try:
        return translate.date(value)
    except ValueError:
        return visible(value)
