"""Asking the bodies: a questionnaire and a letter for each, and a list of who was asked, when, and by when to reply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..dataset.info import EditionInfo
from ..dataset.journal import replace_together, writing
from ..errors import DataError, UnknownRowError, UsageError
from ..locale import available_languages
from .body import BodyRows, bodies, rows_of_body
from .draft import Draft, Row
from .labels import Labels, names_of
from .letter import Letter, letter
from .questionnaire import Request, questionnaire
from .receive import open_draft

BLANK = "blank"
"""Name of the questionnaire that is nobody's."""


class UndatedError(UsageError):
    """Nothing says when the questionnaires are sent."""

    def __str__(self) -> str:
        """What to give."""
        return "Give the day on which the questionnaires are sent: --date 2009-01-15."


@dataclass(frozen=True)
class Asked:
    """A questionnaire that was made: for which body, in which language, as which files (name and content)."""

    organization: str
    name: str
    language: str
    files: Mapping[str, bytes]


def ask(year: int, data: Path, *, date: str, due: str, only: Iterable[str] = (), language: str = "") -> list[Asked]:
    """Questionnaires and letters of an edition, for all of its bodies or ``only`` some, and a blank one.

    Who is asked is written to the table ``requests``; what stands there already stays, so that asking again gives the same
    files. ``date`` is the day of sending, ``due`` that of the reply. Raises :class:`UndatedError`,
    :class:`~report_helpers.errors.UnknownRowError`, ``DataError``.
    """
    with writing(data):
        draft = open_draft(year, data)
        info = draft.sources.info
        if info is None:
            raise DataError([problem for problem in draft.sources.problems if problem.file == draft.sources.info_file])
        known = bodies(draft.tables)
        chosen = list(only) or known
        for organization in chosen:
            if organization not in known:
                raise UnknownRowError(year, "body with an entry", organization, known)
        for organization in chosen:
            _note(draft, organization, date, due, language)
        contents = draft.contents()
        if contents:
            replace_together(data, dict(contents))
    result = [_asked(draft, info, organization) for organization in chosen]
    if not only:
        result.append(_blank(draft, info, due or max((row["due"] for row in draft.tables["requests"].values()), default="")))
    return result


def _note(draft: Draft, organization: str, date: str, due: str, language: str) -> None:
    """The body's row in ``requests``: as it is, or new; its entries wait for a reply from now on."""
    requests = draft.tables["requests"]
    columns = dict.fromkeys(draft.sources.schema["requests"].columns, "")
    row = requests.get(organization) or columns | {"id": organization, "organization": organization, "outcome": "awaited"}
    if not row["asked"] and not date:
        raise UndatedError
    row["asked"] = row["asked"] or date
    row["due"] = row["due"] or due
    row["language"] = language or row["language"] or _language(draft, organization)
    requests[organization] = row
    for entry in draft.tables["entries"].values():
        if entry["organization"] == organization and entry["reply"] == "not asked":
            entry["reply"] = "not received"


def _language(draft: Draft, organization: str) -> str:
    """The language of the body: that of its name, else the edition's."""
    own = draft.tables["organizations"][organization]["name_language"]
    default = draft.sources.info.default_language if draft.sources.info else "en"
    return own if own in available_languages() else default


def _asked(draft: Draft, info: EditionInfo, organization: str) -> Asked:
    request: Row = draft.tables["requests"][organization]
    language = request["language"] if request["language"] in available_languages() else "en"
    labels = Labels(draft.tables, draft.sources.schema, language)
    body = rows_of_body(draft.tables, organization, draft.sources.schema)
    name = names_of("organizations", draft.tables["organizations"][organization], language)[0]
    files = {
        f"{organization}.xlsx": questionnaire(Request(info, body, request["due"]), labels),
        f"{organization}-letter.docx": letter(
            Letter(info, name, len(body.tables["activities"]), request["asked"], request["due"]), labels.say
        ),
    }
    return Asked(organization, name, language, files)


def _blank(draft: Draft, info: EditionInfo, due: str) -> Asked:
    labels = Labels(draft.tables, draft.sources.schema, info.default_language)
    content = questionnaire(Request(info, BodyRows(""), due), labels)
    return Asked("", "", labels.language, {f"{BLANK}.xlsx": content})
