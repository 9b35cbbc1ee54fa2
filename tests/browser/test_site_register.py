"""The register in Chromium: filters, sorting, and files that hold what is shown and nothing that runs."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.escape import unescape
from playwright.sync_api import Page, expect

from report_helpers import Edition
from report_helpers.content.markdown import parse_blocks
from report_helpers.content.nodes import plain_text

from ..site.conftest import COMPLETED, GONE, change_rows, next_edition


@pytest.fixture
def opened(opening, site):
    return opening(site.as_uri() + "/")


def saved(page: Page, kind: str, year: int = 2008) -> Path:
    with page.expect_download() as download:
        page.locator(f"[data-export={kind}]").click()
    assert download.value.suggested_filename == f"register-{year}.{kind}"
    return Path(download.value.path())


def csv_of(page: Page) -> pd.DataFrame:
    return pd.read_csv(saved(page, "csv"), dtype=str, keep_default_na=False, encoding="utf-8-sig")


def xlsx_of(page: Page) -> pd.DataFrame:
    with saved(page, "xlsx").open("rb") as file:
        sheet = openpyxl.load_workbook(file).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "inlineStr"}
    # openpyxl leaves signs that are written by their number, _x005F_, to its user.
    header, *rows = ([unescape(cell.value or "") for cell in row] for row in sheet.iter_rows())
    return pd.DataFrame(rows, columns=header)


def expected(report: Edition, activities: set[str]) -> pd.DataFrame:
    """What an export must hold, computed from the tables alone."""
    rows = report.activities[report.activities["id"].isin(activities)]
    bodies = dict(zip(report.entries["id"], report.entries["organization"], strict=True))
    names = {row.id: f"{row.name_en} ({row.acronym})" if row.acronym and row.acronym not in row.name_en else row.name_en
             for row in report.organizations.itertuples()}  # fmt: skip
    themes, states = report.labels("themes"), report.labels("states")
    return pd.DataFrame(
        {
            "Identifier": rows["id"],
            "Number": rows["number"],
            "Title": rows["title"],
            "Body": rows["entry"].map(bodies).map(names),
            "Start": rows["start"],
            "Themes": rows["themes"].map(lambda codes: "; ".join(themes[code] for code in codes)),
            "Good practice": rows["practice"].map(lambda practice: "Yes" if practice else ""),
            "Description": rows["description"].map(lambda text: plain_text(parse_blocks(text)) if text else ""),
            "first state": rows["states"].map(lambda pairs: states[pairs[0][0]] if pairs else ""),
        }
    ).reset_index(drop=True)


def assert_same(found: pd.DataFrame, report: Edition, activities: set[str]) -> None:
    wanted = expected(report, activities)
    for column in ("Identifier", "Number", "Title", "Body", "Start", "Themes", "Good practice", "Description"):
        assert list(found[column]) == list(wanted[column]), column
    assert all(cell.startswith(state) for cell, state in zip(found["States"], wanted["first state"], strict=True))


class TestExport:
    def test_of_everything(self, opened, report):
        page = opened(fragment="register.html")
        found = csv_of(page)
        assert len(found.columns) == 20
        assert_same(found, report, set(report.activities["id"]))
        pd.testing.assert_frame_equal(xlsx_of(page), found)

    def test_of_the_filtered_set(self, opened, report):
        page = opened(fragment="register.html?theme=trafficking&theme=smuggling&status=completed")
        expect(page.locator(".shown")).to_contain_text("of 184 activities")
        themes = report.activity_themes
        about = set(themes.loc[themes["theme"].isin(["trafficking", "smuggling"]), "activity"])
        wanted = about & set(report.activities.loc[report.activities["status"] == "completed", "id"])
        assert 0 < len(wanted) < len(about)
        found = csv_of(page)
        assert_same(found, report, wanted)
        pd.testing.assert_frame_equal(xlsx_of(page), found)

    def test_of_a_search_in_the_order_shown(self, opened):
        page = opened(fragment="register.html")
        page.get_by_label("Words in title").fill("GENERO")
        expect(page.locator(".shown")).to_contain_text(" of ")
        page.get_by_label("Words in title").fill("gender")
        page.get_by_role("columnheader", name="Activity").get_by_role("button").click()
        shown = page.locator(".register-table tbody th").all_inner_texts()
        assert shown == sorted(shown, key=str.casefold)
        assert list(csv_of(page)["Title"]) == shown == list(xlsx_of(page)["Title"])


class TestFilter:
    def test_counts_say_what_a_choice_would_give(self, opened):
        page = opened(fragment="register.html?theme=trafficking")
        expect(page.locator(".shown")).to_contain_text("of 184")
        page.locator("summary", has_text="Status").click()
        for label in page.locator(".facet[data-facet=status] label").all():
            count = int(label.locator(".count").inner_text())
            label.locator("input").check()
            expect(page.locator(".register-table tbody tr")).to_have_count(count)
            label.locator("input").uncheck()

    def test_words_ignore_accents_and_choices_can_be_taken_away(self, opened, report):
        about = report.activities["themes"].map(lambda codes: "human-rights" in codes)
        naming = int((about & report.activities["description"].str.contains("Gutiérrez")).sum())
        page = opened(fragment="register.html?theme=human-rights")
        page.get_by_label("Words in title").fill("GUTIÉRREZ")
        expect(page.locator(".register-table tbody tr")).to_have_count(naming)
        expect(page.locator(".announcements")).to_have_text(f"{naming} of 184 activities")
        page.get_by_label("Words in title").fill("gutierrez xylophone")
        expect(page.get_by_text("No activity matches.")).to_be_visible()
        page.get_by_role("button", name="Show all").click()
        expect(page.locator(".shown")).to_have_text("All 184 activities")
        assert page.url.endswith("register.html")

    def test_unknown_choices_in_the_address_are_passed_over(self, opened):
        page = opened(fragment="register.html?theme=alchemy&state=PER%22%3E%3Cscript%3E&sort=nothing")
        expect(page.locator(".shown")).to_have_text("All 184 activities")
        expect(page.locator(".chosen button")).to_have_count(0)


def test_each_edition_has_its_register(opening, changed_site):
    opened = opening(changed_site("editions", next_edition).as_uri() + "/")
    page = opened(fragment="register.html?body=ocam")
    expect(page.locator(".shown")).to_contain_text("of 183 activities")
    assert saved(page, "csv", 2009).read_text("utf-8").count("\n2009,") == page.locator(".register-table tbody tr").count()
    page.get_by_role("main").get_by_role("link", name="2008", exact=True).click()
    page.get_by_label("Words in title").fill("unified instruments")
    expect(page.locator(".shown")).to_contain_text("of 184 activities")
    assert saved(page, "csv").read_text("utf-8").count("\n2008,") == page.locator(".register-table tbody tr").count()
    page.locator(f".register-table a[href$='{GONE}.html']").click()
    expect(page.get_by_role("note")).to_contain_text("The 2009 edition no longer reports this activity")


def test_hostile_text_is_only_text(opening, changed_site):
    titles = {
        COMPLETED: "<script>alert(1)</script><img src=x onerror=alert(2)>",
        "ocam-unified-instruments": "=cmd|'/C calc'!A0 _x0041_",
    }

    def change(data: Path) -> None:
        def hostile(row: dict[str, str]) -> dict[str, str]:
            title = titles.get(row["id"])
            text = '"quoted" & \u202eright to left שלום \x07'
            return {**row, "title": title, "description": text} if title else row

        change_rows(data / "editions/2008/activities.csv", hostile)

    opened = opening(changed_site("hostile-register", change).as_uri() + "/")
    page = opened(fragment="register.html?q=quoted")
    expect(page.locator(".register-table tbody tr")).to_have_count(2)
    expect(page.locator(".register-table tbody th").first).to_have_text(titles[COMPLETED])
    page.get_by_role("searchbox", name="Search").fill("alert(1)")
    expect(page.locator(".hits mark").first).to_have_text("alert(1)")
    csv, xlsx = csv_of(page), xlsx_of(page)
    assert list(csv["Title"]) == [titles[COMPLETED], "'" + titles["ocam-unified-instruments"]]
    assert list(xlsx["Title"]) == [titles[COMPLETED], titles["ocam-unified-instruments"]]
    assert list(xlsx["Description"]) == ['"quoted" & [U+202E]right to left שלום [U+0007]'] * 2
    for path in (f"activities/{COMPLETED}.html", "search.html?q=alert", "index.html", "organizations/iachr.html"):
        page = opened(fragment=path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
