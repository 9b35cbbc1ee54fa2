"""The look of all charts, and how a figure becomes an SVG that is the same on every machine."""

from __future__ import annotations

import io
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from matplotlib import font_manager, rc_context
from matplotlib.figure import Figure

FONT = "Fira Sans"
WIDTH = 6.5
"""Width of a chart in inches: the text width of the printed page."""

NAVY, INK, MUTED, RULE, PAPER = "#14365d", "#1b1f24", "#5a6470", "#c9d1da", "#ffffff"
SCALE = ("#eef2f7", "#c8d7e6", "#94b3d0", "#608eba", "#2c5f92", "#14365d")
"""Sequential scale, light to dark: its order survives in grey and for colour-blind readers."""

CATEGORIES = ((NAVY, ""), ("#8fb0cf", "///"), ("#e3c27a", "..."), ("#f1f1ee", "xx"))
"""Fill and hatch of up to four categories; each differs in lightness and in hatch."""

_RC: Any = {
    "font.family": FONT,
    "font.size": 8.5,
    "axes.edgecolor": RULE,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "none",
}


def new_figure(height: float) -> Figure:
    """An empty figure of the report's width and ``height`` inches."""
    _register_font()
    with rc_context(_RC):
        return Figure(figsize=(WIDTH, height), layout="constrained")


def style() -> Any:
    """Context in which a chart is drawn, so that axes take the report's look."""
    _register_font()
    return rc_context(_RC)


def to_svg(figure: Figure, name: str) -> str:
    """The figure as SVG; ``name`` makes its identifiers its own and the same in every run."""
    buffer = io.StringIO()
    with rc_context({**_RC, "svg.hashsalt": name}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    return re.sub(r"<metadata>.*?</metadata>\s*", "", svg[svg.index("<svg") :], flags=re.DOTALL)


@cache
def _register_font() -> None:
    folder = Path(str(files("fontpkg_fira_sans"))) / "files"
    for weight in ("Regular", "Medium", "SemiBold"):
        font_manager.fontManager.addfont(folder / f"FiraSans-{weight}.ttf")


def readable_on(color: str) -> str:
    """Text colour that is legible on a fill: of the two, the one with more contrast."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, color))


def contrast(one: str, other: str) -> float:
    """Ratio of contrast of two colours, 1 to 21, as the Web Content Accessibility Guidelines 2.2 define it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shade(value: float, highest: float) -> str:
    """Step of :data:`SCALE` for a value between 1 and ``highest``; the first for 0."""
    if value <= 0 or highest <= 0:
        return SCALE[0]
    steps = len(SCALE) - 1
    return SCALE[max(1, min(steps, round(value / highest * steps)))]
