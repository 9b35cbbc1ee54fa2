"""A document as a page: template, styles, script, the policy that allows nothing else, and data for machines."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...content.html_base import anchor, visible
from ...content.nodes import Node, plain_text
from ...locale import Catalogue, catalogue
from ..document import Document, Metadata
from .assets import FOLDER, script, styles
from .typefaces import font_faces
from .renderer import PageRenderer


def render_page(document: Document) -> str:
    """The document as one HTML file; the same document gives the same bytes."""
    metadata = document.metadata
    translate = catalogue(metadata.language)
    renderer = PageRenderer(translate)
    title_id, blocks = _without_title(document)
    body = renderer.render(blocks)
    notes = renderer.footnotes()
    sheet = font_faces() + renderer.width_rules() + styles()
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
        policy=_policy(script(), sheet),
        linked_data=Markup(_json(_linked_data(metadata))),
        messages=Markup(_json(_messages(translate))),
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _without_title(document: Document) -> tuple[str | None, list[Node]]:
    """The document's blocks without the heading that the page shows as its title, and that heading's identifier."""
    blocks = document.blocks
    if document.metadata.has_title or not blocks or blocks[0]["type"] != "heading":
        return None, blocks
    if plain_text([blocks[0]]) != document.metadata.title:
        return None, blocks
    return anchor(blocks[0]["attrs"]["id"]), blocks[1:]


def _visible_metadata(metadata: Metadata) -> dict[str, Any]:
    return {
        name: visible(value) if isinstance(value, str) else value
        for name in Metadata.__dataclass_fields__
        for value in [getattr(metadata, name)]
    }


def _date(value: str, translate: Catalogue) -> str:
    """An ISO date in the words of the language; what is none as it stands."""
    try:
        return translate.date(value)
    except ValueError:
        return visible(value)


def _policy(script: str, styles: str) -> str:
    """A policy that lets run and apply exactly what this page holds, and fetch nothing."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(styles)}; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _json(value: Any) -> str:
    """JSON that can't end the ``script`` element it stands in."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _linked_data(metadata: Metadata) -> dict[str, Any]:
    """The document as a schema.org ``Report``."""
    given = {
        "name": metadata.title,
        "alternativeHeadline": metadata.subtitle,
        "description": metadata.description,
        "inLanguage": metadata.language,
        "version": metadata.edition,
        "temporalCoverage": metadata.as_of,
        "keywords": ", ".join(metadata.keywords),
        "creditText": metadata.citation,
        "creativeWorkStatus": "Draft" if metadata.draft else "",
        "identifier": metadata.checksum,
    }
    data: dict[str, Any] = {key: visible(str(value)) for key, value in given.items() if value}
    if metadata.publisher:
        data["publisher"] = {"@type": "Organization", "name": visible(metadata.publisher)}
    return {"@context": "https://schema.org", "@type": "Report", **data}


def _messages(translate: Catalogue) -> dict[str, str]:
    """What the script says."""
    return {
        "copyLink": translate("Copy link to {name}"),
        "copied": translate("Link copied"),
        "address": translate("The link is in the address bar"),
        "download": translate("Download as CSV"),
        "found": translate("{number} places found"),
        "foundOne": translate("1 place found"),
        "foundNone": translate("Nothing found"),
        "foundMany": translate("{number} places found, the first {shown} are listed"),
    }
