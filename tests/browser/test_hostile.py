"""A page with every payload in every place: nothing of it runs and nothing is fetched, with and without the policy."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from ..exporters import hostile_notebook


@pytest.mark.parametrize("guarded", [True, False], ids=["policy", "no policy"])
def test_nothing_runs(opening, written, guarded):
    address = written("hostile", hostile_notebook.notebook)
    if not guarded:
        # Without its policy the page must be as safe: escaping comes first.
        path = Path(unquote(urlsplit(address).path))
        html, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text(encoding="utf-8"))
        assert count == 1
        path = path.with_name("hostile-without-policy.html")
        path.write_text(html, encoding="utf-8")
        address = path.as_uri()
    opened = opening(address)
    page = opened(reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.get_by_role("searchbox").fill("script")
    page.evaluate(
        """document.querySelectorAll("main *").forEach((part) => {
            for (const kind of ["pointerover", "mouseover", "focusin", "click"])
                if (!part.closest("a, button, summary, select")) part.dispatchEvent(new Event(kind, { bubbles: false }));
        })"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.__hit") is None
    assert page.locator("main iframe, main script, main style, main form, main object, main [onerror], main [style]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    assert opened.faults == []
