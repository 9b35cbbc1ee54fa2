"""``edition.toml``: what an edition says about itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import Problem, did_you_mean
from .dates import is_partial_date
from .issues import Issue, issue_faults, numbered

LANGUAGES = ("en", "es", "fr", "pt")
"""Languages that the labels of the code lists are kept in."""

STATUSES = ("draft", "published")

_KINDS = {str: "text in quotes", int: "a whole number", list: "a list in square brackets", dict: "a table"}
_KEYS: Mapping[str, type[object]] = {
    "title": str,
    "subtitle": str,
    "edition": int,
    "status": str,
    "as_of": str,
    "languages": list,
    "default_language": str,
    "publisher": str,
    "mandate": dict,
    "explanatory_note": str,
    "license": str,
}
_OPTIONAL: Mapping[str, type[object]] = {"document_symbol": str, "previous": int, "issues": list}
_MANDATE: Mapping[str, type[object]] = {"text": str, "reference": str}


@dataclass(frozen=True)
class Mandate:
    """What the report was asked for: ``text`` (Markdown) and ``reference``, the document's id in ``references``."""

    text: str
    reference: str


@dataclass(frozen=True)
class EditionInfo:
    """An edition's facts. ``as_of`` is a partial date, ``explanatory_note`` Markdown, ``document_symbol`` may be empty.

    ``previous`` is the year of the edition that it continues, 0 where there is none; ``issues`` are those that were published,
    the newest last.
    """

    title: str
    subtitle: str
    edition: int
    status: str
    as_of: str
    languages: tuple[str, ...]
    default_language: str
    publisher: str
    mandate: Mandate
    explanatory_note: str
    license: str
    document_symbol: str = ""
    previous: int = 0
    issues: tuple[Issue, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether the edition is not published yet."""
        return self.status == "draft"

    @property
    def issue(self) -> Issue | None:
        """The newest issue; ``None`` before the first."""
        return self.issues[-1] if self.issues else None

    def texts(self) -> dict[str, str]:
        """Every text of the file by the name of its key."""
        return {
            "title": self.title,
            "subtitle": self.subtitle,
            "publisher": self.publisher,
            "mandate.text": self.mandate.text,
            "explanatory_note": self.explanatory_note,
            "license": self.license,
            "document_symbol": self.document_symbol,
            **{f"issues.{issue.folder}": issue.note for issue in self.issues},
        }


def read_info(path: Path, shown: str, edition: int) -> tuple[EditionInfo | None, list[Problem]]:
    """Reads ``edition.toml`` of the year ``edition``; ``shown`` is its path for messages.

    Returns its facts, ``None`` where any is missing or wrong, and the problems.
    """
    try:
        source = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        facts = tomllib.loads(source)
    except FileNotFoundError:
        return None, [Problem(shown, 0, "", "", "", "is missing", "docs/editing-the-data.md shows what it holds.")]
    except OSError as error:
        return None, [Problem(shown, 0, "", "", "", f"cannot be read ({error.strerror})")]
    except UnicodeDecodeError:
        return None, [Problem(shown, 0, "", "", "", "is not UTF-8 text", "Save it again as UTF-8.")]
    except tomllib.TOMLDecodeError as error:
        return None, [_syntax(error, shown)]
    problems = [
        Problem(shown, key_line(source, key), "", key, value, expected, mend)
        for key, value, expected, mend in _key_faults(facts) or _value_faults(facts, edition)
    ]
    return (None if problems else _info(facts)), problems


def key_line(source: str, key: str) -> int:
    """Line of the TOML text ``source`` that sets ``key`` (``mandate.text``: in its table); 0 where none does."""
    table, _, name = key.rpartition(".")
    lines = source.split("\n")
    begin = next((n for n, line in enumerate(lines) if table and line.strip() == f"[{table}]"), 0)
    wanted = re.compile(rf"\s*(\[{{1,2}}{re.escape(name)}\]|{re.escape(name)}\s*=|{re.escape(name)}\.)")
    return next((n + 1 for n, line in enumerate(lines) if n >= begin and wanted.match(line)), 0)


def _syntax(error: tomllib.TOMLDecodeError, shown: str) -> Problem:
    place = re.search(r"\s*\(at line (\d+), column (\d+)\)", str(error))
    line = int(place[1]) if place else 0
    fault = re.sub(r"\s*\(at .*\)$", "", str(error))
    expected = f"is not TOML: {fault[:1].lower()}{fault[1:]}"
    return Problem(shown, line, "", "", "", expected, "Text stands in quotes, long text between three of them.")


_HINTS = {
    "as_of": 'Write the month or the day that the statements hold for, as in as_of = "2009-05".',
    "mandate.text": "Write which decision asked for the report, and for what.",
    "mandate.reference": "Write the id that the document which asked for the report has in references.csv.",
    "explanatory_note": "Write how the edition came about: who was asked, when, and what was left out.",
}
"""What to write where it isn't plain."""

Fault = tuple[str, str, str, str]
"""Key, value, what was expected, how to mend it."""


def _key_faults(facts: Mapping[str, Any]) -> list[Fault]:
    """Keys that are missing, unknown or of the wrong kind."""
    faults = _keys(facts, _KEYS, _OPTIONAL, "")
    mandate = facts.get("mandate")
    return faults + (_keys(mandate, _MANDATE, {}, "mandate.") if isinstance(mandate, dict) else [])


def _keys(
    facts: Mapping[str, Any], required: Mapping[str, type[object]], optional: Mapping[str, type[object]], prefix: str
) -> list[Fault]:
    faults: list[Fault] = []
    missing = [key for key in required if key not in facts]
    for key in missing:
        faults.append((prefix + key, "", "is missing", f"Write {key} = {_KINDS[required[key]]}."))
    for key, value in facts.items():
        kind = required.get(key) or optional.get(key)
        if kind is None:
            faults.append((prefix + key, "", "is not a key of this file", did_you_mean(key, missing) or "Delete it."))
        elif not isinstance(value, kind) or isinstance(value, bool):
            faults.append((prefix + key, str(value), f"is not {_KINDS[kind]}", ""))
        elif isinstance(value, str) and key in required and not value.strip():
            faults.append((prefix + key, "", "is empty", _HINTS.get(prefix + key, "Write it between the quotes.")))
    return faults


def _value_faults(facts: Mapping[str, Any], edition: int) -> list[Fault]:
    """Values that are not among those allowed."""
    faults: list[Fault] = []
    if facts["edition"] != edition:
        faults.append(("edition", str(facts["edition"]), f"is not the year of the folder, {edition}", ""))
    if facts["status"] not in STATUSES:
        faults.append(("status", facts["status"], "is not draft or published", did_you_mean(facts["status"], STATUSES)))
    if not is_partial_date(facts["as_of"]):
        faults.append(("as_of", facts["as_of"], "is not a date", "Write 2008, 2008-05 or 2008-05-08."))
    languages = [str(language) for language in facts["languages"]]
    for language in languages or [""]:
        if language not in LANGUAGES:
            faults.append(("languages", language, "is not a language of the report", f"Use {', '.join(LANGUAGES)}."))
    if facts["default_language"] not in languages:
        faults.append(("default_language", facts["default_language"], "is not among languages", "Choose one of them."))
    return faults + issue_faults(facts.get("issues", ()))


def _info(facts: Mapping[str, Any]) -> EditionInfo:
    values = dict(facts)
    values["languages"] = tuple(values["languages"])
    values["mandate"] = Mandate(**values["mandate"])
    values["issues"] = numbered(values.get("issues", ()))
    return EditionInfo(**values)
