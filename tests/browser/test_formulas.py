"""Formulas as the browser sets them: with the page's own font, brackets as high as what they hold, lines aligned."""

from __future__ import annotations

import nbformat
import pytest

SOURCE = r"""# Formulas

$$\begin{bmatrix} 1 \\ 2 \\ 3 \end{bmatrix}^T x$$

\begin{align} a + b + c &= d \\ e &= f \end{align}
"""


def notebook() -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(SOURCE, id="formulas")])


@pytest.fixture
def page(opening, written):
    return opening(written("formulas", notebook))()


def test_brackets_are_as_high_as_what_they_hold(page):
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Report Math\"'))")
    bracket, table = (page.locator(name).first.bounding_box()["height"] for name in ("math mo", "math mtable"))
    assert bracket > 0.8 * table > 30


def test_lines_are_aligned_at_their_sign(page):
    signs = page.locator("math mo", has_text="=")
    first, second = (signs.nth(at).bounding_box()["x"] for at in (0, 1))
    assert abs(first - second) < 1
    left, sign = page.locator("math mi", has_text="e").last.bounding_box(), signs.nth(1).bounding_box()
    assert 0 <= sign["x"] - (left["x"] + left["width"]) < 10
