"""The parts of a page that are files: scripts, styles and fonts, each in a folder of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

SCRIPTS = (
    "theme.js", "common.js", "clipboard.js", "contents.js", "fold.js", "search.js", "sorting.js", "csv.js", "tables.js",
    "filter.js", "listing.js", "tiles.js", "matrix.js", "links.js", "printing.js", "start.js",
)  # fmt: skip
"""In the order of the page: what the first one does must happen before the page is drawn, the last one starts the others."""

STYLES = (
    "tokens.css", "base.css", "cover.css", "bar.css", "contents.css", "text.css", "code.css", "tables.css", "matrix.css",
    "charts.css", "footer.css", "print.css",
)  # fmt: skip


@cache
def script() -> str:
    """The page's script: one function, so that no name of it is in the reach of anything else."""
    return f'(() => {{\n"use strict";\n{_joined("scripts", SCRIPTS)}}})();'


@cache
def styles() -> str:
    """The page's style sheet without fonts."""
    return _joined("styles", STYLES)


def _joined(folder: str, names: tuple[str, ...]) -> str:
    return "".join((FOLDER / folder / name).read_text(encoding="utf-8") for name in names)
