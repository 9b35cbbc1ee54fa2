"""Formulas: presentation MathML as a tree of data that the template builds mathematics from, function by function."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from ...content.nodes import Node
from .characters import Cleaner

Formula = dict[str, Any]

_DEEPEST = 14
_LARGEST = 40_000
_LONGEST_RUN = 90
"""Signs without a place to break that a page has room for."""
_LONGEST_SCALED = 250
"""Those of a displayed formula, which can be made smaller."""
_OUTERMOST = 4
"""Levels within which a table of aligned lines is the whole of the formula."""
_ACCENTS = {"^": "\u0302", "\u02c6": "\u0302", "~": "\u0303", "\u02dc": "\u0303", "\u00af": "\u0304", "\u203e": "\u0305"}
_ACCENTS |= {"\u02d9": "\u0307", "\u00a8": "\u0308", "\u2192": "\u20d7", "\u02c7": "\u030c", "\u00b4": "\u0301", "`": "\u0300"}
_BRACES = {("mover", "\u23de"): True, ("munder", "\u23df"): False}
_OF_FORMULAS = (range(0x2190, 0x2300), range(0x27F5, 0x2800), range(0x2A00, 0x2B00), range(0x1D400, 0x1D800))
"""Arrows, operators and letters of mathematics: the font for formulas, which Typst brings, has all of them."""
_GROUPS = {"math", "mrow", "mstyle", "mpadded", "semantics", "menclose", "merror", "maction"}


class _UnknownError(ValueError):
    """What the tree has no form for."""


def formula(node: Node, cleaner: Cleaner) -> Formula | None:
    """The formula of a node of mathematics; ``None`` where it has to be shown as its source."""
    source = str((node.get("attrs") or {}).get("mathml") or "")
    if not source or "<!" in source or len(source) > _LARGEST:
        return None
    try:
        found = _Reader(cleaner).read(ElementTree.fromstring(source), 0)  # no declarations, so no entities
    except (ElementTree.ParseError, _UnknownError, RecursionError):
        return None
    run = _unbroken(found)
    if node["type"] == "block_math" and _LONGEST_RUN < run <= _LONGEST_SCALED:
        return {**found, "small": True}
    return found if run <= _LONGEST_RUN else None


def _unbroken(tree: Formula) -> int:
    """Signs of the longest part that can't be broken: lines are broken after the operators of a row that stand between
    two other signs."""
    if tree["k"] != "row":
        return _signs(tree)
    longest = run = 0
    operator = True
    for part in tree["c"]:
        before, operator = operator, part["k"] == "sym" and unicodedata.category(part["s"][-1:] or " ") in ("Sm", "Pd", "Po")
        run += _signs(part)
        longest = max(longest, run)
        if operator and not before:
            run = 0
    return longest


def _signs(value: Any) -> int:
    """Signs beside each other; what an author set in lines is made smaller, whatever its width."""
    if isinstance(value, list):
        return sum(map(_signs, value))
    if not isinstance(value, dict) or value["k"] == "lines":
        return 0
    if value["k"] in ("frac", "binom"):
        return max(map(_signs, value["c"]))
    if value["k"] == "mat":
        return max(map(_signs, value["rows"]), default=0)
    own = len(value["s"]) if isinstance(value.get("s"), str) else 0
    return own + sum(_signs(inner) for inner in value.values())


class _Reader:
    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner

    def read(self, element: ElementTree.Element, depth: int) -> Formula:
        name = element.tag.rpartition("}")[2]
        if depth > _DEEPEST:
            raise _UnknownError(name)
        if name in _GROUPS:
            return self._group(element, depth)
        handler = _HANDLERS.get(name)
        if handler is None:
            raise _UnknownError(name)
        return handler(self, element, depth)

    def _kids(self, element: ElementTree.Element, depth: int, count: int | None = None) -> list[Formula]:
        kids = [self.read(kid, depth + 1) for kid in element if not str(kid.tag).rpartition("}")[2].startswith("annotation")]
        if count is not None and len(kids) != count:
            raise _UnknownError(element.tag)
        return kids

    def _group(self, element: ElementTree.Element, depth: int) -> Formula:
        kids = self._fenced(element, self._kids(element, depth))
        if len(kids) == 1:
            return kids[0]
        stretches = [_stretches(kid) for kid in element]
        return {"k": "lr" if len(stretches) > 2 and stretches[0] and stretches[-1] else "row", "c": kids}

    def _fenced(self, element: ElementTree.Element, kids: list[Formula]) -> list[Formula]:
        """The parts of a group, with the brackets around a table put together with it: they are as high as it is."""
        if len(kids) != len(element):
            return kids
        made: list[Formula] = []
        closed = -1
        for at, (kid, part) in enumerate(zip(element, kids, strict=True)):
            if at == closed:
                continue
            if not (kid.tag.endswith("mtable") and made and _fences(element[at - 1])):
                made.append(part)
                continue
            closed = at + 1 if at + 1 < len(element) and _fences(element[at + 1]) else -1
            made.append({"k": "lr", "c": [made.pop(), part, *([kids[closed]] if closed > 0 else [])]})
        return made

    def _symbol(self, element: ElementTree.Element, depth: int) -> Formula:
        words = (element.text or "").strip()
        if not all(_of_formulas(sign) for sign in words):
            words = self._cleaner.line(words).strip()
        if len(words) == 1 and element.get("mathvariant") != "normal":
            return {"k": "sym", "s": words}
        return {"k": "op" if element.tag.endswith("mi") and words.isalpha() else "text", "s": words}

    def _words(self, element: ElementTree.Element, depth: int) -> Formula:
        return {"k": "text", "s": self._cleaner.line((element.text or "").replace("\u00a0", " "))}

    def _space(self, element: ElementTree.Element, depth: int) -> Formula:
        width = re.fullmatch(r"(\d?\.?\d{1,4})em", element.get("width", ""))
        return {"k": "space", "w": float(width[1])} if width else {"k": "text", "s": " "}

    def _attached(self, element: ElementTree.Element, depth: int) -> Formula:
        name = element.tag.rpartition("}")[2]
        places = {"msub": "b", "msup": "t", "msubsup": "bt", "munder": "b", "mover": "t", "munderover": "bt"}[name]
        over = _BRACES.get((name, (element[-1].text or "").strip())) if len(element) == 2 else None
        if over is not None:
            return {"k": "brace", "over": over, "c": self.read(element[0], depth + 1)}
        base, *rest = self._kids(element, depth, 1 + len(places))
        accent = _ACCENTS.get(rest[0].get("s", "")) if name == "mover" else None
        if accent:
            return {"k": "accent", "c": base, "s": accent}
        return {"k": "attach", "c": base, "limits": name[1] in "uo", **dict(zip(places, rest, strict=True))}

    def _fraction(self, element: ElementTree.Element, depth: int) -> Formula:
        over, under = self._kids(element, depth, 2)
        return {"k": "binom" if element.get("linethickness") in ("0", "0px", "0pt") else "frac", "c": [over, under]}

    def _phantom(self, element: ElementTree.Element, depth: int) -> Formula:
        return {"k": "text", "s": ""}

    def _square(self, element: ElementTree.Element, depth: int) -> Formula:
        return {"k": "sqrt", "c": {"k": "row", "c": self._kids(element, depth)}}

    def _root(self, element: ElementTree.Element, depth: int) -> Formula:
        body, index = self._kids(element, depth, 2)
        return {"k": "root", "c": body, "i": index}

    def _table(self, element: ElementTree.Element, depth: int) -> Formula:
        rows = [[{"k": "row", "c": self._kids(cell, depth + 2)} for cell in row] for row in element]
        sides = [cell.get("columnalign", "center") for cell in max(element, key=len, default=element)]
        if depth <= _OUTERMOST and sides[:2] == ["right", "left"]:
            return {"k": "lines", "rows": rows}
        return {"k": "mat", "rows": rows, "align": sides[0] if sides and len(set(sides)) == 1 else "center"}


def _of_formulas(sign: str) -> bool:
    return any(ord(sign) in known for known in _OF_FORMULAS) and unicodedata.category(sign) != "Cn"


def _fences(element: ElementTree.Element) -> bool:
    return (
        element.tag.endswith("mo") and element.get("stretchy") != "false" and (element.text or "").strip() in set("()[]{}|‖⌊⌋⌈⌉")
    )


def _stretches(element: ElementTree.Element) -> bool:
    return element.tag.endswith("mo") and "true" in (element.get("stretchy"), element.get("fence"))


_HANDLERS: dict[str, Callable[[_Reader, ElementTree.Element, int], Formula]] = {
    "mi": _Reader._symbol,
    "mn": _Reader._symbol,
    "mo": _Reader._symbol,
    "mtext": _Reader._words,
    "ms": _Reader._words,
    "mspace": _Reader._space,
    "mphantom": _Reader._phantom,
    **dict.fromkeys(("msub", "msup", "msubsup", "munder", "mover", "munderover"), _Reader._attached),
    "mfrac": _Reader._fraction,
    "msqrt": _Reader._square,
    "mroot": _Reader._root,
    "mtable": _Reader._table,
}
