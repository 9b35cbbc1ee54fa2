"""A theme: what an edition files under it, and the objectives that it maps to."""

from __future__ import annotations

from ...dataset import Edition
from ...errors import UnknownRowError
from ..charts.bars import chart_bars
from ..nodes import Node, heading, note, paragraph, text
from ..prose import Prose
from ..table import Column, Row, Table, cell
from ..wording import Row as Record
from ..wording import Wording
from .bodies import bodies_by_kind, bodies_table, parts_in
from .rows import FULL, activities_chapter, activity_links, activity_row, group_row, reporting, table_documents
from .state import statuses

ADOPTED = 2018
"""Year in which the Global Compact for Safe, Orderly and Regular Migration was adopted."""

DRAWN = 4
"""From how many kinds of activity, and how many activities, on they are drawn."""

MANY = 10
"""Up to how many kinds all are drawn; of more, those with a single activity are named in words."""


def find_theme(wording: Wording, theme: str) -> Record:
    """The row of a theme. Raises :class:`UnknownRowError` where there is none."""
    themes = wording.edition.records("themes")
    found = themes.get(theme)
    if found is None:
        raise UnknownRowError(wording.edition.year, "theme", theme, list(themes))
    return found


def note_theme(edition: Edition, theme: str) -> Prose:
    """The opening of a theme's profile: what belongs to it, how many activities it has and in which status.

    Args:
        edition: the edition.
        theme: identifier of the theme, such as ``trafficking``.

    Raises:
        UnknownRowError: there is no such theme.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_theme(wording, theme)
    found = wording.activities.where("themes", theme)
    total = say.number(edition.records("theme_counts")[""]["activities"])
    scope = [paragraph(text(say("To this theme belong: {scope}.").format(scope=row["scope"])))] if row["scope"] else []
    if not found:
        empty = say("None of the {total} activities of this edition is filed under the theme.").format(total=total)
        return Prose((*scope, paragraph(text(empty))))
    one = say("{count} of the {total} activities of this edition is filed under the theme")
    many = say("{count} of the {total} activities of this edition are filed under the theme")
    counted = (one if len(found) == 1 else many).format(count=say.number(len(found)), total=total)
    facts = [counted + ".", _main(wording, found, theme), statuses(wording, found)]
    return Prose((*scope, paragraph(text(" ".join(facts))), *_practices(wording, found)))


def _main(wording: Wording, found: list[Record], theme: str) -> str:
    say = wording.say
    main = sum(record["themes"][0] == theme for record in found)
    if len(found) == 1:
        return say("It is the main theme of the activity.") if main else say("The activity has another one as its main theme.")
    if main == len(found):
        return say("It is the main theme of all of them.")
    return (
        say("It is the main theme of {count} of them.").format(count=say.number(main))
        if main
        else say("It is the main theme of none.")
    )


def _practices(wording: Wording, found: list[Record]) -> list[Node]:
    say = wording.say
    practices = [row for row in found if row["practice"]]
    if not practices:
        none = say("The source presents none of them as a good practice.")
        return [paragraph(text(none if len(found) > 1 else say("The source does not present it as a good practice.")))]
    if len(found) == 1:
        return [paragraph(text(say("The source presents it as a good practice.")))]
    message = say.plural(
        "The source presents {count} of them as a good practice:",
        "The source presents {count} of them as good practices:",
        len(practices),
    )
    return [paragraph(text(message + " "), *activity_links(wording, practices), text("."))]


def table_theme_objectives(edition: Edition, theme: str) -> Prose:
    """The objectives of the Global Compact for Migration that a theme maps to; retrospective for editions before 2018.

    Args:
        edition: the edition.
        theme: identifier of the theme.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_theme(wording, theme)
    title = heading(1, text(say("Global Compact for Migration")))
    if not row["gcm_objectives"]:
        return Prose((title, paragraph(text(say("The theme maps to no objective of the Compact.")))))
    objectives = [edition.records("gcm_objectives")[number] for number in row["gcm_objectives"]]
    columns = [Column("number", say("Objective"), 1), Column("label", say("Short name"), 3), Column("title", say("Title"), 6)]
    body = [Row([cell(o["id"], header="row", sort=int(o["id"])), cell(o["label"]), cell(o["title"])]) for o in objectives]
    caption = say("Objectives of the Global Compact for Migration that the theme maps to: {theme}").format(theme=row["label"])
    blocks = [title]
    if edition.year < ADOPTED:
        said = say(
            "The Compact was adopted in {adopted}. For an edition of {year} the mapping is made in retrospect, by the editors: "
            "no body reported against these objectives."
        )
        blocks.append(note("method", paragraph(text(said.format(adopted=ADOPTED, year=edition.year)))))
    return Prose((*blocks, *Table("table-objectives", caption, columns, body).nodes()))


