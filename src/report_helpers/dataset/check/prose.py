"""Markdown: what it may hold, and passages in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import mistune
from babel import Locale

from ...errors import Problem
from ..load import Sources
from .cells import faults_in, fields_with, unusual

Fault = tuple[str, str, str]
"""The part that is wrong, what was expected, how to mend it."""

_CODES = "Spanish is es, Portuguese pt."

_MARKED = re.compile(r"[<\[\]{`!]|\*\*|(?<!\S)#|^\s*(=+|-+|\|)", re.MULTILINE)
"""What text must hold for anything to be wrong with it as Markdown."""

_UNMARKED = bytes(code for code in range(0x20, 0x100) if chr(code) not in "<[]{`!*#|")
"""Bytes of UTF-8 that mark nothing, but for the signs that do at the beginning of a line."""

_SPAN = re.compile(r"\[(?P<words>[^\[\]]+)\]\{lang=(?P<code>[^{}]*)\}")
_SAFE_LINK = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_FORBIDDEN = {
    "heading": ("is set as a heading", "Headings come from the sections; begin the line with another sign."),
    "table": ("is set as a table", "Write a list, a line for each item."),
    "image": ("is an image", "The report holds no images from elsewhere."),
    "block_code": ("is set as code", "Take away the spaces that the line begins with."),
}
_LEFTOVERS = {
    "](": "is a link that is not closed",
    "**": "is strong text that is not closed",
    "{lang=": "marks a language without words",
}


def markdown_is_plain(sources: Sources) -> Iterator[Problem]:
    """Markdown holds paragraphs, lists, emphasis and safe links: no HTML, headings, tables or images."""
    for table in sources.tables.values():
        for field in fields_with(table, "markdown"):
            for position, (value, expected, mend) in faults_in(table, field, markdown_faults, _perhaps_marked):
                yield table.problem(position, field.name, value, expected, mend)
    if sources.info is not None:
        for key in ("explanatory_note", "mandate.text"):
            for value, expected, mend in markdown_faults(sources.info.texts()[key]):
                yield sources.info_problem(key, value, expected, mend)


def languages_are_known(sources: Sources) -> Iterator[Problem]:
    """Columns that name a language hold a code of ISO 639-1."""
    for table in sources.tables.values():
        for field in table.fields:
            if field.name.endswith("_language"):
                for position, code in faults_in(table, field, lambda cell: [] if cell in _languages() else [cell]):
                    yield table.problem(position, field.name, code, "is not a language code", _CODES)


def markdown_faults(text: str) -> list[Fault]:
    """Everything that a Markdown text holds and should not."""
    if not _MARKED.search(text):
        return []
    faults = []
    for match in _SPAN.finditer(text):
        if match["code"] not in _languages():
            faults.append((match[0], f'has no two-letter language code but "{match["code"]}"', _CODES))
    tokens, _ = _parser().parse(_SPAN.sub(lambda match: match["words"], text))
    return faults + [fault for token in _walk(tokens) for fault in _token_faults(token)]


def _perhaps_marked(cells: list[str]) -> list[str]:
    """The cells that :data:`_MARKED` may be found in."""
    marked = set(unusual(cells, _UNMARKED))
    return [cell for cell in cells if cell in marked or cell.lstrip()[:1] in ("=", "-")]


def _token_faults(token: Mapping[str, Any]) -> Iterator[Fault]:
    kind, raw = token["type"], str(token.get("raw", ""))
    if kind in ("block_html", "inline_html"):
        yield raw.strip(), "is HTML", "Use Markdown: *emphasis*, a blank line between paragraphs."
    elif kind == "link" and not _SAFE_LINK.fullmatch(token["attrs"]["url"]):
        yield token["attrs"]["url"], "is not a web address", "A link is written [words](https://address)."
    elif kind in _FORBIDDEN:
        expected, mend = _FORBIDDEN[kind]
        yield _words(token), expected, mend
    elif kind == "text":
        for sign, expected in _LEFTOVERS.items():
            if sign in raw:
                start = max(raw.index(sign) - 20, 0)
                yield raw[start : start + 50], expected, "Look for a bracket, a star or an address that is missing."


def _words(token: Mapping[str, Any]) -> str:
    return str(token.get("raw") or "".join(_words(child) for child in token.get("children", ())))


def _walk(tokens: Any) -> Iterator[Mapping[str, Any]]:
    for token in tokens:
        yield token
        yield from _walk(token.get("children", ()))


@cache
def _parser() -> mistune.Markdown:
    return mistune.create_markdown(renderer=None, plugins=["table"])


@cache
def _languages() -> frozenset[str]:
    """The two-letter language codes that the Unicode CLDR names."""
    return frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2)
