"""Mathematics made safe to stand inside a page: MathML of elements and attributes that are known to be harmless."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from .html_base import attributes, escape

_ELEMENTS = set(
    "mrow mi mn mo ms mtext mspace msup msub msubsup munder mover munderover mmultiscripts mprescripts none mfrac msqrt mroot "
    "mstyle merror mpadded mphantom mtable mtr mtd menclose".split()
)
_WITH_TEXT = {"mi", "mn", "mo", "ms", "mtext"}
_ATTRIBUTES = set(
    "mathvariant mathsize mathcolor mathbackground displaystyle scriptlevel linethickness stretchy fence separator lspace rspace "
    "largeop movablelimits accent accentunder minsize maxsize symmetric form columnalign rowalign columnspacing rowspacing "
    "columnlines rowlines columnspan rowspan width height depth voffset notation".split()
)
_VALUE = re.compile(r"[#\w.%+\- ]{0,60}", re.ASCII)
_DEPTH = 60


def safe_mathml(source: str, *, latex: str, alt: str, display: bool) -> str | None:
    """Presentation MathML as a ``math`` element of a page, or ``None`` where the source is none.

    Args:
        source: the MathML, with or without its namespace.
        latex: what it was made from; kept as an annotation, which is what assistive programs and copying use.
        alt: how it is spoken; the formula's own structure where it is empty.
        display: whether it stands on lines of its own.
    """
    if "<!" in source:
        return None
    try:
        root = ElementTree.fromstring(source)
    except (ElementTree.ParseError, ValueError):
        return None
    if _local(root.tag) != "math":
        return None
    inner = _content(root, 0)
    if not inner:
        return None
    opening = attributes(display="block" if display else None, aria_label=alt or None, role="math" if alt else None)
    annotation = f'<annotation encoding="application/x-tex">{escape(latex)}</annotation>'
    return f"<math{opening}><semantics><mrow>{inner}</mrow>{annotation}</semantics></math>"


def _local(tag: object) -> str:
    """The name of an element of MathML's namespace or of none."""
    if not isinstance(tag, str):
        return ""
    namespace, _, name = tag.rpartition("}")
    return name if namespace in ("", "{http://www.w3.org/1998/Math/MathML") else ""


def _content(element: ElementTree.Element, depth: int) -> str:
    """The known elements below ``element``; of ``semantics`` the formula, of others what is inside them."""
    if depth > _DEPTH:
        return f"<mtext>{escape(''.join(element.itertext()))}</mtext>"
    parts = []
    for child in element:
        name = _local(child.tag)
        if name in _WITH_TEXT:
            parts.append(f"<{name}{_attributes(child)}>{escape(''.join(child.itertext()))}</{name}>")
        elif name in _ELEMENTS:
            parts.append(f"<{name}{_attributes(child)}>{_content(child, depth + 1)}</{name}>")
        elif name == "semantics":
            parts.append(_content(child, depth + 1))
    return "".join(parts)


def _attributes(element: ElementTree.Element) -> str:
    kept = ((name, value) for name, value in element.attrib.items() if name in _ATTRIBUTES and _VALUE.fullmatch(value))
    return "".join(f' {name}="{escape(value)}"' for name, value in kept)
