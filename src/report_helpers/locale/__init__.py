"""The language of an edition: its messages, numbers, dates and lists.

English is the language of the source code, so it needs no catalogue file. Another language is a gettext file
``<language>.po`` in this folder. ``en-XA`` is the pseudo-language that shows every message in double brackets:
what stands outside of them in a document is out of the catalogue's reach.
"""

from __future__ import annotations

from .catalogue import PSEUDO_LANGUAGE, Catalogue, available_languages, catalogue, mark
from .told import told, told_in

__all__ = ["PSEUDO_LANGUAGE", "Catalogue", "available_languages", "catalogue", "mark", "told", "told_in"]
