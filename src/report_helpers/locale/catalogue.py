"""Catalogues: messages by gettext, numbers, dates and lists by Babel (CLDR)."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from ..errors import LanguageError

PSEUDO_LANGUAGE = "en-XA"
_FOLDER = Path(__file__).parent


def mark(message: str) -> str:
    """Mark a message for the template (import it as ``_``) where it is defined; it is translated where it is used."""
    return message


def available_languages() -> list[str]:
    """Languages that a document can be built in: English and each one with a catalogue file."""
    return sorted({"en", *(path.stem for path in _FOLDER.glob("*.po"))})


class Catalogue:
    """Messages and formats of one language. Call it with an English message to have it in the language."""

    def __init__(self, language: str, messages: dict[str, str]) -> None:
        """Use :func:`catalogue`, which reads the messages."""
        self.language = language
        self.babel = Locale.parse("en" if language == PSEUDO_LANGUAGE else language, sep="-")
        self._messages = messages

    def __call__(self, message: str) -> str:
        """``message`` in this language; the English text where the catalogue lacks it."""
        if self.language == PSEUDO_LANGUAGE:
            return f"⟦{message}⟧"
        return self._messages.get(message) or message

    def plural(self, one: str, many: str, count: int) -> str:
        """The message that fits ``count``, with ``{count}`` filled in."""
        return self(one if count == 1 else many).format(count=self.number(count))

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return str(format_decimal(value, locale=self.babel))

    def date(self, value: str) -> str:
        """A date of the precision it is given in: ``2008``, ``2007-11`` or ``2007-02-15``."""
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 1:
            return value
        if len(parts) == 2:
            return str(format_skeleton("yMMMM", datetime.date(parts[0], parts[1], 1), locale=self.babel))
        return str(format_date(datetime.date(*parts), format="long", locale=self.babel))

    def interval(self, first: datetime.date, last: datetime.date, *, days: bool) -> str:
        """Two dates as one phrase with what they share said once: ``June 28 – 30, 2006``; months alone without ``days``.

        CLDR has interval patterns for short month names only; the long name takes its place in them, as in :meth:`date`.
        """
        field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        patterns = self.babel.interval_formats["yMMMd" if days else "yMMM"].get(field)
        if not patterns:
            return self.date(last.isoformat() if days else last.isoformat()[:7])
        parts = (re.sub(r"(?<!M)MMM(?!M)", "MMMM", pattern) for pattern in patterns)
        days_shown = (format_date(day, pattern, locale=self.babel) for day, pattern in zip((first, last), parts, strict=True))
        return "".join(days_shown).replace("\u2009", " ")  # with CLDR's thin spaces a reader's search misses the date

    def list(self, items: Iterable[str]) -> str:
        """Items joined as the language joins them: ``a, b, and c``."""
        return str(format_list(list(items), locale=self.babel))

    def sort_key(self, value: str) -> str:
        """Key that sorts names with accents beside those without."""
        folded = unicodedata.normalize("NFKD", value)
        return "".join(c for c in folded if not unicodedata.combining(c)).casefold()


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language.

    Raises:
        LanguageError: there is no catalogue for it.
    """
    if language in ("en", PSEUDO_LANGUAGE):
        return Catalogue(language, {})
    path = _FOLDER / f"{language}.po"
    if language not in available_languages():
        raise LanguageError(language, available_languages())
    with path.open("rb") as file:
        entries = read_po(file, locale=language)
    pairs = ((entry.id, entry.string) for entry in entries)
    return Catalogue(language, {m: t for m, t in pairs if isinstance(m, str) and isinstance(t, str) and t})
