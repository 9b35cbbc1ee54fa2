"""The report's own tables and charts, read off the 2008 edition."""

from __future__ import annotations

import pytest

from report_helpers import (
    chart_interventions,
    chart_status_by_section,
    chart_tile_grid,
    chart_timeline,
    cite_reference,
    load_edition,
    table_bodies_by_theme,
    table_entry,
    table_interventions,
    table_memberships,
    table_references,
    table_states_by_theme,
)
from report_helpers.content.charts.tiles import reach_of_states
from report_helpers.content.nodes import plain_text, walk
from report_helpers.content.tables.numbers import key_numbers
from report_helpers.content.wording import Wording

from ..conftest import ROOT


def attrs(table):
    return table.nodes()[0]["attrs"]


def row_words(row):
    return [plain_text(cell["content"]) for cell in row["cells"]]


class TestKeyNumbers:
    def test_are_those_of_the_source(self, report):
        numbers = key_numbers(report)
        assert (numbers["bodies"], numbers["members"], numbers["nil"], numbers["states"]) == (22, 14, 1, 35)
        assert (numbers["interventions"], numbers["replies"]) == (9, 22)

    def test_statuses_add_up(self, report):
        numbers = key_numbers(report)
        assert sum(numbers[s] for s in ("completed", "ongoing", "planned", "unknown")) == numbers["activities"]


class TestEntry:
    def test_stands_in_three_columns_under_its_statuses(self, report):
        table = attrs(table_entry(report, "oas-iachr"))
        assert [c["title"] for c in table["columns"]] == ["Body and number", "Description of activities", "Reference document"]
        assert table["rows"][0]["kind"] == "lead"
        groups = [plain_text(row["cells"][0]["content"]) for row in table["rows"] if row["kind"] == "group"]
        assert [group.split(" (")[0] for group in groups] == ["Completed", "Ongoing", "Status not stated"]

    def test_numbers_run_on_without_a_gap(self, report):
        layouts = report.sections.set_index("id")["layout"]
        entries = report.entries[report.entries["section"].map(layouts) == "organizations"]
        for entry, number in zip(entries["id"], entries["number"], strict=True):
            rows = attrs(table_entry(report, entry))["rows"]
            shown = [row_words(row)[0].split()[0] for row in rows if row["kind"] == "body"]
            own = [name for name in shown if name.rpartition(".")[0] == number]
            assert own == [f"{number}.{place}" for place in range(1, len(own) + 1)]

    def test_members_of_the_group_follow_it(self, report):
        leads = [row for row in attrs(table_entry(report, "intl-gmg"))["rows"] if row["kind"] == "lead"]
        assert len(leads) == 15

    def test_nil_reply_says_so(self, report):
        words = row_words(attrs(table_entry(report, "oas-dpa"))["rows"][0])
        assert "Reply: no projects" in words[0]
        assert "CE/AM/INF.17/08" in words[2]
        assert "April 22, 2008" in words[2]

    def test_footnotes_attach_where_the_source_has_them(self, report):
        marks = [n["attrs"]["id"] for n in walk(table_entry(report, "intl-paho").nodes()) if n["type"] == "footnote"]
        assert marks == ["1", "2"]
        assert [n["attrs"]["id"] for n in walk(table_entry(report, "intl-ifrc").nodes()) if n["type"] == "footnote"] == ["3"]

    def test_unknown_entry(self, report):
        with pytest.raises(KeyError):
            table_entry(report, "oas-nobody")


class TestInterventions:
    def test_figures_are_never_summed_and_missing_ones_keep_their_reason(self, report):
        chart = chart_interventions(report)
        assert "No accurate data" in chart.alt
        assert "No accurate data" in chart.svg
        people = report.figures.query("unit == 'persons' and activity.str.startswith('rc-')")["value"].dropna()
        assert f"{int(people.sum()):,}" not in chart.alt

    def test_venezuelas_three_figures_stand_apart(self, report):
        rows = [row_words(row) for row in attrs(table_interventions(report))["rows"]]
        (venezuela,) = [row for row in rows if "Venezuela" in row[2]]
        assert all(number in venezuela[4] for number in ("7,800", "4,509", "8,630"))

    def test_public_table_names_societies_and_internal_one_persons(self, report):
        internal = load_edition(2008, data=ROOT / "data", audience="internal")
        person = internal.contacts["person"].iloc[0]
        assert person not in str(attrs(table_interventions(report)))
        assert person in str(attrs(table_interventions(internal)))


