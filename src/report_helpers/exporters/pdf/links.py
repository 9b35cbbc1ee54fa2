"""Links inside the document, led to their places once all pages are set.

The template sets a link to a point far below the first page, one point to the right for every place, and attaches a
list of where the places have come to lie (links.typ). Were Typst to resolve the links, every one of them would ask
for its place, its page and its number again in each pass over the document: with thousands of links in tables that was
half of the time that a report took.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from typing import NamedTuple

from .objects import Objects

_NAME = rb"\.places"
"""The list is attached under a name that no other attachment has (extras.py)."""

_SPECIFICATION = re.compile(rb"<</Type/Filespec/F\(" + _NAME + rb"\).*?/EF<</F (\d+) 0 R", re.S)
_DESTINATION = re.compile(rb"\d+ 0 obj\s\[\d+ 0 R/XYZ (\d+) -\d{5,}[\d.]* 0\]\sendobj")
_SAID = re.compile(rb"/Contents(?:\(([^()\\]*)1\)|<(FEFF[0-9A-F]*)0031>)")
"""What Typst has a link say: the word for a page in the language of the place, and the first page."""
_ABOVE = 10
"""Points above a place that a link leads to, as Typst has it: the place is on a base line."""


def lead_links(pdf: Objects) -> bool:
    """Lead every link to its place and say its page; ``False`` where the list of places can't be found.

    Args:
        pdf: what Typst wrote; it is changed.
    """
    if not any(_DESTINATION.match(body) for body in pdf.objects.values()):
        _taken_places(pdf)
        return True
    places = _taken_places(pdf)
    pages = _pages(pdf)
    if places is None or pages is None:
        return False
    pages_of: dict[bytes, int] = {}
    for number, body in pdf.objects.items():
        match = _DESTINATION.match(body)
        place = places[int(match[1])] if match and int(match[1]) < len(places) else None
        if place:
            page, height = pages[place.page - 1]
            below = height - max(0.0, place.y - _ABOVE)
            pdf.objects[number] = b"%d 0 obj\n[%d 0 R/XYZ %.7g %.7g 0]\nendobj\n" % (number, page, place.x, below)
            pages_of[b"%d" % number] = place.number
    for number, body in pdf.objects.items():
        link = re.search(rb"/Subtype/Link/.*?/Dest (\d+) 0 R", body, re.S) if b"/Subtype/Link" in body[:60] else None
        if link and link[1] in pages_of:
            pdf.objects[number] = _SAID.sub(_saying(pages_of[link[1]]), body, count=1)
    return True


class _Place(NamedTuple):
    """Page counted from 1, points from its left and upper edges, the number printed on it."""

    page: int
    x: float
    y: float
    number: int


def _taken_places(pdf: Objects) -> list[_Place | None] | None:
    """Every place, ``None`` for one that was not set, from the attached list, which is taken out."""
    found = ((number, _SPECIFICATION.search(body[:400])) for number, body in pdf.objects.items() if b"/Filespec" in body[:40])
    own, match = next(((number, match) for number, match in found if match), (0, None))
    if match is None:
        return None
    stream = pdf.objects.pop(int(match[1]))
    del pdf.objects[own]
    for number, body in pdf.objects.items():
        if b"/EmbeddedFiles<</Names[" in body:
            body = re.sub(rb"\(" + _NAME + rb"\)%d 0 R" % own, b"", body)
            body = re.sub(rb"(/AF\[(?:\d+ 0 R ?)*?)%d 0 R ?" % own, rb"\1", body)
            for empty in (b"/EmbeddedFiles<</Names[]>>", b"/Names<<>>", b"/AF[]"):
                body = body.replace(empty, b"")
            pdf.objects[number] = body
    head, _, rest = stream.partition(b"stream\n")
    length = re.search(rb"/Length (\d+)", head)
    data = rest[: int(length[1])] if length else b"[]"
    listed = json.loads(zlib.decompress(data) if b"/FlateDecode" in head else data)
    return [place and _Place(**place) for place in listed]


def _pages(pdf: Objects) -> list[tuple[int, float]] | None:
    """Number and height of every page, in order."""
    tree = next((body for body in pdf.objects.values() if re.match(rb"\d+ 0 obj\s<</Type/Pages/", body)), b"")
    kids = re.search(rb"/Count (\d+)/Kids\[(.*?)\]", tree, re.S)
    numbers = [int(kid) for kid in re.findall(rb"(\d+) 0 R", kids[2])] if kids else []
    boxes = [re.search(rb"/MediaBox\[0 0 [\d.]+ ([\d.]+)\]", pdf.objects[number]) for number in numbers]
    if not kids or len(numbers) != int(kids[1]):
        return None
    return [(number, float(box[1])) for number, box in zip(numbers, boxes, strict=True) if box]


def _saying(page: int) -> Callable[[re.Match[bytes]], bytes]:
    def said(match: re.Match[bytes]) -> bytes:
        if match[2] is None:
            return b"/Contents(%s%d)" % (match[1], page)
        return b"/Contents<%s%s>" % (match[2], str(page).encode("utf-16-be").hex().upper().encode())

    return said
