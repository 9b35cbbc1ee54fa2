"""Lists in a cell."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..load import Sources
from .cells import items_of


def lists_are_sets(sources: Sources) -> Iterator[Problem]:
    """A list holds no item twice and no empty item. The same id with two roles is two items."""
    for table in sources.tables.values():
        for field in table.fields:
            if not field.is_list:
                continue
            items = items_of(table, field)
            repeated = items[items.duplicated(["position", "id", "role"]) & (items["item"] != "")]
            for position, item in zip(repeated["position"], repeated["item"], strict=True):
                yield table.problem(position, field.name, item, "stands twice in the list", "Delete one of the two.")
            for position in items.loc[items["item"] == "", "position"].unique():
                value = table.cell(position, field.name)
                yield table.problem(position, field.name, value, "has an empty item", f'Delete the "{field.delimiter}" too many.')
