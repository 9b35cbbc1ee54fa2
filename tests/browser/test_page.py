"""The page in Chromium: what the script adds, what the policy forbids, how it fits, what axe says."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..exporters import sample_notebook as sample

WIDTHS = (320, 390, 768, 1280)


@pytest.fixture
def opened(opening, written):
    return opening(written("report", sample.notebook))


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    expect(page.locator(".found")).not_to_be_empty()


def column(page: Page, table: str, position: int) -> list[str]:
    cells = page.locator(f"#{table} tbody tr > :nth-child({position})")
    return [cell.split("\n")[0].removesuffix("#").strip() for cell in cells.all_inner_texts()]


class TestFit:
    @pytest.mark.parametrize("width", WIDTHS)
    def test_fits_and_axe_finds_nothing_light_or_dark(self, opened, axe, width):
        page = opened(width, fragment="#activity-planned", reduced_motion="reduce")
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        search(page, "note")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert (scheme, axe(page)) == (scheme, [])

    def test_text_tables_are_cards_on_phones_and_stay_tables_for_screen_readers(self, opened):
        page = opened(390)
        cell = page.locator("#activity-planned td").first
        label = cell.evaluate("(cell) => getComputedStyle(cell, '::before').content")
        assert label.startswith('"Activities"')
        first, second = (page.locator("#activity-planned > *").nth(n).bounding_box() for n in (0, 1))
        assert second["y"] >= first["y"] + first["height"]
        table = page.get_by_role("table", name="Table 2 Programmes of the bodies")
        expect(table.get_by_role("columnheader")).to_have_count(3)
        expect(table.get_by_role("row")).to_have_count(6)

    def test_matrix_keeps_its_first_column_and_scrolls_by_keyboard(self, opened):
        page = opened(390)
        region = page.get_by_role("region", name="States and themes")
        region.focus()
        before = page.locator("#state-0 th").bounding_box()["x"]
        region.evaluate("(part) => { part.scrollLeft = 200; }")
        assert page.locator("#state-0 th").bounding_box()["x"] == pytest.approx(before, abs=1)
        assert page.locator("#state-0 td").first.bounding_box()["x"] < before


class TestWithoutScript:
    def test_everything_can_be_read(self, opened):
        page = opened(390, java_script_enabled=False)
        expect(page.locator("nav a").first).to_be_visible()
        expect(page.locator("#activity-planned")).to_be_visible()
        page.locator("summary", has_text="Data of this figure").first.click()
        expect(page.get_by_text("Activities by section").first).to_be_visible()
        assert page.locator("button:visible, input:visible, select:visible").count() == 0


class TestSearch:
    def test_ignores_accents_and_case_and_shows_where(self, opened):
        page = opened()
        search(page, "ORGANO ejecut")
        hits = page.locator(".hits a")
        expect(hits).to_have_count(1)
        expect(hits.locator(".where")).to_have_text("1 At a glance › Numbers")
        assert hits.locator("mark").all_inner_texts() == ["Órgano", "Ejecut"]
        expect(page.locator(".found")).to_have_text("1 place found")

    def test_by_keyboard_leads_to_the_place_and_marks_it(self, opened):
        page = opened()
        search(page, "seminar")
        expect(page.locator(".hits .where").nth(1)).to_have_text("1 At a glance › Numbers › 1 Planned")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".hits a").nth(1)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".hits")).to_be_hidden()
        place = page.locator(".hit-place")
        expect(place).to_be_in_viewport()
        expect(place).to_contain_text("Seminar")
        assert place.evaluate("(place) => place.closest('tr').id") == "activity-planned"
        assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["Seminar"]

    def test_opens_what_is_closed(self, opened):
        page = opened()
        search(page, "activities by section")
        page.keyboard.press("Enter")
        expect(page.locator("#figure-a details")).to_have_attribute("open", "")

    def test_escape_closes_and_nothing_found_is_said(self, opened):
        page = opened()
        search(page, "xylophone")
        expect(page.locator(".found")).to_have_text("Nothing found")
        expect(page.locator(".announcements")).to_have_text("Nothing found")
        page.keyboard.press("Escape")
        expect(page.locator(".results")).to_be_hidden()
        expect(page.get_by_role("searchbox")).to_be_focused()

    def test_hostile_words_are_only_found(self, opened):
        page = opened()
        search(page, "<script>alert(1)")
        expect(page.locator(".hits mark").first).to_have_text("<script>alert(1)")


class TestTables:
    def test_sort_by_value_both_ways_and_back(self, opened):
        page = opened()
        button = page.locator("#replies").get_by_role("button", name="Activities")
        head = page.locator("#replies thead th").nth(1)
        given = column(page, "replies", 2)
        button.focus()
        page.keyboard.press("Enter")
        assert column(page, "replies", 2) == ["1.5", "9", "10", ""]
        expect(head).to_have_attribute("aria-sort", "ascending")
        button.click()
        assert column(page, "replies", 2) == ["10", "9", "1.5", ""]
        expect(head).to_have_attribute("aria-sort", "descending")
        button.click()
        assert column(page, "replies", 2) == given
        assert head.get_attribute("aria-sort") is None

    def test_words_sort_as_the_language_does(self, opened):
        page = opened()
        page.locator("#replies").get_by_role("button", name="Body").click()
        names = column(page, "replies", 1)
        assert [name for name in names if not name.startswith("<")] == ["alpha", "Órgano Ejecutivo", 'Zeta, "Inc"']

    def test_csv_is_what_is_shown_and_nothing_that_runs(self, opened):
        page = opened()
        page.locator("#replies").get_by_role("button", name="Activities").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download as CSV: Table 1 Replies received").click()
        assert download.value.suggested_filename == "replies.csv"
        raw = Path(download.value.path()).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
        assert rows[0] == ["Body", "Activities", "Formula"]
        assert rows[1:4] == [["alpha", "1.5", "'@x"], ["Órgano Ejecutivo", "9", "'=1+1"], ['Zeta, "Inc"', "10", "'-5"]]
        assert rows[4][2] == "'+1"

    def test_csv_of_a_grouped_table_fills_its_columns(self, opened):
        page = opened()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download as CSV: Table 2").click()
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert {len(row) for row in rows} == {3}
        assert rows[1] == ["Commission (IACHR)", "Promotes rights.\nvisits", "CE/AM-7/08"]
        assert rows[2] == ["Group completed", "", ""]
        assert rows[3][1] == "Seminar"


class TestLinks:
    def test_lead_both_ways(self, opened):
        page = opened(reduced_motion="reduce")
        page.locator("#entry-iachr a", has_text="CE/AM-7/08").click()
        expect(page.locator("#ref-a")).to_be_in_viewport()
        page.get_by_role("link", name="activity 1").click()
        expect(page.locator("#activity-planned")).to_be_in_viewport()

    def test_footnotes_lead_there_and_back(self, opened):
        page = opened(reduced_motion="reduce")
        page.locator("[id='mark:1:1']").click()
        expect(page.locator("[id='note:1']")).to_be_in_viewport()
        page.locator("[id='note:1'] [role=doc-backlink]").click()
        expect(page.locator("[id='mark:1:1']")).to_be_in_viewport()

    def test_address_with_a_row_arrives_below_the_bar(self, opened):
        page = opened(fragment="#activity-planned")
        row, bar = page.locator("#activity-planned"), page.locator(".bar")
        expect(row).to_be_in_viewport()
        assert row.bounding_box()["y"] >= bar.bounding_box()["y"] + bar.bounding_box()["height"] - 1

    def test_address_with_a_row_arrives_below_a_head_that_stays_in_view(self, opened):
        page = opened(fragment="#activity-planned", height=420, reduced_motion="reduce")
        head = page.locator("#programmes thead th").first
        assert head.evaluate("(cell) => getComputedStyle(cell).position") == "sticky"
        row, below = page.locator("#activity-planned").bounding_box(), head.bounding_box()
        assert row["y"] >= below["y"] + below["height"] - 1

    def test_link_to_a_row_is_copied_and_said(self, opened):
        page = opened(permissions=["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy link to 1 Planned").click()
        expect(page.locator(".announcements")).to_have_text("Link copied")
        assert page.evaluate("navigator.clipboard.readText()").endswith("report.html#activity-planned")

    def test_contents_follow_the_scroll(self, opened):
        page = opened(reduced_motion="reduce")
        page.locator("nav").get_by_role("link", name="2 Fin").click()
        expect(page.locator("nav [aria-current]")).to_have_text("2 Fin")
        page.evaluate("scrollTo(0, 0)")
        expect(page.locator("nav [aria-current]")).to_have_text("Explanatory note")

    def test_first_tab_skips_to_the_text(self, opened):
        page = opened()
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        expect(page.locator(".skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()

    def test_contents_are_closed_on_phones_until_asked_for(self, opened):
        page = opened(390)
        expect(page.locator("nav a").first).to_be_hidden()
        page.locator(".to-contents").click()
        expect(page.locator("nav a").first).to_be_visible()


class TestTheme:
    def test_follows_the_system_until_chosen_and_remembers(self, opened):
        page = opened(color_scheme="dark")
        background = "getComputedStyle(document.body).backgroundColor"
        dark = page.evaluate(background)
        page.get_by_label("Colors").select_option("light")
        assert page.evaluate(background) == "rgb(255, 255, 255)" != dark
        page.reload()
        assert page.evaluate(background) == "rgb(255, 255, 255)"
        expect(page.get_by_label("Colors")).to_have_value("light")
        page.get_by_label("Colors").select_option("system")
        assert page.evaluate(background) == dark


class TestPrint:
    def test_shows_the_text_alone_with_everything_open(self, opened):
        page = opened()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        for hidden in ("nav.contents", ".bar", ".tools >> nth=0", ".copy-link >> nth=0"):
            expect(page.locator(hidden)).to_be_hidden()
        expect(page.locator("#figure-a details table")).to_be_visible()
        address = page.locator("#activity-planned a").last.evaluate("(a) => getComputedStyle(a, '::after').content")
        assert "https://example.org/a/b?c=1&d=2" in address
        assert page.locator("#programmes thead").evaluate("(head) => getComputedStyle(head).display") == "table-header-group"
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("main details[open]").count() == 0
