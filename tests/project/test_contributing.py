"""The annotated row of CONTRIBUTING.md has the columns of the table, in their order."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_annotated_row_names_every_column_of_activities() -> None:
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    (activities,) = (resource for resource in package["resources"] if resource["name"] == "activities")
    columns = [field["name"] for field in activities["schema"]["fields"]]
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z_]+)` \|", guide, re.MULTILINE) == columns
