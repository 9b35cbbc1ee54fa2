"""The questionnaire: which tables a body is asked about, which columns of them, and in which words.

One description for both ways: what writes the sheets and what reads them back.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..locale import mark as _

FORMAT = "1"
"""Version of the layout, written into each file."""

KEY_SHEET = "_key"
"""The hidden sheet: edition, body, language, and every cell as it was filled in."""

EXAMPLES, LISTS = HELPER_SHEETS = (_("Examples"), _("Lists"))
"""Sheets that explain and hold nothing of the body."""

ANSWER = "answer"
"""The column that says what a row's state is; it belongs to no table."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet: the ``field`` of the table, its heading, its width in characters and what to write there."""

    field: str
    title: str
    width: int
    help: str = ""
    locked: bool = False


@dataclass(frozen=True)
class Part:
    """A sheet of the questionnaire: the rows of ``table`` that are the body's, and ``blank`` rows for new ones."""

    table: str
    sheet: str
    title: str
    columns: tuple[Column, ...]
    blank: int


ANSWERS = {
    "confirmed": _("Still correct"),
    "changed": _("Changed"),
    "ended": _("Ended"),
    "withdrawn": _("Please remove"),
}
"""What a body can say of a row."""

REPLIES = {
    "reported": _("We report below"),
    "nil": _("We have nothing to report: no program on migration"),
}
"""What a body can say on the first sheet."""

_LIST_HELP = _("Choose from the list. Several: write them one after the other with a semicolon between, as on the sheet Lists.")
_DATE_HELP = _("As precise as you know it: 2009, 2009-03 or 2009-03-15 (year-month-day).")
_QUALIFIER_HELP = _("Only where the date is not exact.")
_STATES_HELP = _("Each with its role in square brackets: Panama [place]; Peru [origin].")
_PARTNERS_HELP = _("Each with its role in square brackets, as on the sheet Lists.")
_DOCUMENTS_HELP = _("Symbols or titles of rows of the sheet Documents; several with a semicolon between.")
_ACTIVITY_HELP = _("Name of the activity, as on the sheet Activities; empty where the number is about the whole body.")
_ANSWER = Column(ANSWER, _("Your answer"), 16, _("Is the row still correct? If you change a cell, choose Changed."))

PARTS = (
    Part(
        "entries",
        _("Your body"),
        _("What your body does on migration"),
        (
            Column("id", "id", 10, locked=True),
            _ANSWER,
            Column("name", _("Heading in the report"), 40),
            Column("summary", _("What the body is for, and how it frames its work on migration"), 100),
        ),
        0,
    ),
    Part(
        "activities",
        _("Activities"),
        _("Programs, projects, studies, meetings, publications and practices"),
        (
            Column("id", "id", 10, locked=True),
            _ANSWER,
            Column("title", _("Name"), 34, _("Name of the activity, on one line.")),
            Column("description", _("Description"), 70, _("What is done, by whom, where, since when, for how many.")),
            Column("kinds", _("Kind of activity"), 26, _LIST_HELP),
            Column("status", _("State of the activity"), 14, _("As of today.")),
            Column("start", _("Start"), 12, _DATE_HELP),
            Column("start_qualifier", _("Start: about?"), 10, _QUALIFIER_HELP),
            Column("end", _("End"), 12, _DATE_HELP),
            Column("end_qualifier", _("End: about?"), 10, _QUALIFIER_HELP),
            Column("themes", _("Themes, the main one first"), 28, _LIST_HELP),
            Column("populations", _("Population groups"), 26, _LIST_HELP),
            Column(
                "states",
                _("Countries, each with its role"),
                28,
                _STATES_HELP,
            ),
            Column("locations", _("Places"), 20, _("Cities, regions, borders; several with a semicolon between.")),
            Column(
                "partners",
                _("Partners, each with its role"),
                34,
                _PARTNERS_HELP,
            ),
            Column(
                "references",
                _("Documents that report it"),
                28,
                _DOCUMENTS_HELP,
            ),
        ),
        20,
    ),
    Part(
        "figures",
        _("Figures"),
        _("Numbers: people reached, budgets, workshops ..."),
        (
            Column("id", "id", 10, locked=True),
            _ANSWER,
            Column(
                "activity",
                _("Activity"),
                34,
                _ACTIVITY_HELP,
            ),
            Column("measure", _("What is measured"), 16),
            Column("value", _("Number"), 14, _("Digits only.")),
            Column("unit", _("Unit"), 16, _("What is counted: persons, workshops, USD, per cent.")),
            Column("subject", _("About"), 24, _("What the number is about, where the unit doesn't say it.")),
            Column("qualifier", _("Qualified by"), 12, _("Only where the number is not exact.")),
            Column("period", _("Date or period"), 16, _("2009, or two dates with a slash between: 2008-01/2008-12.")),
        ),
        10,
    ),
    Part(
        "references",
        _("Documents"),
        _("Documents in which the activities are reported"),
        (
            Column("id", "id", 10, locked=True),
            _ANSWER,
            Column("symbol", _("Symbol"), 24, _("Symbol of the document, where it has one.")),
            Column("title", _("Title"), 60),
            Column("kind", _("Kind of document"), 16),
            Column("date", _("Date"), 12, _DATE_HELP),
            Column("url", _("Web address"), 34),
        ),
        10,
    ),
    Part(
        "contacts",
        _("Contact"),
        _("NOT FOR PUBLICATION: whom the Secretariat may ask. This sheet is kept apart and is never printed."),
        (
            Column("id", "id", 10, locked=True),
            _ANSWER,
            Column("person", _("Name"), 30),
            Column("position", _("Position"), 30),
            Column("email", _("E-mail"), 34),
            Column("phone", _("Telephone"), 20),
        ),
        3,
    ),
)
"""The sheets, in their order. The first column of each is hidden."""


def part_of(table: str) -> Part:
    """The part about a table; ``KeyError`` where there is none."""
    return {part.table: part for part in PARTS}[table]
