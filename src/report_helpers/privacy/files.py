"""One received file without a person: the cells that name them are emptied; a file that can't be read so is withheld."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import PurePath

from .person import Person

Emptied = tuple[bytes, int]
"""A file's content, and how many cells of it were emptied."""

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def without(person: Person, name: str, content: bytes) -> Emptied | None:
    """``content`` with the person's cells emptied; ``None`` where that can't be done and the file has to be withheld."""
    ways: dict[str, Callable[[Person, bytes], Emptied]] = {".xlsx": _xlsx, ".ods": _ods, ".csv": _csv, ".tsv": _csv}
    way = ways.get(PurePath(name).suffix.lower())
    if way is None:
        return None
    try:
        emptied, count = way(person, content)
    except Exception:  # whatever the file's damage is, it holds the person and can't be cleaned
        return None
    return None if holds(person, emptied) else (emptied, count)


def holds(person: Person, content: bytes) -> bool:
    """Whether a file holds the person anywhere in it: cells, hidden sheets, comments, its author."""
    texts = _texts(content)
    if not person.is_in("\n".join(texts)):  # one look at all of it spares one at each of many thousand cells
        return False
    return any(person.is_in(text) for text in texts)


def _texts(content: bytes) -> list[str]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [text for part in archive.namelist() for text in _of_part(part, archive.read(part))]
    text = _decoded(content)
    return [text, text.replace("\n", " "), *text.splitlines()]


def _of_part(part: str, content: bytes) -> list[str]:
    from lxml import etree

    if not part.endswith((".xml", ".rels", ".vml")):
        return [content.decode("latin-1")] if len(content) < 1_000_000 else []
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    attributes = [value for element in root.iter() for value in element.attrib.values()]
    blocks = ["".join(element.itertext()) for element in root.iter() if len(element) == 0 or element.tag.endswith("}p")]
    rich = ["".join(element.itertext()) for element in root.iter("{*}si", "{*}comment", "{*}is")]
    return [*attributes, *blocks, *rich]


def _xlsx(person: Person, content: bytes) -> Emptied:
    from openpyxl import load_workbook

    book, count = load_workbook(io.BytesIO(content)), 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and person.is_in(str(cell.value)):
                    cell.value, count = None, count + 1
                if cell.comment is not None and person.is_in(f"{cell.comment.text} {cell.comment.author}"):
                    cell.comment, count = None, count + 1
                if cell.hyperlink is not None and person.is_in(f"{cell.hyperlink.target} {cell.hyperlink.display}"):
                    cell.hyperlink = None
    for name in ("creator", "lastModifiedBy", "title", "subject", "description", "keywords"):
        if person.is_in(str(getattr(book.properties, name) or "")):
            setattr(book.properties, name, "")
            count += 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue(), count


def _ods(person: Person, content: bytes) -> Emptied:
    from lxml import etree

    source, buffer, count = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO(), 0
    with source, zipfile.ZipFile(buffer, "w") as target:
        for part in source.infolist():
            body = source.read(part)
            if part.filename in ("content.xml", "meta.xml"):
                root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, huge_tree=True))
                cells = root.iter(f"{{{_TABLE}}}table-cell") if part.filename == "content.xml" else root.iter(etree.Element)
                for cell in list(cells):
                    values = [value for key, value in cell.attrib.items() if key.startswith(f"{{{_OFFICE}}}")]
                    if (part.filename == "content.xml" or len(cell) == 0) and person.is_in(" ".join([*values, *cell.itertext()])):
                        for key in [key for key in cell.attrib if key.startswith(f"{{{_OFFICE}}}")]:
                            del cell.attrib[key]
                        del cell[:]
                        cell.text, count = None, count + 1
                body = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            target.writestr(part, body)
    return buffer.getvalue(), count


def _csv(person: Person, content: bytes) -> Emptied:
    text, count = _decoded(content), 0
    delimiter = max(",;\t", key=text.splitlines()[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    for row in rows:
        for place, cell in enumerate(row):
            if person.is_in(cell):
                row[place], count = "", count + 1
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode("utf-8"), count


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252", errors="replace")
