"""Merging what is sound of a proposal into a draft, row by row: a row that would break a rule is refused and says why."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..errors import Problem
from .body import BodyRows
from .draft import Draft, Edit, Row
from .proposal import Proposal, Verdict
from .reply import Fault

LOG_OF = {True: "contact_changes", False: "changes"}
"""Where changes are recorded, by whether the table is restricted."""


def merge(draft: Draft, proposal: Proposal, body: BodyRows) -> Draft:
    """A draft with everything that is sound. Verdicts of rows that break a rule become unclear, with the problem."""
    before = {_known(problem) for problem in draft.problems()}
    for _attempt in range(len(proposal.verdicts) + 1):
        merged = _applied(draft, proposal, body)
        new = [problem for problem in merged.problems() if _known(problem) not in before]
        if not new or not _refuse(new, proposal, merged):
            break
    if new:  # a problem that names none of the rows: find the row that brings it
        for verdict in [verdict for verdict in proposal.verdicts if verdict.is_sound]:
            single = Proposal(proposal.organization, [verdict], "")
            found = [problem for problem in _applied(draft, single, body).problems() if _known(problem) not in before]
            for problem in found:
                verdict.refuse(_fault(problem, verdict))
        merged = _applied(draft, proposal, body)
        rest = [problem for problem in merged.problems() if _known(problem) not in before]
        if rest:  # rows that are sound each by itself and not together
            for verdict in [verdict for verdict in proposal.verdicts if verdict.is_sound]:
                verdict.refuse(_fault(rest[0], verdict))
            proposal.reply = ""
            merged = _applied(draft, proposal, body)
    return merged


def record(merged: Draft, proposal: Proposal, receipt: str, date: str) -> None:
    """Writes every change into the tables that record them, those that contradict an earlier one too."""
    edits: list[tuple[Edit, str]] = [(edit, "applied") for edit in merged.edits]
    for verdict in proposal.verdicts:
        for change in verdict.changes if not verdict.faults else ():
            if not change.settles:
                edits.append((Edit(verdict.table, verdict.row, change.field, change.before, change.after), "contradicted"))
    settled = {(edit.table, edit.row, edit.field): edit.after for edit, state in edits if state == "applied"}
    for log in LOG_OF.values():
        for row in merged.tables.get(log, {}).values():
            if row["state"] == "contradicted" and settled.get((row["table"], row["row"], row["field"])) == row["after"]:
                row["state"] = "settled"
    for edit, state in edits:
        rows = merged.tables[LOG_OF[merged.sources.schema[edit.table].restricted]]
        number = str(max(map(int, rows), default=0) + 1)
        rows[number] = {
            "id": number,
            "applied": date,
            "receipt": receipt,
            "table": edit.table,
            "row": edit.row,
            "field": edit.field,
            "before": edit.before,
            "after": edit.after,
            "state": state,
        }


def _applied(draft: Draft, proposal: Proposal, body: BodyRows) -> Draft:
    merged = draft.copy()
    for verdict in proposal.verdicts:
        if verdict.is_sound:
            _apply(merged, verdict, body)
    for identifier in body.tables.get("entries", {}) if proposal.reply else ():
        has_activities = any(row["entry"] == identifier for row in merged.tables["activities"].values())
        has_words = merged.tables["entries"][identifier]["summary"] or has_activities
        reply = proposal.reply if has_words or proposal.reply == "nil" else "nil"
        merged.set("entries", identifier, "reply", reply)
    return merged


def _apply(draft: Draft, verdict: Verdict, body: BodyRows) -> None:
    table, row = verdict.table, verdict.row
    if verdict.kind == "new":
        given = {"id": row} | {change.field: change.after for change in verdict.changes}
        draft.add(table, given if verdict.by_editor else _completed(verdict, draft, body))
        return
    if verdict.kind == "withdrawn":
        if verdict.by_editor:
            draft.remove(table, row)
        else:
            _withdraw(draft, table, row)
        return
    for change in verdict.changes:
        if change.settles:
            draft.set(table, row, change.field, change.after)
    if verdict.kind == "ended" and table == "activities":
        draft.set(table, row, "status", "completed")
    if "confirmation" in draft.tables[table][row] and not verdict.by_editor:
        current = draft.tables[table][row]["confirmation"]
        if verdict.kind != "not mentioned":
            draft.set(table, row, "confirmation", "new" if current == "new" else "confirmed")
        elif current == "to be confirmed":
            draft.set(table, row, "confirmation", "not mentioned")


def _completed(verdict: Verdict, draft: Draft, body: BodyRows) -> Row:
    """The cells of a new row, with those that no questionnaire asks for."""
    cells = {"id": verdict.row} | {change.field: change.after for change in verdict.changes}
    year = str(draft.sources.edition)
    if verdict.table == "activities":
        siblings = sum(row["entry"] == body.entry for row in draft.tables["activities"].values())
        cells |= {
            "entry": body.entry,
            "section": draft.tables["entries"].get(body.entry, {}).get("section", ""),
            "order": str(siblings + 1),
            "title_basis": "printed",
            "practice": "false",
            "confirmation": "new",
            "first_edition": year,
        }
        cells.setdefault("status", "unknown")
    elif verdict.table == "figures":
        if not cells.get("activity"):
            cells["entry"] = body.entry
        printed = " ".join(filter(None, (cells.get(name, "") for name in ("qualifier", "value", "unit", "subject"))))
        cells |= {"printed": printed, "counted": "false", "additive": "false"}
    elif verdict.table == "references":
        cells.setdefault("kind", "document")
        cells["body"] = body.organization
    elif verdict.table == "contacts":
        cells["organization"] = body.organization
    return cells


def _withdraw(draft: Draft, table: str, row: str) -> None:
    """Takes a row out, with the figures and contacts of an activity; the activities after it close the ranks.

    What earlier editions have is noted as withdrawn, for comparisons to tell it from what nothing was reported of.
    """
    if row in draft.known(table) and table in ("entries", "activities"):
        year = str(draft.sources.edition)
        cells = {"id": f"withdrawn-{year}-{row}", "from": row, "edition": year, "reason": "Its body asked to take it out."}
        draft.add("successions", cells)
    if table == "activities":
        for name in ("figures", "contacts"):
            for other in [key for key, cells in draft.tables.get(name, {}).items() if cells["activity"] == row]:
                draft.remove(name, other)
        entry = draft.tables[table][row]["entry"]
        draft.remove(table, row)
        ordered = sorted(
            (cells for cells in draft.tables[table].values() if cells["entry"] == entry), key=lambda cells: int(cells["order"])
        )
        for place, cells in enumerate(ordered, start=1):
            draft.set(table, cells["id"], "order", str(place))
    elif row in draft.tables[table]:
        draft.remove(table, row)


def _known(problem: Problem) -> tuple[str, ...]:
    """What a problem is, wherever in the file the row stands by now."""
    expected = re.sub(r"on line \d+", "", problem.expected)
    return (problem.file, problem.row, problem.field, problem.value, expected)


def _refuse(problems: Iterable[Problem], proposal: Proposal, merged: Draft) -> bool:
    """Refuses the rows that problems are about; whether any was."""
    sound = {verdict.row: verdict for verdict in proposal.verdicts if verdict.is_sound and verdict.kind != "not mentioned"}
    refused = False
    for problem in problems:
        about = _row_of(problem, merged)
        words = set(re.findall(r"[^\s,;:\"]+", f"{problem.value} {problem.expected} {problem.mend}"))
        named = [about] if about in sound else [row for row in sound if row in words]
        for row in named:
            if sound[row].is_sound or sound[row].faults:
                sound[row].refuse(_fault(problem, sound[row]))
                refused = True
    return refused


def _row_of(problem: Problem, merged: Draft) -> str:
    """The identifier of the row that a problem is about."""
    for table in merged.sources.tables.values():
        if table.file == problem.file and problem.row.startswith(table.resource.noun):
            return problem.row.removeprefix(table.resource.noun).strip()
    return ""


def _fault(problem: Problem, verdict: Verdict) -> Fault:
    address = verdict.addresses.get(problem.field)
    reason = problem.expected if address or not problem.field else f"{problem.field} {problem.expected}"
    return Fault(address or verdict.place or verdict.row, problem.value, reason, problem.mend)
