"""Nodes as the template takes them: every node a small object with a type ``t``, every string fit for setting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ...content.nodes import Node, paragraph, plain_text, reads_from_right, text
from .characters import Cleaner
from .code import code_block
from .formulas import formula
from .pictures import Pictures
from .places import cut, without_footnotes
from .tables import data_table, grid_table

Piece = dict[str, Any]
"""What the template reads: ``{"t": type, ...}`` with children under ``c``."""

_DEEPEST = 10
"""Levels of nesting that are set as such; Typst gives up beyond some seventy calls."""

_SHORT_SYMBOL = 30

_LONGEST_NOTE = 5_000
"""Letters from which on a footnote would fill pages, for which Typst never comes to an end."""

LONGEST_HEAD = 300
"""Letters from which on a heading or a caption is cut, and stands as text below: it would fill pages that nothing parts,
and the contents with it."""

_LONG = 20_000
"""Letters of a paragraph that no one wrote to be read."""


@dataclass
class Composer:
    """Turns the nodes of one document into pieces and gathers what goes with them.

    Args:
        cleaner: makes text fit for setting.
        pictures: takes the images.
        places: label of the template for every identifier that links may use.
        numbered: ``table`` or ``figure`` for the labels of those that have a number.
    """

    cleaner: Cleaner
    pictures: Pictures
    places: dict[str, str]
    numbered: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    scopes: list[list[list[str]]] = field(default_factory=list)
    targets: dict[str, int] = field(default_factory=dict)
    _notes: dict[str, str] = field(default_factory=dict)
    _in_note: bool = False

    def anchor(self, identifier: str | None) -> str | None:
        """The label that marks a place; ``None`` where there is none to set, or it is set already."""
        label = self.places.get(identifier or "")
        if label is None or label in self.reached:
            return None
        self.reached.add(label)
        return label

    def inline(self, nodes: Iterable[Node], depth: int = 0) -> list[Piece]:
        """Inline nodes as pieces."""
        return [piece for node in nodes for piece in self._inline(node, depth)]

    def blocks(self, nodes: Iterable[Node], depth: int = 0) -> list[Piece]:
        """Block nodes as pieces."""
        return [piece for node in nodes for piece in self._block(node, depth)]

    def caption(self, nodes: Iterable[Node]) -> tuple[list[Piece], list[list[Piece]]]:
        """A caption and the notes that were in it: a caption is printed again in the lists of tables and figures,
        where a footnote would be a second one."""
        kept, notes = without_footnotes(nodes)
        moved = [self.inline(note["children"][0].get("children", ())) for note in notes if note["children"]]
        first = cut(kept, LONGEST_HEAD)
        if first is None:
            return self.inline(kept), moved
        self.tell(f"a caption of more than {LONGEST_HEAD} letters is cut, and stands in full below")
        return self.inline(first), [self.inline(kept), *moved]

    def tell(self, warning: str) -> None:
        """Keep what has to be said of the cell at hand."""
        cell = self.pictures.cell
        self.warnings.append(f"{cell}: {warning}" if cell else warning)

    def _inline(self, node: Node, depth: int) -> list[Piece]:
        kind = node["type"]
        if kind in _BLOCKS and kind != "block_math":
            return self._text(plain_text([node]))
        if depth > _DEEPEST:
            return self._text(plain_text([node]))
        handler = _INLINE.get(kind)
        if handler:
            return handler(self, node, depth + 1)
        if "raw" in node:
            return self._text(node["raw"])
        return self.inline(node.get("children", ()), depth + 1)

    def _text(self, value: object) -> list[Piece]:
        cleaned = self.cleaner.line(value)
        return [{"t": "text", "s": cleaned}] if cleaned else []

    def _wrapped(self, node: Node, depth: int) -> list[Piece]:
        return [{"t": node["type"], "c": self.inline(node.get("children", ()), depth)}]

    def _break(self, node: Node, depth: int) -> list[Piece]:
        return [{"t": "linebreak"}] if node["type"] == "linebreak" else [{"t": "text", "s": " "}]

    def _code(self, node: Node, depth: int) -> list[Piece]:
        return [{"t": "code", "s": self.cleaner.line(node.get("raw", ""))}]

    def _link(self, node: Node, depth: int) -> list[Piece]:
        url = re.sub(r"[\x00-\x20\x7f-\uffff]", "", node["attrs"]["url"])
        children = self.inline(node.get("children", ()), depth) or self._text(url)
        return [{"t": "link", "url": url, "c": children}] if url else children

    def _xref(self, node: Node, depth: int) -> list[Piece]:
        children = self.inline(node.get("children", ()), depth)
        target = node["attrs"]["target"]
        kind = {"kind": self.numbered[target]} if target in self.numbered else {}
        to = self.places.get(target)
        return [{"t": "xref", "to": to, "n": self.target(to), "c": children, **kind}]

    def target(self, label: str | None) -> int:
        """The number that stands for a place which a link leads to."""
        return self.targets.setdefault(label, len(self.targets)) if label else 0

    def _target(self, node: Node, depth: int) -> list[Piece]:
        return [*self.anchored(node["attrs"].get("id")), *self.inline(node.get("children", ()), depth)]

    def anchored(self, identifier: str | None) -> list[Piece]:
        """The piece that marks a place, if it isn't marked yet."""
        label = self.anchor(identifier)
        return [{"t": "anchor", "id": label}] if label else []

    def _span(self, node: Node, depth: int) -> list[Piece]:
        attrs = node.get("attrs") or {}
        role = str(attrs.get("role", ""))
        piece: Piece = {"t": "span", "c": self.inline(node.get("children", ()), depth)}
        if re.fullmatch(r"[a-z]{2,3}", str(attrs.get("lang", ""))):
            piece["lang"] = attrs["lang"]
        if role:
            piece["role"] = "status" if role.startswith("status-") else role
            words = plain_text([node])
            piece["short"] = len(words) <= _SHORT_SYMBOL and " " not in words
        return [piece]

    def _footnote(self, node: Node, depth: int) -> list[Piece]:
        key = str(node["attrs"]["id"])
        if key in self._notes and not self._in_note:
            return [{"t": "noteref", "to": self._notes[key]}]
        if not node.get("children"):
            return []
        words = plain_text(node["children"])
        if self._in_note or len(words) > _LONGEST_NOTE:
            return self._text(f" ({words})")
        self._notes[key] = label = f"note:{len(self._notes) + 1}"
        self._in_note = True
        content = self.blocks(node["children"], depth)
        self._in_note = False
        if content and content[0]["t"] == "par":
            content[0]["t"] = "seq"
        return [{"t": "footnote", "id": label, "c": content}]

    def _image(self, node: Node, depth: int) -> list[Piece]:
        return [self.pictures.piece(node, self.cleaner)]

    def _block(self, node: Node, depth: int) -> list[Piece]:
        kind = node["type"]
        if depth > _DEEPEST:
            return [{"t": "par", "c": self._text(plain_text([node]))}]
        handler = Composer._picture if kind == "image" else _BLOCKS.get(kind)
        if handler:
            pieces = handler(self, node, depth + 1)
            return [{**piece, **direction(node)} for piece in pieces] if kind in _DIRECTED else pieces
        content = self._inline(node, depth)
        return [{"t": "par", "c": content}] if content else []

    def _paragraph(self, node: Node, depth: int) -> list[Piece]:
        content = self.inline(node.get("children", ()), depth)
        pictured = [piece for piece in content if piece["t"] == "image"]
        if pictured and all(piece["t"] == "image" or piece.get("s") == " " for piece in content):
            return [{**piece, "t": "picture"} for piece in pictured]
        # No prose is so long: it is set without weighing all its lines against each other, in a third of the time.
        long = {"long": True} if sum(len(piece.get("s", "")) for piece in content) > _LONG else {}
        return [{"t": "par", "c": content, **long}] if content else []

    def _heading(self, node: Node, depth: int) -> list[Piece]:
        """A heading inside another block: words of weight, no part of the outline."""
        bold = {"t": "strong", "c": self.inline(node.get("children", ()), depth)}
        return [{"t": "par", "c": [*self.anchored(node["attrs"].get("id")), bold]}]

    def _list(self, node: Node, depth: int) -> list[Piece]:
        attrs = node.get("attrs") or {}
        items = [self._item(item, depth) for item in node.get("children", ())]
        return [{"t": "list", "ordered": bool(attrs.get("ordered")), "start": int(attrs.get("start") or 1), "items": items}]

    def _item(self, item: Node, depth: int) -> list[Piece]:
        content = self.blocks(item.get("children", ()), depth)
        if item["type"] == "task_list_item":
            mark = "\u2611 " if item["attrs"].get("checked") else "\u2610 "
            content = [{"t": "par", "c": [{"t": "text", "s": mark}]}, *content]
        opening = [piece for piece in content[:2] if piece["t"] == "par"] if item["type"] == "task_list_item" else content[:1]
        if opening and all(piece["t"] == "par" for piece in opening):
            words = [part for piece in opening for part in piece["c"]]
            return [{"t": "seq", "c": words}, *content[len(opening) :]]
        return content

    def _quote(self, node: Node, depth: int) -> list[Piece]:
        return [{"t": "quote", "c": self.blocks(node.get("children", ()), depth)}]

    def _note(self, node: Node, depth: int) -> list[Piece]:
        kind = (node.get("attrs") or {}).get("kind", "note")
        content = self.blocks(node.get("children", ()), depth)
        return [{"t": "remark", "kind": kind if kind in ("caveat", "method") else "note", "c": content}]

    def _code_block(self, node: Node, depth: int) -> list[Piece]:
        return [code_block(node, self.cleaner)]

    def _math(self, node: Node, depth: int) -> list[Piece]:
        found = formula(node, self.cleaner)
        block = node["type"] == "block_math"
        if found is not None:
            alt = (node.get("attrs") or {}).get("alt") or node.get("raw", "")
            return [{"t": "math", "block": block, "alt": self.cleaner.line(alt), "m": found}]
        self.warnings.append(f"a formula is shown as its source: {self.cleaner.line(node.get('raw', ''))[:60]}")
        return self._code_block(node, depth) if block else self._code(node, depth)

    def _picture(self, node: Node, depth: int) -> list[Piece]:
        piece = self.pictures.piece(node, self.cleaner)
        return [{**piece, "t": "picture"}] if piece["t"] == "image" else [{"t": "par", "c": [piece]}]

    def _rule(self, node: Node, depth: int) -> list[Piece]:
        return [{"t": "rule"}]

    def _chart(self, node: Node, depth: int) -> list[Piece]:
        attrs = node["attrs"]
        if not attrs["svg"]:  # the reader has told that the drawing can't be read
            words = [*attrs["caption"], paragraph(text(attrs.get("alt", "")))]
            return self.blocks(words, depth)
        caption, moved = self.caption(attrs["caption"])
        notes = [*moved, *(self.inline(note, depth) for note in attrs.get("notes", ()))]
        image = self.pictures.svg(attrs["svg"], attrs.get("alt", ""), self.cleaner)
        return [{"t": "chart", "id": self.anchor(attrs["label"]), "caption": caption, "notes": notes, "image": image}]

    def _data_table(self, node: Node, depth: int) -> list[Piece]:
        return [data_table(self, node["attrs"], depth)]

    def _grid_table(self, node: Node, depth: int) -> list[Piece]:
        return [grid_table(self, node, depth)]


