"""The field guide, ``docs/field-guide.md``: every table and every column, from the schema.

Write it anew after a change of the schema: ``python -m report_helpers.dataset.fieldguide``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..paths import data_folder
from .canonical import write_atomically
from .files import RawTable
from .load import Sources, read_sources
from .schema import Field, Resource

_OPENING = """\
# Field guide

Every table of the data and every column in it. This page is made from `data/datapackage.json`; don't edit it by hand.
How to edit the data is told in [editing-the-data.md](editing-the-data.md).

Files are CSV in UTF-8, separated by commas. An empty cell means that nothing is known or that nothing applies.
Examples are taken from the edition of {edition}.
"""

_TYPES = {"integer": "whole number", "number": "number", "boolean": "`true` or `false`", "string": "text", "list": "list"}
_CHECKS = {
    "markdown": "Markdown",
    "partial-date": "date: `2008`, `2008-05` or `2008-05-08`",
    "period": "date, or two joined with `/`",
    "symbol": "document symbol",
    "verbatim": "text",
}
_REMARKS = {
    "restricted": "**Restricted**: it is left out of every public output.",
    "internal": "**Internal**: it records how the edition came about and is not published with it.",
    "optional": "May be absent where it would have no rows.",
}
_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters, digits, single hyphens",
    r"^\d{4}-\d{2}-\d{2}$": "the day",
    r"^[a-z]{2}$": "two-letter language code",
    r"^\d+(-\d+)?(,\d+(-\d+)?)*$": "`95-103,110`",
}


def field_guide(data: Path | None = None) -> str:
    """The text of the field guide (Markdown); ``data`` is the data folder, by default the project's.

    The examples come from the edition that the paths of the schema name. Restricted tables have none.
    """
    folder = data or data_folder()
    sources = read_sources(_current_edition(folder), folder, restricted=False)
    parts = [_OPENING.format(edition=sources.edition), _contents(sources.schema.resources.values())]
    parts += [_section(resource, sources) for resource in sources.schema.resources.values()]
    return "\n".join(parts)


def main() -> None:
    """Writes ``docs/field-guide.md`` in the project's folder."""
    data = data_folder()
    write_atomically(data.parent / "docs" / "field-guide.md", field_guide(data).encode("utf-8"))


def _current_edition(data: Path) -> int:
    years = re.findall(r'"path": "editions/(\d+)/', (data / "datapackage.json").read_text("utf-8"))
    return int(years[0])


def _contents(resources: Iterable[Resource]) -> str:
    lines = [f"| [{each.title}](#{_anchor(each)}) | `{each.name}` | {each.description} |" for each in resources]
    return "\n".join(["| table | file | |", "|---|---|---|", *lines, ""])


def _anchor(resource: Resource) -> str:
    return resource.title.lower().replace(" ", "-")


def _section(resource: Resource, sources: Sources) -> str:
    examples = _examples(sources.tables.get(resource.name))
    rows = [_row(field, examples.get(field.name, ""), sources) for field in resource.fields]
    where = resource.path_in(sources.edition).replace(str(sources.edition), "<year>") if resource.per_edition else resource.path
    kept = f"`data/{where}`, sorted by {', '.join(f'`{name}`' for name in resource.sort)}."
    remarks = [words for flag, words in _REMARKS.items() if getattr(resource, flag)]
    table = ["| column | what it holds | form | example |", "|---|---|---|---|", *rows]
    return "\n".join([f"## {resource.title}", "", f"{' '.join([resource.description, kept, *remarks])}", "", *table, ""])


def _row(field: Field, example: str, sources: Sources) -> str:
    required = "**required**, " if field.required else ""
    shown = f"`{example}`" if example else ""
    cells = (f"`{field.name}`", f"**{field.title}.** {field.description}", required + _form(field, sources), shown)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _form(field: Field, sources: Sources) -> str:
    """What a cell of the column may hold, in words."""
    words = [_CHECKS.get(field.check) or _TYPES[field.type]]
    if field.is_list:
        words[0] += f", items joined with `{field.delimiter}`"
    if field.reference:
        resource = sources.schema[field.reference]
        words.append(f"identifiers of [{resource.title}](#{_anchor(resource)})")
    if field.roles:
        words.append(f"each with a role after `:`, one of {_listed(field.roles)}")
    if field.enum:
        words.append(f"one of {_listed(field.enum)}")
    if field.pattern in _PATTERNS:
        words.append(_PATTERNS[field.pattern])
    if field.minimum is not None:
        words.append(f"from {field.minimum:g}")
    if field.optional:
        words.append("column may be left out")
    if field.unique:
        words.append("unique")
    return ", ".join(words)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _examples(table: RawTable | None) -> dict[str, str]:
    """An example for each column, as many as possible from one row: the one with the most cells filled."""
    if table is None or not len(table.cells):
        return {}
    filled = table.cells != ""
    richest = table.cells.iloc[int(filled.sum(axis=1).argmax())]
    first = {name: next(iter(table.column(name)[filled[name]]), "") for name in table.resource.columns}
    return {name: _shorten(richest[name] or first[name]) for name in table.resource.columns}


def _shorten(text: str, length: int = 60) -> str:
    flat = " ".join(text.replace("`", "'").split())
    return flat if len(flat) <= length else f"{flat[:length].rsplit(' ', 1)[0]} ..."


if __name__ == "__main__":
    main()
