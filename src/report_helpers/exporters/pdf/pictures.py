"""Images: in memory, beside the document, with their alternative texts."""

from __future__ import annotations

import base64
import binascii
import io
import re
from typing import Any

from PIL import Image

from ...content.nodes import Node, plain_text
from .characters import Cleaner

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/svg+xml": "svg"}
_WRAPPER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    '<image width="{width}" height="{height}" href="data:{mime};base64,{data}"/></svg>'
)
_REPRESENTATION = re.compile(r"<[\w.]+( |>|\.)")
"""What Python prints for an object (``<Figure size 640x480 with 1 Axes>``): no text that describes an image."""


class Pictures:
    """The images of one document: ``files`` by name, ``undescribed`` the cells of those that lack alternative text,
    ``cell`` the one at hand."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.undescribed: list[str] = []
        self.cell = ""
        self.warnings: list[str] = []

    def svg(self, source: str, alt: str, cleaner: Cleaner) -> dict[str, Any]:
        """A drawing as a piece."""
        return self._stored(source.encode("utf-8", "replace"), alt, cleaner)

    def piece(self, node: Node, cleaner: Cleaner) -> dict[str, Any]:
        """An ``image`` node as a piece: the image, or its alternative text where it isn't to be had."""
        attrs = node.get("attrs") or {}
        alt = str(attrs.get("alt") or plain_text(node.get("children", ())))
        found = _embedded(attrs)
        if found is None:
            if not attrs.get("missing"):  # of those the reader has told already
                self.warnings.append(f"image {attrs.get('url', '')!r} is not part of the notebook and was left out")
            return {"t": "missing", "s": cleaner.line(alt)}
        data, ending = found
        drawing = data if ending == "svg" else self._raster(data)
        if drawing is None:
            self.warnings.append(f"{cleaner.line(alt) or 'an image'!r} can't be read as an image and was left out")
            return {"t": "missing", "s": cleaner.line(alt)}
        size = {"width": float(attrs["width"])} if _is_length(attrs.get("width")) else {}
        if attrs.get("decorative"):
            return {**self._stored(drawing, "\u2013", cleaner), **size, "decorative": True}
        return {**self._stored(drawing, alt, cleaner), **size}

    def _raster(self, data: bytes) -> bytes | None:
        """A picture inside a drawing: files in memory must be text for the compiler. ``None`` where it is no picture."""
        try:
            with Image.open(io.BytesIO(data)) as picture:
                (width, height), mime = picture.size, Image.MIME.get(picture.format or "")
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return None
        if mime not in _ENDINGS or 0 in (width, height):
            return None
        return _WRAPPER.format(width=width, height=height, mime=mime, data=base64.b64encode(data).decode()).encode()

    def _stored(self, data: bytes, alt: str, cleaner: Cleaner) -> dict[str, Any]:
        described = _described(alt, cleaner)
        if not described:
            self.undescribed.append(self.cell)
        name = f"image-{len(self.files) + 1}.svg"
        self.files[name] = data
        return {"t": "image", "file": name, "alt": described or None}


def _described(alt: str, cleaner: Cleaner) -> str:
    return "" if _REPRESENTATION.match(alt) else cleaner.line(alt).strip()


def _is_length(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 4 <= value <= 4000


def _embedded(attrs: dict[str, Any]) -> tuple[bytes, str] | None:
    """The bytes and the kind of an image that the node carries, as data or as a ``data:`` address."""
    if "data" in attrs:
        mime, data = attrs.get("mime", ""), attrs["data"]
    else:
        match = re.fullmatch(r"data:(image/[\w.+-]+);base64,([\s\S]+)", str(attrs.get("url", "")))
        if not match:
            return None
        mime, data = match.groups()
        if mime == "image/svg+xml":
            data = base64.b64decode(data).decode("utf-8", "replace")
    ending = _ENDINGS.get(mime)
    if ending is None:
        return None
    if ending == "svg":
        return data.encode("utf-8", "replace"), ending
    try:
        return base64.b64decode(data), ending
    except (binascii.Error, ValueError):
        return None
