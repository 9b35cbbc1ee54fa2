"""Markdown to nodes, with nothing executable left in it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import mistune

from .mathematics import mathematics
from .nodes import Node

_SAFE_SCHEMES = {"http", "https", "mailto"}
_LANGUAGE_SPAN = r"\[(?P<span_text>[^\[\]]+)\]\{lang=(?P<span_lang>[a-z]{2,3})\}"


def safe_url(url: str) -> str | None:
    """``url`` where it leads out by http, https or mail or to a place of the document; otherwise ``None``.

    Control characters are taken out first, as browsers do before they read the scheme.
    """
    cleaned = re.sub(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", url)
    if cleaned.startswith("#") and len(cleaned) > 1:
        return cleaned
    try:
        scheme = urlsplit(cleaned).scheme.lower()
    except ValueError:
        return None
    return cleaned if scheme in _SAFE_SCHEMES else None


def parse_blocks(source: str, notes: dict[str, list[Node]] | None = None, *, authored: bool = False) -> list[Node]:
    """Markdown text as block nodes: CommonMark, tables, footnotes, strikethrough, task lists, mathematics
    and ``[words]{lang=es}`` for a passage in another language. Raw HTML becomes the text that it is.

    Args:
        source: the Markdown.
        notes: texts of footnotes whose marks ``[^key]`` the source holds and whose definitions it lacks.
        authored: the text is a notebook's own and no data: raw HTML and links of any kind stay, as nodes ``block_html``,
            ``inline_html`` and ``link``, for a reader that makes them safe.
    """
    given = notes or {}
    definitions = "".join(f"\n\n[^{key}]: {key}" for key in given)
    tokens: Any = _parser().parse(source + definitions)[0]
    notes = _footnote_texts(tokens, authored) | given
    return [node for token in tokens if token["type"] != "footnotes" for node in _normalise(token, notes, authored)]


def parse_inline(source: str) -> list[Node]:
    """Markdown of a single paragraph as inline nodes; several paragraphs are joined by line breaks."""
    result: list[Node] = []
    for block in parse_blocks(source):
        if result:
            result.append({"type": "linebreak"})
        result.extend(block.get("children") or [{"type": "text", "raw": block.get("raw", "")}])
    return result


def _language_span(markdown: mistune.Markdown) -> None:
    def parse(inline: Any, match: re.Match[str], state: Any) -> int:
        inner = state.copy()
        inner.src = match.group("span_text")
        state.append_token({"type": "span", "attrs": {"lang": match.group("span_lang")}, "children": inline.render(inner)})
        return match.end()

    markdown.inline.register("language_span", _LANGUAGE_SPAN, parse, before="link")


@cache
def _parser() -> mistune.Markdown:
    plugins: list[Any] = ["table", "footnotes", "strikethrough", "task_lists", "url", mathematics, _language_span]
    return mistune.create_markdown(renderer=None, plugins=plugins)


def _footnote_texts(tokens: Any, authored: bool) -> dict[str, list[Node]]:
    items = [item for token in tokens if token["type"] == "footnotes" for item in token["children"]]
    return {item["attrs"]["key"]: [n for child in item["children"] for n in _normalise(child, {}, authored)] for item in items}


def _normalise(token: Node, notes: dict[str, list[Node]], authored: bool) -> list[Node]:
    """One token of mistune as nodes: footnotes brought to their marks; HTML shown as text and unsafe links undone,
    unless the text is ``authored``."""
    kind = token["type"]
    if kind == "blank_line":
        return []
    if kind in ("block_html", "inline_html") and authored:
        return [dict(token)]
    if kind == "block_html":
        return [{"type": "paragraph", "children": [{"type": "text", "raw": token["raw"].strip()}]}]
    if kind == "inline_html":
        return [{"type": "text", "raw": token["raw"]}]
    if kind == "footnote_ref":
        key = token["raw"]
        return [{"type": "footnote", "attrs": {"id": key}, "children": notes.get(key, [])}]
    node: Node = dict(token)
    if "children" in token:
        node["children"] = [n for child in token["children"] for n in _normalise(child, notes, authored)]
    if kind == "link" and not authored:
        url = safe_url(token["attrs"]["url"])
        if url is None:
            return list(node["children"])
        node["attrs"] = {**token["attrs"], "url": url}
    return [node]
