"""Cells of the tables in the words of the questionnaire, and back: codes by their labels, in any language of the lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from ..dataset.info import LANGUAGES
from ..dataset.schema import Field, Schema
from ..dataset.typed import split_list, split_role
from ..errors import closest
from ..locale import available_languages, catalogue, told
from ..locale import mark as _
from ..locale.roles import ROLES
from .draft import Row, Rows
from .moments import UnclearError, partial_date, period
from .words import words_of

JOIN = "; "
_ROLE = re.compile(r"(?P<name>.*\S)\s*[\[(](?P<role>[^\[\]()]+)[\])]")
_SINGLE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})+|\d{1,3}(?:[ ']\d{3})+")


class Labels:
    """Words of one language over the ``tables`` of an edition; what is read back may be in any of the languages."""

    def __init__(self, tables: Mapping[str, Rows], schema: Schema, language: str) -> None:
        """``language`` is that of the words shown."""
        self.tables = tables
        self.schema = schema
        self.language = language
        self.say = catalogue(language)
        self._known: dict[str, dict[str, set[str]]] = {}

    def show(self, field: Field, cell: str) -> str:
        """The cell in words."""
        if not cell:
            return ""
        if field.is_list:
            return JOIN.join(self._item(field, item) for item in split_list(cell, field.delimiter))
        if field.reference:
            return self.label(field.reference, cell)
        if field.type == "boolean":
            return self.say(_("Yes")) if cell == "true" else self.say(_("No"))
        return self.say(words_of(field.name).get(cell, cell)) if field.enum else cell

    def choices(self, field: Field) -> list[str]:
        """The words that a cell of the column, or an item of its list, can be, in the order of the language."""
        if field.enum:
            return [self.show(field, code) for code in field.enum]
        if field.type == "boolean":
            return [self.say(_("Yes")), self.say(_("No"))]
        if field.reference in self.tables:
            labels = [self.label(field.reference, each) for each in self.tables[field.reference]]
            return sorted(dict.fromkeys(labels), key=self.say.sort_key)
        return []

    def label(self, table: str, identifier: str) -> str:
        """A row's name: its label in the language, else in English; its id where no other row must be taken for it."""
        row = self.tables.get(table, {}).get(identifier)
        name = names_of(table, row, self.language)[0] if row else ""
        clear = name and ";" not in name and self._names(table).get(fold(name)) == {identifier}
        return name if clear else identifier

    def read(self, field: Field, text: str) -> str:
        """What the words mean, as the table writes it. Raises :class:`UnclearError`."""
        text = unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\r\n", "\n")).strip()
        if not text:
            return ""
        if field.is_list:
            items = [item.strip() for item in re.split(r"[;\n]", text) if item.strip()]
            return field.delimiter.join(dict.fromkeys(self._read_item(field, item) for item in items))
        if field.check == "partial-date":
            return partial_date(text)
        if field.check == "period":
            return period(text)
        if field.reference:
            return self._find(field.reference, text)
        if field.enum or field.type == "boolean":
            return self._code(field, text)
        if field.type in ("integer", "number"):
            return number(text)
        return text if field.check in ("markdown", "verbatim") else " ".join(text.split())

    def learn(self, table: str, identifier: str, cells: Mapping[str, str]) -> None:
        """A row that isn't in the tables yet can be named from now on."""
        row = dict.fromkeys(self.schema[table].columns, "") | dict(cells) | {"id": identifier}
        for name in filter(None, names_of(table, row, self.language)):
            self._names(table).setdefault(fold(name), set()).add(identifier)

    def _names(self, table: str) -> dict[str, set[str]]:
        """The ids that go by a name, by the name as :func:`fold` leaves it."""
        if table not in self._known:
            known: dict[str, set[str]] = {}
            for identifier, row in self.tables[table].items():
                for name in {identifier, *(name for language in LANGUAGES for name in names_of(table, row, language))}:
                    known.setdefault(fold(name), set()).add(identifier)
            self._known[table] = known
        return self._known[table]

    def _item(self, field: Field, item: str) -> str:
        identifier, role = split_role(item) if field.roles else (item, "")
        name = self.label(field.reference, identifier) if field.reference else identifier
        return f"{name} [{self.say(ROLES.get(role, role))}]" if role else name

    def _read_item(self, field: Field, item: str) -> str:
        if not field.roles:
            return self._find(field.reference, item) if field.reference else " ".join(item.split())
        name, role = item, ""
        if (match := _ROLE.fullmatch(item)) and (role := self._role(field, match["role"])):
            name = match["name"]
        elif ":" in item and (role := self._role(field, item.rpartition(":")[2])):
            name = item.rpartition(":")[0].strip()
        identifier = self._find(field.reference, name)
        if not role:
            shown = ", ".join(self.say(ROLES.get(each, each)) for each in field.roles)
            reason = told(_('has no role for "{name}"'), name=name)
            raise UnclearError(reason, told(_("Write it in square brackets after the name; one of: {roles}."), roles=shown))
        return f"{identifier}:{role}"

    def _role(self, field: Field, text: str) -> str:
        wanted = fold(text)
        return next((role for role in field.roles if wanted in _everywhere(ROLES.get(role, role), role)), "")

    def _code(self, field: Field, text: str) -> str:
        codes = {"true": _("Yes"), "false": _("No")} if field.type == "boolean" else dict(words_of(field.name))
        for code in field.enum:
            codes.setdefault(code, code)
        for code, word in codes.items():
            if fold(text) in _everywhere(word, code):
                return code
        shown = [self.say(word) for word in codes.values()]
        raise UnclearError(_("is not one of the choices"), told(_("Choose: {choices}."), choices=", ".join(shown)))

    def _find(self, table: str, text: str) -> str:
        """The id of the row that is meant."""
        if text in self.tables[table]:
            return text
        found = self._names(table).get(fold(text), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise UnclearError(told(_("can be any of these: {rows}"), rows=", ".join(sorted(found))), _("Write the full name."))
        names = [names_of(table, row, self.language)[0] for row in self.tables[table].values()]
        close = closest(text, filter(None, names))
        mend = told(_('Did you mean "{name}"?'), name=close) if close else ""
        raise UnclearError(told(_('holds "{name}", which is not a known name'), name=text), mend)


def names_of(table: str, row: Row, language: str) -> list[str]:
    """The names that a row goes by, the one to show first."""
    if table == "organizations":
        name, acronym = row["name_en"], row["acronym"]
        full = f"{name} ({acronym})" if acronym and acronym not in name else name
        return [each for each in (full, name, acronym, *split_list(row["aliases"])) if each]
    if table == "references":
        return [name for name in (row["symbol"], row["title"], row["printed"]) if name] or [row["id"]]
    if table in ("activities", "sections"):
        return [row["title"]]
    stem = "label" if "label_en" in row else "name"
    names = (row.get(f"{stem}_{language}", ""), row.get(f"{stem}_en", ""), row.get(stem, ""))
    return [name for name in names if name] or [row["id"]]


def number(text: str) -> str:
    """A number in digits with a point. Raises :class:`UnclearError`; for ``1,234``, which is one and a bit elsewhere."""
    plain = text.replace("\u202f", " ").strip()
    if _SINGLE_GROUP.fullmatch(plain):
        digits = re.sub(r"\D", "", plain)
        reason = told(_("can be {first} or {second}"), first=digits, second=plain.replace(",", "."))
        raise UnclearError(reason, _("Write digits only, without separators."))
    if _GROUPED.fullmatch(plain):
        return re.sub(r"\D", "", plain)
    if re.fullmatch(r"-?\d+([.,]\d+)?", plain):
        return plain.replace(",", ".")
    raise UnclearError(_("is not a number"), _("Write digits only; words go to the columns beside it."))


def fold(text: str) -> str:
    """Small letters without accents, any run of blanks as one space: what two writings of a name have in common."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


@cache
def _everywhere(word: str, code: str) -> frozenset[str]:
    """A word in every language that has a catalogue, and the code itself, as :func:`fold` leaves them."""
    return frozenset(map(fold, (code, *(catalogue(language)(word) for language in available_languages()))))
