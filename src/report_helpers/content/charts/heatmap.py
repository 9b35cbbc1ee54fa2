"""Themes by kind of body, as a heat map whose numbers are written in."""

from __future__ import annotations

from ...dataset import Edition
from ..chart import Chart
from ..nodes import text
from ..table import Column, Row, Table, cell
from ..wording import BODY_TYPES, Wording, rows
from .style import RULE, new_figure, readable_on, shade, style, to_svg


def chart_themes_by_body_type(edition: Edition) -> Chart:
    """How many activities each kind of reporting body has under each theme; an activity counts under each of its themes."""
    wording = Wording(edition)
    say = wording.say
    counts = _counts(edition, wording)
    kinds = [kind for kind in BODY_TYPES if any(found == kind for _, found in counts)]
    totals = {theme: sum(counts.get((theme, kind), 0) for kind in kinds) for theme in wording.labels["themes"]}
    themes = sorted(totals, key=lambda theme: (-totals[theme], say.sort_key(wording.label("themes", theme))))
    names = [wording.label("themes", theme) for theme in themes]
    labels = [say(BODY_TYPES[kind]) for kind in kinds]
    table = [[counts.get((theme, kind), 0) for kind in kinds] for theme in themes]
    caption = say("Activities by theme and kind of reporting body")
    columns = [Column("theme", say("Theme"), 4), *(Column(k, label, 1.4, "end") for k, label in zip(kinds, labels, strict=True))]
    body = [
        Row([cell(name, header="row"), *(cell(say.number(n), sort=n) for n in line)])
        for name, line in zip(names, table, strict=True)
    ]
    data = Table("figure-themes-data", caption, columns, body)
    note = say(
        "An activity counts once under each of its themes, so the columns do not add up to the number of activities. "
        "Counts are of what was reported, not of effort or money."
    )
    return Chart("figure-themes", caption, _alt(wording, names, labels, table), _draw(names, labels, table), data, [[text(note)]])


def _counts(edition: Edition, wording: Wording) -> dict[tuple[str, str], int]:
    types = {entry: wording.organizations[row["organization"]]["type"] for entry, row in wording.entries.items()}
    counts: dict[tuple[str, str], int] = {}
    for row in rows(edition.activity_themes):
        key = (row["theme"], types[wording.activities[row["activity"]]["entry"]])
        counts[key] = counts.get(key, 0) + 1
    return counts


def _alt(wording: Wording, names: list[str], labels: list[str], table: list[list[int]]) -> str:
    say = wording.say
    lines = []
    for name, line in zip(names, table, strict=True):
        found = ", ".join(f"{label} {say.number(n)}" for label, n in zip(labels, line, strict=True) if n)
        lines.append(f"{name}: {found or say('none')}")
    return say("Grid of themes by kind of reporting body, most frequent theme first. {details}.").format(details="; ".join(lines))


def _draw(names: list[str], labels: list[str], table: list[list[int]]) -> str:
    highest = max((n for line in table for n in line), default=0)
    with style():
        figure = new_figure(0.65 + 0.152 * len(names))
        axes = figure.subplots()
        for y, line in enumerate(table):
            for x, number in enumerate(line):
                fill = shade(number, highest) if number else "#ffffff"
                axes.fill_between([x + 0.02, x + 0.98], y + 0.04, y + 0.96, facecolor=fill, edgecolor=RULE, linewidth=0.5)
                if number:
                    axes.text(x + 0.5, y + 0.52, str(number), ha="center", va="center", fontsize=7.5, color=readable_on(fill))
        axes.set_xlim(0, max(len(labels), 1))
        axes.set_ylim(len(names), 0)
        axes.set_yticks([y + 0.5 for y in range(len(names))], names)
        axes.set_xticks([x + 0.5 for x in range(len(labels))], [_lines(label) for label in labels], fontsize=7.5)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        return to_svg(figure, "figure-themes")


def _lines(label: str) -> str:
    words, lines = label.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 10 and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
