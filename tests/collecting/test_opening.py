"""A new edition: what goes on, what stays behind, what is left to be filled in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from report_helpers.cli import main
from report_helpers.collecting.opening import EditionExistsError, Facts, open_edition
from report_helpers.dataset import check_edition, load_edition
from report_helpers.errors import UsageError
from report_helpers.paths import HOME_VARIABLE
from report_helpers.pipeline.build import build_report
from report_helpers.pipeline.request import Request

from ..conftest import ROOT
from ..dataset.conftest import Sample
from .conftest import FACTS, LAST, YEAR, Project, problems, rows, snapshot


def test_bodies_and_activities_that_go_on_are_carried_forward_with_their_ids(project: Project) -> None:
    before, after = rows(project, "activities", LAST), rows(project, "activities")
    assert set(after) == {identifier for identifier, row in before.items() if row["status"] != "completed"}
    assert {row["confirmation"] for row in after.values()} == {"to be confirmed"}
    assert {row["first_edition"] for row in after.values()} == {str(LAST)}
    assert list(rows(project, "entries")) == list(rows(project, "entries", LAST))
    assert {row["reply"] for row in rows(project, "entries").values()} == {"not asked"}
    assert problems(project) == []


def test_what_hangs_on_a_completed_activity_stays_behind_with_it(project: Project) -> None:
    assert rows(project, "activities")["desk-census-atlas"]["parent"] == ""
    assert rows(project, "activities")["desk-census-atlas"]["order"] == "1"
    assert "desk-census-travelers" not in rows(project, "figures")
    assert list(rows(project, "footnotes")) == ["2"]
    assert rows(project, "corrections") == rows(project, "requests") == rows(project, "changes") == {}
    assert list(rows(project, "contacts")) == ["tents"]


def test_it_is_a_draft_that_names_the_edition_before_it(project: Project) -> None:
    info = load_edition(YEAR, data=project).info
    assert (info.is_draft, info.previous, info.as_of, info.mandate.reference) == (True, LAST, "2031-05", "example-plan")


def test_what_is_not_given_is_left_to_be_filled_in_and_check_says_so(sample: Sample) -> None:
    opened = open_edition(YEAR, None, Facts(), sample.data)
    assert opened.to_fill == ["as_of", "explanatory_note", "mandate.text", "mandate.reference"]
    lines = [str(problem) for problem in check_edition(YEAR, sample.data)]
    assert len(lines) == 4
    assert 'as_of: is empty. Write the month or the day that the statements hold for, as in as_of = "2009-05".' in lines[0]


def test_an_edition_that_is_there_is_never_written_over(project: Project) -> None:
    before = snapshot(project)
    with pytest.raises(EditionExistsError, match="is there already and stays as it is"):
        open_edition(YEAR, None, FACTS, project)
    assert snapshot(project) == before


def test_a_mandate_that_is_new_needs_its_title(sample: Sample) -> None:
    with pytest.raises(UsageError, match=r"does not cite CE/AM-3/31: give its title"):
        open_edition(YEAR, None, Facts(mandate_document="CE/AM-3/31"), sample.data)
    assert not (sample.data / "editions" / str(YEAR)).exists()
    open_edition(YEAR, None, Facts("2031", "Asked.", "CE/AM-3/31", "Plan of 2031", "Note."), sample.data)
    assert rows(sample.data, "references")["CE/AM-3/31"]["title"] == "Plan of 2031"
    assert check_edition(YEAR, sample.data) == []


def test_it_starts_from_an_earlier_edition_only(sample: Sample) -> None:
    with pytest.raises(UsageError, match="no edition before 2029"):
        open_edition(2029, None, FACTS, sample.data)
    with pytest.raises(UsageError, match="2030 is not before 2029"):
        open_edition(2029, 2030, FACTS, sample.data)


def test_hostile_text_survives_in_edition_toml(sample: Sample) -> None:
    text = 'Says """three quotes""" and \\ backslash,\nin two lines.'
    open_edition(YEAR, None, Facts("2031", text, "example-plan", "", text), sample.data)
    info = load_edition(YEAR, data=sample.data).info
    assert (info.mandate.text.strip(), info.explanatory_note.strip()) == (text, text)


def test_the_next_edition_keeps_the_first_edition_of_a_row(project: Project) -> None:
    open_edition(YEAR + 1, None, FACTS, project)
    assert rows(project, "activities", YEAR + 1)["bureau-meeting"]["first_edition"] == str(LAST)


@pytest.mark.kernel
def test_a_fresh_edition_of_the_real_data_passes_the_check_and_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    given = ["--as-of", "2009-05", "--mandate", "Asked.", "--mandate-document", "work-plan-special-committee-2008"]
    assert main(["new-edition", "2009", *given, "--explanatory-note", "Of a test."]) == 0
    told = capsys.readouterr().out
    assert "38 replies and 119 activities to be confirmed" in told
    assert "65 completed activities stay" in told
    assert main(["check", "--edition", "2009"]) == 0
    built = build_report(Request(project=tmp_path, edition=2009, formats=("html",), chapters=("general-secretariat",)))
    assert built.made
