"""The sheets of a questionnaire that explain it: where to start, and examples."""

from __future__ import annotations

from typing import Any

from ..dataset.info import EditionInfo
from ..dataset.typed import split_list, split_role
from ..locale import Catalogue
from ..locale import mark as _
from .book import choices, columns, put
from .form import ANSWER, ANSWERS, Part, part_of
from .labels import Labels

REPLY_KEY, BODY_KEY = "reply", "body"
"""Names, in the hidden first column, of the rows of the first sheet that are to be filled in."""

_STEPS = (
    _("Is there anything to report? Choose in the box above."),
    _("Sheet Your body: read what was last published of your body; mend what is no longer right."),
    _(
        "Sheet Activities: choose an answer for each row. Still correct: nothing else to do. Changed: write over what has "
        "changed. Ended: write the end, if you know it. Please remove: it should not be listed."
    ),
    _("New activities go to the empty rows below, one row each. The sheet Examples shows one."),
    _("Sheets Figures and Documents: numbers, and the documents in which the activities are reported."),
    _("Sheet Contact: whom we may ask. It is not for publication."),
    _("Write no addresses or telephone numbers of persons anywhere else: we would have to send the row back."),
    _("White cells are yours; grey cells are locked. Please leave the columns where they are."),
    _("Save the file under its name and send it back. You will be told, row by row, how it was understood."),
)

_EXAMPLE = {
    ANSWER: "",
    "title": _("Course for consular staff (an invented example)"),
    "description": _("Five-day course on the protection of migrant workers, given twice a year to 40 consular officers."),
    "kinds": "training",
    "status": "ongoing",
    "start": "2009-03",
    "themes": "consular-protection;human-rights",
    "populations": "migrant-workers",
    "states": "MEX:venue;GTM:participant",
    "locations": _("Mexico City"),
    "partners": "iom:partner",
    "references": "CE/AM/INF.1/09",
}


def write_start(sheet: Any, info: EditionInfo, name: str, due: str, say: Catalogue, replies: str) -> None:
    """Title, body, date, the question whether there is anything to report, and the steps."""
    put(sheet, 1, 2, info.title, "title")
    put(sheet, 2, 2, f"{say(_('Questionnaire for the edition of {year}')).format(year=info.edition)}", "strong")
    put(sheet, 3, 2, info.publisher, "text")
    put(sheet, 5, 2, say(_("Body")), "strong")
    put(sheet, 5, 3, name, "locked" if name else "input")
    put(sheet, 6, 2, say(_("Please return it by")), "strong")
    put(sheet, 6, 3, say.date(due) if due else say(_("the date in the letter")), "locked")
    put(sheet, 7, 2, say(_("Anything to report?")), "strong")
    put(sheet, 7, 3, "", "input")
    put(sheet, 5, 1, BODY_KEY, "text")
    put(sheet, 7, 1, REPLY_KEY, "text")
    prompt = say(_("Choose one of the two answers."))
    choices(sheet, "C7", replies, several=False, title=say(_("Anything to report?")), prompt=prompt, error=prompt)
    put(sheet, 9, 2, say(_("How to fill it in")), "strong")
    for number, step in enumerate(_STEPS, start=1):
        put(sheet, 9 + number, 2, f"{number}. {say(step)}", "text")
    columns(sheet, [8, 84, 60], hidden=[1])


def write_examples(sheet: Any, labels: Labels) -> None:
    """A row of the sheet Activities, column by column."""
    say, part = labels.say, part_of("activities")
    put(sheet, 1, 1, say(_("A new activity, column by column")), "title")
    for place, title in enumerate((_("Column"), _("Example"), _("What to write")), start=1):
        put(sheet, 2, place, say(title), "head")
    number = 2
    for column in part.columns:
        if not column.locked:
            number += 1
            put(sheet, number, 1, say(column.title), "locked")
            put(sheet, number, 2, _example(column.field, part, labels), "locked")
            put(sheet, number, 3, say(column.help) if column.help else "", "locked")
    number += 2
    put(sheet, number, 1, say(_("Answers for the rows that are there")), "strong")
    told = (
        _("The row is right as it stands."),
        _("You have written over one or more cells of the row."),
        _("The activity is over. It is reported as completed this year and not asked about again."),
        _("The activity should not be listed, for instance because it was never yours."),
    )
    for answer, words in zip(ANSWERS.values(), told, strict=True):
        number += 1
        put(sheet, number, 1, say(answer), "locked")
        put(sheet, number, 2, say(words), "locked")
    columns(sheet, [34, 60, 60])
    sheet.freeze_panes = "A3"


def _example(name: str, part: Part, labels: Labels) -> str:
    value = _EXAMPLE.get(name, "")
    if name == ANSWER or not value:
        return ""
    field = labels.schema[part.table].field(name)
    if not field.reference or name == "references":
        return labels.show(field, value) if field.enum else labels.say(value)
    known = [item for item in split_list(value) if split_role(item)[0] in labels.tables[field.reference]]
    return labels.show(field, ";".join(known))
