"""Themes of a state's activities against those of the region."""

from __future__ import annotations

from ...dataset import Edition
from ..chart import Chart
from ..nodes import heading, paragraph, text
from ..prose import Prose
from ..table import Column, Row, Table, cell
from ..wording import Wording
from .state import find_state

DRAWN = 8
"""From how many activities on shares are drawn; of fewer, a share says nothing that the numbers don't."""

MANY = 10
"""From how many themes on those with a single activity aren't drawn."""


def chart_state_themes(edition: Edition, state: str) -> Prose:
    """The themes of the activities that name a state, beside those of all activities that name a member state.

    A table, and a chart of it where the state is named often enough; nothing where no activity names it.

    Args:
        edition: the edition.
        state: ISO 3166 code of three letters.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_state(wording, state)
    named = wording.activities.where("states", state)
    if not named:
        return Prose(())
    region = wording.edition.records("theme_counts")
    total = region[""]["naming"]
    counts = {theme: sum(theme in record["themes"] for record in named) for record in named for theme in record["themes"]}
    ranked = sorted(counts, key=lambda theme: (-counts[theme], say.sort_key(wording.label("themes", theme))))
    lines = [(wording.label("themes", theme), counts[theme], region[theme]["naming"]) for theme in ranked]
    caption = say("Themes of the activities that name the state, and of those that name any member state: {state}").format(
        state=row["label"]
    )
    table = _table(wording, caption, lines, len(named), total)
    one = say("The {count} activity that names the state stands beside the {total} that name any member state of the OAS.")
    many = say("The {count} activities that name the state stand beside the {total} that name any member state of the OAS.")
    lead = (one if len(named) == 1 else many).format(count=say.number(len(named)), total=say.number(total))
    return Prose((heading(1, text(say("Themes"))), paragraph(text(lead)), *table.nodes()))


def _table(wording: Wording, caption: str, lines: list[tuple[str, int, int]], here: int, there: int) -> Chart | Table:
    say = wording.say
    columns = [
        Column("theme", say("Theme"), 3),
        Column("state", say("Activities that name the state (of {total})").format(total=say.number(here)), 1.6, "end"),
        Column("region", say("Activities that name any member state (of {total})").format(total=say.number(there)), 1.6, "end"),
    ]
    cells = (
        [cell(name, header="row"), cell(say.number(own), sort=own), cell(say.number(all_), sort=all_)]
        for name, own, all_ in lines
    )
    notes = [[text(say("An activity may stand under several themes."))]]
    table = Table("table-themes", caption, columns, [Row(row) for row in cells], notes=notes)
    if here < DRAWN:
        return table
    from ..charts.shares import shares_svg  # what draws is read only where something is drawn

    drawn = [line for line in lines if line[1] > 1] if len(lines) > MANY else lines
    if len(drawn) < len(lines):
        single = "; ".join(name for name, own, _ in lines if own == 1)
        notes.append([text(say("Not drawn, as one activity each names the state: {themes}.").format(themes=single))])
    details = "; ".join(f"{name}: {say.number(own)}, {say.number(all_)}" for name, own, all_ in lines)
    alt = say(
        "Pairs of bars: share of a theme in the {here} activities that name the state, and in the {there} that name any member "
        "state. Number of activities of each: {details}."
    ).format(here=say.number(here), there=say.number(there), details=details)
    legend = (say("Share of the activities that name the state"), say("Share of those that name any member state"))
    pairs = [
        (name, own / here, all_ / there, say("{count} of {total}").format(count=own, total=here)) for name, own, all_ in drawn
    ]
    return Chart("figure-themes", caption, alt, shares_svg(pairs, legend, "figure-themes"), table, notes)
