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

MATH_CHARACTERS = frozenset(
    {
        *range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x237, *range(0x2C6, 0x2DE), *range(0x300, 0x316), 0x332, 0x338,
        *range(0x391, 0x3F7), *range(0x2010, 0x2040), 0x2057, 0x20D0, 0x20D1, 0x20D6, 0x20D7, *range(0x20DB, 0x20DD),
        *range(0x2102, 0x2139), *range(0x2190, 0x21B5), *range(0x21D0, 0x21D6), *range(0x21BC, 0x21CD), *range(0x2200, 0x22F2),
        *range(0x2308, 0x230C), 0x2322, 0x2323, *range(0x23B4, 0x23B6), *range(0x23DC, 0x23E0), 0x25A1, 0x25B3, 0x25CA, 0x25CB,
        0x27C2, *range(0x27E8, 0x27EC), *range(0x27F5, 0x27FD), *range(0x2A00, 0x2A07), 0x2A0C, 0x2A3F, 0x2A7D, 0x2A7E, 0x2AAF,
        0x2AB0, *range(0x1D400, 0x1D49C), *range(0x1D49C, 0x1D4D0), *range(0x1D504, 0x1D56C), *range(0x1D6A4, 0x1D756),
        *range(0x1D7CE, 0x1D7E2),
    }
)  # fmt: skip
"""The code points of the font for formulas: signs, and letters upright, bold, italic, script, Fraktur and double-struck."""


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


MATH = Face("report-math.woff", "Report Math", "400", "normal", "typst", "NewComputerModernMath-Regular")
"""For pages with formulas alone: browsers can't stretch a bracket without a font made for it, and few systems have one."""


def font_faces(shown: str) -> str:
    """The ``@font-face`` rules with the fonts in them: the italic one and that for formulas where what is ``shown``, the body
    of a page, needs them."""
    italic = "<em" in shown or 'class="missing"' in shown
    faces = [face for face in FACES if italic or face.style != "italic"]
    return "".join(_rule(face) for face in (*faces, *((MATH,) if "<math" in shown else ())))


def _rule(face: Face) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};font-display:swap;'
        f'src:url(data:font/woff;base64,{_data(face.file)}) format("woff")}}\n'
    )


@cache
def _data(file: str) -> str:
    return base64.b64encode((FOLDER / "fonts" / file).read_bytes()).decode("ascii")
