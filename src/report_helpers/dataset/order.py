"""The order of rows: reading order where there is one, natural order of identifiers elsewhere.

The ``sort`` property of a table in ``datapackage.json`` lists the columns that its rows are sorted by:

* a column that points to another table sorts by the place of the row it points to, there;
* one that points to its own table (``parent``) makes a tree: each row is followed by those below it;
* any other column sorts naturally, so that 2 stands before 10 and ``INF.4`` before ``INF.23``.

Empty cells come first. Rows that are alike in all of these keep the order they have in the file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .files import RawTable

_DIGITS = re.compile(r"(\d+)")

Key = tuple[Any, ...]


def natural_key(text: str) -> Key:
    """Sort key under which the numbers inside ``text`` count as numbers."""
    return tuple(int(part) if index % 2 else part for index, part in enumerate(_DIGITS.split(text)))


def row_order(name: str, tables: Mapping[str, RawTable]) -> list[int]:
    """Positions of the rows of table ``name`` in the order of its ``sort`` property.

    ``tables`` must hold the table; tables it points to that are not there leave their column to the natural order.
    """
    table = tables[name]
    plain = [column for column in table.resource.sort if table.resource.field(column).reference != name]
    tree = [column for column in table.resource.sort if column not in plain]
    order = np.lexsort([_ranks(table, column, tables) for column in reversed(plain)])
    if not tree:
        return [int(position) for position in order]
    keys = np.empty(len(order), dtype=np.int64)
    keys[order] = np.arange(len(order))
    return tree_order(list(table.column("id")), list(table.column(tree[0])), [int(key) for key in keys])


def tree_order(ids: Sequence[str], parents: Sequence[str], keys: Sequence[Any]) -> list[int]:
    """Positions in depth-first order, siblings by ``keys``; rows with an unknown parent count as topmost."""
    known = set(ids)
    children: dict[str, list[int]] = defaultdict(list)
    for position in sorted(range(len(ids)), key=keys.__getitem__):
        parent = parents[position]
        children[parent if parent in known and parent != ids[position] else ""].append(position)
    result: list[int] = []
    pending = children[""][::-1]
    while pending:
        position = pending.pop()
        result.append(position)
        pending += children.pop(ids[position], [])[::-1]
    in_cycles = set(range(len(ids))) - set(result)
    return result + sorted(in_cycles)


def _ranks(table: RawTable, column: str, tables: Mapping[str, RawTable]) -> npt.NDArray[np.int64]:
    """For each row the place of its cell among the different cells of the column."""
    codes, values = table.coded(column)[0], table.distinct(column)
    target = table.resource.field(column).reference
    if target in tables:
        ids = tables[target].column("id").to_numpy()[row_order(target, tables)]
        places = {identifier: place for place, identifier in enumerate(ids)}
        in_order = sorted(range(len(values)), key=lambda n: (values[n] != "", places.get(values[n], len(places)), values[n]))
    else:
        in_order = sorted(range(len(values)), key=lambda n: natural_key(values[n]))
    ranks = np.empty(len(values), dtype=np.int64)
    ranks[in_order] = np.arange(len(values))
    return ranks[codes]
