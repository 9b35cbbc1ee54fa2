"""How wide the columns of a table are and how small its type: estimated before the setting, from the letters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...content.nodes import Node, plain_text

_PAGE = 165.0
_LETTER = 0.18
"""Width of an average letter of Fira Sans in millimetres for every point of its size."""
_INSET = 4.0
_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_LONG = 60
"""Rows from which on a table that is looked up rather than read is set a little smaller."""
_MATRIX_SIZE = 6.6
_TURNED_LIMIT = 62.0
_TURNED_LETTERS = 100
"""Letters of the longest title that two turned lines hold."""
_SYMBOL = 26
"""Letters of the longest symbol that a column is made wide enough for."""
_SAMPLE = 400
"""Rows that widths are fitted to."""


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
    if attrs.get("layout") == "matrix" and len(columns) > 1 and all(len(each["title"]) <= _TURNED_LETTERS for each in columns):
        return _matrix(attrs)
    longest, typical = _contents(attrs)
    given = [max(0.05, float(column.get("width", 1.0))) for column in columns]
    sizes = _SIZES[len(attrs["rows"]) >= _LONG :]
    size = next((s for s in sizes if sum(w * s * _LETTER + _INSET for w in longest) <= _PAGE), _SIZES[-1])
    if attrs.get("layout") == "text":
        return _measure(given, 8.5 if len(columns) <= 4 else size)
    least = [word * size * _LETTER + _INSET for word in longest]
    if len(set(given)) > 1:
        widths = [width / sum(given) * _PAGE for width in given]
    else:
        widths = [max(low, float(length)) for low, length in zip(least, typical, strict=True)]
    return _measure(_fitted(attrs, widths, least, size), size)


def _measure(widths: list[float], size: float, turned: float = 0.0) -> Measure:
    total = sum(widths)
    letters = [max(1.0, (width / total * _PAGE - _INSET) / (size * _LETTER)) for width in widths]
    return Measure([round(width / total, 4) for width in widths], letters, size, turned)


def _fitted(attrs: dict[str, Any], widths: list[float], least: list[float], size: float) -> list[float]:
    """Widths with millimetres moved from column to column as long as the table gets shorter by it: a column whose
    words decide the height of the rows grows at the cost of one with room to spare."""
    lengths = _lengths(attrs)
    total = sum(widths)
    fitted = np.array([width / total * _PAGE for width in widths])
    fitted = np.maximum(fitted, np.minimum(least, _PAGE / len(widths)))
    fitted *= _PAGE / fitted.sum()
    if not len(lengths) or len(widths) > 12:
        return [float(width) for width in fitted]

    def height(tried: Any) -> float:
        letters = np.maximum(1.0, (tried - _INSET) / (size * _LETTER))
        filled = lengths / letters
        # A little of the unrounded height tells apart what makes no line fewer but leaves more room.
        return float((np.ceil(filled) + 0.02 * filled).max(axis=1).sum() + 0.001 * filled.sum())

    best = height(fitted)
    for step in (12.0, 6.0, 3.0):
        for _ in range(12):
            tries = [_moved(fitted, x, y, step) for x in range(len(widths)) for y in range(len(widths)) if x != y]
            tries = [tried for tried in tries if (tried >= np.minimum(least, fitted)).all()]
            shortest = min(tries, key=height, default=fitted)
            if height(shortest) >= best - 0.5:
                break
            fitted, best = shortest, height(shortest)
    return [float(width) for width in fitted]


def _moved(widths: Any, giving: int, taking: int, step: float) -> Any:
    moved = widths.copy()
    moved[giving] -= step
    moved[taking] += step
    return moved


def _lengths(attrs: dict[str, Any]) -> Any:
    """Letters in every cell of the rows that fill all columns."""
    count = len(attrs["columns"])
    rows = [row["cells"] for row in attrs["rows"] if len(row["cells"]) == count][:_SAMPLE]
    return np.array([[_letters(cell["content"]) for cell in cells] for cells in rows], dtype=float)


def _letters(blocks: Iterable[Node]) -> int:
    return sum(len(plain_text([block])) + 4 for block in blocks)


def _matrix(attrs: dict[str, Any]) -> Measure:
    """The first column takes its names, the others share the rest equally; turned headings have two lines."""
    longest, typical = _contents(attrs)
    others = len(attrs["columns"]) - 1
    size = _MATRIX_SIZE if others <= 30 else 5.6
    first = min(_PAGE * 0.3, max(longest[0], min(typical[0], 30)) * size * _LETTER + _INSET)
    titles = [_halved(column["title"]) for column in attrs["columns"][1:]]
    turned = min(_TURNED_LIMIT, max(titles) * size * _LETTER * 0.95 + 3)
    return _measure([first] + [(_PAGE - first) / others] * others, size, turned)


def _halved(title: str) -> int:
    """Letters of the longer line when a title is set in two."""
    words = title.split()
    cuts = [max(len(" ".join(words[:at])), len(" ".join(words[at:]))) for at in range(1, len(words))]
    return min(cuts, default=len(title))


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
            longest[at] = max(longest[at], _longest_word(words), *_symbols(cell["content"]))
            lengths[at].append(min(len(words), 90))
    return longest, [max(4, sorted(each)[int(len(each) * 0.9)]) for each in lengths]


def _longest_word(words: str) -> int:
    return max((min(len(word), 20) for word in words.split()), default=1)


def _symbols(nodes: Iterable[Node]) -> Iterator[int]:
    """Letters of the symbols that stay in one line."""
    yield 1
    for node in nodes:
        if (node.get("attrs") or {}).get("role") == "symbol":
            length = len(plain_text([node]))
            yield length if length <= _SYMBOL else 1
        else:
            yield from _symbols(node.get("children", ()))


def lines(blocks: Iterable[Node], letters: float) -> float:
    """Lines that blocks take in a column of so many letters."""
    total = 0.0
    for block in blocks:
        if block["type"] in ("list", "list_item", "task_list_item", "block_quote", "note"):
            total += lines(block.get("children", ()), max(1.0, letters - 3))
        else:
            total += math.ceil(len(plain_text([block])) / letters) + 0.4
    return total
