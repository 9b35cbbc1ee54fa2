"""What docs/editing-the-data.md shows is in the data, and the rules it names are those of the check."""

from __future__ import annotations

import re

import pytest

from report_helpers.dataset.info import EditionInfo
from report_helpers.dataset.load import read_sources
from report_helpers.paths import data_folder, project_folder

GUIDE = (project_folder() / "docs" / "editing-the-data.md").read_text("utf-8")


def test_the_annotated_record_is_in_the_data() -> None:
    table = read_sources(2008, data_folder(), restricted=False).tables["activities"]
    shown = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", GUIDE.split("## 3.")[1], flags=re.M))
    record = table.cells.set_index("id", drop=False).loc["mercosur-joint-communique"]
    assert len(shown) > 12
    for column, value in shown.items():
        assert record[column].startswith(value.removesuffix(" ...")), column


@pytest.mark.parametrize("key", EditionInfo.__dataclass_fields__)
def test_every_key_of_edition_toml_is_told(key: str) -> None:
    assert f"`{key}`" in GUIDE or f"`[{key}]`" in GUIDE