def table_theme_bodies(edition: Edition, theme: str) -> Prose:
    """Who works on a theme: a table of the bodies that report its activities, one of those that take part, by kind.

    Nothing where there is no activity.

    Args:
        edition: the edition.
        theme: identifier of the theme.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_theme(wording, theme)
    parts = parts_in(wording, wording.activities.where("themes", theme))
    report = {body: found for body, found in parts.items() if "reports" in found}
    caption = say("Bodies that report these activities: {theme}").format(theme=row["label"])
    nodes = bodies_table(wording, "table-bodies", caption, report)
    caption = say("Other bodies that take part in them: {theme}").format(theme=row["label"])
    nodes += bodies_by_kind(wording, "table-partners", caption, (body for body in parts if body not in report))
    return Prose((heading(1, text(say("Who"))), *nodes) if nodes else ())


def chart_theme_kinds(edition: Edition, theme: str) -> Prose:
    """What kinds of activity a theme has: a chart, or a sentence where there are few kinds; nothing without activities.

    Args:
        edition: the edition.
        theme: identifier of the theme.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_theme(wording, theme)
    found = wording.activities.where("themes", theme)
    counts: dict[str, int] = {}
    for record in found:
        for kind in record["kinds"]:
            label = wording.label("activity_kinds", kind)
            counts[label] = counts.get(label, 0) + 1
    if not counts:
        return Prose(())
    ranked = dict(sorted(counts.items(), key=lambda item: (-item[1], say.sort_key(item[0]))))
    title = heading(1, text(say("What kinds of activity")))
    if min(len(ranked), len(found)) < DRAWN:
        listed = say.list(f"{kind} ({say.number(count)})" for kind, count in ranked.items())
        return Prose((title, paragraph(text(say("Kinds of activity: {kinds}.").format(kinds=listed)))))
    caption = say("Activities by kind: {theme}").format(theme=row["label"])
    remark = say("An activity may be of several kinds.")
    drawn = {kind: count for kind, count in ranked.items() if count > 1}
    if len(ranked) <= MANY or len(drawn) < DRAWN:
        drawn = ranked
    else:
        single = "; ".join(kind for kind, count in ranked.items() if count == 1)
        remark += " " + say("Not drawn, as one activity each is of the kind: {kinds}.").format(kinds=single)
    chart = chart_bars(drawn, caption, unit=say("activities"), edition=edition, label="figure-kinds")
    return Prose((title, paragraph(text(remark)), *chart.nodes()))


def table_theme_activities(edition: Edition, theme: str) -> Prose:
    """The activities of a theme by the body that reports them; nothing where there is none.

    Args:
        edition: the edition.
        theme: identifier of the theme.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_theme(wording, theme)
    found = wording.activities.where("themes", theme)
    if not found:
        return Prose(())
    full = len(found) <= FULL
    by_body: dict[str, list[Record]] = {}
    for record in found:
        by_body.setdefault(reporting(wording, record), []).append(record)
    body: list[Row] = []
    for name, records in by_body.items():
        body.append(group_row(f"{wording.organization_name(name)} ({say.number(len(records))})"))
        body += [activity_row(wording, record, full=full, body=False) for record in records]
    caption = say("Activities by the body that reports them: {theme}").format(theme=row["label"])
    return activities_chapter(wording, "table-activities", caption, body, full=full, source=say("Document"))


def table_theme_documents(edition: Edition, theme: str) -> Prose:
    """The documents that report the activities of a theme; nothing where there is none.

    Args:
        edition: the edition.
        theme: identifier of the theme.
    """
    wording = Wording(edition)
    say = wording.say
    row = find_theme(wording, theme)
    caption = say("Documents that report these activities: {theme}").format(theme=row["label"])
    nodes = table_documents(wording, "table-documents", caption, wording.activities.where("themes", theme))
    return Prose((heading(1, text(say("Documents"))), *nodes) if nodes else ())
