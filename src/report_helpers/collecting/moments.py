"""Dates as people write them, as the data writes them; what can be read in two ways is asked back."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale

from ..dataset.dates import is_partial_date
from ..locale import mark as _
from ..locale import told

MEND = _("Write year, month and day in this order: 2009, 2009-03 or 2009-03-15.")

_LANGUAGES = ("en", "es", "fr", "pt")
_ORDERED = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?")
_TURNED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|o|º|°)?"
_WORDS = re.compile(rf"(?:{_DAY}\.? )?(?:de )?([^\W\d]{{3,12}})\.?(?: {_DAY})?,? ?(?:(?:de|del) )?[-/]?(\d{{4}})")


class UnclearError(ValueError):
    """A value that can't be taken: why, as words that follow it, and how to mend it."""

    def __init__(self, reason: str, mend: str = "") -> None:
        """Takes two texts."""
        super().__init__(reason, mend)
        self.reason = reason
        self.mend = mend


def partial_date(text: str) -> str:
    """``15/03/2009``, ``March 2009``, ``15 de marzo de 2009``, ``2009-3`` as ``2009-03-15`` or ``2009-03``.

    Raises :class:`UnclearError`; for ``03/04/2009``, which is another day in Washington than in Lima.
    """
    plain = " ".join(text.split())
    if re.fullmatch(r"\d{4}", plain):
        return _real(plain)
    if match := _ORDERED.fullmatch(plain):
        return _real("-".join(f"{int(part):02d}" for part in match.groups() if part))
    if match := _TURNED.fullmatch(plain):
        first, second, year = (int(part) for part in match.groups())
        if first <= 12 and second <= 12 and first != second:
            days = {"first": f"{year}-{first:02d}-{second:02d}", "second": f"{year}-{second:02d}-{first:02d}"}
            raise UnclearError(told(_("can be {first} or {second}"), **days), MEND)
        day, month = (first, second) if second <= 12 else (second, first)
        return _real(f"{year}-{month:02d}-{day:02d}")
    if match := _MONTH_YEAR.fullmatch(plain):
        return _real(f"{match[2]}-{int(match[1]):02d}")
    match = _WORDS.fullmatch(_folded(plain))
    if match and match[2] in _months():
        named = match[1] or match[3]
        return _real(f"{match[4]}-{_months()[match[2]]:02d}" + (f"-{int(named):02d}" if named else ""))
    if re.fullmatch(r"\d{5}", plain):
        raise UnclearError(_("is a number, not a date: the cell has lost its date format"), MEND)
    raise UnclearError(_("is not a date"), MEND)


def period(text: str) -> str:
    """A date, or two with a slash or a dash between blanks, as the data writes them. Raises :class:`UnclearError`."""
    parts = re.split(r"\s+[-–—/]\s+|(?<=\d)/(?=\d{4})|(?<=\d{4})[–—](?=\d{4})", text.strip())
    if len(parts) == 2 and not any(form.fullmatch(text.strip()) for form in (_TURNED, _MONTH_YEAR)):
        return f"{partial_date(parts[0])}/{partial_date(parts[1])}"
    return partial_date(text)


def _real(date: str) -> str:
    if not is_partial_date(date):
        raise UnclearError(_("is not a date in the calendar"), MEND)
    return date


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@cache
def _months() -> dict[str, int]:
    """Names of the months, long and short, in the languages of the report."""
    return {
        _folded(name).strip("."): number
        for language in _LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in Locale(language).months["format"][width].items()
    }
