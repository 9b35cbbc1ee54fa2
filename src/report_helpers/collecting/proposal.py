"""What a reply would change, row by row: new, changed, confirmed, ended, withdrawn, not mentioned; or why it can't."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..locale import mark as _
from ..locale import told
from .body import BodyRows
from .draft import Draft, Row
from .form import PARTS
from .reply import Fault
from .statement import ORDER, Statement

KINDS = ("new", "changed", "confirmed", "ended", "withdrawn", "contradicted", "unclear", "known", "not mentioned")
"""What a row of a reply can be. ``known``: what it says stands in the edition already. ``unclear``: it is not merged."""


@dataclass(frozen=True)
class Change:
    """A cell that a reply gives another value; ``settles`` is false where it contradicts what an earlier one said."""

    field: str
    before: str
    after: str
    address: str
    settles: bool = True


@dataclass
class Verdict:
    """What is made of one row of a reply. ``faults`` say why it is not merged; ``addresses`` are those of its cells."""

    table: str
    row: str
    title: str
    place: str
    kind: str
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)
    by_editor: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether anything of it can be merged."""
        return not self.faults and self.kind not in ("unclear", "known")

    def refuse(self, fault: Fault) -> None:
        """It is not merged, for one more reason."""
        self.kind = "unclear"
        self.faults.append(fault)


@dataclass
class Proposal:
    """Everything that a reply says. ``reply`` is what the body's entries will say of it: reported, nil, or nothing."""

    organization: str
    verdicts: list[Verdict]
    reply: str = ""
    notes: list[str] = field(default_factory=list)

    def counted(self) -> dict[str, int]:
        """How many rows of each kind there are, in the order of :data:`KINDS`."""
        return {kind: count for kind in KINDS if (count := sum(each.kind == kind for each in self.verdicts))}


class History:
    """The changes that earlier files made, by cell."""

    def __init__(self, draft: Draft, receipt: str) -> None:
        """``receipt`` is the file that is being looked at, if it was received before."""
        self.draft = draft
        self.receipt = receipt

    @cached_property
    def _logged(self) -> dict[tuple[str, str, str], list[Row]]:
        found: dict[tuple[str, str, str], list[Row]] = {}
        for log in ("changes", "contact_changes"):
            for change in self.draft.tables.get(log, {}).values():
                found.setdefault((change["table"], change["row"], change["field"]), []).append(change)
        return found

    def of(self, table: str, row: str, name: str) -> list[Row]:
        """The changes of a cell, the oldest first."""
        return self._logged.get((table, row, name), [])

    def said(self, table: str, row: str, name: str, value: str) -> bool:
        """Whether this file has said so already, be it applied or put aside."""
        return any(change["receipt"] == self.receipt and change["after"] == value for change in self.of(table, row, name))


def propose(found: list[Statement], says: str, draft: Draft, body: BodyRows, receipt: str, *, prefer: bool = False) -> Proposal:
    """The proposal of a reply. With ``prefer`` it prevails over earlier ones that it contradicts."""
    history = History(draft, receipt)
    verdicts = [_verdict(statement, draft, history, prefer) for statement in found]
    mentioned = {(verdict.table, verdict.row) for verdict in verdicts}
    for table in ORDER:
        for identifier, row in body.tables.get(table, {}).items():
            if (table, identifier) not in mentioned:
                verdicts.append(Verdict(table, identifier, title_of(row), "", "not mentioned"))
    order = {part.table: place for place, part in enumerate(PARTS)}
    verdicts.sort(key=lambda verdict: order.get(verdict.table, len(order)))
    proposal = Proposal(body.organization, verdicts)
    proposal.reply = _reply(says, verdicts, draft, body, proposal.notes)
    return proposal


def title_of(row: Row) -> str:
    """What a row is called for people."""
    return next((row[name] for name in ("title", "name", "person", "symbol", "printed", "name_en") if row.get(name)), row["id"])


def _verdict(said: Statement, draft: Draft, history: History, prefer: bool) -> Verdict:
    row = draft.tables[said.table].get(said.row)
    title = said.title or (title_of(row) if row else said.row)
    verdict = Verdict(said.table, said.row, title, said.place, "unclear", faults=list(said.faults), addresses=said.addresses)
    verdict.by_editor = said.by_editor
    if said.faults:
        return verdict
    if said.gone:
        verdict.kind = "known"
        return verdict
    if said.is_new or row is None:
        verdict.kind = "new"
        verdict.changes = [Change(name, "", value, said.addresses[name]) for name, value in said.cells.items() if value]
        return verdict
    verdict.changes = list(_changes(said, row, history, prefer))
    if said.answer == "withdrawn":
        verdict.kind, verdict.changes = "withdrawn", []
    elif any(not change.settles for change in verdict.changes):
        verdict.kind = "contradicted"
    elif said.answer == "ended":
        verdict.kind = "ended"
    elif verdict.changes:
        verdict.kind = "changed"
    elif said.answer or row.get("confirmation") in ("confirmed", "new"):
        verdict.kind = "known" if row.get("confirmation", "confirmed") in ("confirmed", "new") else "confirmed"
    else:
        verdict.kind = "not mentioned"
    if verdict.kind == "ended" and row.get("status") == "completed" and not verdict.changes:
        verdict.kind = "known" if row["confirmation"] == "confirmed" else "confirmed"
    return verdict


def _changes(said: Statement, row: Row, history: History, prefer: bool) -> Iterator[Change]:
    """The cells that were filled in otherwise than they had been, and aren't in the edition yet."""
    for name, value in said.cells.items():
        before = row[name]
        if value == before:
            continue
        earlier = history.of(said.table, said.row, name)
        if name in said.base:
            if value == said.base[name]:
                continue  # left as it was filled in; what stands there now came from elsewhere
            moved = before != said.base[name]
        else:
            if value in {each for change in earlier for each in (change["before"], change["after"])}:
                continue  # a file that doesn't tell what it was filled in with: an older value is no statement
            moved = any(change["receipt"] != history.receipt for change in earlier)
        if moved and not prefer:
            if not history.said(said.table, said.row, name, value):
                yield Change(name, before, value, said.addresses[name], settles=False)
        elif prefer or not history.said(said.table, said.row, name, value):
            yield Change(name, before, value, said.addresses[name])


def _reply(says: str, verdicts: list[Verdict], draft: Draft, body: BodyRows, notes: list[str]) -> str:
    """What became of the request, by what the first sheet says and by what stands in the rows."""
    mentioned = any(verdict.kind not in ("not mentioned", "unclear") for verdict in verdicts if verdict.table != "contacts")
    if says == "nil":
        going = [
            verdict for verdict in verdicts if verdict.table == "activities" and verdict.kind not in ("withdrawn", "unclear")
        ]
        if going:
            notes.append(
                told(
                    _(
                        "The reply says that there is nothing to report, but {count} activities are listed. Are they over "
                        "(Ended), or should they be taken out (Please remove)? Until that is known it counts as reported."
                    ),
                    count=str(len(going)),
                )
            )
            return "reported"
        return "nil"
    return "reported" if says or mentioned else ""
