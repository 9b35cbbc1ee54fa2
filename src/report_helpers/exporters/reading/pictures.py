"""Images: of outputs, data addresses, attachments and files beside the notebook; none is fetched from elsewhere."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit
from xml.etree import ElementTree

import lxml.etree

from ...content.nodes import Node
from .context import Context, joined, mapping

RASTER = ("image/png", "image/jpeg", "image/gif", "image/webp")
SVG = "image/svg+xml"

_LARGEST = 20_000_000
_DRAWN = re.compile(r"\}(path|rect|circle|ellipse|line|polyline|polygon|text|image|use)$")
_PAGE = 624
"""Width of a page's text in CSS pixels, which widths in per cent are taken of."""


def image_node(mime: str, data: str, *, alt: str = "", title: str = "", width: Any = None, height: Any = None) -> Node | None:
    """An ``image`` node from base64 (raster images) or text (SVG); ``None`` where the data are no such image."""
    checked = _drawing(data) if mime == SVG else _raster(data)
    if checked is None:
        return None
    attrs: dict[str, Any] = {"mime": checked[0], "data": checked[1], "alt": alt}
    if title:
        attrs["title"] = title
    for name, value in (("width", pixels(width)), ("height", pixels(height))):
        if value:
            attrs[name] = value
    return {"type": "image", "attrs": attrs}


def linked_image(address: str, context: Context, **given: Any) -> Node | None:
    """The image that an address in Markdown or HTML means; ``None``, with a remark, where the document can't have it."""
    found = _found(address.strip(), context)
    node = image_node(*found, **given) if found else None
    if found and node is None:
        context.remarks.say(f"image {_short(address)} can't be read as an image and was left out")
    return node


def missing_image(alt: str, address: str = "") -> Node:
    """What stands for an image that the document can't have; a remark about it has been made. One that lies on the network is
    a link: the reader may go and look, the page itself never does."""
    image: Node = {"type": "image", "attrs": {"alt": alt, "missing": True}}
    if not re.match(r"https?://", address.strip(), re.IGNORECASE):
        return image
    return {"type": "link", "attrs": {"url": address.strip()}, "children": [image]}


def pixels(value: Any) -> float | None:
    """A length of HTML or of metadata in CSS pixels."""
    match = (
        re.fullmatch(r"\s*(\d{1,5}(?:\.\d{1,6})?)\s*(px|%|pt|em|in|cm|mm)?\s*;?\s*", str(value)) if value is not None else None
    )
    if not match or isinstance(value, bool):
        return None
    factor = {"%": _PAGE / 100, "pt": 4 / 3, "em": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}.get(match[2] or "", 1.0)
    length = float(match[1]) * factor
    return round(length, 1) if 1 <= length <= 20_000 else None


def _found(address: str, context: Context) -> tuple[str, str] | None:
    """MIME type and data of an image."""
    if address[:5].lower() == "data:":
        return _data_address(address, context)
    if address[:11].lower() == "attachment:":
        return _attachment(unquote(address[11:]), context)
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = None
    if parts is None or parts.scheme or parts.netloc or not parts.path:
        context.remarks.say(f"image {_short(address)} is not part of the notebook and was left out")
        return None
    return _file(unquote(parts.path), context)


def _data_address(address: str, context: Context) -> tuple[str, str] | None:
    head, _, body = address[5:].partition(",")
    mime = head.split(";")[0].strip().lower()
    encoded = head.lower().rstrip().endswith(";base64")
    if mime == "image/jpg":
        mime = "image/jpeg"
    if mime not in (*RASTER, SVG):
        context.remarks.say(f"an image of type {mime or 'unknown'} was left out")
        return None
    if mime == SVG:
        return SVG, (_decoded(unquote(body)) or b"" if encoded else unquote_to_bytes(body)).decode("utf-8", "replace")
    return mime, unquote(body) if encoded else base64.b64encode(unquote_to_bytes(body)).decode()


def _attachment(name: str, context: Context) -> tuple[str, str] | None:
    bundle = mapping(context.attachments.get(name))
    for mime in (SVG, *RASTER):
        if mime in bundle:
            data = joined(bundle[mime])
            decoded = _decoded(data) if mime == SVG and "<svg" not in data else None
            return mime, decoded.decode("utf-8", "replace") if decoded else data
    context.remarks.say(f"attachment {_short(name)} is missing or no image, and was left out")
    return None


def _file(path: str, context: Context) -> tuple[str, str] | None:
    content = _read_beside(path, context.folder)
    if content is None:
        context.remarks.say(f"image file {_short(path)} is not beside the notebook and was left out")
        return None
    if path.lower().endswith(".svg"):
        return SVG, content.decode("utf-8", "replace")
    return "image/png", base64.b64encode(content).decode()


def _read_beside(path: str, folder: Path | None) -> bytes | None:
    """The content of a file in ``folder`` or below it; nothing else can be reached, not by links either."""
    if folder is None or "\0" in path or path.startswith(("/", "\\")):
        return None
    try:
        root = folder.resolve()
        for candidate in (path, path.removeprefix("files/")):
            file = (root / candidate).resolve()
            if file.is_relative_to(root) and file.is_file() and file.stat().st_size <= _LARGEST:
                return file.read_bytes()
    except (OSError, ValueError, RuntimeError):
        return None
    return None


def _raster(data: str) -> tuple[str, str] | None:
    """MIME type as the first bytes tell it, and clean base64."""
    content = _decoded(data)
    if content is None:
        return None
    mime = next((mime for mime, opening in _OPENINGS.items() if re.match(opening, content, re.DOTALL)), None)
    return (mime, base64.b64encode(content).decode()) if mime else None


_OPENINGS = {
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/gif": rb"GIF8[79]a",
    "image/webp": rb"RIFF....WEBP",
}


def _decoded(data: str) -> bytes | None:
    letters = re.sub(r"\s+", "", data)
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _drawing(source: str) -> tuple[str, str] | None:
    """SVG that an XML parser takes; entities, which could blow it up, are refused."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", source).strip()
    start = text.find("<svg")
    if start < 0 or "<!ENTITY" in text:
        return None
    drawing = text[start:]
    if "xmlns=" not in drawing[: drawing.find(">") + 1]:
        drawing = drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    if "xlink:" in drawing and "xmlns:xlink" not in drawing:
        drawing = drawing.replace("<svg", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"', 1)
    try:
        ElementTree.fromstring(drawing)
    except (ElementTree.ParseError, ValueError, RecursionError):
        drawing = _mended(drawing)
    return (SVG, drawing) if drawing else None


def _mended(drawing: str) -> str:
    """A drawing that is cut off or ill-formed, as far as it can be read, as browsers show it; nothing where that is no more
    than its frame."""
    parser = lxml.etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.etree.fromstring(drawing.encode("utf-8"), parser)
    except (lxml.etree.LxmlError, ValueError):
        return ""
    if root is None or not any(isinstance(part.tag, str) and _DRAWN.search(part.tag) for part in root.iter()):
        return ""
    return str(lxml.etree.tostring(root, encoding="unicode"))


def _short(address: str) -> str:
    return repr(address if len(address) <= 80 else address[:77] + "...")
