"""Profiles in Chromium: they fit every width, axe finds nothing, and what is told is reached from the numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from report_helpers.pipeline.build import build_report
from report_helpers.pipeline.profiles import plan_profiles
from report_helpers.pipeline.request import ProfilesRequest

from .conftest import Opened

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.kernel


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few profiles, built with real kernels."""
    output = tmp_path_factory.mktemp("profiles")
    asked = (("state", "COL,HTI"), ("organization", "iom"), ("theme", "trafficking"))
    request = ProfilesRequest(project=ROOT, formats=("html",), output=output, asked=asked)
    build_report(request, plan=lambda _: plan_profiles(request))
    return output


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["states/col", "states/hti", "organizations/iom", "themes/trafficking"])
def test_a_profile_fits_and_axe_finds_nothing(opening: Callable[[str], Opened], axe, folder, name, width):
    page = opening((folder / f"{name}.html").as_uri())(width, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert (scheme, axe(page)) == (scheme, [])


def test_a_number_leads_to_the_activity_that_it_stands_for_and_on_to_its_text_in_the_report(opening, folder):
    page = opening((folder / "states/col.html").as_uri())()
    page.locator("#table-bodies").get_by_role("link", name="A2.X.1", exact=True).first.click()
    row = page.locator(":target")
    expect(row).to_contain_text("Sexual and reproductive health of displaced young people")
    report = re.compile(r"^\.\./summary-of-current-programs\.html#[a-z-]+-title$")
    expect(row.get_by_role("link", name="A2.X.1", exact=True)).to_have_attribute("href", report)


def test_the_title_says_what_the_page_is(opening: Callable[[str], Opened], folder):
    page = opening((folder / "states/hti.html").as_uri())()
    expect(page).to_have_title("Haiti – State profile – 2008")
    expect(page.get_by_role("heading", level=1)).to_have_text("Haiti")
    expect(page.locator("header")).to_contain_text("State profile")
