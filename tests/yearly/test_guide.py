"""The guide to the yearly report, command by command, in a copy of the project: a second edition is opened, asked for, received,
edited, followed, compared, published, corrected, and a person is forgotten."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from report_helpers import load_edition
from report_helpers.dataset import check_edition
from report_helpers.dataset.compare import load_changes
from report_helpers.privacy.files import holds
from report_helpers.privacy.person import find_person
from report_helpers.publishing.back_test import back_test

from ..conftest import ROOT
from .replying import CONTACT, write_replies

pytestmark = pytest.mark.kernel

GUIDE = (ROOT / "docs" / "yearly-report.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL)
CHAPTERS = ("00-explanatory-note", "00-issued-again", "01-what-changed")
"""Chapters of the copy: those that this cycle is about. The others have tests of their own."""


class Officer:
    """Follows the guide; ``said`` is what each block printed."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.said: list[str] = []

    @property
    def data(self) -> Path:
        return self.project / "data"

    def run(self, block: str) -> None:
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        environment.pop("MIGRATION_REPORT_HOME", None)
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block],
            cwd=self.project,
            env=environment,
            capture_output=True,
            text=True,
            timeout=1500,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
        self.said.append(done.stdout)

    def after(self, block: str) -> None:
        """What the guide says that people do."""
        if "questionnaires" in block:
            write_replies(self.project / "reports" / "2009" / "questionnaires", self.project / "replies")
        if "migration-report publish" in block:
            assert check_edition(2009, self.data) == []
            table = self.data / "editions" / "2009" / "activities.csv"
            text = table.read_text("utf-8")
            table.write_text(text.replace("Course on the rights", "Course on the human rights"), "utf-8")
            assert [problem.file for problem in check_edition(2009, self.data)] == ["data/editions/2009/activities.csv"]


@pytest.fixture(scope="module")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Officer:
    project = tmp_path_factory.mktemp("yearly") / "project"
    shutil.copytree(ROOT / "data", project / "data")
    shutil.copytree(ROOT / "notebooks" / "meeting", project / "notebooks" / "meeting")
    (project / "notebooks" / "report").mkdir()
    for name in CHAPTERS:
        shutil.copy(ROOT / "notebooks" / "report" / f"{name}.ipynb", project / "notebooks" / "report")
    (project / "docs").symlink_to(ROOT / "docs")
    found = Officer(project)
    for block in BLOCKS:
        found.run(block)
        found.after(block)
    return found


def said(officer: Officer, command: str) -> str:
    return "\n".join(text for block, text in zip(BLOCKS, officer.said, strict=True) if command in block)


def kept(officer: Officer, issue: str) -> Path:
    return officer.data / "published" / "2009" / issue


def test_every_step_of_the_guide_has_a_command() -> None:
    verbs = set(re.findall(r"^migration-report ([a-z-]+)", "\n".join(BLOCKS), flags=re.MULTILINE))
    steps = {"new-edition", "questionnaires", "receive", "workbook", "status", "diff", "publish"}
    assert steps | {"build", "check", "correct", "forget"} == verbs
    assert all((ROOT / "docs" / picture).is_file() for picture in re.findall(r"\]\((images/[^)]+)\)", GUIDE))


def test_the_edition_is_what_was_carried_forward_and_replied(officer: Officer) -> None:
    edition = load_edition(2009, data=officer.data)
    activities = edition.activities.set_index("id")
    assert activities.loc["iachr-petitions-precautionary-measures", "status"] == "completed"
    assert activities.loc["iachr-special-rapporteurship", "locations"] == ("Washington, D.C.",)
    assert activities.loc["iachr-course-on-the-rights-of-migrant", "title"] == "Course on the human rights of migrant workers"
    assert set(edition.receipts["organization"]) == {"iachr", "cim", "cicte"}
    assert "3 of 34 asked have answered" in said(officer, "status 2009 --date")


def test_what_changed_since_2008(officer: Officer) -> None:
    changes = load_changes(load_edition(2009, data=officer.data), data=officer.data)
    outcome = dict(zip(changes.comparison.activities["after"], changes.comparison.activities["outcome"], strict=True))
    assert outcome["iachr-course-on-the-rights-of-migrant"] == "new"
    assert outcome["iachr-special-rapporteurship"] == "changed"
    assert outcome["iachr-petitions-precautionary-measures"] == "ended"
    assert outcome["iachr-special-committee-advice"] == "continued"
    assert "changed       iachr-special-rapporteurship" in said(officer, "diff 2008 2009")


def test_it_is_published_and_corrected_and_comes_out_the_same_again(officer: Officer) -> None:
    info = load_edition(2009, data=officer.data).info
    assert [issue.label for issue in info.issues] == ["", "corr. 1"]
    assert "Course on the rights" in said(officer, "correct 2009 --dry-run")
    page = (kept(officer, "corr-1") / "documents/en/summary-of-current-programs.html").read_text("utf-8")
    assert "The name of a course was misprinted." in page
    assert check_edition(2009, officer.data) == []
    assert back_test(officer.project, 2009, info.issues[-1]) == []


def test_no_public_output_has_a_contact_and_the_one_who_asked_is_forgotten(officer: Officer) -> None:
    person = find_person(CONTACT["person"], officer.data)
    # The officer's own copies of what came by mail are not reached, as the guide says; nor is the guide, which names the person.
    own_copies = [officer.project / "docs", officer.project / "replies"]
    outputs = [path for path in officer.project.rglob("*") if path.is_file() and not any(map(path.is_relative_to, own_copies))]
    assert [path for path in outputs if path.name[0] != "." and holds(person, path.read_bytes())] == []
    public = [p for p in outputs if p.suffix in (".html", ".csv", ".toml", ".json") and "restricted" not in p.parts]
    contacts = load_edition(2008, data=officer.data, audience="internal").contacts
    own = [CONTACT[name] for name in ("person", "email", "phone")]
    everyone = {value.casefold() for value in (*contacts["person"], *contacts["email"], *own) if value}
    texts = {path: path.read_text("utf-8", errors="replace").casefold() for path in public}
    assert [(path, value) for path, text in texts.items() for value in everyone if value in text] == []
    assert "sources/2009/iachr-1.xlsx" in (officer.data / "forgotten.csv").read_text("utf-8")
