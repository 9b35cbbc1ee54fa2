"""The fonts of the PDF, taken from Python packages so that every machine sets the same pages."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from ..errors import FontsMissingError

_FAMILIES = {
    "fontpkg_source_serif_4": ("files", "*.ttf"),
    "fontpkg_fira_sans": ("files", "*.ttf"),
}
_FALLBACK = ("matplotlib", "mpl-data/fonts/ttf", ("DejaVuSans.ttf", "DejaVuSans-*.ttf", "DejaVuSansMono*.ttf"))


def _folder(package: str, inside: str) -> Path:
    spec = find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places or not (Path(places[0]) / inside).is_dir():
        raise FontsMissingError(package.replace("_", "-"))
    return Path(places[0]) / inside


@cache
def _fallback_folder() -> Path:
    """Only the DejaVu faces of matplotlib: beside them lies a font of placeholders that would hide missing characters."""
    package, inside, patterns = _FALLBACK
    folder = Path(tempfile.mkdtemp(prefix="report-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for pattern in patterns:
        for file in sorted(_folder(package, inside).glob(pattern)):
            shutil.copy(file, folder)
    return folder


def font_folders() -> list[Path]:
    """The folders that hold the fonts, in order of preference."""
    return [*(_folder(package, inside) for package, (inside, _) in _FAMILIES.items()), _fallback_folder()]


@cache
def font_book() -> typst.Fonts:
    """All fonts that the PDF may use: those of the packages, and for formulas those that Typst brings; never the system's."""
    folders = [str(folder) for folder in font_folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


@cache
def covered() -> frozenset[int]:
    """Every code point that one of the fonts can show."""
    points: set[int] = set()
    for folder in font_folders():
        for file in sorted(folder.glob("*.ttf")):
            if "Italic" in file.name or "Oblique" in file.name or "Bold" in file.name:
                continue
            with TTFont(file, lazy=True) as font:
                points.update(font.getBestCmap())
    return frozenset(points)
