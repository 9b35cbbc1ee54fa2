"""The files themselves: canonical form, and no file that the schema does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...errors import Problem, did_you_mean
from ..canonical import can_be_written, canonical_bytes
from ..load import Sources, shown

_FIX = "migration-report check --fix mends it."


def files_are_canonical(sources: Sources) -> Iterator[Problem]:
    """Every file is, byte for byte, what writing its table again in canonical form gives."""
    for name, table in sources.tables.items():
        if not can_be_written(name, sources):
            continue
        held = (sources.data / table.resource.path_in(sources.edition)).read_bytes()
        wanted = canonical_bytes(name, sources.tables)
        if held != wanted:
            line, expected = _difference(held, wanted, show=not table.resource.restricted)
            yield Problem(table.file, line, "", "", "", expected, _FIX)


def files_are_known(sources: Sources) -> Iterator[Problem]:
    """The edition's folder holds the tables of the schema and nothing that could be taken for one."""
    folder = sources.data / "editions" / str(sources.edition)
    known = {sources.data / resource.path_in(sources.edition) for resource in sources.schema.resources.values()}
    for path in sorted(folder.rglob("*.*")):
        if path.suffix.lower() in (".csv", ".xlsx", ".xls", ".ods", ".tsv") and path not in known:
            guess = did_you_mean(path.name, {item.name for item in known if not item.is_file()})
            yield Problem(shown(path, sources.data), 0, "", "", "", "is not a table of the schema", guess or "Move or delete it.")


def _difference(held: bytes, wanted: bytes, *, show: bool) -> tuple[int, str]:
    """Line and words of the first difference between a file and its canonical form; the lines only with ``show``."""
    if held.startswith(b"\xef\xbb\xbf"):
        return 1, "begins with a byte order mark"
    if b"\r" in held:
        return held[: held.index(b"\r")].count(b"\n") + 1, "has line ends that are not those of the other files (CR)"
    found, expected = held.decode("utf-8").split("\n"), wanted.decode("utf-8").split("\n")
    pairs = zip([*found, ""], [*expected, ""], strict=False)
    line = next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), len(found))
    here = found[line - 1] if line <= len(found) else ""
    there = expected[line - 1] if line <= len(expected) else ""
    kind = "is not in its place in the order of rows" if Counter(found) == Counter(expected) else "is not in canonical form"
    if not show:
        return line, kind
    return line, f'{kind}: this line is "{_cut(here)}" and should be "{_cut(there)}"'


def _cut(line: str, length: int = 60) -> str:
    return line if len(line) <= length else f"{line[:length]}..."
