"""Canonical form: the one way to write a table, so that a change of the data is a change of as many lines.

UTF-8 without a byte order mark, commas, line feeds, quotes only where a cell needs them, columns in the order of the
schema (optional ones where any cell is filled), rows in the order of the table's ``sort`` property (see :mod:`.order`), no
empty rows. Cells have no spaces
around them or around the items of a list, composed characters (Unicode NFC), and ``true`` and ``false`` in small letters.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from .files import RawTable
from .load import Sources, shown
from .order import row_order
from .schema import Field
from .typed import BOOLEANS


def canonical_bytes(name: str, tables: Mapping[str, RawTable]) -> bytes:
    """The file of table ``name`` in canonical form, its cells as they are; ``tables`` decide the reading order."""
    table = tables[name]
    columns = [field.name for field in table.resource.fields if not field.optional or table.column(field.name).any()]
    order = row_order(name, tables)
    if table.plain and columns == [field.name for field in table.fields] and order == list(range(len(order))):
        return table.plain.read_bytes()
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(columns)
    writer.writerows(zip(*(table.column(column).to_numpy()[order] for column in columns), strict=True))
    return buffer.getvalue().encode("utf-8")


def tidy_cell(cell: str, field: Field) -> str:
    """A cell without spaces around it or its items, with composed characters and ``true`` and ``false`` in small letters."""
    text = cell.strip() if cell.isascii() else unicodedata.normalize("NFC", cell).strip()
    if field.is_list and field.delimiter in text:
        return field.delimiter.join(item.strip() for item in text.split(field.delimiter))
    return text.lower() if field.type == "boolean" and text.lower() in BOOLEANS else text


def tidy(table: RawTable) -> RawTable:
    """The table with every cell as :func:`tidy_cell` gives it."""
    columns = {field.name: [tidy_cell(cell, field) for cell in table.column(field.name)] for field in table.resource.fields}
    return replace(table, cells=pd.DataFrame(columns, dtype=object), plain=None)


def can_be_written(name: str, sources: Sources) -> bool:
    """Whether writing table ``name`` again loses nothing and its order is known.

    It isn't where it has no file, or where its file, or that of a table which its rows are sorted by, has a fault of form:
    columns missing or unknown, rows of the wrong length, not UTF-8.
    """
    table = sources.tables.get(name)
    if table is None or table.absent or any(problem.file == table.file for problem in sources.problems):
        return False
    sorted_by = {table.resource.field(column).reference for column in table.resource.sort} - {"", name}
    return all(can_be_written(other, sources) for other in sorted_by)


def fix_files(sources: Sources) -> list[str]:
    """Writes every file that is not in canonical form again; returns the paths of those changed, for messages.

    Only the form changes, never a value: a file that can't be written again without loss (see
    :func:`can_be_written`) is left alone. Each file is replaced whole or not at all.
    """
    tables = {name: tidy(table) for name, table in sources.tables.items()}
    changed = []
    for name, table in tables.items():
        path = sources.data / table.resource.path_in(sources.edition)
        if can_be_written(name, sources) and path.read_bytes() != (content := canonical_bytes(name, tables)):
            write_atomically(path, content)
            changed.append(shown(path, sources.data))
    return changed


def write_atomically(path: Path, content: bytes) -> None:
    """Replaces ``path`` by a file of ``content`` beside it, so that a reader sees the old or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        beside.chmod(path.stat().st_mode if path.exists() else 0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
