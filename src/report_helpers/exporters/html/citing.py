"""A document as an entry of BibTeX, for programs that keep literature."""

from __future__ import annotations

import re

from ...content.html_base import visible
from ...content.nodes import slug
from ..document import Metadata

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_YEAR = re.compile(r"\d{4}")


def bibtex(metadata: Metadata) -> str:
    """The document as a ``@techreport``."""
    year = _YEAR.search(metadata.edition) or _YEAR.search(metadata.as_of)
    note = "Draft" if metadata.draft else ""
    if metadata.checksum:
        note = f"{note}. " * bool(note) + f"Data checksum {metadata.checksum}"
    fields = {
        "title": metadata.title,
        "author": metadata.publisher,
        "institution": metadata.publisher,
        "year": year[0] if year else "",
        "edition": metadata.edition,
        "language": metadata.language,
        "note": note,
    }
    # Two pairs of braces keep the capitals of names and titles as they are.
    lines = [f"  {key} = {{{{{_escaped(value)}}}}}" for key, value in fields.items() if value]
    key = "-".join(slug(metadata.title).split("-")[:4] + ([year[0]] if year else []))
    return "@techreport{" + key + ",\n" + ",\n".join(lines) + "\n}\n"


def _escaped(value: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in visible(value))
