"""What changed, as readers see it: sentences, tables, a chart from three editions on, a page, lines and JSON."""

from __future__ import annotations

import json
import shutil

import pytest

from report_helpers import (
    chart_trend,
    load_changes,
    load_earlier,
    load_edition,
    note_changes,
    table_change_counts,
    table_changed_fields,
    table_changes,
    table_changes_by,
    table_figures_compared,
)
from report_helpers.content.changes.lines import change_lines
from report_helpers.content.changes.record import change_record
from report_helpers.content.changes.words import FIELDS
from report_helpers.content.nodes import plain_text
from report_helpers.content.prose import Prose
from report_helpers.dataset.compare import Changes
from report_helpers.dataset.compare.fields import FIELDS as COMPARED
from report_helpers.errors import UsageError
from report_helpers.pipeline.difference import difference_page

from ..dataset.conftest import Sample
from ..dataset.second import Second, follow, succeed
from .test_small_edition import rows_of


@pytest.fixture
def second(sample: Sample) -> Second:
    found = follow(sample)
    found.edit("activities", "desk-census-atlas", status="completed", end="2031-02")
    found.edit("activities", "bureau-wages", id="bureau-pay", states="COL:origin", themes="health;remittances", practice="false")
    found.drop("activities", "bureau-clinic")
    found.add("activities", **{**found.rows("activities")[-1], "id": "bureau-school", "order": "3", "title": "<b>School</b>"})
    found.edit("figures", "ex-desk-towns", value="3", printed="three towns")
    succeed(found.data, ("bureau-wages", "bureau-pay", 2031))
    return found


@pytest.fixture
def changes(second: Second) -> Changes:
    return load_changes(load_edition(2031, data=second.data), data=second.data)


def test_every_column_that_is_compared_has_a_name() -> None:
    assert {name for names in COMPARED.values() for name in names} == set(FIELDS)


def test_the_sentence_gives_the_counts(changes: Changes) -> None:
    text = plain_text(note_changes(changes).nodes())
    assert "Compared with the edition of 2030: of the activities, 1 are new, 1 changed, 4 continued" in text
    assert "and 1 ended. Of 1 that were under way" in text


def test_counts_by_outcome_body_state_and_theme(changes: Changes) -> None:
    assert rows_of(table_change_counts(changes))[:3] == [["New", "1", "0"], ["Continued", "4", "6"], ["Changed", "1", "0"]]
    bodies = {row[0]: row[1:] for row in rows_of(table_changes_by(changes, "body"))}
    assert bodies["Bureau of Examples"] == ["1", "2", "1", "0", "0", "0", "1"]
    states = {row[0]: row[1:] for row in rows_of(table_changes_by(changes, "state"))}
    assert states["Colombia"] == ["0", "1", "1", "0", "0", "0", "0"]
    assert {row[0] for row in rows_of(table_changes_by(changes, "theme"))} >= {"Migration and health"}


def test_lists_name_what_an_activity_was_before(changes: Changes) -> None:
    (row,) = rows_of(table_changes(changes, "changed"))
    assert "renamed from" in row[1]
    assert "of 2030: Wages" in row[1]
    (gone,) = rows_of(table_changes(changes, "not reported"))
    assert gone[0].endswith("(2030)")
    assert gone[3:] == ["Status not stated", "–"]
    assert isinstance(table_changes(changes, "closed"), Prose)
    with pytest.raises(UsageError, match="no outcome"):
        table_changes(changes, "gone")


def test_cells_are_shown_before_and_after_in_words(changes: Changes) -> None:
    cells = {(row[0].split(" ", 1)[1], row[1]): row[2:] for row in rows_of(table_changed_fields(changes))}
    assert cells["Atlas", "status"] == ["Planned", "Completed"]
    assert cells["Atlas", "end"] == ["–", "February 2031"]
    assert cells["Wages", "states"] == ["–", "Colombia (origin)"]
    assert cells["Wages", "good practice"] == ["yes", "no"]


def test_numbers_side_by_side(changes: Changes) -> None:
    rows = {row[1]: row[2:] for row in rows_of(table_figures_compared(changes))}
    assert rows["towns (count)"] == ["2 (2029 – 2030)", "3 (2029 – 2030)", "+1"]
    assert rows["persons (reached)"][2] == "", "more than so many has no difference"
    assert rows["persons (served)"] == ["No accurate data", "No accurate data", ""]


def test_a_trend_takes_three_editions(second: Second) -> None:
    editions = load_earlier(load_edition(2031, data=second.data), second.data)
    assert plain_text(chart_trend(editions).nodes()) == "A trend takes three editions; so far there are 2."
    third = second.folder.with_name("2032")
    shutil.copytree(second.folder, third)
    info = third / "edition.toml"
    info.write_text(info.read_text("utf-8").replace("2031", "2032"), "utf-8")
    chart = chart_trend(load_earlier(load_edition(2032, data=second.data), second.data))
    assert "2030: 7 (completed 1, ongoing 1, planned 1, status not stated 4)" in chart.alt
    assert [row[0] for row in rows_of(chart.data)] == ["2030", "2031", "2032"]
    assert all(str(year) in chart.svg for year in (2030, 2031, 2032))


def test_the_page_holds_all_of_it_and_text_is_text(changes: Changes) -> None:
    page = difference_page(changes)
    assert "What changed, 2030 to 2031" in page
    assert "&lt;b&gt;School&lt;/b&gt;" in page
    assert "<b>School</b>" not in page
    assert page == difference_page(changes)


def test_lines_group_by_body_and_hold_nothing_that_a_terminal_would_obey(changes: Changes) -> None:
    lines = list(change_lines(changes))
    assert lines[1] == "Activities, 2030 to 2031: new 1, continued 4, changed 1, ended 1, not reported 1."
    assert "  ended         desk-census-atlas: Atlas" in lines
    assert "                status: Planned -> Completed" in lines
    assert "  ex-desk-towns: two towns -> three towns" in lines
    assert lines.count("Bureau of Examples") == 1
    assert all(line.isprintable() for line in lines)


def test_json_holds_counts_and_rows(changes: Changes) -> None:
    record = json.loads(json.dumps(change_record(changes)))
    assert record["counts"]["activities"]["changed"] == 1
    (cell,) = [c for c in record["changes"] if c["field"] == "states"]
    assert (cell["old"], cell["new"]) == ([], [["COL", "origin"]])
    assert {row["outcome"] for row in record["figures"]} == {"compared"}
