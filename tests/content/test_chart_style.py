"""Colours of charts: told apart in grey and by whoever sees colours otherwise."""

from __future__ import annotations

from itertools import pairwise

from report_helpers.content.charts.style import CATEGORIES, PAPER, SCALE, contrast


def test_steps_of_the_scale_are_told_apart_in_grey() -> None:
    against_paper = [contrast(color, PAPER) for color in SCALE]
    assert all(darker / lighter > 1.2 for lighter, darker in pairwise(against_paper))


def test_categories_differ_in_hatch_and_their_neighbours_in_grey() -> None:
    assert len({hatch for _, hatch in CATEGORIES}) == len(CATEGORIES)
    colors = [color for color, _ in CATEGORIES]
    assert all(contrast(one, other) > 1.2 for one, other in pairwise(colors))
