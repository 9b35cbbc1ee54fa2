"""What pyarrow reads of a large file is what the csv module reads of it, or nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from report_helpers.dataset import check_edition, files, swift
from report_helpers.dataset.load import read_sources
from report_helpers.paths import data_folder

from .conftest import Sample

SCHEMA = read_sources(2008, data_folder(), restricted=False)
FOOTNOTES = SCHEMA.tables["footnotes"].resource
HEAD = "id,targets,anchor,text,cites,note,source_lines\n"


@pytest.fixture(autouse=True)
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swift, "LARGE", 0)


def slowly(content: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[files.RawTable | None, list[str]]:
    path = folder / "footnotes.csv"
    path.write_text(content, "utf-8", newline="")
    with monkeypatch.context() as patched:
        patched.setattr(swift, "LARGE", 10**9)
        table, problems = files.read_table(path, FOOTNOTES, "footnotes.csv")
    return table, [str(problem) for problem in problems]


@pytest.mark.parametrize("name", SCHEMA.tables)
def test_tables_of_the_project(name: str) -> None:
    table = SCHEMA.tables[name]
    if table.absent:
        return
    found = swift.read_swiftly((data_folder() / table.resource.path_in(2008)).read_bytes(), table.resource)
    assert found is not None
    pd.testing.assert_frame_equal(found[0], table.cells)
    np.testing.assert_array_equal(found[1], table.lines)


PLAIN = [
    HEAD + "1,a,,text,,,\n2,b,,more,,,\n",
    HEAD + '1,a,,"one, two",,,\n2,b,,"line\nbreak, and\n\nmore",,,\n3,c,,x,,,\n',
    HEAD + '1,a,,"she said ""yes"", twice",,,\n2,a,,"only ""this""x",,,\n',
    HEAD + '1,a,,"""a"" and ""b""",,,\n2,a,,"""",,,\n3,a,,"""\n",,,\n',
    HEAD + "1,a,,\x01,,,\n",
    HEAD + "1,a,,ñandú Ã© \u200b,,,\n",
    HEAD + "1,a,, NA ,,null,\n2,true,,1.0,,0x1,007\n",
]

LEFT = [
    HEAD + '1,a,,"needless",,,\n',
    HEAD + '1,a,,"",,,\n',
    HEAD + '1,a,,in the "middle",,,\n',
    HEAD + '1,a,,"x"y,,,\n',
    HEAD + '1,a,,"never ends,,,\n',
    HEAD + "1,a,,too,few\n",
    HEAD + "1,a,,too,,,,,many\n",
    HEAD + "\n1,a,,blank line,,,\n",
    HEAD + "1,a,,x,,,\n,,,,,,\n",
    HEAD + "1,a,,no end,,,",
    HEAD.replace("\n", "\r\n") + "1,a,,x,,,\r\n",
    HEAD,
    "targets,id\na,1\n",
    "\ufeff" + HEAD + "1,a,,x,,,\n",
    HEAD + f"1,a,,{'x' * 140_000},,,\n",
]


@pytest.mark.parametrize("content", [*PLAIN, *LEFT], ids=range(len(PLAIN) + len(LEFT)))
def test_a_file_is_read_the_same_or_left(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = swift.read_swiftly(content.encode(), FOOTNOTES)
    assert (found is not None) == (content in PLAIN)
    table, problems = slowly(content, tmp_path, monkeypatch)
    if found is not None:
        assert table is not None and not problems
        pd.testing.assert_frame_equal(found[0], table.cells)
        np.testing.assert_array_equal(found[1], table.lines)


def test_problems_are_the_same(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    for cells in ({"title": "", "status": "finished"}, {"description": "Write to ana@desk.example, <b>now</b>."}):
        sample.edit("activities", "desk-census", **cells)
    sample.edit("figures", "desk-census-travelers", value="1,200")
    said = [str(problem) for problem in check_edition(sample.year, sample.data)]
    monkeypatch.setattr(swift, "LARGE", 10**9)
    assert [str(problem) for problem in check_edition(sample.year, sample.data)] == said
    assert len(said) > 4
