"""How wide the columns of a table are and how small its type: estimated before the setting, from the letters."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...content.nodes import Node, plain_text

_PAGE = 165.0
_LETTER = 0.2
"""Width of an average letter of Fira Sans in millimetres for every point of its size."""
_INSET = 4.0
_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_MATRIX_SIZE = 6.8
_TURNED_LIMIT = 62.0


@dataclass(frozen=True)
class Measure:
    """``widths`` in parts of the page, ``letters`` that fit a line of each column, ``size`` of the type in points,
    ``turned`` the height of turned headings in millimetres (0: not turned)."""

    widths: list[float]
    letters: list[float]
    size: float
    turned: float = 0.0


def column_measure(attrs: dict[str, Any]) -> Measure:
    """The measure of a table from its layout, its columns and the words in its cells."""
    columns = attrs["columns"]
    if attrs.get("layout") == "matrix" and len(columns) > 1:
        return _matrix(attrs)
    longest, typical = _contents(attrs)
    given = [max(0.05, float(column.get("width", 1.0))) for column in columns]
    size = next((s for s in _SIZES if sum(w * s * _LETTER + _INSET for w in longest) <= _PAGE), _SIZES[-1])
    if attrs.get("layout") == "text" or len(set(given)) > 1:
        widths = given
    else:
        widths = [max(word * size * _LETTER + _INSET, length * 1.0) for word, length in zip(longest, typical, strict=True)]
    return _measure(widths, 8.5 if attrs.get("layout") == "text" and len(columns) <= 4 else size)


def _measure(widths: list[float], size: float, turned: float = 0.0) -> Measure:
    total = sum(widths)
    letters = [max(1.0, (width / total * _PAGE - _INSET) / (size * _LETTER)) for width in widths]
    return Measure([round(width / total, 4) for width in widths], letters, size, turned)


def _matrix(attrs: dict[str, Any]) -> Measure:
    """The first column takes its names, the others share the rest equally."""
    longest, typical = _contents(attrs)
    others = len(attrs["columns"]) - 1
    size = _MATRIX_SIZE if others <= 30 else 5.6
    first = min(_PAGE * 0.3, max(longest[0], min(typical[0], 30)) * size * _LETTER + _INSET)
    titles = [len(column["title"]) for column in attrs["columns"][1:]]
    turned = min(_TURNED_LIMIT, max(titles) * size * _LETTER * 0.95 + 3)
    return _measure([first] + [(_PAGE - first) / others] * others, size, turned)


def _contents(attrs: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Letters of the longest word and of a typical long cell for every column."""
    columns = attrs["columns"]
    longest = [_longest_word(column["title"]) for column in columns]
    lengths: list[list[int]] = [[min(len(column["title"]), 24)] for column in columns]
    for row in attrs["rows"]:
        if len(row["cells"]) != len(columns):
            continue
        for at, cell in enumerate(row["cells"]):
            words = plain_text(cell["content"])
            longest[at] = max(longest[at], _longest_word(words))
            lengths[at].append(min(len(words), 90))
    return longest, [max(4, sorted(each)[int(len(each) * 0.9)]) for each in lengths]


def _longest_word(words: str) -> int:
    return max((min(len(word), 20) for word in words.split()), default=1)


def lines(blocks: Iterable[Node], letters: float) -> float:
    """Lines that blocks take in a column of so many letters."""
    total = 0.0
    for block in blocks:
        if block["type"] in ("list", "list_item", "task_list_item", "block_quote", "note"):
            total += lines(block.get("children", ()), max(1.0, letters - 3))
        else:
            total += math.ceil(len(plain_text([block])) / letters) + 0.4
    return total
