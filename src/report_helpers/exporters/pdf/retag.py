"""Gives the cells of tables the scope that their table says.

Typst tags the cells of a table's head and knows no row headers without a switch that its Python package lacks. Its
PDF keeps the structure elements as plain objects, so their types and attributes are rewritten here, the objects
after them moved and the cross-reference table made anew. What does not have the expected form is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .objects import Objects

Scopes = list[list[str]]
"""For every row of a table, head first, the scope of every cell: ``Column``, ``Row``, ``Group`` (heads the rows below),
``Both`` (heads its row and those below), or nothing for a cell of data."""

_CELL = re.compile(
    rb"(\d+ 0 obj\n<</Type/StructElem/S/)T[HD](/P \d+ 0 R)(?:/ID\([^)]*\))?(?:/A\[(.*?)\])?(/Lang\([^)]*\))?/K\[", re.S
)
_ELEMENT = re.compile(rb"\d+ 0 obj\n<</Type/StructElem/S/(\w+)/P ")
_TABLE_ATTRIBUTES = re.compile(rb"<</O/Table(?:/Scope/\w+)?(?:/Headers\[[^\]]*\])?((?:/(?:ColSpan|RowSpan) \d+)*)>>")
_ROOT = re.compile(rb"\d+ 0 obj\n<</Type/StructTreeRoot")
_IDENTIFIERS = re.compile(rb"/IDTree<</Names\[(.*?)\]>>", re.S)
_NAMES = {"Column": b"Column", "Row": b"Row", "Group": b"Column", "Both": b"Both"}


def retag(pdf: Objects, tables: list[Scopes]) -> bool:
    """Give the cells of tables their scopes; ``False`` where the tables of the PDF are not those expected.

    Args:
        pdf: what Typst wrote.
        tables: the scopes of every table, inner tables before those that hold them.
    """
    file = _Elements(pdf.objects)
    found = [number for number in sorted(file.objects) if file.is_element(number, b"Table")]
    if len(found) != len(tables):
        return False
    rows = [[file.kids(row) for row in file.rows(number)] for number in found]
    if any([len(row) for row in own] != [len(row) for row in scopes] for own, scopes in zip(rows, tables, strict=True)):
        return False
    identifiers: dict[bytes, int] = {}
    for index, (own, scopes) in enumerate(zip(rows, tables, strict=True)):
        _scope_table(file, f"t{index}".encode(), own, scopes, identifiers)
    return file.name(identifiers)


def _scope_table(file: _Elements, prefix: bytes, rows: list[list[int]], scopes: Scopes, identifiers: dict[bytes, int]) -> None:
    """Every cell of a table: what it is, and which cells head it."""
    titles: dict[int, list[bytes]] = {}
    reaching: dict[int, list[bytes]] = {}
    taken: set[tuple[int, int]] = set()
    above: list[bytes] = []
    for y, (cells, row) in enumerate(zip(rows, scopes, strict=True)):
        own = [*reaching.get(y, ())]
        if "Both" in row:
            above = []
        elif "Group" in row:
            above = above[:1] if above[:1] and above[0].endswith(b"b") else []
        opened: list[bytes] = []
        x = 0
        for number, scope in zip(cells, row, strict=True):
            while (y, x) in taken:
                x += 1
            span, height = file.span(number, b"Col"), file.span(number, b"Row")
            taken |= {(y + down, x + along) for down in range(height) for along in range(span)}
            key = prefix + f"r{y}c{x}{'b' if scope == 'Both' else ''}".encode()
            heads = [title for column in range(x, x + span) for title in titles.get(column, ())]
            file.set_cell(number, key, scope, heads if scope == "Column" else [*heads, *above, *own])
            if scope:
                identifiers[key] = number
            if scope == "Column":
                for column in range(x, x + span):
                    titles.setdefault(column, []).append(key)
            elif scope:
                own.append(key)
                for down in range(1, height):
                    reaching.setdefault(y + down, []).append(key)
                opened += [] if scope == "Row" else [key]
            x += span
        above += opened


class _Elements:
    """The structure elements of a PDF."""

    def __init__(self, objects: dict[int, bytes]) -> None:
        self.objects = objects

    def is_element(self, number: int, *kinds: bytes) -> bool:
        """Whether an object is a structure element of one of some types."""
        match = _ELEMENT.match(self.objects[number])
        return match is not None and match[1] in kinds

    def kids(self, number: int) -> list[int]:
        """The elements below one whose children are elements alone."""
        body = self.objects[number]
        at = body.rfind(b"/K[")
        return [int(kid) for kid in re.findall(rb"(\d+) 0 R", body[at : body.find(b"]", at)])] if at >= 0 else []

    def rows(self, table: int) -> Iterator[int]:
        """The rows of a table, whichever of its sections they are in."""
        for kid in self.kids(table):
            if self.is_element(kid, b"TR"):
                yield kid
            elif self.is_element(kid, b"THead", b"TBody", b"TFoot"):
                yield from self.kids(kid)

    def span(self, cell: int, way: bytes) -> int:
        """The columns (``Col``) or rows (``Row``) that a cell takes."""
        body = self.objects[cell]
        if b"Span " not in body:
            return 1
        match = re.search(rb"/" + way + rb"Span (\d+)", body.partition(b"/K[")[0])
        return int(match[1]) if match else 1

    def set_cell(self, number: int, key: bytes, scope: str, heads: list[bytes]) -> None:
        """Rewrite type, identifier and attributes of a cell."""
        match = _CELL.match(self.objects[number])
        attributes = match[3] or b"" if match else b""
        if match is None:
            return
        spans = _TABLE_ATTRIBUTES.search(attributes)
        others = _TABLE_ATTRIBUTES.sub(b"", attributes)
        own = b"<</O/Table"
        own += b"/Scope/" + _NAMES[scope] if scope else b""
        own += b"/Headers[" + b"".join(b"(" + head + b")" for head in dict.fromkeys(heads)) + b"]" if heads else b""
        own += spans[1] if spans else b""
        table = own + b">>" if own != b"<</O/Table" else b""
        written = match[1] + (b"TH" if scope else b"TD") + match[2]
        written += b"/ID(" + key + b")" if scope else b""
        written += b"/A[" + table + others + b"]" if table or others else b""
        self.objects[number] = written + (match[4] or b"") + b"/K[" + self.objects[number][match.end() :]

    def name(self, identifiers: dict[bytes, int]) -> bool:
        """Put the identifiers of cells into the tree of identifiers, in place of those that Typst gave."""
        for number, body in self.objects.items():
            root = _ROOT.match(body)
            if root and b"/IDTree" not in body:  # no table has a head that Typst knows of
                body = body[: root.end()] + b"/IDTree<</Names[]>>" + body[root.end() :]
            tree = _IDENTIFIERS.search(body) if root else None
            if tree:
                known = re.findall(rb"\(((?:[^()\\]|\\.)*)\)(\d+) 0 R", tree[1])
                names = {key: int(value) for key, value in known if not re.fullmatch(rb"U\d+x\d+y\d+", key)} | identifiers
                entries = b"".join(b"(%s)%d 0 R" % (key, value) for key, value in sorted(names.items()))
                self.objects[number] = body[: tree.start(1)] + entries + body[tree.end(1) :]
                return True
        return not identifiers
