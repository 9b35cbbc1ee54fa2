"""The catalogue's template ``messages.pot``: every message of the code and of the chapters, for translators.

``python -m report_helpers.locale.template`` writes it anew.
"""

from __future__ import annotations

import ast
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

CALLS = {"_": (0,), "say": (0,), "translate": (0,), "plural": (0, 1), "note_text": (1,), "note_caveat": (1,), "note_method": (1,)}
"""Functions whose arguments at these places are messages; ``say`` also as a method (``wording.say``)."""

NOTEBOOKS = ("report", "profiles", "compendium")
"""Folders of notebooks whose text readers see."""

PATH = Path(__file__).parent / "messages.pot"


def template(project: Path) -> bytes:
    """The template for the code and chapters of ``project``, the same bytes for the same messages."""
    catalog = Catalog(project="migration-report", charset="utf-8", fuzzy=False)
    for place, message in sorted(_messages(project)):
        catalog.add(message, locations=[(place, 0)])
    buffer = io.BytesIO()
    write_po(buffer, catalog, sort_output=True, omit_header=True, width=0, include_lineno=False)
    return buffer.getvalue()


def markdown_messages(source: str) -> list[str]:
    """Messages of a Markdown cell: its blocks, a heading without its mark."""
    blocks = (block.strip() for block in re.split(r"\n{2,}", source.strip()))
    return [re.sub(r"^#{1,6} ", "", block) for block in blocks if block]


def _messages(project: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((project / "src" / "report_helpers").rglob("*.py")):
        place = path.relative_to(project).as_posix()
        yield from ((place, message) for message in _called(path.read_text(encoding="utf-8")))
    for path in sorted((project / "src" / "report_helpers").rglob("*.html")):
        place = path.relative_to(project).as_posix()
        with path.open("rb") as file:
            yield from ((place, str(message)) for _, _, message, _ in babel_extract(file, ["_"], [], {}))
    for path in sorted(path for folder in NOTEBOOKS for path in (project / "notebooks" / folder).glob("*.ipynb")):
        place = path.relative_to(project).as_posix()
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            found = markdown_messages(source) if cell["cell_type"] == "markdown" else _called(source)
            yield from ((place, message) for message in found)


def _called(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            for place in CALLS.get(name, ()):
                if len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    value = node.args[place].value  # type: ignore[attr-defined]
                    if isinstance(value, str):
                        yield value


if __name__ == "__main__":
    PATH.write_bytes(template(Path(__file__).resolve().parents[3]))
