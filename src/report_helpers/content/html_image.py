"""Images as HTML: those that the page can hold, and a line that names any other."""

from __future__ import annotations

import base64
import re
from typing import Any

from .html_base import HtmlBase, attributes, escape
from .nodes import Node, plain_text

_DATA_IMAGE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,][^\s<>\"']*", re.IGNORECASE)
_BASE64_IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_LARGEST = 10_000


class ImageHtml(HtmlBase):
    """The method for ``image`` nodes."""

    def node_image(self, node: Node) -> str:
        """An image that the page can hold; of any other, a line that says what is missing."""
        attrs = node.get("attrs") or {}
        alt = self._alternative(node, attrs)
        source = _source(attrs)
        if source:
            style = self.style("max-width:100%")
            size = {name: _pixels(attrs.get(name)) for name in ("width", "height")}
            return f"<img{attributes(src=source, alt=alt, title=attrs.get('title'), style=style, **size)}>"
        missing = self.translate("[Image not included: {description}]").format(description=alt)
        return f'<span class="missing">{escape(missing)}</span>'

    def _alternative(self, node: Node, attrs: dict[str, Any]) -> str:
        """The author's words for the image; where there are none, that there are none."""
        if attrs.get("decorative"):
            return ""
        alt = str(attrs.get("alt") or plain_text(node.get("children") or ()))
        # Programs describe their figures as "<Figure size 640x480 with 1 Axes>", which tells a reader nothing.
        if alt.strip() and not re.fullmatch(r"\s*<.*>\s*", alt, re.DOTALL):
            return alt
        cell = attrs.get("cell") or attrs.get("_cell")
        if cell:
            return self.translate("Image without a description ({place})").format(place=cell)
        return self.translate("Image without a description")


def _pixels(value: object) -> int | None:
    try:
        size = round(float(str(value)))
    except (ValueError, OverflowError):
        return None
    return size if 0 < size <= _LARGEST else None


def _source(attrs: dict[str, Any]) -> str | None:
    """A data address. SVG is shown as an image too, where nothing in it can run or be fetched."""
    mime, data = attrs.get("mime"), str(attrs.get("data", ""))
    if mime == "image/svg+xml":
        return "data:image/svg+xml;base64," + base64.b64encode(data.encode("utf-8", "replace")).decode("ascii")
    if mime in _BASE64_IMAGES:
        return f"data:{mime};base64," + re.sub(r"[^A-Za-z0-9+/=]", "", data)
    url = str(attrs.get("url", ""))
    return url if _DATA_IMAGE.fullmatch(url) else None
