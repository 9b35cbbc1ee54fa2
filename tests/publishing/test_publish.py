"""An edition is published, frozen, corrected; what was issued is kept."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from report_helpers import load_edition
from report_helpers.collecting.asking import ask
from report_helpers.collecting.draft import Draft
from report_helpers.collecting.receive import FrozenError, Wish, receive
from report_helpers.collecting.taking import take
from report_helpers.collecting.workbook import workbook
from report_helpers.dataset import check_edition
from report_helpers.dataset.issues import Issue
from report_helpers.dataset.load import read_sources
from report_helpers.errors import DataError
from report_helpers.publishing.errors import PublishingError, SignOffError, UnconfirmedError
from report_helpers.publishing.publish import SignOff, correct, publish, with_issue

from ..collecting.conftest import Form, snapshot
from ..conftest import ROOT
from ..dataset.conftest import Sample
from .conftest import SIGN_OFF, add_chapters

pytestmark = pytest.mark.kernel

DOCUMENT = "documents/en/summary-of-current-programs.html"
RECEIPT = {"organization": "bureau", "received": "2030-02-20"}
CHANGE = {
    **{"applied": "2030-02-20", "receipt": "desk-2", "table": "activities", "row": "bureau-wages", "field": "title"},
    **{"before": "Wages", "after": "Pay"},
}
LATER = SignOff("Rosa Ejemplar", "2031-01-05")


def kept(sample: Sample, issue: str) -> Path:
    return sample.data / "published" / "2030" / issue


def page(sample: Sample, issue: str) -> str:
    return (kept(sample, issue) / DOCUMENT).read_text("utf-8")


class TestPublished:
    def test_the_data_has_no_problem_and_the_edition_says_who_and_when(self, published: Sample) -> None:
        assert published.problems() == []
        info = load_edition(2030, data=published.data).info
        assert (info.status, info.is_draft) == ("published", False)
        assert [(i.kind, i.number, i.by, i.date) for i in info.issues] == [("original", 0, "Rosa Ejemplar", "2030-12-01")]

    def test_documents_and_data_are_kept_and_the_manifest_has_their_hashes(self, published: Sample) -> None:
        folder = kept(published, "original")
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        assert set(manifest["files"]) == files - {"manifest.json", "SHA256SUMS"}
        assert {f"documents/en/summary-of-current-programs.{kind}" for kind in ("html", "pdf")} <= set(manifest["files"])
        assert "data/editions/2030/activities.csv" in manifest["files"]
        assert (manifest["signed_off_by"], manifest["date"]) == ("Rosa Ejemplar", "2030-12-01")
        assert {"python", "typst", "pandas", "nbconvert"} <= set(manifest["versions"])
        done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False)
        assert done.returncode == 0

    def test_the_mark_of_a_draft_is_gone(self, published: Sample) -> None:
        assert "DRAFT" not in re.sub(r"<style.*?</style>|<script.*?</script>", "", page(published, "original"), flags=re.DOTALL)
        with pikepdf.open(kept(published, "original") / "documents" / "en" / "summary-of-current-programs.pdf") as pdf:
            assert len(pdf.pages) > 1

    def test_nothing_restricted_and_nothing_internal_is_kept(self, published: Sample) -> None:
        (contact,) = published.rows("contacts")
        for path in kept(published, "original").rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert "restricted" not in path.parts
                assert contact["email"].encode() not in content
                assert b"Inventada" not in content
        assert not list(kept(published, "original").rglob("requests.csv"))

    def test_it_is_published_once(self, published: Sample) -> None:
        with pytest.raises(PublishingError, match="it is published"):
            publish(published.data.parent, 2030, SIGN_OFF)


class TestFrozen:
    def test_a_change_is_a_problem_that_says_how_to_declare_it(self, published: Sample) -> None:
        before = hashlib.sha256(published.path("activities").read_bytes()).hexdigest()
        published.edit("activities", "bureau-wages", title="Pay")
        after = hashlib.sha256(published.path("activities").read_bytes()).hexdigest()
        (problem,) = map(str, published.problems())
        assert problem.startswith("data/editions/2030/activities.csv: is not as it was published")
        assert f"its SHA-256 is {after}, not {before}" in problem
        assert "migration-report correct 2030 --kind corr" in problem

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (lambda s: s.path("figures").unlink(), "figures.csv: is missing"),
            (lambda s: s.info.write_text(s.info.read_text("utf-8").replace('"published"', '"draft"'), "utf-8"), "was published"),
            (lambda s: s.info.write_text(s.info.read_text("utf-8").replace("Rosa", "Rita"), "utf-8"), "edition.toml: is not as"),
            (lambda s: (kept(s, "original") / "manifest.json").unlink(), "original/manifest.json: is missing"),
            (
                lambda s: (kept(s, "original") / "documents/en/summary-of-current-programs.pdf").write_bytes(b"x"),
                ".pdf: is not as",
            ),
        ],
    )
    def test_whatever_of_it_changes_is_named(self, published: Sample, change, says: str) -> None:
        change(published)
        assert [problem for problem in map(str, published.problems()) if says in problem]

    @pytest.mark.parametrize("status", ["published", "draft", "unreadable"])
    def test_no_reply_and_no_workbook_is_merged_into_it(
        self, published: Sample, template: Path, tmp_path: Path, status: str
    ) -> None:
        data, draft = published.data, Path(shutil.copytree(template, tmp_path / "before" / "data"))
        (asked,) = ask(2030, draft, date="2030-01-10", due="", only=["bureau"])
        reply = Form(asked.files["bureau.xlsx"])
        reply.fill("bureau-wages", title="Pay")
        edited = load_workbook(BytesIO(workbook(Draft.of(read_sources(2030, data, restricted=False)), internal=False)))
        sheet = edited["activities"]
        (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Wages"]
        cell.value = "Pay"
        edited.save(tmp_path / "workbook.xlsx")
        published.info.write_text(published.info.read_text("utf-8").replace('"published"', f'"{status}"'), "utf-8")
        before = snapshot(data)
        wish = Wish(edition=2030, date="2031-01-05", apply=True, prefer=True)
        for taken, path in ((receive, reply.save(tmp_path / "reply.xlsx")), (take, tmp_path / "workbook.xlsx")):
            with pytest.raises(FrozenError, match=r"is published and stays as it was issued.*migration-report correct 2030"):
                taken(path, wish, data)
            assert snapshot(data) == before

    def test_what_is_not_published_may_change(self, published: Sample) -> None:
        published.edit("contacts", "tents", person="Ben Inventado")
        published.edit("requests", "desk", note="Thanked.")
        published.edit("organizations", "bureau", aliases="Office of Samples")
        assert published.problems() == []


class TestCorrections:
    def test_a_correction_is_issued_with_a_note_and_the_issue_before_is_kept(self, published: Sample) -> None:
        original = {p: p.read_bytes() for p in kept(published, "original").rglob("*") if p.is_file()}
        published.edit("activities", "bureau-wages", title="Pay of <i>workers</i>")
        folder = correct(published.data.parent, 2030, "corr", "The title was *misprinted*.", LATER)
        assert folder == kept(published, "corr-1")
        assert published.problems() == []
        assert {p: p.read_bytes() for p in original} == original
        text = page(published, "corr-1")
        assert "corr. 1 of January 5, 2031" in text
        assert "The title was <em>misprinted</em>." in text
        assert "Pay of &lt;i&gt;workers&lt;/i&gt;" in text
        assert "corr. 1" not in page(published, "original")

        published.edit("figures", "ex-desk-towns", value="4", printed="four towns")
        assert any("figures.csv: is not as it was published" in str(problem) for problem in published.problems())
        correct(published.data.parent, 2030, "rev", "The desk works in four towns now.", SignOff("Rosa Ejemplar", "2031-02-01"))
        labels = [issue.label for issue in load_edition(2030, data=published.data).info.issues]
        assert labels == ["", "corr. 1", "rev. 1"]
        text = page(published, "rev-1")
        assert text.index("four towns now") < text.index("misprinted")
        assert published.problems() == []

    def test_what_cannot_be_issued(self, published: Sample) -> None:
        project = published.data.parent
        with pytest.raises(PublishingError, match="none of its tables has changed"):
            correct(project, 2030, "corr", "A note.", LATER)
        published.edit("activities", "bureau-wages", title="Pay")
        with pytest.raises(SignOffError, match="is before the issue"):
            correct(project, 2030, "corr", "A note.", SignOff("Rosa", "2030-11-30"))
        with pytest.raises(SignOffError, match="says nothing"):
            correct(project, 2030, "corr", " ", LATER)
        published.edit("activities", "bureau-clinic", status="over")
        with pytest.raises(DataError) as raised:
            correct(project, 2030, "corr", "A note.", LATER)
        assert [problem.field for problem in raised.value.problems] == ["status"]
        (kept(published, "original") / "SHA256SUMS").unlink()
        published.edit("activities", "bureau-clinic", status="unknown")
        (kept(published, "original") / DOCUMENT).unlink()
        with pytest.raises(DataError, match=r"original/documents/en/summary-of-current-programs\.html: is missing"):
            correct(project, 2030, "corr", "A note.", LATER)

    def test_a_draft_is_not_corrected(self, draft: Sample) -> None:
        with pytest.raises(PublishingError, match="it is a draft"):
            correct(draft.data.parent, 2030, "corr", "A note.", LATER)


class TestRefused:
    def test_data_with_problems(self, draft: Sample) -> None:
        draft.edit("activities", "bureau-wages", status="over")
        draft.edit("figures", "ex-desk-towns", value="two")
        with pytest.raises(DataError) as raised:
            publish(draft.data.parent, 2030, SIGN_OFF)
        assert {problem.field for problem in raised.value.problems} == {"status", "value"}
        assert not (draft.data / "published").exists()

    def test_a_contradiction_that_nobody_has_decided(self, draft: Sample) -> None:
        draft.write("receipts", [{**RECEIPT, "id": f"desk-{n}", "file": f"desk-{n}.xlsx", "sha256": f"{n}" * 64} for n in (1, 2)])
        draft.write("changes", [{**CHANGE, "id": "1", "state": "applied"}, {**CHANGE, "id": "2", "state": "contradicted"}])
        with pytest.raises(DataError, match=r"change 2: state: .* is undecided: title of bureau-wages"):
            publish(draft.data.parent, 2030, SIGN_OFF)
        draft.edit("changes", "2", state="settled")
        assert draft.problems() == []

    def test_what_nobody_confirmed_is_published_only_where_the_sign_off_says_so_and_marked(self, draft: Sample) -> None:
        draft.edit("activities", "bureau-meeting", confirmation="to be confirmed")
        draft.edit("activities", "desk-census", confirmation="not mentioned")
        draft.edit("entries", "ex-desk", confirmation="to be confirmed")
        draft.edit("entries", "ex-bureau", confirmation="confirmed")
        with pytest.raises(UnconfirmedError) as raised:
            publish(draft.data.parent, 2030, SIGN_OFF)
        assert raised.value.rows == {"desk": ("ex-desk", "desk-census"), "bureau": ("bureau-meeting",)}
        assert "\n  desk: ex-desk, desk-census\n  bureau: bureau-meeting\n" in str(raised.value)
        add_chapters(draft.data.parent, ("02-general-secretariat",))
        chapter = draft.data.parent / "notebooks" / "report" / "02-general-secretariat.ipynb"
        chapter.write_text(chapter.read_text("utf-8").replace("general-secretariat", "secretariat"), "utf-8")
        publish(draft.data.parent, 2030, replace(SIGN_OFF, unconfirmed=True))
        manifest = json.loads((kept(draft, "original") / "manifest.json").read_text("utf-8"))
        assert sorted(manifest["unconfirmed"]) == ["bureau-meeting", "desk-census", "ex-desk"]
        main = re.sub(r"<script.*?</script>", "", page(draft, "original"), flags=re.DOTALL)
        assert main.count("Not confirmed for 2030.") == 3
        assert draft.problems() == []

    @pytest.mark.parametrize(
        "by, date", [("", "2030-12-01"), ("Rosa", "yesterday"), ("Rosa", "2030-02-30"), ("a\nb", "2030-12-01")]
    )
    def test_a_sign_off_by_nobody_or_on_no_day(self, by: str, date: str) -> None:
        with pytest.raises(SignOffError):
            SignOff(by, date)

    def test_a_chapter_that_comes_out_differently(self, draft: Sample) -> None:
        path = draft.data.parent / "notebooks" / "report" / "00-explanatory-note.ipynb"
        notebook = json.loads(path.read_text("utf-8"))
        notebook["cells"][-1]["source"] = ["import uuid\n", "print(uuid.uuid4())"]
        path.write_text(json.dumps(notebook), "utf-8")
        with pytest.raises(PublishingError, match="came out differently"):
            publish(draft.data.parent, 2030, SIGN_OFF)
        assert load_edition(2030, data=draft.data).info.is_draft
        assert draft.problems() == []


def test_the_sign_off_is_written_beside_what_was_there(draft: Sample) -> None:
    text = draft.info.read_text("utf-8")
    note = 'It said "6"; it is \\ 7\nand\x7f more.'
    written = with_issue(
        with_issue(text, Issue("original", 0, "2030-12-01", "Rosa", "")), Issue("corr", 1, "2031-01-05", "Rosa", note)
    )
    draft.info.write_text(written, "utf-8")
    assert [issue.note for issue in load_edition(2030, data=draft.data).info.issues] == ["", note]
    assert written.startswith(text.replace('"draft"', '"published"').rstrip())


def test_the_2008_edition_is_a_draft_that_nothing_was_issued_of() -> None:
    assert load_edition(2008, data=ROOT / "data").info.issues == ()
    assert check_edition(2008, ROOT / "data") == []
