"""Building the site: whole or not at all, and not when nothing changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from report_helpers.cli import main
from report_helpers.errors import DataError, UnknownEditionError, UsageError
from report_helpers.site.build import build_site
from report_helpers.site.errors import NotASiteError
from report_helpers.site.request import SiteRequest

from .conftest import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own, whose data may be changed."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("restricted"))
    contacts = ROOT / "data/editions/2008/restricted"
    shutil.copytree(contacts, tmp_path / "data/editions/2008/restricted")
    (tmp_path / "notebooks").symlink_to(ROOT / "notebooks")
    return tmp_path


def asked(project: Path, **more: object) -> SiteRequest:
    return SiteRequest(project, documents=False, **more)


def stamps(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_a_second_call_does_nothing_and_a_change_builds_again(project: Path) -> None:
    first = build_site(asked(project))
    assert first.made
    before = stamps(first.folder)
    second = build_site(asked(project))
    assert (second.made, second.pages) == (False, first.pages)
    assert stamps(first.folder) == before

    page = first.folder / "states" / "per.html"
    good = page.read_bytes()
    page.write_text("cut off")
    assert build_site(asked(project)).made
    assert page.read_bytes() == good

    themes = project / "data/reference/themes.csv"
    themes.write_text(themes.read_text("utf-8").replace("Trafficking in persons", "Trafficking in human beings"), "utf-8")
    assert build_site(asked(project)).made
    assert "Trafficking in human beings" in (first.folder / "themes/trafficking.html").read_text("utf-8")
    assert [path.name for path in first.folder.parent.iterdir()] == ["site"]


def test_an_error_in_the_data_leaves_the_site_as_it_was(project: Path) -> None:
    folder = build_site(asked(project)).folder
    before = stamps(folder)
    table = project / "data/editions/2008/activities.csv"
    table.write_text(table.read_text("utf-8").replace(",ongoing,", ",going on,"), "utf-8")
    with pytest.raises(DataError):
        build_site(asked(project))
    assert stamps(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["site"]


def test_a_folder_of_something_else_is_not_replaced(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter.txt").write_text("years of work")
    with pytest.raises(NotASiteError):
        build_site(asked(project, output=other))
    assert (other / "chapter.txt").read_text() == "years of work"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".thesis")] == []


def test_what_a_killed_build_left_is_removed(project: Path) -> None:
    left = project / "reports" / ".site.new-0badc0de"
    left.mkdir(parents=True)
    build_site(asked(project))
    assert not left.exists()


def test_wrong_requests_say_what_there_is(project: Path) -> None:
    with pytest.raises(UnknownEditionError, match="2008"):
        build_site(asked(project, editions=(2007,)))
    with pytest.raises(UsageError, match="is not an address"):
        asked(project, base_url="javascript:alert(1)")


def test_the_verb_ends_with_2_where_it_is_asked_for_wrongly(capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["site", "--no-documents", "--base-url", "www.example.org"]) == 2
    assert capsys.readouterr().err == (
        'migration-report: "www.example.org" is not an address such as https://www.example.org/migration.\n'
    )


def test_documents_that_there_are_are_linked_and_carried(project: Path) -> None:
    reports = project / "reports" / "2008" / "en"
    for name in ("states/per", "organizations/iom", "themes/trafficking", "compendium"):
        for kind in ("html", "pdf"):
            path = reports / f"{name}.{kind}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{kind} of {name}")
    internal = reports / "internal" / "summary-of-current-programs.html"
    internal.parent.mkdir()
    internal.write_text("names of contact persons")
    folder = build_site(asked(project)).folder
    for name in ("states/per", "organizations/iom", "themes/trafficking"):
        page = (folder / f"{name}.html").read_text("utf-8")
        for kind in ("html", "pdf"):
            assert f'href="../documents/2008/en/{name}.{kind}"' in page
            assert (folder / f"documents/2008/en/{name}.{kind}").read_text() == f"{kind} of {name}"
    assert 'href="documents/2008/en/compendium.pdf"' in (folder / "downloads.html").read_text("utf-8")
    assert "documents/2008" not in (folder / "states/col.html").read_text("utf-8")
    assert [path for path in folder.rglob("*.html") if "names of contact persons" in path.read_text("utf-8")] == []
