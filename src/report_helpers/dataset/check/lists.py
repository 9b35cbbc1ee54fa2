"""Lists in a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from ...errors import Problem
from ..load import Sources
from ..schema import Field
from .cells import faults_in, items_in

_TWICE = "stands twice in the list"


def lists_are_sets(sources: Sources) -> Iterator[Problem]:
    """A list holds no item twice and no empty item. The same id with two roles is two items."""
    for table in sources.tables.values():
        for field in table.fields:
            if field.is_list:
                for position, (value, expected, mend) in faults_in(table, field, partial(_faults, field=field)):
                    yield table.problem(position, field.name, value, expected, mend)


def _faults(cell: str, field: Field) -> Iterator[tuple[str, str, str]]:
    """What is wrong with one list: the value, what was expected, how to mend it."""
    for item, count in Counter(items_in(cell, field)).items():
        if not item.written:
            yield cell, "has an empty item", f'Delete the "{field.delimiter}" too many.'
        elif count > 1:
            yield item.written, _TWICE, "Delete one of the two."
