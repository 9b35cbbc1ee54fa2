"""Sites that tests look at: of the project's edition, with and without documents, and of data that was changed."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from report_helpers import load_edition
from report_helpers.pipeline.build import Built, build_report
from report_helpers.pipeline.profiles import plan_profiles
from report_helpers.pipeline.request import ProfilesRequest
from report_helpers.site.build import build_site, site_files
from report_helpers.site.collection import Collection
from report_helpers.site.data import read_data
from report_helpers.site.documents import Documents
from report_helpers.site.request import SiteRequest

ROOT = Path(__file__).resolve().parents[2]

Change = Callable[[Path], None]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's data, without documents."""
    folder = tmp_path_factory.mktemp("site") / "site"
    write_site(ROOT / "data", folder)
    return folder


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, built: Built) -> Path:
    """The site as it is published: with the report, a profile, and under an address."""
    project = tmp_path_factory.mktemp("published")
    for name in ("data", "notebooks"):
        (project / name).symlink_to(ROOT / name)
    documents = project / "reports" / "2008" / "en"
    documents.mkdir(parents=True)
    for file in built.files:
        shutil.copy(file, documents)
    profiles = ProfilesRequest(project, asked=(("state", "COL"),))
    build_report(profiles, plan=lambda _: plan_profiles(profiles))
    return build_site(SiteRequest(project, documents=False, base_url="https://www.example.org/migration")).folder


@pytest.fixture(scope="session")
def changed_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Change], Path]:
    """Makes, once in a session, the site of a copy of the data that a function changes first."""

    def make(name: str, change: Change) -> Path:
        folder = tmp_path_factory.getbasetemp() / f"changed-{name}"
        if not folder.exists():
            data = folder / "data"
            shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("restricted"))
            change(data)
            write_site(data, folder / "site")
        return folder / "site"

    return make


def write_site(data: Path, folder: Path) -> None:
    years = tuple(sorted(int(path.name) for path in (data / "editions").iterdir()))
    editions = [load_edition(year, data=data) for year in years]
    for name, body in site_files(Collection.of(editions, Documents(), read_data(data, years))):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body if isinstance(body, bytes) else body.read_bytes())


def change_rows(path: Path, change: Callable[[dict[str, str]], dict[str, str] | None]) -> None:
    """Write a table anew with each row as ``change`` gives it back; ``None`` leaves a row out."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [row for row in map(change, list(reader)) if row is not None]
        names = list(reader.fieldnames or ())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def next_edition(data: Path) -> None:
    """An edition of 2009 beside that of 2008: one activity is gone, one is completed, one goes by another identifier and no
    longer names a document."""
    old, new = data / "editions" / "2008", data / "editions" / "2009"
    shutil.copytree(old, new)
    info = new / "edition.toml"
    info.write_text(
        info.read_text("utf-8").replace("edition = 2008", "edition = 2009").replace('"2008-05"', '"2009-05"'), "utf-8"
    )

    def activity(row: dict[str, str]) -> dict[str, str] | None:
        if row["id"] == GONE:
            return None
        if row["id"] == RENAMED:
            return {**row, "id": f"{RENAMED}-network", "cites": ""}
        return {**row, "status": "completed"} if row["id"] == COMPLETED else row

    successions = data / "reference" / "successions.csv"
    successions.write_text(f"id,from,to,edition,reason\nrenamed,{RENAMED},{RENAMED}-network,2009,It has a new name.\n", "utf-8")
    change_rows(new / "activities.csv", activity)
    change_rows(new / "references.csv", lambda row: None if row["id"] == UNNAMED else row)
    for name in ("figures", "corrections", "footnotes"):
        column = "activity" if name == "figures" else "target" if name == "corrections" else "targets"
        change_rows(new / f"{name}.csv", lambda row, column=column: None if row[column] in (GONE, RENAMED) else row)


GONE, COMPLETED = "ocam-unified-instruments", "iachr-special-rapporteurship"
RENAMED, UNNAMED = "cim-gender-migration-database", "web-cim"
