"""A packed edition is the edition: the same tables, rows and hashes, and never an old one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from report_helpers import cli
from report_helpers.dataset import Edition, load_edition
from report_helpers.dataset.indexes import INDEXES
from report_helpers.dataset.pack import pack_edition
from report_helpers.dataset.packed import Pack, open_pack, pack_folder
from report_helpers.errors import DataError
from report_helpers.paths import data_folder

from .conftest import Sample

LANGUAGES = ("en", "es")


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a project whose edition of 2008 is packed."""
    project = tmp_path_factory.mktemp("packed")
    shutil.copytree(data_folder(), project / "data")
    pack_edition(2008, project / "data")
    return project / "data"


def is_packed(edition: Edition) -> bool:
    return isinstance(edition.tables._frames, Pack)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_those_of_the_csv_files(packed: Path, language: str) -> None:
    one, other = load_edition(2008, language, packed), load_edition(2008, language, data_folder())
    assert (is_packed(one), is_packed(other)) == (True, False)
    assert list(one.tables) == list(other.tables)
    for name in (*other.tables, *INDEXES):
        pd.testing.assert_frame_equal(one.tables._frame(name), other.tables._frame(name), obj=name)
    assert (one.checksum, one.info) == (other.checksum, other.info)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_are_those_of_the_csv_files(packed: Path, language: str) -> None:
    one, other = load_edition(2008, language, packed), load_edition(2008, language, data_folder())
    for name in (*other.tables, *INDEXES):
        assert list(one.records(name).values()) == list(other.records(name).values()), name
        assert one.records(name).get("no such id") is None


SELECTIONS = [
    ("activities", "states", "COL"),
    ("activities", "themes", "remittances"),
    ("activities", "partners", "iom"),
    ("activities", "section", "annex-1"),
    ("activities", "entry", "oas-iachr"),
    ("activities", "id", "iachr-special-rapporteurship"),
    ("activities", "status", "planned"),
    ("activities", "states", "XXX"),
    ("activities", "no-such-column", "x"),
    ("figures", "activity", "iachr-special-rapporteurship"),
    ("footnotes", "targets", "oas-iachr"),
    ("memberships", "state", "COL"),
    ("mentions", "named", "COL"),
    ("theme_counts", "id", ""),
    ("activities", "", ""),
    ("info", "", ""),
    ("nothing", "", ""),
]


@pytest.mark.parametrize("selection", SELECTIONS, ids=".".join)
def test_selections_have_the_rows_and_hashes_of_the_csv_files(packed: Path, selection: tuple[str, str, str]) -> None:
    one, other = load_edition(2008, "es", packed), load_edition(2008, "es", data_folder())
    name, column, value = selection
    if column:
        found = one.records(name).where(column, value)
        assert found == other.records(name).where(column, value)
        assert [one.records(name)[row["id"]] for row in found] == found
    for columns in ("", "id,title,states", "start,value,state"):
        assert one.tables.hash_of((*selection, columns)) == other.tables.hash_of((*selection, columns))


def test_a_row_that_changed_has_another_hash(sample: Sample) -> None:
    wholly, titles, dates = (("activities", "states", "PAN", columns) for columns in ("", "id,title", "id,start"))
    before = load_edition(2030, data=sample.data).tables
    sample.edit("activities", "desk-census", title="Count of travelers")
    after = load_edition(2030, data=sample.data).tables
    assert after.hash_of(wholly) != before.hash_of(wholly)
    assert after.hash_of(titles) != before.hash_of(titles)
    assert after.hash_of(dates) == before.hash_of(dates)


@pytest.mark.parametrize("table", ["activities", "themes"])
def test_an_old_pack_is_never_read(sample: Sample, table: str) -> None:
    pack_edition(2030, sample.data)
    assert is_packed(load_edition(2030, data=sample.data))
    rows = sample.rows(table)
    column = "title" if table == "activities" else "label_en"
    sample.edit(table, rows[0]["id"], **{column: "Another name"})
    edition = load_edition(2030, data=sample.data)
    assert not is_packed(edition)
    assert edition.records(table)[rows[0]["id"]][column] == "Another name"
    pack_edition(2030, sample.data)
    assert is_packed(load_edition(2030, data=sample.data))


def test_a_damaged_pack_is_left_aside(sample: Sample) -> None:
    pack_edition(2030, sample.data)
    (pack_folder(2030, sample.data) / "pack.json").write_text("{")
    assert not is_packed(load_edition(2030, data=sample.data))


def test_contacts_are_not_packed_and_a_pack_is_read_where_they_are_not(sample: Sample) -> None:
    folder = pack_edition(2030, sample.data)
    assert b"Inventada" not in b"".join(path.read_bytes() for path in folder.iterdir())
    assert not list(folder.glob("contacts*"))
    assert not is_packed(load_edition(2030, data=sample.data, audience="internal"))
    sample.path("contacts").unlink()
    assert is_packed(load_edition(2030, data=sample.data))


def test_data_with_problems_is_not_packed(sample: Sample) -> None:
    sample.edit("activities", "desk-census", title="")
    with pytest.raises(DataError, match="title: is empty and must be filled"):
        pack_edition(2030, sample.data)
    assert not pack_folder(2030, sample.data).exists()


def test_the_verb(sample: Sample, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MIGRATION_REPORT_HOME", str(sample.data.parent))
    assert cli.main(["pack", "--edition", "2030"]) == 0
    assert "packed" in capsys.readouterr().out
    assert open_pack(2030, sample.data, "en") is not None
    assert cli.main(["pack", "--edition", "1999"]) == 2


WITHOUT = """
import sys
if sys.argv[1] == "without":
    sys.modules["pyarrow"] = None
import json
from report_helpers import load_edition
from report_helpers.dataset import check_all
from pathlib import Path
data = Path(sys.argv[2])
edition = load_edition(2008, "es", data)
tables = {name: edition.table(name).astype(object).astype(str).to_dict("list") for name in edition.tables}
hashes = [edition.tables.hash_of((name, "", "", "")) for name in edition.tables]
print(json.dumps([tables, hashes, edition.checksum, [str(problem) for problem in check_all(data)]]))
"""


def test_everything_is_the_same_without_pyarrow(packed: Path) -> None:
    """Also where pandas keeps its text without it, and where there is a pack that can't be read then."""
    said = [
        subprocess.run([sys.executable, "-c", WITHOUT, how, str(packed)], capture_output=True, text=True, check=True).stdout
        for how in ("with", "without")
    ]
    assert said[0] == said[1]
    assert json.loads(said[0])[0]["activities"]["id"]


def test_packing_without_pyarrow_says_what_to_install(packed: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None\nfrom report_helpers.cli import main; sys.exit(main(['pack']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=packed.parent, check=False)
    assert done.returncode == 2
    assert done.stderr == 'migration-report: Packing needs pyarrow: pip install "migration-report[parquet]".\n'
