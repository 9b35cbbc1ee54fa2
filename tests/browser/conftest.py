"""One Chromium for all tests of the page, and pages that are held to silence: no errors, no dialogs, no requests."""

from __future__ import annotations

import importlib.resources
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from report_helpers.exporters.html import ReportHTMLExporter
from report_helpers.site.serving import Server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
WIDTHS = (320, 390, 768, 1280)
PATIENCE = 60_000
"""Milliseconds that anything may take; so long only where the machine has a lot to do beside."""
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Any], str]:
    """Exports a notebook once in a session and returns the address of its page."""
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str, notebook: Callable[[], Any]) -> str:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(ReportHTMLExporter().from_notebook_node(notebook())[0], encoding="utf-8")
        return path.as_uri()

    return write


class Opened:
    """Opens the page in contexts of its own and remembers what went wrong in them."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.contexts: list[Any] = []
        self.faults: list[str] = []

    def __call__(self, width: int = 1280, fragment: str = "", height: int = 800, **options: Any) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self._note(request.url))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        page.goto(self.address + fragment)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"request: {url}")


@pytest.fixture
def opening(browser: Browser) -> Iterator[Callable[[str], Opened]]:
    """Opens pages by their address; at the end of the test none of them may have made a fault."""
    values: list[Opened] = []

    def make(address: str) -> Opened:
        values.append(Opened(browser, address))
        return values[-1]

    yield make
    for value in values:
        value.close()
        assert value.faults == []


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    server = Server(site, 0)
    yield server.address
    server.close()


@pytest.fixture
def opened(opening: Callable[[str], Opened], address: str) -> Opened:
    """Opens pages of the site; modules that look at other pages have one of their own."""
    return opening(address)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[Any]]:
    """Runs axe on a page and returns the rules that it violates, each with the first element."""
    source = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

    def run(page: Page) -> list[Any]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source + "; null")
        # Only what is asked for crosses over to Python: the full result of axe is megabytes.
        violations, passes = page.evaluate(
            """axe.run({ resultTypes: ["violations"], preload: false }).then((result) =>
                [result.violations.map((rule) => [rule.id, rule.nodes[0].html.slice(0, 300)]), result.passes.length])"""
        )
        assert passes > 20
        return list(violations)

    return run
