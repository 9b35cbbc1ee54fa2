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
_SCRIPTS = ("manimgx_fonts", "manimgx_fonts_cjk")
"""Noto for the scripts and signs that the others lack: from Arabic to Thai, emoji, Chinese, Japanese and Korean."""

_KANA, _HANGUL = range(0x3040, 0x3100), range(0xAC00, 0xD7A4)
_SEVERAL = 8
"""Different letters from which on a text is of a language, and doesn't only mention one."""
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-hant")


def _folder(package: str, inside: str = "") -> Path:
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


def _main_folders() -> list[Path]:
    return [*(_folder(package, inside) for package, (inside, _) in _FAMILIES.items()), _fallback_folder()]


def font_folders() -> list[Path]:
    """The folders that hold the fonts, in order of preference."""
    return [*_main_folders(), *(_folder(package) for package in _SCRIPTS)]


@cache
def font_book() -> typst.Fonts:
    """All fonts that the PDF may use: those of the packages, and for formulas those that Typst brings; never the system's."""
    folders = [str(folder) for folder in font_folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def can_show(point: int) -> bool:
    """Whether one of the fonts has a shape for a code point."""
    return point in _covered() or point in _covered_by_scripts()


@cache
def _covered() -> frozenset[int]:
    return _points(_main_folders())


@cache
def _covered_by_scripts() -> frozenset[int]:
    """Looked up only where a text has such characters: the tables of the fonts are large."""
    return _points([_folder(package) for package in _SCRIPTS])


def _points(folders: list[Path]) -> frozenset[int]:
    points: set[int] = set()
    for file in sorted(file for folder in folders for file in folder.glob("*.tt[fc]")):
        if "Italic" in file.name or "Oblique" in file.name or "Bold" in file.name:
            continue
        with TTFont(file, lazy=True, fontNumber=0) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


def han_family(seen: set[int], language: str) -> str:
    """The family whose shapes of Chinese characters fit a text: those of Japan or Korea where it has letters of theirs."""
    japanese, korean = (sum(point in letters for point in seen) for letters in (_KANA, _HANGUL))
    if max(japanese, korean) >= _SEVERAL:
        return f"Noto Sans CJK {'JP' if japanese >= korean else 'KR'}"
    return f"Noto Sans CJK {'TC' if language.lower() in _TRADITIONAL else 'SC'}"
