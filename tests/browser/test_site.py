"""The site in Chromium: the ways of its readers, by mouse, by keyboard and on a phone."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from report_helpers import Edition


@pytest.fixture
def from_disk(opening, site):
    return opening(site.as_uri() + "/")


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def naming(report: Edition) -> pd.DataFrame:
    """Activities that name Commissioner Gutiérrez."""
    return report.activities[report.activities["description"].str.contains("Gutiérrez")]


def tab_to(page: Page, name: str, limit: int = 60) -> None:
    """Press Tab until what is focused is called ``name``."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def box(page: Page, label: str) -> Locator:
    """The box of a choice, which is called by its label and the number of activities that it would give."""
    return page.get_by_role("checkbox", name=re.compile(rf"^{label} \d+$"))


class TestDelegateOfPeru:
    def arrived(self, page: Page, report: Edition) -> None:
        heading(page, "Peru")
        states = report.activity_states
        count = states[states["state"] == "PER"]["activity"].nunique()
        expect(page.locator(".numbers li").first).to_have_text(f"{count} activities name it")
        expect(page.get_by_role("heading", name="Memberships")).to_be_visible()
        expect(page.get_by_role("link", name="South American Conference on Migration (CSM)").last).to_be_visible()

    @pytest.mark.parametrize("width", [360, 1280])
    def test_by_mouse_from_the_tiles_to_the_filtered_register(self, opened, report, width):
        page = opened(width, fragment="index.html")
        page.locator(".tile", has_text="PER").click()
        self.arrived(page, report)
        page.get_by_role("link", name="Filter and download them in the register").click()
        expect(page.locator(".shown")).to_have_text("8 of 184 activities")
        expect(page.locator(".register-table tbody tr")).to_have_count(8)
        expect(page.get_by_role("button", name="Remove: Peru")).to_be_visible()

    def test_by_keyboard_through_the_search(self, opened, report):
        page = opened(fragment="index.html")
        page.keyboard.press("/")
        page.keyboard.type("perú")
        expect(page.locator(".hits a").first).to_contain_text("Peru")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        self.arrived(page, report)


class TestSymbol:
    def arrived(self, page: Page) -> None:
        heading(page, "CE/AM/INF.32/08")
        expect(page.get_by_role("heading", name="Activities that rest on it")).to_contain_text("50")

    @pytest.mark.parametrize("width", [360, 1280])
    def test_by_mouse(self, opened, width):
        page = opened(width, fragment="states/per.html")
        page.get_by_role("searchbox", name="Search").fill("CE/AM/INF.32/08")
        page.locator(".hits a").first.click()
        self.arrived(page)

    def test_by_keyboard_to_all_that_was_found(self, opened):
        page = opened(fragment="index.html")
        page.keyboard.press("/")
        page.keyboard.type("ce/am/inf 32 08")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{opened.address}search.html?q=ce%2Fam%2Finf+32+08")
        expect(page.locator(".all-hits a").first).to_have_text("CE/AM/INF.32/08")
        page.locator(".all-hits a").first.focus()
        page.keyboard.press("Enter")
        self.arrived(page)

    def test_from_the_list_without_a_search(self, opened):
        page = opened(360, fragment="index.html")
        page.get_by_role("navigation", name="Site").get_by_role("link", name="Documents").click()
        page.get_by_role("link", name="CE/AM/INF.32/08").click()
        self.arrived(page)


class TestTraffickingInCentralAmerica:
    def expected(self, report: Edition) -> set[str]:
        region = set(report.states.loc[report.states["subregion"] == "Central America", "id"])
        there = set(report.activity_states.loc[report.activity_states["state"].isin(region), "activity"])
        about = set(report.activity_themes.loc[report.activity_themes["theme"] == "trafficking", "activity"])
        return there & about

    def arrived(self, page: Page, report: Edition) -> None:
        expected = self.expected(report)
        expect(page.locator(".shown")).to_have_text(f"{len(expected)} of 184 activities")
        rows = page.locator(".register-table tbody tr th a")
        found = {address.rpartition("/")[2] for address in rows.evaluate_all("(links) => links.map((link) => link.href)")}
        assert found == {f"{identifier}.html" for identifier in expected}
        assert page.url.endswith("?theme=trafficking&region=Central+America")

    @pytest.mark.parametrize("width", [360, 1280])
    def test_by_mouse(self, opened, report, width):
        page = opened(width, fragment="register.html")
        page.locator("summary", has_text="Theme").click()
        box(page, "Trafficking in persons").check()
        page.locator("summary", has_text="Subregion").click()
        box(page, "Central America").check()
        self.arrived(page, report)
        page.reload()
        self.arrived(page, report)
        expect(page.get_by_role("button", name="Remove: Central America")).to_be_visible()

    def test_by_keyboard(self, opened, report):
        page = opened(fragment="register.html")
        tab_to(page, "Theme")
        page.keyboard.press("Enter")
        box(page, "Trafficking in persons").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Escape")
        expect(page.locator("summary", has_text="Theme")).to_be_focused()
        tab_to(page, "Subregion")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(box(page, "Central America")).to_be_focused()
        page.keyboard.press("Space")
        self.arrived(page, report)

    def test_from_the_theme_who_works_on_it(self, opened):
        page = opened(360, fragment="index.html")
        page.get_by_role("link", name="Trafficking in persons").click()
        heading(page, "Trafficking in persons")
        expect(page.get_by_role("heading", name="Who works on it")).to_be_visible()
        expect(
            page.locator(".at-side").first.get_by_role("link", name="International Organization for Migration (IOM)")
        ).to_be_visible()


