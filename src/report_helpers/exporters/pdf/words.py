"""What the PDF itself says, in the language of the document."""

from __future__ import annotations

import re

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from ...locale import catalogue
from .metadata import partial_date


def words(language: str) -> dict[str, str]:
    """The words of the template. ``page`` has the places ``{number}`` and ``{total}``."""
    _ = catalogue(language)
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
