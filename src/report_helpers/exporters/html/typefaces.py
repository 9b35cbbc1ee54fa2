"""The page's fonts: Latin subsets kept in ``fonts/``, with their licences.

Subsetting takes seconds and the result never changes, so it is done once, by ``subset_fonts.py``, and not for each page.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache

from .assets import FOLDER

_PUNCTUATION = "–—‘’‚“”„†‡•…‰′″‹›€№™←↑→↓−∞≈≠≤≥▲▼"
CHARACTERS = frozenset({*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, _PUNCTUATION)})
"""The code points that the fonts hold; the reader's own fonts show all others."""


@dataclass(frozen=True)
class Face:
    """A face of a family; ``axes`` says where a variable font is pinned."""

    file: str
    family: str
    weight: str
    style: str
    package: str
    source: str
    axes: dict[str, float | tuple[float, float]] | None = None


FACES = (
    Face("fira-sans-regular.woff", "Fira Sans", "400", "normal", "fontpkg_fira_sans", "FiraSans-Regular.ttf"),
    Face("fira-sans-semibold.woff", "Fira Sans", "600", "normal", "fontpkg_fira_sans", "FiraSans-SemiBold.ttf"),
    Face(
        "source-serif-4.woff", "Source Serif 4", "400 600", "normal", "fontpkg_source_serif_4",
        "SourceSerif4[opsz,wght].ttf", {"opsz": 14, "wght": (400, 600)},
    ),
    Face(
        "source-serif-4-italic.woff", "Source Serif 4", "400", "italic", "fontpkg_source_serif_4",
        "SourceSerif4-Italic[opsz,wght].ttf", {"opsz": 14, "wght": 400},
    ),
)  # fmt: skip


@cache
def font_faces() -> str:
    """The ``@font-face`` rules with the fonts in them."""
    return "".join(_rule(face) for face in FACES)


def _rule(face: Face) -> str:
    data = base64.b64encode((FOLDER / "fonts" / face.file).read_bytes()).decode("ascii")
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};font-display:swap;'
        f'src:url(data:font/woff;base64,{data}) format("woff")}}\n'
    )
