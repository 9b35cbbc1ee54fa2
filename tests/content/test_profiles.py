"""Profiles, the compendium and the follow-up of mandates against the tables as they are on disk, read by other code."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import report_helpers
from report_helpers import Edition, load_edition
from report_helpers.content.nodes import Node, plain_text, walk
from report_helpers.dataset.indexes import mentions
from report_helpers.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]
YEAR = ROOT / "data" / "editions" / "2008"
REFERENCE = ROOT / "data" / "reference"

OF_STATES = [
    "note_state", "table_state_roles", "table_state_figures", "table_state_bodies", "table_state_memberships",
    "chart_state_themes", "note_state_mentions", "note_state_gaps", "table_state_documents",
]  # fmt: skip
OF_BODIES = [
    "note_organization", "note_organization_mandate", "table_organization_activities", "table_organization_partners",
    "table_organization_states", "table_organization_documents", "table_organization_elsewhere", "note_organization_gaps",
]  # fmt: skip
OF_THEMES = [
    "note_theme", "table_theme_bodies", "chart_theme_states", "chart_theme_kinds", "table_theme_activities",
    "table_theme_objectives", "table_theme_documents",
]  # fmt: skip


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ACTIVITIES = table(YEAR / "activities.csv")
ENTRIES = {row["id"]: row for row in table(YEAR / "entries.csv")}
STATES = [row["id"] for row in table(REFERENCE / "states.csv")]
BODIES = [row["id"] for row in table(REFERENCE / "organizations.csv")]
THEMES = [row["id"] for row in table(REFERENCE / "themes.csv")]


def pairs(cell: str) -> set[tuple[str, ...]]:
    return {tuple(item.split(":")) for item in cell.split(";") if item}


def nodes_of(edition: Edition, helper: str, about: str) -> list[Node]:
    return list(getattr(report_helpers, helper)(edition, about).nodes())


def tables_in(nodes: list[Node]) -> list[Node]:
    return [node["attrs"] for node in nodes if node["type"] == "data_table"]


def cells_text(row: Node) -> list[str]:
    return [plain_text(cell["content"]) for cell in row["cells"]]


def told_ids(nodes: list[Node]) -> list[str]:
    return [row["id"] for found in tables_in(nodes) for row in found["rows"] if row.get("id")]


def said(nodes: list[Node]) -> str:
    return plain_text([node for node in walk(nodes) if node["type"] == "text"])


@pytest.mark.parametrize("state", STATES)
def test_every_activity_that_gives_a_state_a_role_is_told_once_and_no_other(report, state):
    expected = {row["id"] for row in ACTIVITIES if any(pair[0] == state for pair in pairs(row["states"]))}
    told = told_ids(nodes_of(report, "table_state_roles", state))
    assert Counter(told) == Counter(dict.fromkeys(expected, 1))


@pytest.mark.parametrize("state", ["COL", "USA", "GTM"])
def test_each_role_of_a_state_stands_apart_with_its_number(report, state):
    counts = Counter(role for row in ACTIVITIES for code, role in pairs(row["states"]) if code == state)
    (roles,) = tables_in(nodes_of(report, "table_state_roles", state))
    heads = [cells_text(row)[0] for row in roles["rows"] if row["kind"] == "group"]
    assert sorted(int(re.search(r"\((\d+)\)$", head)[1]) for head in heads) == sorted(counts.values())
    assert len(roles["rows"]) - len(heads) == sum(counts.values())


@pytest.mark.parametrize("body", BODIES)
def test_every_activity_that_a_body_reports_is_told_and_every_other_it_takes_part_in_stands_elsewhere(report, body):
    own = {row["id"] for row in ACTIVITIES if ENTRIES[row["entry"]]["organization"] == body}
    part = {row["id"] for row in ACTIVITIES if any(pair[0] == body for pair in pairs(row["partners"]))} - own
    assert sorted(told_ids(nodes_of(report, "table_organization_activities", body))) == sorted(own)
    assert sorted(told_ids(nodes_of(report, "table_organization_elsewhere", body))) == sorted(part)


@pytest.mark.parametrize("theme", THEMES)
def test_every_activity_of_a_theme_is_told_and_no_other(report, theme):
    expected = {row["id"] for row in ACTIVITIES if theme in row["themes"].split(";")}
    assert sorted(told_ids(nodes_of(report, "table_theme_activities", theme))) == sorted(expected)


@pytest.mark.parametrize("theme", ["data-evidence", "justice-detention"])
def test_where_there_is_no_text_of_an_activity_its_number_leads_to_it_in_the_report(report, theme):
    nodes = nodes_of(report, "table_theme_activities", theme)
    numbers = [row["cells"][0] for found in tables_in(nodes) for row in found["rows"] if row.get("id")]
    links = [node for cell in numbers for node in walk(cell["content"]) if node["type"] == "xref"]
    full = "The report tells each of these activities in full" not in plain_text(nodes)
    assert len(links) == (0 if full else len(numbers))
    assert full == (len(numbers) <= 15)


def test_themes_of_a_state_stand_beside_those_of_the_region(report):
    members = {row["id"] for row in table(REFERENCE / "states.csv") if row["oas_member"] == "true"}
    named = [row for row in ACTIVITIES if any(code == "HND" for code, _ in pairs(row["states"]))]
    region = [row for row in ACTIVITIES if {code for code, _ in pairs(row["states"])} & members]
    nodes = nodes_of(report, "chart_state_themes", "HND")
    rows = next(node for node in nodes if node["type"] == "chart")["attrs"]["data"]["rows"]
    found = {name: (int(own), int(all_)) for name, own, all_ in map(cells_text, rows)}
    labels = report.labels("themes")
    expected = {
        labels[theme]: tuple(sum(theme in row["themes"].split(";") for row in group) for group in (named, region))
        for theme in {theme for row in named for theme in row["themes"].split(";")}
    }
    assert found == expected


def test_memberships_of_a_state_have_role_date_and_basis(report):
    expected = {(row["organization"], row["role"]) for row in table(REFERENCE / "memberships.csv") if row["state"] == "COL"}
    (found,) = tables_in(nodes_of(report, "table_state_memberships", "COL"))
    rows = [cells_text(row) for row in found["rows"]]
    names = {body: report.organizations.set_index("id").loc[body, "name_en"] for body, _ in expected}
    assert rows[0] == ["Organization of American States (OAS)", "member", "1948", "from a reference list"]
    assert len(rows) == 1 + len(expected)
    assert all(any(names[body] in row[0] and row[1] == role and row[3] for row in rows) for body, role in expected)


def test_every_number_of_a_states_activities_stands_with_its_source(report):
    named = {row["id"] for row in ACTIVITIES if any(code == "COL" for code, _ in pairs(row["states"]))}
    figures = [row for row in table(YEAR / "figures.csv") if row["activity"] in named and row["measure"] != "ordinal"]
    (found,) = tables_in(nodes_of(report, "table_state_figures", "COL"))
    words = [cells_text(row) for row in found["rows"]]
    assert {row[0].split()[0] for row in words} == {report.records("activities")[f["activity"]]["number"] for f in figures}
    values = " ".join(row[1] for row in words).replace(",", "")
    assert all(f["value"] in values for f in figures)
    assert all(row[2] for row in words)


def test_a_state_that_nothing_names_gets_an_honest_answer_and_no_empty_table(report):
    nodes = [node for helper in OF_STATES for node in nodes_of(report, helper, "HTI")]
    text = plain_text(nodes)
    assert "No activity of this edition names the state, in whatever role." in text
    assert "That does not say that nothing is done there" in text
    assert "No membership of the state in a regional body or process is on record" in text
    assert all(found["rows"] for found in tables_in(nodes))
    assert [node["type"] for node in nodes].count("chart") == 0


@pytest.mark.parametrize(
    ("helpers", "everything"),
    [(OF_STATES, STATES), (OF_BODIES, BODIES), (OF_THEMES, THEMES)],
    ids=["states", "bodies", "themes"],
)
def test_no_profile_holds_an_empty_table_a_doubled_place_or_a_hole_in_its_words(report, helpers, everything):
    for about in everything:
        nodes = [node for helper in helpers if not helper.startswith("chart_") for node in nodes_of(report, helper, about)]
        assert all(found["rows"] for found in tables_in(nodes)), about
        places = told_ids(nodes) + [node["attrs"]["id"] for node in nodes if node["type"] == "heading" and "id" in node["attrs"]]
        assert len(places) == len(set(places)), about
        labels = [found["label"] for found in tables_in(nodes)]
        assert len(labels) == len(set(labels)), about
        assert not re.search(r"[{}]|\bNone\b|\bnan\b|\b1 (activities|documents|bodies|states)\b|  ", plain_text(nodes)), about


def test_counts_of_one_are_in_the_singular(report):
    opening = plain_text(nodes_of(report, "note_theme", "consular-protection"))
    assert "1 of the 184 activities of this edition is filed under the theme." in opening
    assert (
        "This edition names the state in 1 activity, as the venue of a meeting. As of May 2008, it was completed."
        in plain_text(nodes_of(report, "note_state", "TTO"))
    )


def test_objectives_of_a_theme_are_said_to_be_mapped_in_retrospect(report):
    text = plain_text(nodes_of(report, "table_theme_objectives", "trafficking"))
    assert "For an edition of 2008 the mapping is made in retrospect" in text


@pytest.mark.parametrize("helper", ["note_state", "note_organization", "note_theme"])
def test_what_there_is_not_is_refused_with_a_hint(report, helper):
    wrong, hint = {
        "note_state": ("CLO", "COL"),
        "note_organization": ("iomm", "iom"),
        "note_theme": ("trafiking", "trafficking"),
    }[helper]
    with pytest.raises(UsageError, match=f'Did you mean "{hint}"'):
        getattr(report_helpers, helper)(report, wrong)


def test_the_longest_name_counts_as_a_mention():
    frames = {name: load_edition(2008, data=ROOT / "data").table(name) for name in (*_TEXTS, "states", "organizations")}
    frames["entries"] = frames["entries"].head(1).assign(summary="The Permanent Council of the OAS met in Haiti; PAHOs did not.")
    found = mentions(frames)
    named = set(found.loc[found["row"] == frames["entries"]["id"].iloc[0], "named"])
    assert named == {"oas-permanent-council", "HTI"}


_TEXTS = ("sections", "entries", "activities", "footnotes")


class TestCompendium:
    def practices(self) -> list[dict[str, str]]:
        return [row for row in ACTIVITIES if row["practice"] == "true"]

    def test_holds_every_practice_once_under_its_main_theme(self, report):
        nodes = list(report_helpers.table_compendium(report).nodes())
        assert sorted(told_ids(nodes)) == sorted(row["id"] for row in self.practices())
        for found in tables_in(nodes):
            theme = found["label"].removeprefix("table-")
            assert {row["id"] for row in found["rows"]} == {
                r["id"] for r in self.practices() if r["themes"].split(";")[0] == theme
            }

    def test_criteria_are_what_the_columns_say(self, report):
        figures = {row["activity"] for row in table(YEAR / "figures.csv") if row["measure"] != "ordinal" and row["value"]}
        works = {r["id"] for r in table(YEAR / "references.csv") if r["kind"] in ("publication", "web-page")}
        places = {r["id"]: sum(role == "place" for _, role in pairs(r["states"])) for r in self.practices()}
        counts = [
            sum(row["status"] == "completed" for row in self.practices()),
            0,
            sum(count > 1 for count in places.values()),
            sum(row["id"] in figures or bool(works & set(row["cites"].split(";"))) for row in self.practices()),
        ]
        rows = tables_in(report_helpers.table_criteria(report).nodes())[0]["rows"]
        assert [int(cells_text(row)[2]) for row in rows] == counts
        assert all(int(cells_text(row)[2]) + int(cells_text(row)[3]) == len(self.practices()) for row in rows)

    def test_names_bodies_and_no_person(self, report):
        text = plain_text(list(walk(report_helpers.table_compendium(report).nodes())))
        persons = [row["person"] for row in table(YEAR / "restricted" / "contacts.csv")]
        assert persons
        assert not [person for person in persons if person in text]


class TestMandates:
    def test_every_mandate_stands_with_its_activities_and_their_status(self, report):
        expected = Counter((row["id"], row["status"]) for row in ACTIVITIES for mandate in row["mandates"].split(";") if mandate)
        rows = tables_in(report_helpers.table_mandates(report).nodes())[0]["rows"]
        numbers = {row["number"]: row for row in report.records("activities").values()}
        statuses = {"Completed": "completed", "Ongoing": "ongoing", "Planned": "planned", "Status not stated": "unknown"}
        told = [cells_text(row) for row in rows if row["kind"] == "body"]
        assert Counter((numbers[cells[0]]["id"], statuses[cells[3]]) for cells in told) == expected
        mandates = {mandate for row in ACTIVITIES for mandate in row["mandates"].split(";") if mandate}
        assert sum(row["kind"] == "group" for row in rows) == len(mandates)

    def test_activities_without_a_mandate_are_counted_and_not_judged(self, report):
        without = sum(not row["mandates"] for row in ACTIVITIES)
        text = plain_text(report_helpers.note_mandates(report).nodes())
        assert f"For {without} other activities the source names none." in text
        assert "That is no finding that nobody asked for them." in text
