"""Files that all pages share: style sheet, scripts, fonts. The look is that of the report's page, whose parts they are made of.

A file's name holds a hash of its content: it may be kept for ever, and a page never meets a file of another build.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from ..exporters.html.assets import FOLDER as SHARED
from ..exporters.html.typefaces import FACES
from ..locale import Catalogue
from .messages import messages

HERE = Path(__file__).resolve().parent
FOLDER = "assets"

STYLES = ("tokens.css", "base.css", "cover.css", "bar.css", "text.css", "tables.css", "footer.css", "print.css")
OWN_STYLES = ("frame.css", "home.css", "tiles.css", "lists.css", "register.css", "paper.css")

FIRST = ("theme.js",)
SHARED_SCRIPTS = ("theme.js", "common.js", "fold.js", "clipboard.js", "sorting.js", "csv.js", "tables.js")
BUNDLES = {
    "site": ("data.js", "matching.js", "finder.js", "start.js"),
    "search": ("data.js", "matching.js", "finder.js", "results.js", "start.js"),
    "register": ("data.js", "matching.js", "finder.js", "register.js", "facets.js", "zip.js", "xlsx.js", "export.js", "start.js"),
}
"""The site's own scripts by the name of the bundle that a page asks for; the last one starts the others."""


@dataclass(frozen=True)
class Assets:
    """The shared files in the language of ``say``, with ``loaded``: data for scripts by name, loaded when it is asked for."""

    say: Catalogue
    loaded: tuple[tuple[str, object], ...] = ()

    @cached_property
    def fonts(self) -> dict[str, bytes]:
        """Fonts by path."""
        bodies = {face.file: (SHARED / "fonts" / face.file).read_bytes() for face in FACES}
        return {_path(name, body): body for name, body in bodies.items()}

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every shared file by path."""
        found = {**self.fonts, self.style: self._style, self.first: self._first, self.icon: self._icon}
        found |= {self.script(name): self._bundles[name] for name in BUNDLES}
        for licence in sorted((SHARED / "fonts").glob("OFL-*.txt")):
            found[f"{FOLDER}/{licence.name}"] = licence.read_bytes()
        return found | dict(self._data.values())

    @cached_property
    def style(self) -> str:
        """Path of the style sheet."""
        return _path("site.css", self._style)

    @cached_property
    def icon(self) -> str:
        """Path of the sign that browsers show beside a page's title."""
        return _path("icon.svg", self._icon)

    @cached_property
    def first(self) -> str:
        """Path of the script that must run before a page is drawn, so that a chosen theme doesn't flash."""
        return _path("first.js", self._first)

    def script(self, bundle: str) -> str:
        """Path of a bundle of scripts."""
        return _path(f"{bundle}.js", self._bundles[bundle])

    @cached_property
    def data(self) -> dict[str, str]:
        """Paths of data for scripts, by name."""
        return {name: path for name, (path, _) in self._data.items()}

    @cached_property
    def _data(self) -> dict[str, tuple[str, bytes]]:
        found = {}
        for name, value in self.loaded:
            # Data of an earlier edition is told by the same name, register for register-2008: a page loads one of them.
            detail = json.dumps([name.partition("-")[0], value], ensure_ascii=False, separators=(",", ":"))
            body = f'document.dispatchEvent(new CustomEvent("site-data", {{ detail: {detail} }}));\n'.encode()
            found[name] = (_path(f"{name}-data.js", body), body)
        return found

    @cached_property
    def _style(self) -> bytes:
        faces = zip(FACES, self.fonts, strict=True)
        rules = "".join(
            f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};font-display:swap;'
            f'src:url("{PurePosixPath(path).name}") format("woff")}}\n'
            for face, path in faces
        )
        widths = "".join(f".w{percent}{{width:{percent}%}}" for percent in range(1, 101))
        grid = "".join(f".row-{n}{{grid-row:{n + 1}}}.column-{n}{{grid-column:{n + 1}}}" for n in range(13))
        own = "".join((HERE / "styles" / name).read_text("utf-8") for name in OWN_STYLES)
        return f"{rules}{_joined(SHARED / 'styles', STYLES)}{own}{widths}{grid}\n".encode()

    @cached_property
    def _icon(self) -> bytes:
        return (HERE / "icon.svg").read_bytes()

    @cached_property
    def _first(self) -> bytes:
        scripted = 'document.documentElement.classList.add("scripted");\n'
        return _wrapped(scripted + _joined(SHARED / "scripts", FIRST))

    @cached_property
    def _bundles(self) -> dict[str, bytes]:
        said = f"messages = {json.dumps(messages(self.say), ensure_ascii=False, sort_keys=True)};\n"
        shared = _joined(SHARED / "scripts", SHARED_SCRIPTS) + said
        return {name: _wrapped(shared + _joined(HERE / "scripts", files)) for name, files in BUNDLES.items()}


def _joined(folder: Path, names: Iterable[str]) -> str:
    return "".join((folder / name).read_text("utf-8") for name in names)


def _wrapped(script: str) -> bytes:
    """One function, so that no name of it is in the reach of anything else."""
    return f'(() => {{\n"use strict";\n{script}}})();\n'.encode()


def _path(name: str, body: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{FOLDER}/{stem}-{hashlib.sha256(body).hexdigest()[:10]}.{ending}"
