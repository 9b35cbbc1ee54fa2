"""A person is removed everywhere: contacts, tables of the collection, files as received; a note says what, when and not who."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from report_helpers.dataset import fix_edition
from report_helpers.errors import UsageError
from report_helpers.privacy.files import holds
from report_helpers.privacy.forget import forget
from report_helpers.privacy.person import find_person

from ..dataset.conftest import Sample

ANA = "Ana Inventada"
CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet><table:table><table:table-row>{cells}</table:table-row></table:table>"
    "</office:spreadsheet></office:body></office:document-content>"
)


def ods(*cells: str) -> bytes:
    body = "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", CONTENT.format(cells=body))
    return buffer.getvalue()


def xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["Contact", "Dr. Ana  INVENTADA", "+507 555-01 23"])
    sheet.append(["Title", "Census of travelers"])
    sheet["A2"].comment = Comment("Asked ana inventada", "Desk")
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden.append(["ana.inventada@helpers.example", "Ana Inventadora"])
    book.properties.creator = "Ana Inventada"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def full(sample: Sample) -> Sample:
    sample.edit("contacts", "tents", phone="+507 555 0123")
    ben = {"person": "Ben Inventado", "email": "ben@helpers.example"}
    sample.add("contacts", id="tents-2", activity="helpers-tents", organization="helpers", **ben)
    folder = sample.data / "sources" / "2030"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reply.xlsx").write_bytes(xlsx())
    (folder / "reply.ods").write_bytes(ods("Ana Inventada", "Census"))
    (folder / "reply.csv").write_bytes("name;what\nInventada, Ana;x\nAna Inventada;Español\n".encode("cp1252"))
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7 signed by Ana Inventada")
    (folder / "other.csv").write_bytes(b"name\nBen Inventado\n")
    common = {"organization": "desk", "received": "2030-02-20"}
    rows = [{"id": f"desk-{n}", **common, "file": path.name} for n, path in enumerate(sorted(folder.iterdir()), 1)]
    for row in rows:
        row["sha256"] = hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest()
    sample.write("receipts", rows)
    fix_edition(2030, sample.data)
    return sample


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}


def test_the_person_is_gone_everywhere_and_nobody_else_is(full: Sample) -> None:
    project = full.data.parent
    person = find_person(ANA, full.data)
    (project / "reports" / "2030").mkdir(parents=True)
    (project / "reports" / "2030" / "internal.html").write_text("<p>Ana Inventada</p>", "utf-8")
    places = {place.file: place.what for place in forget(ANA, project, "2031-02-01")}
    assert places["data/editions/2030/restricted/contacts.csv"] == "1 rows deleted"
    assert places["data/sources/2030/reply.xlsx"] == "5 cells emptied"
    assert places["data/sources/2030/letter.pdf"] == "file withheld"
    assert "reports/2030/internal.html" in places
    assert [path for path, content in files(project).items() if holds(person, content)] == []
    assert [row["person"] for row in full.rows("contacts")] == ["Ben Inventado"]
    book = load_workbook(full.data / "sources" / "2030" / "reply.xlsx")
    assert [cell.value for cell in book.worksheets[0][2]][:2] == ["Title", "Census of travelers"]
    assert book["Hidden"]["B1"].value == "Ana Inventadora", "another person"
    with zipfile.ZipFile(full.data / "sources" / "2030" / "reply.ods") as archive:
        assert b"Census" in archive.read("content.xml")
    assert (full.data / "sources" / "2030" / "reply.csv").read_text("utf-8") == "name;what\n;x\n;Español\n"
    assert (full.data / "sources" / "2030" / "other.csv").read_bytes() == b"name\nBen Inventado\n"


def test_the_data_is_sound_afterwards_and_the_note_says_what_and_when_but_not_who(full: Sample) -> None:
    assert full.problems() == []
    forget(ANA, full.data.parent, "2031-02-01")
    assert full.problems() == []
    note = (full.data / "forgotten.csv").read_text("utf-8")
    assert "2031-02-01,data/sources/2030/reply.xlsx,5 cells emptied" in note
    assert "inventada" not in note.casefold()
    (row,) = [row for row in full.rows("receipts") if row["file"] == "reply.xlsx"]
    assert row["note"] == "Personal data were removed from the file on 2031-02-01."


def test_a_dry_run_lists_the_same_places_and_changes_nothing(full: Sample) -> None:
    before = files(full.data)
    shown = forget(ANA, full.data.parent, "", only_show=True)
    assert files(full.data) == before
    assert [p.file for p in shown] == [p.file for p in forget("dr. ana inventada", full.data.parent, "2031-02-01")]
    assert forget(ANA, full.data.parent, "2031-02-02") == [], "nothing is left to find"


def test_an_address_that_two_share_is_kept_for_the_other(full: Sample) -> None:
    full.edit("contacts", "tents-2", email="ana.inventada@helpers.example")
    forget(ANA, full.data.parent, "2031-02-01")
    assert [row["email"] for row in full.rows("contacts")] == ["ana.inventada@helpers.example"]


def test_a_single_word_is_refused(full: Sample) -> None:
    with pytest.raises(UsageError, match="single word"):
        forget("Ana", full.data.parent, "2031-02-01")


def test_an_address_finds_the_person(full: Sample) -> None:
    forget("ana.inventada@helpers.example", full.data.parent, "2031-02-01")
    assert [row["person"] for row in full.rows("contacts")] == ["Ben Inventado"]
