"""``edition.toml`` of a new edition."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..dataset.info import EditionInfo

if TYPE_CHECKING:
    from .opening import Facts

_HEAD = "# The edition as a whole. docs/editing-the-data.md says what each key means.\n"
_EMPTY = "# To be filled in.\n"
_CARRIED = "# From the edition of {year}: look it over.\n"


def edition_toml(last: EditionInfo, year: int, facts: Facts) -> tuple[str, list[str]]:
    """The text of the file, and the keys that are left to be filled in.

    What names the report is that of the ``last`` edition; dates, mandate and note are not carried over, as they would say of
    the new edition what was true of another.
    """
    to_fill: list[str] = []

    def asked(key: str, name: str, value: str) -> str:
        if not value:
            to_fill.append(name)
        return f"{'' if value else _EMPTY}{key} = {_quoted(value)}\n"

    parts = [
        _HEAD,
        f"title = {_quoted(last.title)}\n",
        f"subtitle = {_quoted(last.subtitle)}\n",
        f"edition = {year}\n",
        f"previous = {last.edition}\n",
        'status = "draft"\n',
        asked("as_of", "as_of", facts.as_of),
        f"languages = {json.dumps(list(last.languages))}\n",
        f"default_language = {_quoted(last.default_language)}\n",
        f"publisher = {_quoted(last.publisher)}\n",
        f"{_CARRIED.format(year=last.edition)}license = {_quoted(last.license)}\n\n",
        asked("explanatory_note", "explanatory_note", facts.explanatory_note),
        "\n[mandate]\n",
        asked("text", "mandate.text", facts.mandate),
        asked("reference", "mandate.reference", facts.mandate_document),
    ]
    return "".join(parts), to_fill


def _quoted(text: str) -> str:
    """A TOML string; text of several lines between three quotes."""
    if "\n" in text:
        escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
        return f'"""\n{escaped}\n"""'
    return json.dumps(text, ensure_ascii=False)
