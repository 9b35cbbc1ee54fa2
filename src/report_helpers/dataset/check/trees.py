"""Rows that stand under others: no cycles, and a child in the same place as its parent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...errors import Problem
from ..files import RawTable
from ..load import Sources
from .cells import positions

_SAME = {"entries": "section", "activities": "entry"}
"""Column that a row shares with its parent."""


def no_cycles(sources: Sources) -> Iterator[Problem]:
    """No row stands, directly or through others, under itself."""
    for table in sources.tables.values():
        if "parent" in table.resource.columns:
            parents = _filled(table)
            in_cycle = _in_cycles(parents)
            for position in table.rows_with("id", in_cycle):
                value = table.cell(position, "parent")
                expected = (
                    "is the row itself" if value == table.cell(position, "id") else "stands, through others, under this row"
                )
                yield table.problem(position, "parent", value, expected, "Mend or empty one of the parents.")


def children_stay_with_parents(sources: Sources) -> Iterator[Problem]:
    """A part of an activity is in the activity's entry, a part of an entry in the entry's section."""
    for name, shared in _SAME.items():
        table = sources.tables.get(name)
        if table is None:
            continue
        parents = table.column("parent")
        if not any(table.distinct("parent")):
            continue
        where = dict(zip(table.column("id"), table.column(shared), strict=True))
        of_parent = parents.map(where)
        for position in positions(parents.isin(where.keys()) & (of_parent != table.column(shared))):
            expected = f"is not the {shared} of its parent {parents.iat[position]}, {of_parent.iat[position]}"
            yield table.problem(position, shared, table.cell(position, shared), expected, f"Mend the parent or the {shared}.")


def activities_stay_in_section(sources: Sources) -> Iterator[Problem]:
    """An activity stands in the section of its entry or in one below it."""
    if not {"sections", "entries", "activities"} <= sources.tables.keys():
        return
    sections, entries, table = (sources.tables[name] for name in ("sections", "entries", "activities"))
    above = _filled(sections)
    of_entry = dict(zip(entries.column("id"), entries.column("section"), strict=True))
    pairs = list(zip(table.column("entry").map(of_entry).fillna(""), table.column("section"), strict=True))
    wrong = {pair for pair in set(pairs) if pair[0] and not _is_below(pair[1], pair[0], above)}
    for position in (n for n, pair in enumerate(pairs) if pair in wrong):
        expected = f"is neither the section of the entry, {pairs[position][0]}, nor one below it"
        yield table.problem(position, "section", pairs[position][1], expected, "Mend the section or the entry.")


def _filled(table: RawTable) -> dict[str, str]:
    """Parent of each row that has one, by id."""
    if not any(table.distinct("parent")):
        return {}
    pairs = zip(table.column("id"), table.column("parent"), strict=True)
    return {identifier: parent for identifier, parent in pairs if parent}


def _is_below(section: str, top: str, above: Mapping[str, str]) -> bool:
    for _ in range(len(above) + 1):
        if section == top:
            return True
        section = above.get(section, "")
    return False


def _in_cycles(parents: Mapping[str, str]) -> set[str]:
    """The ids on a cycle; each id is walked over once."""
    done: set[str] = set()
    result: set[str] = set()
    for start in parents:
        path: list[str] = []
        on_path: set[str] = set()
        node = start
        while node in parents and node not in done and node not in on_path:
            path.append(node)
            on_path.add(node)
            node = parents[node]
        if node in on_path:
            result.update(path[path.index(node) :])
        done.update(path)
    return result
