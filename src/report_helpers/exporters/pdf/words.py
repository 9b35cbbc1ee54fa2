"""What the PDF itself says, in the language of the document."""

from __future__ import annotations

import re
from collections.abc import Callable

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from ...errors import LanguageError
from ...locale import catalogue
from .metadata import partial_date


def words(language: str) -> tuple[dict[str, str], list[str]]:
    """The words of the template, and a warning where they are not in the language of the document.
    ``page`` has the places ``{number}`` and ``{total}``."""
    for known in (language, language.partition("-")[0]):
        try:
            return _words(catalogue(known)), []
        except LanguageError:
            continue
    return _words(catalogue("en")), [f"there is no catalogue for {language!r}: headings such as Contents are in English"]


def _words(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "tables": _("Tables"),
        "figures": _("Figures"),
        "table": _("Table"),
        "figure": _("Figure"),
        "continued": _("continued"),
        "draft": _("Draft"),
        "page": _("Page {number} of {total}"),
        "edition": _("Edition"),
        "as_of": _("Data as of"),
        "citation": _("How to cite"),
        "notice": _("About the data"),
        "checksum": _("Checksum of the data (SHA-256)"),
        "published_by": _("Published by"),
        "caveat": _("Caveat"),
        "note": _("Note"),
        "method": _("Method"),
        "image": _("Image"),
        "index": _("Index"),
        "on_page": _("page {number}"),
        "unset": _("This part could not be set"),
    }


def long_date(value: str, language: str) -> str:
    """``2008-05`` as ``May 2008``; what is no ISO date stays as it is."""
    day = partial_date(value)
    if day is None:
        return value
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    parts = len(re.findall(r"\d+", value))
    if parts == 1:
        return value
    return format_skeleton("yMMMM", day, locale=locale) if parts == 2 else format_date(day, "long", locale=locale)
