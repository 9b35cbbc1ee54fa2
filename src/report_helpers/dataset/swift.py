"""Large CSV files, read many times faster by pyarrow, where that gives just what the csv module would.

Only a file whose quotes, line ends and columns are those of the canonical form is read here. Everything else, and everything
where pyarrow isn't installed, is left to :mod:`.files`, which says what is wrong with it.
"""

from __future__ import annotations

import importlib.util
import io
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from .schema import Resource

LARGE = 4_000_000
"""Bytes from which a file is worth the import of pyarrow."""

_LONGEST = 131_072
"""Characters that the csv module takes in one cell."""

_QUOTE, _COMMA, _LINE = ord('"'), ord(","), ord("\n")


def read_swiftly(content: bytes, resource: Resource) -> tuple[pd.DataFrame, npt.NDArray[np.int64]] | None:
    """Cells (as in :class:`~.files.RawTable`) and the line of each row; ``None`` where the file isn't large or not plain."""
    if len(content) < LARGE or importlib.util.find_spec("pyarrow") is None:
        return None
    header = content[: content.find(b"\n")].decode("utf-8", "replace").split(",")
    expected = [field.name for field in resource.fields if not field.optional or field.name in header]
    if header != expected or not content.endswith(b"\n") or b"\r" in content or not _quoted_plainly(content):
        return None
    table = _parsed(content, header)
    if table is None:
        return None
    lines = _lines(content, table)
    return None if lines is None else (_cells(table, resource), lines)


def _quoted_plainly(content: bytes) -> bool:
    """Whether quotes stand around whole cells that need them, and nowhere else but twice inside of those."""
    signs = np.frombuffer(content, dtype=np.uint8)
    quotes = np.flatnonzero(signs == _QUOTE)
    if not len(quotes):
        return True
    if len(quotes) % 2 or quotes[0] == 0 or quotes[-1] + 1 >= len(signs):
        return False
    opens, closes = quotes[0::2], quotes[1::2]
    escaped = opens[1:] == closes[:-1] + 1  # a quote that closes and one that opens right after it are one inside of the cell
    inside = opens[1:][escaped]
    opens, closes = opens[np.r_[True, ~escaped]], closes[np.r_[~escaped, True]]
    before, after = signs[opens - 1], signs[closes + 1]
    if not np.all((before == _COMMA) | (before == _LINE)) or not np.all((after == _COMMA) | (after == _LINE)):
        return False
    reasons = (np.flatnonzero((signs == _COMMA) | (signs == _LINE)), inside)
    needed = sum(np.searchsorted(places, closes) - np.searchsorted(places, opens) for places in reasons) > 0
    return bool(np.all(needed))


def _parsed(content: bytes, header: list[str]) -> Any:
    """The file as an Arrow table of text; ``None`` where it is anything but rows of one length with an id and proper cells."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import csv

    try:
        table = csv.read_csv(
            io.BytesIO(content),
            parse_options=csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(header, pa.large_string()), strings_can_be_null=False, quoted_strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError, UnicodeDecodeError):
        return None
    if not table.num_rows or pc.any(pc.equal(table["id"], "")).as_py():
        return None
    longest = max(pc.max(pc.binary_length(table[name])).as_py() for name in header)
    return None if longest > _LONGEST else table


def _lines(content: bytes, table: Any) -> npt.NDArray[np.int64] | None:
    """Line of each row, from the line feeds inside of the cells above it; ``None`` where they don't add up."""
    import pyarrow.compute as pc

    inside = np.zeros(table.num_rows, dtype=np.int64)
    total = content.count(b"\n")
    if total != table.num_rows + 1:
        for name in table.column_names:
            inside += pc.count_substring(table[name], "\n").to_numpy().astype(np.int64)
    if total != table.num_rows + 1 + int(inside.sum()):
        return None
    lines: npt.NDArray[np.int64] = np.arange(2, table.num_rows + 2, dtype=np.int64) + np.cumsum(inside) - inside
    return lines


def _cells(table: Any, resource: Resource) -> pd.DataFrame:
    """The cells as Python's own strings, those of a column that are alike being one."""
    empty = np.full(table.num_rows, "", dtype=object)
    columns = {}
    for name in resource.columns:
        if name in table.column_names:
            coded = table[name].combine_chunks().dictionary_encode()
            columns[name] = coded.dictionary.to_numpy(zero_copy_only=False)[coded.indices.to_numpy()]
        else:
            columns[name] = empty
    return pd.DataFrame(columns, dtype=object)