def direction(node: Node) -> Piece:
    """What a piece says of a block that reads from right to left."""
    return {"rtl": True} if reads_from_right(node) else {}


_DIRECTED = ("paragraph", "block_text", "list", "block_quote", "table")

_Handler = Callable[[Composer, Node, int], list[Piece]]

_INLINE: dict[str, _Handler] = {
    "strong": Composer._wrapped,
    "emphasis": Composer._wrapped,
    "strikethrough": Composer._wrapped,
    "subscript": Composer._wrapped,
    "superscript": Composer._wrapped,
    "softbreak": Composer._break,
    "linebreak": Composer._break,
    "codespan": Composer._code,
    "inline_math": Composer._math,
    "link": Composer._link,
    "xref": Composer._xref,
    "target": Composer._target,
    "span": Composer._span,
    "footnote": Composer._footnote,
    "image": Composer._image,
}

_BLOCKS: dict[str, _Handler] = {
    "paragraph": Composer._paragraph,
    "block_text": Composer._paragraph,
    "heading": Composer._heading,
    "list": Composer._list,
    "block_quote": Composer._quote,
    "note": Composer._note,
    "block_code": Composer._code_block,
    "block_math": Composer._math,
    "thematic_break": Composer._rule,
    "chart": Composer._chart,
    "data_table": Composer._data_table,
    "table": Composer._grid_table,
}
