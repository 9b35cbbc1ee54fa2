"""One number that stands for the data of an edition."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .canonical import canonical_bytes
from .files import RawTable


def checksum(tables: dict[str, RawTable], info: Path) -> str:
    """SHA-256 (64 hexadecimal digits) over ``tables`` in canonical form and the text of ``edition.toml``.

    The order of rows and files, quoting and line ends don't change it; any change of content does. Give it the
    published tables only, so that it is the same for everyone; a table whose file is absent doesn't count.
    """
    digest = hashlib.sha256()
    parts = {name: canonical_bytes(name, tables) for name in tables if not tables[name].absent}
    parts["edition.toml"] = info.read_bytes().replace(b"\r\n", b"\n")
    for name in sorted(parts):
        digest.update(f"{name} {len(parts[name])}\n".encode())
        digest.update(parts[name])
    return digest.hexdigest()
