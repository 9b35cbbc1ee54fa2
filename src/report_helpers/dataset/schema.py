"""``data/datapackage.json`` as typed values: the one description of every table."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import SchemaError


@dataclass(frozen=True)
class Field:
    """One column.

    ``reference`` names the table that its values (or the items of its list) point to, ``roles`` the words that may
    follow an item after a colon, ``check`` a further rule: ``markdown``, ``partial-date`` or ``symbol``. A file may lack
    an ``optional`` column, and does where all of its cells would be empty.
    """

    name: str
    type: str
    title: str
    description: str
    required: bool = False
    unique: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    format: str = ""
    check: str = ""
    delimiter: str = ""
    reference: str = ""
    roles: tuple[str, ...] = ()
    optional: bool = False

    @property
    def is_list(self) -> bool:
        """Whether one cell holds several values, joined with ``delimiter``."""
        return self.type == "list"


@dataclass(frozen=True)
class Resource:
    """One table: where its file lies, what its columns are and how its rows are sorted.

    The file of an ``optional`` table may be absent, which is the same as no rows. An ``internal`` table records how the
    edition came about; it is no part of what is published.
    """

    name: str
    title: str
    description: str
    path: str
    fields: tuple[Field, ...]
    sort: tuple[str, ...]
    per_edition: bool = False
    restricted: bool = False
    optional: bool = False
    internal: bool = False

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in the order of the file."""
        return [field.name for field in self.fields]

    @property
    def noun(self) -> str:
        """What one row is, for messages: ``activity``, ``theme``."""
        name = self.name.replace("_", " ")
        return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")

    def field(self, name: str) -> Field:
        """The column called ``name``; ``KeyError`` where there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def path_in(self, edition: int) -> str:
        """Path of the table's file from the data folder, in the year ``edition``."""
        return re.sub(r"^editions/\d+/", f"editions/{edition}/", self.path)


@dataclass(frozen=True)
class Schema:
    """Every table, by name, in the order of ``datapackage.json``."""

    title: str
    description: str
    resources: Mapping[str, Resource]

    def __getitem__(self, name: str) -> Resource:
        """The table called ``name``."""
        return self.resources[name]

    @property
    def published(self) -> list[Resource]:
        """The tables that are published with the report: neither restricted nor internal."""
        return [resource for resource in self.resources.values() if not (resource.restricted or resource.internal)]


def read_schema(data: Path) -> Schema:
    """Reads ``datapackage.json`` in the folder ``data``; raises :class:`SchemaError` where it can't be used."""
    file = data / "datapackage.json"
    try:
        package = json.loads(file.read_text("utf-8"))
        resources = [_resource(item) for item in package["resources"]]
        return Schema(package["title"], package["description"], {resource.name: resource for resource in resources})
    except FileNotFoundError:
        raise SchemaError(str(file), "the file is missing; it describes every table.") from None
    except UnicodeDecodeError:
        raise SchemaError(str(file), "the file is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise SchemaError(str(file), f"line {error.lineno} is not JSON: {error.msg}.") from None
    except (KeyError, TypeError) as error:
        raise SchemaError(str(file), f"the description of a table lacks {error}.") from None


def _resource(item: Mapping[str, Any]) -> Resource:
    keys = {key["fields"][0]: key["reference"]["resource"] for key in item["schema"].get("foreignKeys", [])}
    return Resource(
        name=item["name"],
        title=item["title"],
        description=item["description"],
        path=item["path"],
        fields=tuple(_field(field, keys.get(field["name"], "")) for field in item["schema"]["fields"]),
        sort=tuple(item.get("sort", ["id"])),
        per_edition=item.get("perEdition", False),
        restricted=item.get("restricted", False),
        optional=item.get("optional", False),
        internal=item.get("internal", False),
    )


def _field(item: Mapping[str, Any], points_to: str) -> Field:
    constraints, items = item.get("constraints", {}), item.get("items", {})
    return Field(
        name=item["name"],
        type=item["type"],
        title=item["title"],
        description=item["description"],
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        pattern=constraints.get("pattern", ""),
        enum=tuple(constraints.get("enum", ())),
        minimum=constraints.get("minimum"),
        format=item.get("format", ""),
        check=item.get("check", ""),
        delimiter=item.get("delimiter", ""),
        reference=points_to or items.get("reference", ""),
        roles=tuple(items.get("roles", ())),
        optional=item.get("optional", False),
    )
