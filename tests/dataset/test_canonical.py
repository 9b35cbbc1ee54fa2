"""Canonical form: what is told, what --fix mends, and what it never touches."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from report_helpers.dataset import fix_all, fix_edition, load_edition
from report_helpers.dataset.canonical import canonical_bytes, write_atomically
from report_helpers.dataset.load import read_sources
from report_helpers.dataset.order import natural_key, tree_order

from .conftest import Sample


def requote(content: bytes) -> bytes:
    rows = list(csv.reader(content.decode().splitlines()))
    return b"".join(b",".join(b'"%s"' % cell.encode() for cell in row) + b"\n" for row in rows)


def swap_rows(content: bytes) -> bytes:
    header, first, second, *rest = content.splitlines(keepends=True)
    return b"".join([header, second, first, *rest])


def swap_columns(content: bytes) -> bytes:
    rows = csv.reader(content.decode().splitlines())
    return b"".join(",".join([row[1], row[0], *row[2:]]).encode() + b"\n" for row in rows)


DEVIATIONS: dict[str, tuple[Callable[[bytes], bytes], int, str]] = {
    "byte order mark": (lambda content: b"\xef\xbb\xbf" + content, 1, "begins with a byte order mark"),
    "line ends of Windows": (lambda content: content.replace(b"\n", b"\r\n"), 1, "has line ends that are not those"),
    "needless quotes": (requote, 1, 'is not in canonical form: this line is ""id"'),
    "order of rows": (swap_rows, 2, "is not in its place in the order of rows: this line is"),
    "order of columns": (swap_columns, 1, 'this line is "organization,id,'),
    "no line end at the end": (lambda content: content.rstrip(b"\n"), 3, "is not in canonical form"),
    "empty rows": (lambda content: content + b",,,,,,,,\n\n", 4, 'this line is ",,,,,,,,"'),
}


@pytest.mark.parametrize("name", DEVIATIONS)
def test_a_deviation_is_told_and_mended(sample: Sample, name: str) -> None:
    change, line, text = DEVIATIONS[name]
    path = sample.path("memberships")
    wanted = path.read_bytes()
    path.write_bytes(change(wanted))
    (problem,) = sample.problems()
    assert (problem.file, problem.line) == ("data/reference/memberships.csv", line)
    assert text in str(problem)
    assert str(problem).endswith("migration-report check --fix mends it.")
    assert fix_edition(sample.year, sample.data) == ["data/reference/memberships.csv"]
    assert path.read_bytes() == wanted
    assert sample.problems() == []


def test_what_a_spreadsheet_leaves_behind_is_mended(sample: Sample) -> None:
    sample.edit("activities", "desk-census", title=" Me\u0301xico ", kinds="research ; training", practice="FALSE")
    assert not load_edition(sample.year, data=sample.data).activities["practice"].iloc[0]
    fix_all(sample.data)
    row = next(row for row in sample.rows("activities") if row["id"] == "desk-census")
    assert (row["title"], row["kinds"], row["practice"]) == ("México", "research;training", "false")
    assert sample.problems() == []


def test_a_round_trip_changes_nothing(sample: Sample) -> None:
    tables = read_sources(sample.year, sample.data, restricted=True).tables
    for name in tables:
        assert not tables[name].absent
        assert canonical_bytes(name, tables) == sample.path(name).read_bytes()
    assert fix_edition(sample.year, sample.data) == []


def test_content_that_would_be_lost_is_left_alone(sample: Sample) -> None:
    path = sample.path("memberships")
    path.write_text(path.read_text("utf-8").replace("note", "notes", 1).replace("\n", "\r\n"), "utf-8", newline="")
    before = path.read_bytes()
    assert fix_edition(sample.year, sample.data) == []
    assert path.read_bytes() == before


def test_rows_are_not_sorted_by_a_table_that_cannot_be_read(sample: Sample) -> None:
    sample.path("entries").write_bytes(b"\xff")
    before = sample.path("activities").read_bytes()
    sample.path("activities").write_bytes(swap_rows(before))
    assert fix_edition(sample.year, sample.data) == []


def test_restricted_rows_are_not_shown(sample: Sample) -> None:
    sample.add("contacts", id="a-first", activity="helpers-tents", person="Ben Inventado", organization="helpers")
    (problem,) = sample.problems()
    assert "is not in its place" in str(problem)
    assert "Inventad" not in str(problem)


def test_reading_order(sample: Sample) -> None:
    assert [row["id"] for row in sample.rows("sections")][3:6] == ["annex-2", "annex-2-pointers", "annex-2-work"]
    assert [row["id"] for row in sample.rows("entries")][:4] == ["ex-desk", "ex-bureau", "ex-office", "ex-nothing"]
    assert [row["id"] for row in sample.rows("figures")] == ["ex-desk-towns", "desk-census-travelers", "helpers-tents-people"]


def test_natural_order() -> None:
    symbols = ["CE/AM/INF.23/08", "CE/AM/INF.4/08", "CE/AM-7/08"]
    assert sorted(symbols, key=natural_key) == ["CE/AM-7/08", "CE/AM/INF.4/08", "CE/AM/INF.23/08"]


def test_a_tree_with_a_cycle_loses_no_row() -> None:
    assert sorted(tree_order(["a", "b", "c", "d"], ["b", "a", "", "c"], [1, 2, 3, 4])) == [0, 1, 2, 3]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_checksum_is_that_of_the_content(sample: Sample) -> None:
    def checksum(audience: str = "public") -> str:
        return load_edition(sample.year, data=sample.data, audience=audience).checksum

    before = checksum()
    for name in ("activities", "memberships", "sections"):
        content = sample.path(name).read_bytes()
        sample.path(name).write_bytes(swap_rows(content).replace(b"\n", b"\r\n"))
    sample.info.write_bytes(sample.info.read_bytes().replace(b"\n", b"\r\n"))
    assert checksum() == before
    assert checksum("internal") == before
    sample.drop("contacts", "tents")
    assert checksum("internal") == before
    sample.edit("activities", "desk-census", title="Census of all travelers")
    assert checksum() != before
