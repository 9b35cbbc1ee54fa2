"""An edition that a process holds for those forked from it: what they load is what they would have read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from report_helpers.dataset import Edition, load_edition, whole
from report_helpers.errors import DataError, UnknownEditionError

from .conftest import Sample


@pytest.fixture(autouse=True)
def _nothing_held(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(whole, "_held", {})
    yield


def same(one: Edition, other: Edition) -> bool:
    assert one.checksum == other.checksum
    assert one.info == other.info
    assert list(one.tables) == list(other.tables)
    for name in one.tables:
        pd.testing.assert_frame_equal(one.table(name), other.table(name))
    return True


def share(one: Edition, other: Edition) -> bool:
    """Whether the same place in memory holds a column of both."""
    first, second = (each.tables["activities"]["order"].array for each in (one, other))
    return np.shares_memory(first, second)


def test_what_is_held_is_what_is_read(sample: Sample) -> None:
    read = load_edition(2030, data=sample.data)
    whole.hold(2030, "en", str(sample.data))
    first, second = (load_edition(2030, data=sample.data) for _ in range(2))
    assert share(first, second)  # it was held, not read
    assert not share(first, read)
    assert same(first, read)
    first.tables["activities"]["title"] = "Changed in a notebook"
    first.tables["activities"].loc[0, "order"] = 99
    assert same(second, read)
    assert same(load_edition(2030, data=sample.data), read)


@pytest.mark.parametrize("table", ["activities", "themes"])
def test_a_change_is_seen(sample: Sample, table: str) -> None:
    whole.hold(2030, "en", str(sample.data))
    before = load_edition(2030, data=sample.data)
    path = sample.path(table)
    times = path.stat().st_mtime_ns
    words = {"activities": ("title", "desk-census"), "themes": ("label_en", str(sample.rows("themes")[0]["id"]))}[table]
    sample.edit(table, words[1], **{words[0]: "Changed"})
    os.utime(path, ns=(times, times))
    after = load_edition(2030, data=sample.data)
    assert "Changed" in set(after.table(table)[words[0]])
    assert "Changed" not in set(before.table(table)[words[0]])


def test_only_what_was_asked_for_is_held(sample: Sample) -> None:
    whole.hold(2030, "en", str(sample.data))
    held = load_edition(2030, data=sample.data)
    assert not share(load_edition(2030, "es", sample.data), held)
    assert not share(load_edition(2030, data=sample.data, audience="internal"), held)
    assert len(load_edition(2030, data=sample.data, audience="internal").contacts) > 0
    assert "contacts" not in held.tables


def test_what_is_wrong_is_left_to_those_who_load_it(sample: Sample) -> None:
    sample.edit("activities", "desk-census", entry="nobody")
    whole.hold(2030, "en", str(sample.data))
    whole.hold(1999, "en", str(sample.data))
    whole.hold(2030, "en", str(Path("/nowhere")))
    with pytest.raises(DataError):
        load_edition(2030, data=sample.data)
    with pytest.raises(UnknownEditionError):
        load_edition(1999, data=sample.data)
