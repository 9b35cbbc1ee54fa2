"""Drawings made safe to stand inside a page: what is not known to be harmless is left out."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from .html_base import attributes, escape, visible

_ELEMENTS = set(
    "svg g path rect circle ellipse line polyline polygon text tspan defs clipPath mask pattern symbol use marker "
    "linearGradient radialGradient stop image".split()
)
_PRESENTATION = set(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-dasharray stroke-dashoffset opacity clip-path clip-rule mask marker-start marker-mid marker-end stop-color "
    "stop-opacity font-family font-size font-style font-weight text-anchor dominant-baseline letter-spacing "
    "display visibility".split()
)
_GEOMETRY = set(
    "id d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height points transform viewBox preserveAspectRatio "
    "patternUnits patternTransform patternContentUnits clipPathUnits maskUnits maskContentUnits gradientUnits "
    "gradientTransform offset markerWidth markerHeight markerUnits refX refY orient rotate textLength spreadMethod".split()
)
_LOCAL = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
_FETCHING = re.compile(r"\\|(url|image|image-set|src|cross-fade|element)\s*\(", re.IGNORECASE)
_RASTER = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]*")
_LENGTH = re.compile(r"([0-9.]+)\s*(pt|px|in|mm|cm)?")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "in": 96.0, "mm": 96 / 25.4, "cm": 96 / 2.54}
_EVERYTHING = re.compile(r"\*\s*\{([^{}]*)\}")


def safe_svg(source: str, *, prefix: str, title: str, description: str) -> str | None:
    """A drawing as an ``svg`` element of a page, or ``None`` where the source is none.

    Args:
        source: the SVG document.
        prefix: put before every identifier, so that two drawings of a page don't share one.
        title: the name by which the drawing is announced.
        description: the text for readers who can't see it.
    """
    if "<!ENTITY" in source:
        return None
    try:
        root = ElementTree.fromstring(source)
    except (ElementTree.ParseError, ValueError):
        return None
    if _local(root.tag) != "svg":
        return None
    opening = attributes(
        class_="drawing",
        role="img",
        aria_labelledby=f"{prefix}title {prefix}description",
        **_size(root),
    )
    own = _attributes(root, prefix, skip={"id", "width", "height"}, inherited=_style_for_everything(root))
    words = f'<title id="{escape(prefix)}title">{escape(title)}</title>'
    words += f'<desc id="{escape(prefix)}description">{escape(description)}</desc>'
    return f"<svg{opening}{own}>{words}{_content(root, prefix)}</svg>"


def _local(tag: object) -> str:
    """The name of an element of the SVG namespace or of none; comments and others have no name here."""
    if not isinstance(tag, str):
        return ""
    namespace, _, name = tag.rpartition("}")
    return name if namespace in ("", "{http://www.w3.org/2000/svg") else ""


def _size(root: ElementTree.Element) -> dict[str, str]:
    """Width and height in CSS pixels."""
    sizes = {}
    for name in ("width", "height"):
        match = _LENGTH.fullmatch(root.get(name, ""))
        if match and match[1].count(".") <= 1:
            sizes[name] = f"{float(match[1]) * _PIXELS[match[2]]:.0f}"
    return sizes


def _style_for_everything(root: ElementTree.Element) -> dict[str, str]:
    """What a ``*`` rule of the drawing sets: inherited from the root it is the same, and it can't reach the page."""
    found: dict[str, str] = {}
    for element in root.iter():
        if _local(element.tag) == "style":
            for rule in _EVERYTHING.findall(element.text or ""):
                found.update(_declarations(rule))
    return found


def _declarations(style: str) -> dict[str, str]:
    """The declarations of a ``style`` attribute that an attribute of the same name can state."""
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs if name.strip() in _PRESENTATION}


def _content(element: ElementTree.Element, prefix: str) -> str:
    parts = [_text(element.text, element)]
    for child in element:
        name = _local(child.tag)
        if name in _ELEMENTS and name != "svg":
            parts.append(f"<{name}{_attributes(child, prefix)}>{_content(child, prefix)}</{name}>")
        parts.append(_text(child.tail, element))
    return "".join(parts)


def _text(value: str | None, parent: ElementTree.Element) -> str:
    return escape(value) if value and _local(parent.tag) in ("text", "tspan") else ""


def _attributes(
    element: ElementTree.Element, prefix: str, *, skip: set[str] | None = None, inherited: dict[str, str] | None = None
) -> str:
    values = dict(inherited or {})
    for name, value in element.attrib.items():
        plain = name.rpartition("}")[2]
        if plain == "href":
            values["href"] = value
        elif plain == name and name in _PRESENTATION | _GEOMETRY:
            values[name] = value
    values.update(_declarations(element.get("style", "")))
    checked = {name: _checked(name, value, prefix) for name, value in values.items() if name not in (skip or ())}
    return "".join(f' {name}="{escape(value)}"' for name, value in checked.items() if value is not None)


def _checked(name: str, value: str, prefix: str) -> str | None:
    """An attribute's value with its identifiers made the drawing's own; ``None`` where it reaches outside."""
    if name == "id":
        return prefix + visible(value)
    if name == "href":
        if value.startswith("#"):
            return "#" + prefix + visible(value[1:])
        return re.sub(r"\s", "", value) if _RASTER.fullmatch(value) else None
    if _FETCHING.search(_LOCAL.sub("", value)):
        return None
    return _LOCAL.sub(lambda match: f"url(#{prefix}{match[1]})", value)
