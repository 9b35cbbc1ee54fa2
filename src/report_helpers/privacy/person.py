"""A person as the data may name them: the name, and the addresses and telephone numbers that contacts have of them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from ..dataset.check.privacy import folded
from ..dataset.load import editions
from ..dataset.schema import read_schema
from ..errors import UsageError

_DIGITS = 7
"""Digits that a telephone number has at least: fewer stand in many a text."""


@dataclass(frozen=True)
class Person:
    """What tells a person: folded ``names``, ``addresses`` in small letters, ``numbers`` as digits alone."""

    names: frozenset[str]
    addresses: frozenset[str]
    numbers: frozenset[str]

    def is_in(self, text: str) -> bool:
        """Whether ``text`` names the person, or holds an address or a telephone number of them."""
        plain = folded(text.replace(",", " "))
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) for name in self.names):
            return True
        if any(address in plain for address in self.addresses):
            return True
        return any(number in re.sub(r"(?<=\d)[\s().\-/]+(?=\d)|^\+", "", text) for number in self.numbers)


def find_person(name: str, data: Path) -> Person:
    """The person called ``name`` (or with that e-mail address), with what the contacts of all editions say of them.

    Raises:
        UsageError: ``name`` is a single word, which would take others, too.
    """
    address = name.strip().casefold() if "@" in name else ""
    if not address and len(folded(name).split()) < 2:
        raise UsageError(f'"{name}" is a single word, which others may bear: give the whole name or the e-mail address.')
    contacts = [row for path in contact_files(data) for row in _rows(path)]
    own = [row for row in contacts if (_address(row) == address if address else folded(row["person"]) == folded(name))]
    people = {folded(row["person"]) for row in own} | (set() if address else {folded(name)})
    others = [row for row in contacts if folded(row["person"]) not in people]
    addresses = {_address(row) for row in own} - {_address(row) for row in others} | {address}
    numbers = {_number(row) for row in own} - {_number(row) for row in others}
    names = {turned for person in people for turned in _turned(person)}
    return Person(
        frozenset(names), frozenset(addresses - {""}), frozenset(number for number in numbers if len(number) >= _DIGITS)
    )


def _turned(name: str) -> list[str]:
    """A name of several words in each order that lists give it: ``ana maria inventada``, ``inventada ana maria`` ..."""
    words = name.replace(",", " ").split()
    return [" ".join([*words[at:], *words[:at]]) for at in range(len(words))] if len(words) > 1 else []


def _address(row: dict[str, str]) -> str:
    return (row.get("email") or "").strip().casefold()


def _number(row: dict[str, str]) -> str:
    return re.sub(r"\D", "", row.get("phone") or "")


def contact_files(data: Path) -> list[Path]:
    """The tables of contacts that are on this machine."""
    resource = read_schema(data)["contacts"]
    paths = (data / resource.path_in(year) for year in editions(data))
    return [path for path in paths if path.is_file()]


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
