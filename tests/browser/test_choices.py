"""Choosing: filters whose state lives in the address, tiles and numbers that list their activities, citing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..exporters import interactive_notebook as interactive


@pytest.fixture
def opened(opening, written):
    return opening(written("interactive", interactive.notebook))


def shown(page: Page, table: str) -> list[str]:
    rows = page.locator(f"#{table} tbody tr:not([hidden])")
    return [row.split("\t")[0].split("\n")[0].strip() for row in rows.all_inner_texts()]


def choose(page: Page, kind: str, label: str) -> None:
    toggle = page.locator(".bar .toggle")
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    page.locator(".bar .choices").get_by_label(kind).select_option(label=label)


class TestFilters:
    def test_of_the_page_keep_matching_rows_with_their_groups_and_bodies(self, opened):
        page = opened()
        choose(page, "Theme", "Migration and health (5)")
        assert shown(page, "table-one") == ["Body One", "Planned", "2", "4", "Completed", "6", "8"]
        assert shown(page, "table-two") == ["Body & <Two>", "Completed", "10"]
        choose(page, "State", "Argentina (3)")
        assert shown(page, "table-one") == ["Body One", "Completed", "6"]
        expect(page.locator(".bar .shown")).to_have_text("Theme: Migration and health · State: Argentina · 1 of 10 rows shown")
        expect(page.locator(".announcements")).to_contain_text("1 of 10 rows shown")

    def test_rows_have_the_tag_of_the_body_above_them_and_empty_entries_give_way(self, opened):
        page = opened()
        choose(page, "Body", "Body & <Two> (2)")
        assert shown(page, "table-two") == ["Body & <Two>", "Completed", "9", "10"]
        expect(page.locator("#body-one")).to_be_hidden()
        expect(page.locator("nav a", has_text="One")).to_be_hidden()
        page.get_by_role("button", name="Show all").click()
        expect(page.locator("#body-one")).to_be_visible()
        assert page.locator("tr[hidden]").count() == 0

    def test_live_in_the_address_and_come_back_with_it(self, opened):
        page = opened(permissions=["clipboard-read", "clipboard-write"])
        choose(page, "Theme", "Labor migration (5)")
        choose(page, "Status", "Planned (5)")
        assert page.url.endswith("interactive.html?status=planned&theme=labor")
        page.get_by_role("button", name="Copy link to this view").first.click()
        expect(page.locator(".announcements")).to_have_text("Link copied")
        page.goto(page.evaluate("navigator.clipboard.readText()"))
        assert shown(page, "table-one") == ["Body One", "Planned", "1", "3", "5"]
        expect(page.locator(".bar .choices").get_by_label("Theme")).to_have_value("labor")

    def test_of_a_table_leave_the_others_alone(self, opened):
        page = opened(fragment="?table-one.state=ARG&unknown=x&theme=nothing")
        assert shown(page, "table-one") == ["Body One", "Planned", "3", "Completed", "6"]
        assert shown(page, "table-two") == ["Body & <Two>", "Completed", "9", "10"]
        page.get_by_role("button", name="Filter this table: Table 1 Activities of one").click()
        page.locator("#table-one").locator("..").get_by_label("Status").select_option("planned")
        assert shown(page, "table-one") == ["Body One", "Planned", "3"]
        assert "table-one.status=planned" in page.url

    def test_csv_has_what_is_shown(self, opened):
        page = opened(fragment="?theme=health&state=ARG")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download as CSV: Table 1").click()
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert [row[0] for row in rows] == ["Number", "Body One", "Completed", "6"]

    def test_links_and_search_lift_what_hides_their_place(self, opened):
        page = opened(fragment="?theme=health#activity-1", reduced_motion="reduce")
        expect(page.locator("#activity-1")).to_be_in_viewport()
        assert "theme" not in page.url
        choose(page, "Theme", "Migration and health (5)")
        page.keyboard.press("Escape")
        page.get_by_role("searchbox").fill("activity 3")
        page.locator(".hits a").first.click()
        expect(page.locator("#activity-3")).to_be_in_viewport()

    def test_open_and_close_by_keyboard(self, opened):
        page = opened()
        toggle = page.locator(".bar .toggle")
        toggle.focus()
        page.keyboard.press("Enter")
        expect(toggle).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Tab")
        expect(page.locator(".bar .choices").get_by_label("Theme")).to_be_focused()
        page.keyboard.press("Escape")
        expect(toggle).to_be_focused()
        expect(page.locator(".bar .choices")).to_be_hidden()

    @pytest.mark.parametrize("width", [320, 1280])
    def test_axe_finds_nothing_where_everything_is_open(self, opened, axe, width):
        page = opened(width, fragment="?theme=health", reduced_motion="reduce")
        page.locator(".bar .toggle").click()
        page.locator("#figure-tiles select").select_option("COL")
        page.locator("#matrix tbody a").first.click()
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        page.locator(".bar .toggle").click()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert (scheme, axe(page)) == (scheme, [])
        assert page.evaluate("document.documentElement.scrollWidth") == width


class TestTiles:
    def test_by_mouse_list_the_activities_of_a_state(self, opened):
        page = opened()
        page.get_by_role("button", name="Argentina", exact=True).click()
        listing = page.locator("#figure-tiles .listing")
        expect(listing.locator("li")).to_have_text(
            ["6 Title of activity 6 (place)", "3 Title of activity 3 (place)", "9 Title of activity 9 (place)"]
        )
        expect(listing).to_contain_text("Reach of ARG")
        expect(page.get_by_role("button", name="Argentina", exact=True)).to_have_attribute("aria-pressed", "true")
        listing.get_by_role("link", name="3", exact=True).click()
        expect(page.locator("#activity-3")).to_be_in_viewport()

    def test_by_select(self, opened):
        page = opened()
        page.get_by_label("Choose a state").select_option(label="Belize")
        expect(page.locator("#figure-tiles .listing .listed")).to_have_text("Belize")
        expect(page.locator("#figure-tiles .listing")).to_contain_text("Reach of BLZ")
        page.locator("#figure-tiles .listing").get_by_role("button", name="Close").click()
        expect(page.locator("#figure-tiles .listing")).to_be_hidden()
        expect(page.get_by_label("Choose a state")).to_be_focused()

    def test_by_arrow_keys(self, opened):
        page = opened()
        page.get_by_role("button", name="Argentina", exact=True).focus()
        page.keyboard.press("ArrowUp")
        expect(page.get_by_role("button", name="Belize", exact=True)).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("button", name="Colombia", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#figure-tiles .listed")).to_be_focused()
        expect(page.locator("#figure-tiles .listed")).to_have_text("Colombia")


class TestMatrix:
    def test_number_marks_its_row_and_column_and_lists_what_it_counts(self, opened):
        page = opened()
        page.locator("#matrix tbody tr", has_text="Argentina").get_by_role("link", name="2").click()
        listing = page.locator(".table-block.matrix .listing")
        expect(listing.locator(".listed")).to_have_text("Argentina · Labor migration: 2")
        expect(listing.locator("li")).to_have_count(2)
        expect(page.locator("#matrix th.marked")).to_have_text(["Labor migration", "Argentina"])
        listing.get_by_role("link", name="Show in the index").click()
        expect(page.locator("#cell-ARG-labor")).to_be_in_viewport()

    def test_by_keyboard_there_and_back(self, opened):
        page = opened()
        links = page.locator("#matrix tbody a")
        assert page.locator("#matrix tbody a[tabindex='0']").count() == 1
        links.first.focus()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#matrix tbody tr").nth(2).locator("a").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".table-block.matrix .listed")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#matrix tbody tr").nth(2).locator("a").first).to_be_focused()

    def test_sorts_by_a_column_with_the_highest_first(self, opened):
        page = opened()
        page.locator("#matrix thead").get_by_role("button", name="Migration and health").click()
        assert shown(page, "matrix") == ["Colombia", "Argentina", "Belize"]


class TestCiting:
    def test_copies_the_citation_and_bibtex(self, opened):
        page = opened(permissions=["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy citation").click()
        expect(page.locator(".announcements")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == "The Secretariat, Interactive Report, 2008."
        page.get_by_role("button", name="Copy BibTeX").click()
        page.wait_for_function("navigator.clipboard.readText().then((words) => words.startsWith('@'))")
        words = page.evaluate("navigator.clipboard.readText()")
        assert words.startswith("@techreport{interactive-report-2008,")
        assert r"title = {{Interactive \{Report\}}}" in words


def test_slash_leads_to_the_search(opened):
    page = opened()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.get_by_role("searchbox")).to_have_value("a/b")


def test_without_script_nothing_asks_for_one(opened):
    page = opened(java_script_enabled=False)
    assert page.locator("button:visible, select:visible, input:visible, .hint").count() == 0
    assert page.locator("tr:visible").count() >= 20
