"""Blocks that Typst can't set: found, and their words put in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from .prepare import Prepared, unlink

_TRIES = 120
"""Settings that a search may take: some twenty blocks are found among a thousand. What is still under suspicion then is
shown as text unseen."""

_SHOWN = 5000
"""Letters of a block that are shown in its place."""


def without_unsettable(prepared: Prepared, fails: Callable[[Prepared], bool]) -> tuple[Prepared | None, list[str]]:
    """The document with the words of the blocks that can't be set in their place, and what has to be said about it;
    ``None`` where no block is to blame.

    Args:
        prepared: a document that can't be set.
        fails: whether a document can't be set.
    """
    body = prepared.data["body"]
    found = _culprits(body, lambda blocks: fails(_part(prepared, blocks)))
    if not found:
        return None, []
    kept = [{"t": "unset", "s": _words(block)} if at in found else block for at, block in enumerate(body)]
    unlink(kept, _labels(kept))
    remarks = [f"{_where(body[at])}a {body[at]['t']} could not be set: its text stands in its place" for at in sorted(found)]
    return replace(prepared, data={**prepared.data, "body": kept}, scopes=[]), remarks


def _culprits(body: list[Any], fails: Callable[[list[Any]], bool]) -> set[int]:
    """The blocks that fail by themselves, found by halving."""
    if not body or fails([]):
        return set()
    found: set[int] = set()
    waiting = [(0, len(body))]
    tries = _TRIES
    while waiting:
        first, last = waiting.pop()
        tries -= 1
        if tries >= 0 and not fails(body[first:last]):
            continue
        if tries < 0 or last - first == 1:
            found.update(range(first, last))
        else:
            middle = (first + last) // 2
            waiting += [(middle, last), (first, middle)]
    return found


def _part(prepared: Prepared, blocks: list[Any]) -> Prepared:
    alone = {"body": blocks, "loose": True, "lists": {"table": False, "chart": False}}
    return replace(prepared, data={**prepared.data, **alone})


def _words(block: dict[str, Any]) -> str:
    return " ".join(_strings(block))[:_SHOWN]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        words = value.get("s", value.get("alt"))
        if isinstance(words, str) and words:
            yield words
        for key, item in value.items():
            if key != "m":
                yield from _strings(item)


def _labels(value: Any) -> set[str]:
    if isinstance(value, list):
        return {label for item in value for label in _labels(item)}
    if isinstance(value, dict):
        own = {value["id"]} if isinstance(value.get("id"), str) else set()
        return own | {label for item in value.values() for label in _labels(item)}
    return set()


def _where(block: dict[str, Any]) -> str:
    cell = block.get("cell") or next((part.get("cell") for part in block.get("c", ()) if isinstance(part, dict)), "")
    return f"{cell}: " if cell else ""
