"""Pages of the site in Chromium: they fit every width, axe finds nothing, the first view is light."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from ..site.conftest import COMPLETED, GONE, next_edition
from .conftest import Opened

KINDS = [
    "index.html", "register.html", "register/page-2.html", "states/index.html", "states/per.html", "states/bhs.html",
    "organizations/index.html", "organizations/iom.html", "themes/index.html", "themes/trafficking.html", "objectives/index.html",
    "objectives/10.html", "references/index.html", "references/ce-am-inf-32-08.html", f"activities/{COMPLETED}.html",
    "editions/2008.html", "editions/2008-corrections.html", "changes.html", "downloads.html", "accessibility.html",
    "search.html?q=migration",
]  # fmt: skip
"""A page of each kind."""

LATER = ["register.html", "changes.html", "editions/2009-changes.html", "editions/2008-register.html", f"activities/{GONE}.html"]
"""Pages that a second edition adds or changes."""

WITH_DOCUMENTS = ["states/col.html", "downloads.html", "documents/2008/en/states/col.html"]
"""Pages that lead to documents, and a document."""

FIRST_VIEW = 200_000
"""Bytes that a page may take until it is drawn, everything it loads included."""

LONG = ["editions/2008-corrections.html", "downloads.html"]
"""Lists that are read or printed whole: they keep to the limit as servers send text, compressed; all others as they are."""


def assert_fits(opened: Opened, axe: Callable[[Page], list[object]], path: str) -> None:
    """A page fits the width of a phone and of a screen, and axe finds nothing in it, light or dark."""
    for width in (320, 360, 1280):
        page = opened(width, fragment=path, reduced_motion="reduce")
        if path.startswith("search"):
            expect(page.locator(".all-hits li").first).to_be_visible()
        page.evaluate("document.querySelectorAll('details:not(.facet)').forEach((part) => { part.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        if width == 320:
            continue
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert (path, width, scheme, axe(page)) == (path, width, scheme, [])


def _size(response: Response, compressed: bool) -> int:
    text = not response.url.endswith(".woff")
    return len(gzip.compress(response.body()) if compressed and text else response.body())


@pytest.mark.parametrize("path", KINDS)
def test_fits_and_axe_finds_nothing_light_or_dark(opened, axe, path):
    assert_fits(opened, axe, path)


@pytest.mark.parametrize("path", LATER)
def test_so_do_pages_of_a_second_edition(opening, changed_site, axe, path):
    assert_fits(opening(changed_site("editions", next_edition).as_uri() + "/"), axe, path)


@pytest.mark.kernel
@pytest.mark.parametrize("path", WITH_DOCUMENTS)
def test_so_do_pages_with_documents_and_profiles(opening, published, axe, path):
    assert_fits(opening(published.as_uri() + "/"), axe, path)


def test_axe_finds_nothing_in_open_lists(opened, axe):
    for width in (360, 1280):
        page = opened(width, fragment="register.html?theme=health")
        page.locator("summary", has_text="State").click()
        page.get_by_role("searchbox", name="Search").fill("health")
        expect(page.locator(".hits a").first).to_be_visible()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert (width, scheme, axe(page)) == (width, scheme, [])


@pytest.mark.parametrize("path", KINDS)
def test_first_view_is_light(browser: Browser, address: str, path: str):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.update({response.url: _size(response, path in LONG)}))
    page.goto(address + path.partition("?")[0], wait_until="networkidle")
    context.close()
    assert sum(1 for url in sizes if url.endswith(".woff")) >= 2
    assert sum(sizes.values()) < FIRST_VIEW, sizes
