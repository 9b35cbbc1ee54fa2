"""The annotated row of CONTRIBUTING.md is the row that the table holds, column by column."""

from __future__ import annotations

import csv
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ANNOTATED = re.compile(r"^\| `([a-z_]+)` \| (?:`([^`]*)` )?\|", re.MULTILINE)


def test_the_annotated_row_is_the_row_of_the_data() -> None:
    guide = ANNOTATED.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    with (ROOT / "data" / "editions" / "2008" / "activities.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert guide == list(rows[dict(guide)["id"]].items())
