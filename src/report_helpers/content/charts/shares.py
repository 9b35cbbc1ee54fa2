"""Pairs of bars: how large a share something has here, and how large in the region."""

from __future__ import annotations

from collections.abc import Sequence

from .style import CATEGORIES, INK, new_figure, style, to_svg

Pair = tuple[str, float, float, str]
"""Name, share here, share in the region (both from 0 to 1), and what is written at the bar of the share here."""


def shares_svg(pairs: Sequence[Pair], legend: tuple[str, str], name: str) -> str:
    """A drawing of pairs of bars, the first pair on top; ``legend`` says what each bar of a pair is."""
    with style():
        figure = new_figure(0.5 + 0.27 * len(pairs))
        axes = figure.subplots()
        for at, (_, here, there, label) in enumerate(pairs):
            for offset, value, (color, hatch) in ((-0.2, here, CATEGORIES[0]), (0.2, there, CATEGORIES[1])):
                edge = INK if hatch else color
                axes.barh(at + offset, value, height=0.36, color=color, hatch=hatch, edgecolor=edge, linewidth=0.4)
            axes.text(here + 0.008, at - 0.2, label, va="center", ha="left", fontsize=8)
        axes.set_yticks(range(len(pairs)), [pair[0] for pair in pairs])
        axes.invert_yaxis()
        axes.set_xlim(0, max(max(here, there) for _, here, there, _ in pairs) * 1.18)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        handles = [axes.barh(0, 0, color=color, hatch=hatch, edgecolor=INK, linewidth=0.4) for color, hatch in CATEGORIES[:2]]
        figure.legend(handles=handles, labels=list(legend), loc="outside upper left", ncols=2, frameon=False, fontsize=8.5)
        return to_svg(figure, name)
