"""Replies as they come: what people and programs do to a questionnaire, each to that of another body.

Each changes the description of the first activity to :data:`TOLD`. It is read, or its row is refused and the cell is named.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .replying import Reply, as_ods

TOLD = "Told anew: atención a 40 personas."
ROW = 3
"""Row of the first activity in the sheet Activities."""


@dataclass(frozen=True)
class Way:
    """What is done to the questionnaire of ``body``; ``says`` of the command about it, and the ``cells`` that are read from it.

    Without ``cells`` its first activity stays as it was.
    """

    body: str
    harm: Callable[[Reply], Any]
    says: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    kind: str = "xlsx"


def renamed_and_moved(reply: Reply) -> None:
    """Columns in the opposite order under headings of one's own, on a sheet with another name at another place."""
    sheet = reply.book["Activities"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for row, cells in enumerate(values, start=1):
        for column, value in enumerate(reversed(cells), start=1):
            sheet.cell(row, column).value = value
        sheet.cell(2, row).value = f"Our column {row}" if row <= len(cells) else sheet.cell(2, row).value
    sheet.title = "What we do"
    reply.book.move_sheet(sheet, 3)


def hide(reply: Reply) -> None:
    """The row, and a column of it."""
    sheet = reply.book["Activities"]
    sheet.row_dimensions[ROW].hidden = True
    sheet.column_dimensions["D"].hidden = True


def hide_sheet(reply: Reply) -> None:
    reply.book["Activities"].sheet_state = "hidden"


def merge(reply: Reply) -> None:
    reply.book["Activities"].merge_cells(f"D{ROW}:E{ROW}")


def nothing(reply: Reply) -> None:
    """As it is."""


def put(**cells: Any) -> Callable[[Reply], None]:
    return lambda reply: reply.put("Activities", ROW, **cells)


READ = (("description", TOLD),)
WAYS = {
    "columns and sheet renamed and moved": Way("ddse", renamed_and_moved, cells=READ),
    "stray spaces": Way(
        "dec", put(themes=" remittances ;  Human\u00a0rights of  migrants "), cells=(("themes", "remittances;human-rights"),)
    ),
    "a date as text": Way("dla", put(start="15 de marzo de 2007"), cells=(("start", "2007-03-15"),)),
    "a date as a date of the program": Way("paho", put(start=dt.date(2007, 3, 15)), cells=(("start", "2007-03-15"),)),
    "a hidden row and a hidden column": Way("iin", hide, "Activities!3 is a hidden row; it was read like the others.", READ),
    "saved as .ods": Way("unicef", nothing, cells=READ, kind="ods"),
    "a sheet as text of Windows with semicolons": Way("ifrc", nothing, cells=READ, kind="cp1252"),
    "a sheet as text with two bytes a sign": Way("fio", nothing, cells=READ, kind="utf-16"),
    "a date as a number": Way("desa", put(end=47000), 'Activities!I3: "47000" is a number, not a date'),
    "a day or a month": Way("unitar", put(end="03/04/2009"), 'Activities!I3: "03/04/2009" can be 2009-03-04 or 2009-04-03'),
    "a formula": Way("unctad", put(title="=1+1"), "Activities!C3: holds a formula; write the value itself."),
    "merged cells": Way("world-bank", merge, "Activities!D3: is merged with other cells"),
    "an activity to be taken out": Way("mercosur", put(answer="Please remove"), "withdrawn     activity mercosur-meetings"),
    "a hidden sheet": Way("ilo", hide_sheet, "Activities is a hidden sheet; it was not read."),
    "two replies that contradict, the first": Way("can", put(title="One name"), says="can"),
}


def write_broken(questionnaires: Path, first: Path, second: Path) -> None:
    """The replies in two folders, for two people; each has one of the two that contradict."""
    for place, way in enumerate(WAYS.values()):
        _write(way, questionnaires, second if way.body == "can" else (first, second)[place % 2])
    _write(Way("can", put(title="Another name")), questionnaires, first)


def _write(way: Way, questionnaires: Path, folder: Path) -> None:
    reply = Reply(questionnaires / f"{way.body}.xlsx")
    reply.put("Activities", ROW, answer="Changed", description=TOLD)
    way.harm(reply)
    if way.kind in ("xlsx", "ods"):
        path = reply.save(folder / f"{way.body}.xlsx")
        if way.kind == "ods":
            as_ods(path)
        return
    with (folder / f"{way.body}.csv").open("w", encoding=way.kind, newline="") as stream:
        writer = csv.writer(stream, delimiter=";" if way.kind == "cp1252" else "\t")
        writer.writerows([cell or "" for cell in row] for row in reply.book["Activities"].iter_rows(values_only=True))