class TestStates:
    def test_three_different_things(self, report):
        reach = reach_of_states(report)
        assert len(reach) == 35
        assert reach["GTM"][0] == "named"
        assert reach["JAM"] == ("membership", 0)
        assert reach["BRB"] == ("blank", 0)

    def test_alternative_text_tells_all_35(self, report):
        alt = chart_tile_grid(report).alt
        names = report.states.loc[report.states["oas_member"].astype(bool), "label"]
        assert [name for name in names if name not in alt] == []

    def test_matrix_counts_what_the_long_tables_say(self, report):
        table = attrs(table_states_by_theme(report))
        themes = [column["key"] for column in table["columns"]]
        peru = next(row for row in table["rows"] if row_words(row)[0] == "Peru")
        counted = {theme: int(n) for theme, n in zip(themes[1:], row_words(peru)[1:], strict=True) if n}
        named = set(report.activity_states.query("state == 'PER'")["activity"])
        of_peru = report.activity_themes["activity"].isin(named)
        expected = report.activity_themes.loc[of_peru, "theme"].value_counts().to_dict()
        assert counted == expected

    def test_memberships_of_the_crm(self, report):
        table = attrs(table_memberships(report, ["crm"]))
        marks = [row_words(row)[1] for row in table["rows"]]
        assert (marks.count("● member"), marks.count("○ observer")) == (11, 5)

    def test_bodies_without_activities_have_no_row_in_the_matrix(self, report):
        names = [row_words(row)[0] for row in attrs(table_bodies_by_theme(report))["rows"]]
        assert not any(name.startswith("I.6 ") for name in names)


def test_chart_of_status_counts_every_activity(report):
    rows = attrs(chart_status_by_section(report).data)["rows"]
    assert sum(int(n) for row in rows for n in row_words(row)[1:]) == len(report.activities)


def test_timeline_shows_ranges_and_months(report):
    alt = chart_timeline(report).alt
    assert "April 10 – 11, 2008: Ibero-American Forum on Migration and Development" in alt
    assert "early March 2008" in alt


def test_register_holds_every_reference_once(report):
    reported = attrs(table_references(report))["rows"]
    cited = attrs(table_references(report, reported=False))["rows"]
    identifiers = [row["id"] for row in (*reported, *cited)]
    assert len(identifiers) == len(set(identifiers)) == len(report.references)


def test_citation_of_a_reference(report):
    words = plain_text(cite_reference(report, "CE/AM/INF.26/08").nodes())
    assert "CE/AM/INF.26/08" in words
    assert "May 2, 2008" in words


@pytest.mark.parametrize(
    ("start", "start_qualifier", "end", "end_qualifier", "phrase"),
    [
        ("2008", "", "2008", "", "2008"),
        ("2007-02-15", "", "2007-02-15", "", "February 15, 2007"),
        ("2006", "mid", "", "", "mid-2006"),
        ("2007-06-04", "", "2007-06-07", "", "June 4 – 7, 2007"),
        ("2007-05-31", "", "2007-06-02", "", "May 31 – June 2, 2007"),
        ("2008-01", "", "2008-12", "", "January – December 2008"),
        ("2006", "", "2015", "", "2006 – 2015"),
        ("2006-03", "", "2008-04", "", "March 2006 – April 2008"),
        ("2000", "since", "", "", "since 2000"),
        ("", "", "2008", "", "until 2008"),
        ("", "", "2010", "by", "by 2010"),
        ("", "", "", "", ""),
    ],
)
def test_periods_read_as_phrases(report, start, start_qualifier, end, end_qualifier, phrase):
    row = {"start": start, "start_qualifier": start_qualifier, "end": end, "end_qualifier": end_qualifier}
    assert Wording(report).period(row) == phrase
