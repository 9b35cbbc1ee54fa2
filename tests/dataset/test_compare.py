"""Two editions compared: what is new, continued, changed, ended, not reported, and numbers side by side."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from report_helpers import load_edition
from report_helpers.dataset.compare import Changes, compare_editions, load_changes, load_earlier
from report_helpers.dataset.compare.comparison import compare_tables
from report_helpers.errors import DataError, UsageError

from .conftest import Sample
from .second import Second, follow, succeed


@pytest.fixture
def second(sample: Sample) -> Second:
    return follow(sample)


def changes(second: Second) -> Changes:
    return load_changes(load_edition(2031, data=second.data), data=second.data)


def outcomes(found: pd.DataFrame) -> dict[tuple[str, str], str]:
    return {(row.before, row.after): row.outcome for row in found.itertuples()}


def test_an_edition_that_repeats_the_one_before_continues_all_of_it(second: Second) -> None:
    found = changes(second).comparison
    assert set(found.activities["outcome"]) == set(found.entries["outcome"]) - {"not reported"} == {"continued"}
    assert len(found.changes) == 0
    assert set(found.figures["outcome"]) == {"compared"}
    assert found.activities["after"].tolist() == load_edition(2031, data=second.data).activities["id"].tolist()


def test_each_outcome(second: Second) -> None:
    second.edit("activities", "desk-census-atlas", status="completed")
    second.edit("activities", "bureau-wages", title="Pay", states="COL:origin;PAN:host")
    second.edit("entries", "ex-practice", reply="not received")
    second.drop("activities", "bureau-meeting")
    second.drop("activities", "desk-census")
    second.edit("activities", "desk-census-atlas", parent="")
    second.edit("figures", "desk-census-travelers", activity="bureau-wages")
    second.edit("footnotes", "1", targets="ex-office", anchor="")
    second.add("activities", **{**second.rows("activities")[-1], "id": "bureau-school", "order": "4", "title": "School"})
    found = changes(second).comparison
    assert outcomes(found.activities) == {
        ("desk-census-atlas", "desk-census-atlas"): "ended",
        ("helpers-tents", "helpers-tents"): "continued",
        ("bureau-wages", "bureau-wages"): "changed",
        ("bureau-harvest", "bureau-harvest"): "continued",
        ("bureau-clinic", "bureau-clinic"): "continued",
        ("", "bureau-school"): "new",
        ("desk-census", ""): "closed",
        ("bureau-meeting", ""): "not reported",
    }
    assert outcomes(found.entries)["ex-practice", "ex-practice"] == "not reported"
    cells = {(row.field, row.old, row.new) for row in found.changes.itertuples() if row.before == "bureau-wages"}
    assert cells == {("title", "Wages", "Pay"), ("states", (), (("COL", "origin"), ("PAN", "host")))}


def test_what_a_body_had_taken_out_is_withdrawn_under_any_earlier_name(second: Second) -> None:
    second.drop("activities", "bureau-clinic")
    second.edit("activities", "bureau-harvest", order="2")
    succeed(second.data, ("bureau-clinic", "", 2031))
    assert second.problems() == []
    assert outcomes(changes(second).comparison.activities)["bureau-clinic", ""] == "withdrawn"
    tables = (load_edition(year, data=second.data).tables for year in (2030, 2031))
    before, after = (dict(table) for table in tables)
    after["successions"] = pd.DataFrame(
        {"from": ["bureau-clinic", "bureau-care"], "to": ["bureau-care", ""], "edition": [2031, 2032]}
    )
    found = compare_tables(before, after, 2030, 2032)
    assert outcomes(found.activities)["bureau-clinic", ""] == "withdrawn"
    assert found.counts()["withdrawn"] == 1


def test_what_was_taken_out_is_not_in_the_edition(second: Second) -> None:
    succeed(second.data, ("bureau-clinic", "", 2031))
    (problem,) = map(str, second.problems())
    assert '"bureau-clinic" was taken out, but it is in the edition of 2031' in problem


def test_what_was_carried_forward_and_nobody_confirmed_is_not_reported(second: Second) -> None:
    second.edit("activities", "bureau-wages", confirmation="to be confirmed")
    second.edit("activities", "bureau-clinic", confirmation="not mentioned")
    second.edit("activities", "bureau-harvest", confirmation="confirmed")
    found = outcomes(changes(second).comparison.activities)
    assert [found[name, name] for name in ("bureau-wages", "bureau-clinic", "bureau-harvest")] == [
        "not reported",
        "not reported",
        "continued",
    ]


def test_where_it_was_reported_and_the_order_of_a_list_are_no_change(second: Second) -> None:
    second.edit("activities", "desk-census", references="", note="Told anew.", states="PAN:place;COL:origin;PAN:host")
    assert outcomes(changes(second).comparison.activities)["desk-census", "desk-census"] == "continued"
    second.edit("activities", "desk-census", themes="remittances;data-evidence")
    assert changes(second).comparison.changes["field"].tolist() == ["themes"], "the main theme comes first"


def test_a_renamed_activity_is_compared_and_what_points_to_it_did_not_change(second: Second) -> None:
    second.edit("activities", "desk-census-atlas", parent="traveler-census")
    second.edit("activities", "desk-census", id="traveler-census", locations="Upper Town")
    second.edit("figures", "desk-census-travelers", activity="traveler-census", value="1300")
    succeed(second.data, ("desk-census", "traveler-census", 2031))
    found = changes(second).comparison
    assert outcomes(found.activities)["desk-census", "traveler-census"] == "changed"
    assert found.activities.query("after == 'traveler-census'")["relation"].item() == "renamed"
    assert found.changes["field"].tolist() == ["locations"]
    assert found.figures.query("after == 'desk-census-travelers'")["outcome"].item() == "compared"


def test_what_was_split_or_merged_is_followed_and_counts_once(second: Second) -> None:
    second.edit("activities", "bureau-wages", id="bureau-pay")
    second.add("activities", **{**second.rows("activities")[-1], "id": "bureau-hours", "order": "4", "title": "Hours"})
    second.edit("activities", "bureau-clinic", id="bureau-care")
    second.drop("activities", "bureau-harvest")
    for name, order in (("bureau-care", "2"), ("bureau-hours", "3")):
        second.edit("activities", name, order=order)
    succeed(
        second.data,
        ("bureau-wages", "bureau-pay", 2031),
        ("bureau-wages", "bureau-hours", 2031),
        ("bureau-clinic", "bureau-care", 2031),
        ("bureau-harvest", "bureau-care", 2031),
    )
    assert second.problems() == []
    found = changes(second).comparison
    relations = {(row.before, row.after): row.relation for row in found.activities.itertuples() if row.outcome == "changed"}
    assert relations == {
        ("bureau-wages", "bureau-pay"): "split",
        ("bureau-wages", "bureau-hours"): "split",
        ("bureau-clinic", "bureau-care"): "merged",
        ("bureau-harvest", "bureau-care"): "merged",
    }
    assert found.counts()["changed"] == 3, "two that one became, one that two became"
    assert found.counts().sum() == len(second.rows("activities"))
    assert found.by("body").loc["bureau", "changed"] == 3


def test_a_chain_of_successions_is_followed_over_the_years_between(second: Second) -> None:
    third = type("Third", (Second,), {"year": 2032})(second.data)
    second.edit("activities", "bureau-wages", id="bureau-pay")
    shutil.copytree(second.folder, third.folder)
    third.info.write_text(second.info.read_text("utf-8").replace("2031", "2032"), "utf-8")
    third.edit("activities", "bureau-pay", id="bureau-income")
    succeed(second.data, ("bureau-wages", "bureau-pay", 2031), ("bureau-pay", "bureau-income", 2032))
    last = load_edition(2032, data=second.data)
    assert outcomes(load_changes(last, 2030, second.data).comparison.activities)["bureau-wages", "bureau-income"] == "continued"
    assert outcomes(load_changes(last, data=second.data).comparison.activities)["bureau-pay", "bureau-income"] == "continued"
    assert [edition.year for edition in load_earlier(last, second.data)] == [2030, 2031, 2032]


def test_activities_are_counted_by_body_state_and_theme(second: Second) -> None:
    second.edit("activities", "desk-census", states="PER:place", themes="health", description="Otherwise.")
    second.drop("activities", "desk-census-atlas")
    found = changes(second).comparison
    assert found.by("state").to_dict("index") == {"PER": dict.fromkeys(found.counts().index, 0) | {"changed": 1}}
    assert found.by("theme").loc["health", "changed"] == 1
    assert found.by("theme").loc["data-evidence", "not reported"] == 1, "as it was filed when it was last reported"
    assert found.by("body")["continued"].sum() == 5


class TestFigures:
    def test_numbers_stand_side_by_side_where_measure_and_unit_agree(self, second: Second) -> None:
        second.edit("figures", "ex-desk-towns", value="3", printed="three towns")
        second.edit("figures", "desk-census-travelers", unit="families")
        second.edit("figures", "helpers-tents-people", value="80", qualifier="about", missing_reason="")
        found = changes(second).comparison.figures.set_index("after")
        assert found["outcome"].to_dict() == {
            "ex-desk-towns": "compared",
            "desk-census-travelers": "not comparable",
            "helpers-tents-people": "compared",
        }
        assert found.loc["desk-census-travelers", "unlike"] == "unit"
        assert found.loc["ex-desk-towns", "difference"] == 1
        assert pd.isna(found.loc["helpers-tents-people", "difference"]), "one was missing, the other is about"

    def test_a_qualified_number_has_no_difference(self, second: Second) -> None:
        second.edit("figures", "desk-census-travelers", value="1500")
        found = changes(second).comparison.figures.set_index("after").loc["desk-census-travelers"]
        assert (found["outcome"], found["value_before"], found["value_after"]) == ("compared", 1200.5, 1500)
        assert pd.isna(found["difference"])

    def test_numbers_with_another_identifier_are_matched_by_what_they_are_about_if_that_is_plain(self, second: Second) -> None:
        second.edit("figures", "ex-desk-towns", id="towns-of-the-desk")
        found = changes(second).comparison.figures
        assert found.query("before == 'ex-desk-towns'")["after"].item() == "towns-of-the-desk"
        second.add("figures", **{**second.rows("figures")[0], "id": "towns-again"})
        assert changes(second).comparison.figures.query("before == 'ex-desk-towns'")["outcome"].item() == "not reported"


def test_the_earlier_edition_comes_first(second: Second) -> None:
    before, after = load_edition(2030, data=second.data), load_edition(2031, data=second.data)
    with pytest.raises(UsageError, match="name the earlier one first"):
        compare_editions(after, before)
    with pytest.raises(UsageError, match="no edition before that of 2030"):
        load_changes(before, data=second.data)


class TestSuccessions:
    def problems(self, second: Second, *rows: tuple[str, str, int]) -> list[str]:
        succeed(second.data, *rows)
        return [str(problem) for problem in second.problems() if "successions" in problem.file]

    def test_circles_are_refused(self, second: Second) -> None:
        found = self.problems(second, ("bureau-wages", "bureau-clinic", 2040), ("bureau-clinic", "bureau-wages", 2041))
        assert len(found) == 2
        assert all("leads back to" in problem for problem in found)
        (found,) = self.problems(second, ("bureau-wages", "bureau-wages", 2040))
        assert '"bureau-wages" is the identifier that it follows' in found

    def test_both_ends_exist_and_are_of_one_kind(self, second: Second) -> None:
        (found,) = self.problems(second, ("bureau-wagse", "bureau-clinic", 2031))
        assert '"bureau-wagse" is not an entry or activity of an earlier edition. Did you mean "bureau-wages"?' in found
        (found,) = self.problems(second, ("bureau-wages", "bureau-pay", 2031))
        assert "is not an entry or activity of the edition of 2031" in found
        (found,) = self.problems(second, ("ex-desk", "bureau-clinic", 2031))
        assert "is not of the same kind as ex-desk" in found
        assert self.problems(second, ("bureau-wages", "bureau-clinic", 2031)) == []

    def test_without_the_file_nothing_is_asked_and_the_checksum_is_as_it_was(self, second: Second) -> None:
        (second.data / "reference" / "successions.csv").unlink()
        bare = load_edition(2030, data=second.data).checksum
        succeed(second.data, ("bureau-wages", "bureau-clinic", 2031))
        assert load_edition(2030, data=second.data).checksum != bare
        (second.data / "reference" / "successions.csv").unlink()
        assert load_edition(2030, data=second.data).checksum == bare
        assert second.problems() == []


def test_an_edition_before_with_problems_is_told(second: Second) -> None:
    after = load_edition(2031, data=second.data)
    Sample(second.data).edit("activities", "desk-census", status="finished")
    with pytest.raises(DataError, match="2030/activities"):
        load_changes(after, data=second.data)
