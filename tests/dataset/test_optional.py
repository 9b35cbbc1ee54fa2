"""Tables and columns that an edition may lack, and what is asked of them where it has them."""

from __future__ import annotations

import hashlib
import shutil

from report_helpers.dataset import check_edition, fix_edition, load_edition

from .conftest import Sample

LOGS = ("requests", "receipts", "changes", "contact_changes")


def test_an_edition_without_the_optional_tables_is_complete(sample: Sample) -> None:
    for name in LOGS:
        sample.path(name).unlink()
    assert sample.problems() == []
    edition = load_edition(sample.year, data=sample.data)
    assert len(edition.requests) == len(edition.receipts) == len(edition.changes) == 0
    assert list(edition.requests.columns)[:2] == ["id", "organization"]
    assert fix_edition(sample.year, sample.data) == []
    assert not any(sample.path(name).exists() for name in LOGS)


def test_a_table_that_is_not_optional_must_be_there(sample: Sample) -> None:
    sample.path("footnotes").unlink()
    assert [str(problem) for problem in sample.problems() if "is missing" in str(problem)]


def test_an_optional_column_is_written_where_any_cell_is_filled(sample: Sample) -> None:
    assert "confirmation" not in sample.path("entries").read_text("utf-8").split("\n")[0]
    sample.edit("entries", "ex-desk", confirmation="confirmed", first_edition="2029")
    fix_edition(sample.year, sample.data)
    assert sample.path("entries").read_text("utf-8").split("\n")[0].endswith(",source_lines,confirmation,first_edition")
    assert sample.problems() == []
    entries = load_edition(sample.year, data=sample.data).entries.set_index("id")
    assert entries.loc["ex-desk", ["confirmation", "first_edition"]].tolist() == ["confirmed", 2029]


def test_an_empty_optional_column_is_not_canonical(sample: Sample) -> None:
    columns = sample.path("contacts").read_text("utf-8").replace(",organization", ",phone,organization", 1)
    sample.path("contacts").write_text(columns.replace("example,helpers", "example,,helpers"), "utf-8")
    (problem,) = sample.problems()
    assert "is not in canonical form" in str(problem)
    fix_edition(sample.year, sample.data)
    assert sample.problems() == []


def test_the_records_of_the_collection_do_not_change_the_checksum(sample: Sample) -> None:
    before = load_edition(sample.year, data=sample.data).checksum
    sample.edit("requests", "desk", outcome="declined")
    assert load_edition(sample.year, data=sample.data).checksum == before


def test_an_identifier_of_an_earlier_edition_is_not_used_for_something_new(sample: Sample) -> None:
    shutil.copytree(sample.folder, sample.folder.with_name("2029"))
    sample.edit("activities", "desk-census", first_edition="2030")
    fix_edition(sample.year, sample.data)
    problems = [problem for problem in check_edition(sample.year, sample.data) if problem.field == "id"]
    assert [problem.row for problem in problems] == ["activity desk-census"]
    assert "is the identifier of another activity in the edition of 2029" in str(problems[0])


def test_a_source_is_kept_as_it_was_received(sample: Sample) -> None:
    folder = sample.data / "sources" / str(sample.year)
    folder.mkdir(parents=True)
    assert ["is not in data/sources/2030" in str(problem) for problem in sample.problems()] == [True]
    (folder / "desk-1.xlsx").write_bytes(b"as received")
    assert ["is not as it was received" in str(problem) for problem in sample.problems()] == [True]
    sample.edit("receipts", "desk-1", sha256=hashlib.sha256(b"as received").hexdigest())
    assert sample.problems() == []
