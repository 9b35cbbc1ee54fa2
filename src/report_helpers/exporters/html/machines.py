"""What a page says to machines: the policy that allows nothing from outside, and linked data."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from ...content.html_base import visible
from ..document import Metadata


def policy(script: str, styles: str) -> str:
    """A policy that lets run and apply exactly what this page holds, and fetch nothing."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(styles)}; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def json_in_html(value: Any) -> str:
    """JSON that can't end the ``script`` element it stands in."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def linked_data(metadata: Metadata) -> dict[str, Any]:
    """The document as a schema.org ``Report``, with the ``Dataset`` that it is made from where its checksum is known."""
    report = _thing(
        metadata,
        "Report",
        alternativeHeadline=metadata.subtitle,
        creditText=metadata.citation,
        temporalCoverage=metadata.as_of,
    )
    if not metadata.checksum:
        return {"@context": "https://schema.org", **report}
    dataset = _thing(metadata, "Dataset", temporalCoverage=metadata.as_of)
    dataset["description"] = visible(metadata.description or metadata.subtitle or metadata.title)
    dataset["identifier"] = {"@type": "PropertyValue", "propertyID": "SHA-256", "value": visible(metadata.checksum)}
    dataset["@id"], report["@id"] = "#dataset", "#report"
    report["isBasedOn"] = {"@id": "#dataset"}
    return {"@context": "https://schema.org", "@graph": [report, dataset]}


def _thing(metadata: Metadata, kind: str, **more: str) -> dict[str, Any]:
    given = {
        "name": metadata.title,
        "description": metadata.description,
        "inLanguage": metadata.language,
        "version": metadata.edition,
        "keywords": ", ".join(metadata.keywords),
        "creativeWorkStatus": "Draft" if metadata.draft else "",
        **more,
    }
    thing: dict[str, Any] = {"@type": kind, **{key: visible(str(value)) for key, value in given.items() if value}}
    if metadata.publisher:
        organization = {"@type": "Organization", "name": visible(metadata.publisher)}
        thing.update(publisher=organization, creator=organization)
    return thing
