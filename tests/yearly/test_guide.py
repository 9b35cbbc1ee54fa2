"""The guide to the yearly report, command by command, in a copy of the project: a second edition is opened, asked for, received,
edited, followed, compared, published, corrected, and a person is forgotten."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from report_helpers import load_edition
from report_helpers.dataset import check_edition
from report_helpers.dataset.compare import load_changes
from report_helpers.privacy.files import holds
from report_helpers.privacy.person import find_person
from report_helpers.publishing.back_test import back_test

from ..conftest import ROOT
from .broken import WAYS, write_broken
from .replying import CONTACT, write_replies

pytestmark = pytest.mark.kernel

GUIDE = (ROOT / "docs" / "yearly-report.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL)
CHAPTERS = ("00-explanatory-note", "00-issued-again", "01-what-changed")
"""Chapters of the copy: those that this cycle is about. The others have tests of their own."""

FIRST = {
    **{"ddse": "ddse-rial", "dec": "dec-education-democratic-values-program", "dla": "dla-drafting-program"},
    **{"paho": "paho-health-human-rights-initiative", "iin": "iin-draft-resolution-ga38"},
    **{"unicef": "unicef-separated-children-assessment", "ifrc": "ifrc-national-society-services"},
    **{"fio": "fio-migration-observatory", "desa": "desa-migration-statistics", "unitar": "unitar-training-officials"},
    **{"unctad": "unctad-analytical-work-training", "world-bank": "world-bank-reports-data", "ilo": "ilo-decent-work-agenda"},
    **{"can": "can-free-circulation-diagnosis", "mercosur": "mercosur-meetings"},
}
"""The first activity of each body of :data:`WAYS`."""


class Officer:
    """Follows the guide; ``said`` is what each block printed."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.said: list[str] = []
        self.colleagues: list[str] = []
        self.undecided: list[str] = []

    @property
    def data(self) -> Path:
        return self.project / "data"

    def run(self, *blocks: str) -> list[str]:
        """What each block prints; several run at the same time."""
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        environment.pop("MIGRATION_REPORT_HOME", None)
        pipe, shell = subprocess.PIPE, ["bash", "-euo", "pipefail", "-c"]
        running = [
            subprocess.Popen([*shell, block], cwd=self.project, env=environment, stdout=pipe, stderr=pipe, text=True)
            for block in blocks
        ]
        said = [process.communicate(timeout=1500) for process in running]
        for block, process, (out, err) in zip(blocks, running, said, strict=True):
            assert process.returncode == 0, f"{block}\n{out}\n{err}"
        return [out for out, _ in said]

    def after(self, block: str) -> None:
        """What the guide says that people do."""
        if "questionnaires" in block:
            write_replies(self.project / "reports" / "2009" / "questionnaires", self.project / "replies")
        if "replies/*" in block:
            self.two_people()
        if "migration-report publish" in block:
            assert check_edition(2009, self.data) == []
            table = self.data / "editions" / "2009" / "activities.csv"
            text = table.read_text("utf-8")
            table.write_text(text.replace("Course on the rights", "Course on the human rights"), "utf-8")
            assert [problem.file for problem in check_edition(2009, self.data)] == ["data/editions/2009/activities.csv"]

    def two_people(self) -> None:
        """Two colleagues apply replies as they come, at the same time; what contradicts is decided as ``check`` says."""
        folders = [self.project / "replies" / name for name in ("first", "second")]
        write_broken(self.project / "reports" / "2009" / "questionnaires", *folders)
        commands = [f"migration-report receive replies/{folder.name}/* --date 2009-02-25 --apply" for folder in folders]
        self.colleagues = self.run(*commands)
        waiting = [problem for problem in map(str, check_edition(2009, self.data)) if "contradicted" in problem]
        self.undecided = waiting
        self.run(*re.findall(r"migration-report receive \S+ --apply --prefer", "".join(waiting)))


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
        found.said += found.run(block)
        found.after(block)
    return found


def said(officer: Officer, command: str) -> str:
    return "\n".join(text for block, text in zip(BLOCKS, officer.said, strict=True) if command in block)


def text_of(path: Path) -> str:
    """Everything that a reader, or a search, finds in a file: the pages of a PDF, the parts of a workbook."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())
    return path.read_text("utf-8", errors="replace")


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
    replied = {"iachr", "cim", "cicte", *(way.body for way in WAYS.values())}
    assert set(edition.receipts["organization"]) == replied
    assert f"{len(replied)} of 34 asked have answered" in said(officer, "status 2009 --date")


@pytest.mark.parametrize("name", WAYS)
def test_a_reply_is_read_or_its_row_is_refused_and_the_cell_named(officer: Officer, name: str) -> None:
    way = WAYS[name]
    before, after = (load_edition(year, data=officer.data).activities.set_index("id") for year in (2008, 2009))
    told = "\n".join(officer.colleagues)
    assert way.says in told
    entry = FIRST[way.body]
    if "taken out" in name:
        assert entry not in after.index
        return
    if way.cells:
        for field, value in way.cells:
            found = after.loc[entry, field]
            assert (";".join(found) if isinstance(found, tuple) else found) == value
    elif "contradict" not in name:
        assert after.loc[entry, "description"] == before.loc[entry, "description"]
        assert after.loc[entry, "title"] == before.loc[entry, "title"]


def test_two_people_at_the_same_time_and_replies_that_contradict(officer: Officer) -> None:
    (waiting,) = officer.undecided
    assert '"One name"' in waiting
    assert '"Another name"' in waiting
    assert "data/sources/2009/can-1.xlsx" in waiting
    changes = load_edition(2009, data=officer.data).changes
    of_title = changes[(changes["row"] == FIRST["can"]) & (changes["field"] == "title")]
    assert list(of_title["state"]) == ["applied", "settled", "applied"]
    assert (
        load_edition(2009, data=officer.data).activities.set_index("id").loc[FIRST["can"], "title"] == of_title["after"].iloc[-1]
    )
    assert list(changes["id"].astype(int)) == list(range(1, len(changes) + 1))


def test_what_changed_since_2008(officer: Officer) -> None:
    changes = load_changes(load_edition(2009, data=officer.data), data=officer.data)
    outcome = dict(zip(changes.comparison.activities["after"], changes.comparison.activities["outcome"], strict=True))
    assert outcome["iachr-course-on-the-rights-of-migrant"] == "new"
    assert outcome["iachr-special-rapporteurship"] == "changed"
    assert outcome["iachr-petitions-precautionary-measures"] == "ended"
    assert outcome["iachr-special-committee-advice"] == "continued"
    assert "changed       iachr-special-rapporteurship" in said(officer, "diff 2008 2009")
    assert "withdrawn     mercosur-meetings" in said(officer, "diff 2008 2009")


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
    for_bodies = {"restricted", "sources", "questionnaires", "replies"}
    public = [path for path in outputs if not for_bodies & set(path.parts) and not any(part[0] == "." for part in path.parts)]
    kinds = {path.suffix for path in public if path.is_relative_to(officer.project / "reports")}
    assert {".html", ".pdf", ".xlsx"} <= kinds, "what is looked into"
    contacts = load_edition(2008, data=officer.data, audience="internal").contacts
    own = [CONTACT[name] for name in ("person", "email", "phone")]
    everyone = {value.casefold() for value in (*contacts["person"], *contacts["email"], *own) if value}
    texts = {path: " ".join(text_of(path).casefold().split()) for path in public}
    assert [(path, value) for path, text in texts.items() for value in everyone if value in text] == []
    assert "sources/2009/iachr-1.xlsx" in (officer.data / "forgotten.csv").read_text("utf-8")
