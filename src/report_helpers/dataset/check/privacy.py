"""Nothing personal in public: no e-mail address and no name of a contact person outside of restricted tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ...errors import Problem
from ..load import Sources
from .cells import Suspects, matching, within

_DOMAIN = r"\s?[\w.-]+\.[a-z]{2,}"
EMAIL = re.compile(rf"@(?:(?<=\w@)|(?<=\w\s@)){_DOMAIN}|[(\[](?:at|arroba)[)\]]{_DOMAIN}|mailto:", re.IGNORECASE)
"""The tail of an e-mail address, also with ``(at)`` or ``[at]`` for the sign, or a link to one."""

_AT = re.compile(r"[(\[](?:at|arroba)[)\]]")

_MEND = "Contacts stand in restricted/contacts.csv only: delete it here."


def no_email_addresses(sources: Sources) -> Iterator[Problem]:
    """No e-mail address in a public table or in ``edition.toml``, comments included."""
    yield from _found(sources, EMAIL, "holds an e-mail address", _perhaps_addresses, str)


def no_contact_names(sources: Sources) -> Iterator[Problem]:
    """No name of a contact person in a public table or in ``edition.toml``, where the contacts are on this machine."""
    contacts = sources.tables.get("contacts")
    names = {folded(name) for name in contacts.column("person")} if contacts else set()
    pattern = _any_of(name for name in names if " " in name)
    if pattern:
        words = {name.split()[0] for name in names if " " in name}
        suspects = partial(_perhaps_names, words=words)
        yield from _found(sources, pattern, "holds the name of a contact person", suspects, folded)


def _perhaps_addresses(cells: list[str]) -> list[str]:
    """The cells that :data:`EMAIL` may be found in."""
    return [cell for cell in within(cells, _perhaps_address) if _perhaps_address([cell])]


def _perhaps_address(block: list[str]) -> bool:
    low = "\n".join(block).lower()
    return "@" in low or "mailto:" in low or (("(" in low or "[" in low) and _AT.search(low) is not None)


def _perhaps_names(cells: list[str], words: set[str]) -> list[str]:
    """The cells in which a name may stand that has its first word among ``words``."""
    found = []
    for cell in cells:
        low = cell.lower()
        if not low.isascii() or any(word in low for word in words):
            found.append(cell)
    return found


def _found(
    sources: Sources, pattern: re.Pattern[str], expected: str, suspects: Suspects, fold: Callable[[str], str]
) -> Iterator[Problem]:
    """The cells and lines with a match, which the problem does not repeat: a log must not hold it either."""
    for table in sources.public.values():
        for field in (field for field in table.fields if field.type in ("string", "list")):
            for position in matching(table, field, pattern, suspects, fold):
                yield table.problem(position, field.name, "", expected, _MEND)
    for number, line in enumerate(sources.info_lines(), start=1):
        if pattern.search(fold(line)):
            yield Problem(sources.info_file, number, "", "", "", expected, _MEND)


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    parts = [re.escape(name) for name in sorted(names)]
    return re.compile(rf"\b({'|'.join(parts)})\b") if parts else None


def folded(text: str) -> str:
    """Small letters without accents, any run of blanks as one space, titles such as Dr. left out."""
    plain = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text)).casefold()
    return " ".join(re.sub(r"\b(dr|dra|ing|lic|sr|sra|mr|mrs|ms)\.", " ", plain).split())
