"""What the site says to machines: linked data of schema.org and the list of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from ..content.citations import citation
from ..content.html_base import visible
from ..content.nodes import plain_text
from ..content.notes import note_explanatory
from .addresses import relative
from .collection import Collection
from .page import Page
from .volume import Volume

_TYPES = {"html": "text/html", "pdf": "application/pdf"}


def linked_data(collection: Collection, page: Page) -> dict[str, Any]:
    """A page's things and the trail that leads to it. Addresses are absolute where the site's own is known, else relative."""
    trail = [("index.html", collection.say("Start")), *page.parents, (page.path, page.title)]
    crumbs = [
        {"@type": "ListItem", "position": place, "name": visible(name), "item": address(collection, path, page.path)}
        for place, (path, name) in enumerate(trail, 1)
    ]
    things: list[dict[str, Any]] = list(page.things)
    if page.path != "index.html":
        things.append({"@type": "BreadcrumbList", "itemListElement": crumbs})
    return {"@context": "https://schema.org", "@graph": things}


def address(collection: Collection, path: str, start: str = "index.html") -> str:
    """Address of a path: absolute where the site's own is known, else as a link on the page ``start``."""
    return collection.base + path if collection.base else relative(path, start)


def report_thing(collection: Collection, volume: Volume) -> dict[str, Any]:
    """An edition's report as a schema.org ``Report``, with its files."""
    thing = _thing(collection, volume, "Report")
    thing["creditText"] = visible(citation(volume.edition))
    thing["isBasedOn"] = {"@id": f"#dataset-{volume.year}"}
    files = collection.documents.report(volume.year)
    if files:
        thing["encoding"] = [
            {"@type": "MediaObject", "contentUrl": address(collection, file.path), "encodingFormat": _TYPES[file.kind]}
            for file in files
        ]
    return thing


def dataset_thing(collection: Collection, volume: Volume) -> dict[str, Any]:
    """An edition's data as a schema.org ``Dataset``, with its tables."""
    thing = _thing(collection, volume, "Dataset")
    thing["identifier"] = {"@type": "PropertyValue", "propertyID": "SHA-256", "value": volume.edition.checksum}
    thing["distribution"] = [
        {"@type": "DataDownload", "name": file.title, "encodingFormat": "text/csv", "contentUrl": address(collection, file.path)}
        for file in collection.data
        if file.year in (0, volume.year) and file.path.endswith(".csv")
    ]
    return thing


def _thing(collection: Collection, volume: Volume, kind: str) -> dict[str, Any]:
    info = volume.edition.info
    publisher = {"@type": "Organization", "name": visible(info.publisher)}
    note = plain_text(note_explanatory(volume.edition).nodes())
    return {
        "@type": kind,
        "@id": f"#{kind.lower()}-{volume.year}",
        "name": visible(info.title),
        "alternativeHeadline" if kind == "Report" else "alternateName": visible(info.subtitle),
        "description": visible(note[:499]),
        "inLanguage": collection.say.language,
        "version": str(volume.year),
        "temporalCoverage": info.as_of,
        "creativeWorkStatus": "Draft" if info.is_draft else "Published",
        "spatialCoverage": {"@type": "Place", "name": collection.say("Americas")},
        "publisher": publisher,
        "creator": publisher,
    }


def sitemap(base: str, paths: Iterable[str]) -> str:
    """``sitemap.xml``: every page by its absolute address."""
    lines = "".join(f"<url><loc>{escape(base + path)}</loc></url>\n" for path in sorted(paths))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'


def robots(base: str) -> str:
    """``robots.txt``: everything may be read; where the list of pages is."""
    return f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"
