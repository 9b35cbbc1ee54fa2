"""Receiving a reply: kept as it came, understood, proposed, and merged where that is asked for and sound."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from ..dataset.check import structural_problems
from ..dataset.files import empty_table
from ..dataset.info import LANGUAGES
from ..dataset.issues import PUBLISHED
from ..dataset.journal import replace_together, writing
from ..dataset.load import Sources, editions, read_sources, shown
from ..errors import DataError, UsageError
from ..locale import available_languages
from .body import rows_of_body
from .draft import Draft, Row
from .labels import Labels, names_of
from .merge import merge, record
from .moments import UnclearError
from .proposal import Proposal, propose
from .reply import RawReply, raw_reply
from .spreadsheet import RefusedFileError, read_book
from .statement import statements


class DateNeededError(UsageError):
    """``file`` was not received before, and nothing says when it was."""

    def __init__(self, file: str) -> None:
        """Takes the name of the file."""
        super().__init__(file)
        self.file = file

    def __str__(self) -> str:
        """What to give."""
        return f"{self.file}: give the day on which it was received: --date 2009-02-20."


class FrozenError(UsageError):
    """The edition of ``year`` is published, so that nothing is merged into it."""

    def __init__(self, year: int) -> None:
        """Takes a year."""
        super().__init__(year)
        self.year = year

    def __str__(self) -> str:
        """Why nothing was done."""
        return (
            f"The edition of {self.year} is published and stays as it was issued: nothing was written. What has to be mended "
            f"in it is changed in the tables and declared: migration-report correct {self.year} --help. "
            "Else keep the file for the next edition."
        )


@dataclass(frozen=True)
class Wish:
    """How a file is to be received: each may be empty. ``prefer``: it prevails where it contradicts an earlier one."""

    edition: int = 0
    body: str = ""
    date: str = ""
    apply: bool = False
    prefer: bool = False


@dataclass(frozen=True)
class Received:
    """What came of a file: its ``receipt``, the path it is kept under, the proposal, how many cells were changed.

    ``body`` is the name of whose reply it is, ``day`` the one on which it was received, ``publisher`` who answers.
    """

    edition: int
    receipt: str
    kept: str
    language: str
    proposal: Proposal
    changed: int
    applied: bool
    body: str = ""
    day: str = ""
    publisher: str = ""


def receive(path: Path, wish: Wish, data: Path) -> Received:
    """Takes in one reply. Raises :class:`RefusedFileError`, :class:`DateNeededError`, :class:`FrozenError`, ``DataError``.

    What is written is written whole or not at all; another that receives at the same time waits.
    """
    content = path.read_bytes()
    raw = raw_reply(read_book(content, path.name), path.name)
    year = edition_of(raw.facts, wish, path.name, data)
    with writing(data):
        draft = open_draft(year, data)
        language = raw.facts.get("language", "en")
        labels = Labels(draft.tables, draft.sources.schema, language if language in available_languages() else "en")
        organization = _organization(raw, wish, draft, labels, path.name)
        body = rows_of_body(draft.tables, organization, draft.sources.schema)
        receipt = receipt_for(content, path, organization, wish, draft)
        proposal = propose(statements(raw, draft, body, labels), raw.says, draft, body, receipt["id"], prefer=wish.prefer)
        proposal.notes[:0] = raw.notes
        merged = merge(draft, proposal, body)
        if wish.apply:
            record(merged, proposal, receipt["id"], wish.date or receipt["received"])
        result = merged if wish.apply else draft
        changed = len(merged.edits)
        keep(result, receipt, changed if wish.apply else 0, wish.date)
        _note_request(result, organization, receipt["received"], proposal.reply or "reported", labels.language)
        commit(result, receipt, content)
    kept = shown(_source(data, year, receipt), data)
    name = names_of("organizations", draft.tables["organizations"][organization], labels.language)[0]
    publisher = draft.sources.info.publisher if draft.sources.info else ""
    told = (proposal, changed, wish.apply, name, receipt["received"], publisher)
    return Received(year, receipt["id"], kept, labels.language, *told)


def edition_of(facts: dict[str, str], wish: Wish, name: str, data: Path) -> int:
    """The edition that a file is for: the one it names, else the one asked for, else the last."""
    told = facts.get("edition", "")
    if told.isdecimal() and wish.edition and int(told) != wish.edition:
        raise RefusedFileError(name, f"is for the edition of {told}", f"It can't be received for {wish.edition}.")
    known = editions(data)
    return int(told) if told.isdecimal() else wish.edition or (known[-1] if known else 0)


def open_draft(year: int, data: Path) -> Draft:
    """The edition to change, restricted tables included. To be called inside of ``writing``."""
    sources = read_sources(year, data, restricted=True)
    info = sources.info
    if (info is not None and not info.is_draft) or (data / PUBLISHED / str(year)).is_dir():
        raise FrozenError(year)
    problems = [problem for problem in structural_problems(sources) if problem.file != sources.info_file]
    if problems:
        raise DataError(problems)
    return Draft.of(_with_contacts(sources))


def _with_contacts(sources: Sources) -> Sources:
    """The same with an empty table of contacts where there is none on this machine."""
    if "contacts" in sources.tables:
        return sources
    resource = sources.schema["contacts"]
    file = shown(sources.data / resource.path_in(sources.edition), sources.data)
    return replace(sources, tables={**sources.tables, "contacts": empty_table(resource, file)})


def _organization(raw: RawReply, wish: Wish, draft: Draft, labels: Labels, name: str) -> str:
    """Whose reply it is: as asked, as the hidden sheet says, as the first sheet says, or as its rows say."""
    known = draft.tables["organizations"]
    told = wish.body or raw.facts.get("organization", "")
    if not told and raw.body:
        try:
            told = labels.read(draft.sources.schema["entries"].field("organization"), raw.body)
        except UnclearError as unclear:
            mend = f"{unclear.mend} Use --body ID."
            raise RefusedFileError(name, f'is from "{raw.body}", which {unclear.reason}', mend) from None
    if not told:
        rows = [(table, row.text("id")) for table in ("entries", "activities") for row in raw.rows.get(table, [])]
        entries = {draft.tables[table].get(row, {}).get("entry", row) for table, row in rows if row}
        owners = {draft.tables["entries"][entry]["organization"] for entry in entries if entry in draft.tables["entries"]}
        told = owners.pop() if len(owners) == 1 else ""
    if told not in known:
        reason = f'is from "{told}", which is not in organizations.csv' if told else "does not say whose reply it is"
        raise RefusedFileError(name, reason, "Name the body: --body ID (its id in data/reference/organizations.csv).")
    return told


def receipt_for(content: bytes, path: Path, organization: str, wish: Wish, draft: Draft) -> Row:
    """The row of receipts of a file: the one it has, or a new one."""
    checksum = hashlib.sha256(content).hexdigest()
    receipts = draft.tables["receipts"]
    for row in receipts.values():
        if row["sha256"] == checksum:
            return row
    if not wish.date:
        raise DateNeededError(path.name)
    stem = organization or "workbook"
    number = 1 + sum(identifier.rpartition("-")[0] == stem for identifier in receipts)
    identifier = f"{stem}-{number}"
    suffix = path.suffix.lower() if path.suffix.lower() in (".xlsx", ".ods", ".csv") else ".bin"
    columns = dict.fromkeys(draft.sources.schema["receipts"].columns, "")
    cells = {"organization": organization, "received": wish.date, "file": f"{identifier}{suffix}", "sha256": checksum}
    return columns | cells | {"id": identifier}


def keep(draft: Draft, receipt: Row, changed: int, date: str) -> None:
    """Puts the file among the receipts, with the day on which something of it was applied."""
    applied = (date or receipt["received"]) if changed else receipt["applied"]
    draft.tables["receipts"][receipt["id"]] = receipt | {"applied": applied}


def commit(draft: Draft, receipt: Row, content: bytes) -> None:
    """Writes what has changed, and the file as it was received, together."""
    data = draft.sources.data
    source = _source(data, draft.sources.edition, receipt)
    contents: dict[Path, bytes | None] = dict(draft.contents())
    if not source.exists():
        contents[source] = content
    if contents:
        replace_together(data, contents)


def _source(data: Path, year: int, receipt: Row) -> Path:
    return data / "sources" / str(year) / receipt["file"]


def _note_request(draft: Draft, organization: str, received: str, outcome: str, language: str) -> None:
    """Says among the requests that a reply came, and what of it."""
    requests = draft.tables["requests"]
    columns = dict.fromkeys(draft.sources.schema["requests"].columns, "")
    first = {"id": organization, "organization": organization, "language": language if language in LANGUAGES else "en"}
    row = requests.setdefault(organization, columns | first | {"outcome": "awaited"})
    if not row["received"] or received < row["received"]:
        row["received"] = received
    row["outcome"] = outcome