class TestFrame:
    def test_a_chosen_theme_holds_on_the_next_page(self, opened):
        page = opened(fragment="index.html", color_scheme="light")
        page.get_by_label("Colors").select_option("dark")
        page.get_by_role("navigation", name="Site").get_by_role("link", name="States").click()
        expect(page.get_by_label("Colors")).to_have_value("dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 22, 28)"

    def test_print_leaves_the_frame_out(self, opened):
        page = opened(fragment="states/per.html")
        page.emulate_media(media="print")
        for part in (".bar", ".menu", ".trail"):
            expect(page.locator(part)).to_be_hidden()
        expect(page.get_by_role("heading", name="Memberships")).to_be_visible()


class TestFromDisk:
    def test_search_register_and_links_work(self, from_disk, report):
        page = from_disk(fragment="index.html")
        page.get_by_role("searchbox", name="Search").fill("trafficking")
        page.locator(".hits a").first.click()
        heading(page, "Trafficking in persons")
        page.get_by_role("link", name="Filter and download them in the register").click()
        count = (report.activity_themes["theme"] == "trafficking").sum()
        expect(page.locator(".shown")).to_have_text(f"{count} of 184 activities")
        page.locator(".register-table tbody a").first.click()
        expect(page.get_by_role("heading", name="In short")).to_be_visible()
        assert page.evaluate("[...document.fonts].some((face) => face.status === 'loaded')")


class TestWithoutScript:
    @pytest.mark.parametrize("path", ["index.html", "states/per.html", "register.html", "search.html"])
    def test_all_can_be_read_and_nothing_is_offered_that_does_nothing(self, opened, path):
        page = opened(360, fragment=path, java_script_enabled=False)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.locator("button:visible, input:visible, select:visible").count() == 0

    def test_the_register_is_read_page_by_page(self, opened, report):
        page = opened(fragment="register.html", java_script_enabled=False)
        seen: list[str] = []
        while True:
            seen += page.locator(".register-table tbody th").all_inner_texts()
            here = page.locator(".parts a[aria-current]")
            following = page.locator(".parts li:has(a[aria-current]) + li a")
            expect(here).to_be_visible()
            if not following.count():
                break
            following.click()
        assert seen == list(report.activities["title"])

    def test_search_page_says_what_it_needs(self, opened):
        page = opened(fragment="search.html?q=peru", java_script_enabled=False)
        expect(page.get_by_text("The search needs JavaScript.")).to_be_visible()


class TestSearch:
    def test_ignores_accents_and_says_what_it_found(self, opened, report):
        page = opened(fragment="index.html")
        page.get_by_role("searchbox", name="Search").fill("gutierrez")
        expect(page.locator(".announcements")).to_have_text(f"{len(naming(report))} pages found")
        assert set(page.locator(".hits .name").all_inner_texts()) == set(naming(report)["title"])
        page.get_by_role("searchbox", name="Search").fill("xylophone")
        expect(page.locator(".found")).to_have_text("Nothing found")
        page.keyboard.press("Escape")
        expect(page.locator(".results")).to_be_hidden()

    def test_results_can_be_narrowed_by_kind(self, opened):
        page = opened(fragment="search.html?q=health")
        page.get_by_role("button", name="Body").click()
        expect(page.locator(".all-hits .where").first).to_contain_text("Body")
        assert {words.split(" · ")[0] for words in page.locator(".all-hits .where").all_inner_texts()} == {"Body"}

    def test_finds_pages_of_every_kind(self, opened):
        page = opened(fragment="search.html?q=migration")
        kinds = " ".join(page.locator(".kinds button").all_inner_texts())
        for kind in ("Activity", "Body", "Theme", "Document", "Objective", "Edition"):
            assert kind in kinds
