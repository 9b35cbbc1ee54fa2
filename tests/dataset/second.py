"""The edition of 2031, which follows the invented one: some of it goes on, some changed, ended, was renamed, split, merged."""

from __future__ import annotations

import shutil
from pathlib import Path

from report_helpers.dataset import fix_edition

from .conftest import Sample


class Second(Sample):
    """The edition of 2031 in the folder of the sample."""

    year = 2031


def follow(sample: Sample) -> Second:
    """The edition of 2031 as a copy of that of 2030, with another date; nothing else differs."""
    second = Second(sample.data)
    shutil.copytree(sample.folder, second.folder)
    text = second.info.read_text("utf-8")
    second.info.write_text(
        text.replace("edition = 2030", "edition = 2031").replace('as_of = "2030-05"', 'as_of = "2031-05"'), "utf-8"
    )
    return second


def succeed(data: Path, *rows: tuple[str, str, int]) -> None:
    """Write the table of successions."""
    lines = ["id,from,to,edition,reason", *(f"s-{n},{old},{new},{year},Told so." for n, (old, new, year) in enumerate(rows))]
    (data / "reference" / "successions.csv").write_text("\n".join(lines) + "\n", "utf-8")
    fix_edition(2031, data)
