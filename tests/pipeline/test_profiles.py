"""Profiles are found by any name, stand at stable addresses, and are built again only where what they read has changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from report_helpers.cli import main
from report_helpers.dataset import fix_edition, load_edition
from report_helpers.errors import UsageError
from report_helpers.pipeline.build import build_report, explain
from report_helpers.pipeline.errors import CollisionError
from report_helpers.pipeline.jobs import Document, Job
from report_helpers.pipeline.plan import Plan
from report_helpers.pipeline.profiles import KINDS, find, plan_profiles
from report_helpers.pipeline.request import ProfilesRequest, Request

from .test_build import ROOT

HANDFUL = (("state", "COL, Haití ,pe"), ("organization", "iachr"), ("theme", "consular-protection"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's data and its notebooks of profiles, to be changed."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "notebooks" / "profiles", folder / "notebooks" / "profiles")
    return folder


def asked(project: Path, *pairs: tuple[str, str], **more: object) -> ProfilesRequest:
    return ProfilesRequest(project=project, asked=pairs, **more)  # type: ignore[arg-type]


def build(request: ProfilesRequest):
    return build_report(request, plan=lambda _: plan_profiles(request))


def stale(request: ProfilesRequest) -> set[str]:
    return {name for name, reasons in explain(request, lambda _: plan_profiles(request)).items() if reasons}


class TestNames:
    @pytest.mark.parametrize(
        ("kind", "name", "expected"),
        [
            ("state", "col", ["COL"]),
            ("state", "CO", ["COL"]),
            ("state", "haiti", ["HTI"]),
            ("state", "Perou", ["PER"]),
            ("state", "Estados Unidos", ["USA"]),
            ("state", "COL,per , Costa Rica", ["COL", "PER", "CRI"]),
            ("organization", "IOM", ["iom"]),
            ("organization", "organization of american states", ["oas"]),
            ("theme", "Trafficking in persons", ["trafficking"]),
            ("theme", "trata de personas", ["trafficking"]),
        ],
    )
    def test_an_id_a_code_an_acronym_or_a_name_in_any_language_will_do(self, report, kind, name, expected):
        assert find(report, KINDS[kind], name) == expected

    def test_a_name_with_a_comma_is_one_name(self, report):
        theme = next(label for label in report.labels("themes").values() if "," in label)
        assert [report.labels("themes")[found] for found in find(report, KINDS["theme"], theme)] == [theme]

    @pytest.mark.parametrize(
        ("kind", "name", "hint"),
        [("state", "Colombie,Perru", "Peru"), ("theme", "trafiking", "trafficking"), ("organization", "iomm", "IOM")],
    )
    def test_an_unknown_one_gets_a_hint(self, report, kind, name, hint):
        with pytest.raises(UsageError, match=rf'no {kind} ".+"\. Did you mean "{hint}'):
            find(report, KINDS[kind], name)

    def test_nothing_asked_for_is_an_error(self, capsys):
        assert main(["profiles"]) == 2
        assert "Say which with --state, --organization, --theme" in capsys.readouterr().err


class TestAddresses:
    def test_all_are_every_state_every_body_named_and_every_theme(self, report):
        request = asked(ROOT, everything=True)
        names = [document.name for document in plan_profiles(request).documents]
        expected = [f"en/states/{state.lower()}" for state in report.states["id"]]
        expected += [f"en/organizations/{body}" for body in report.named_organizations["id"]]
        expected += [f"en/themes/{theme}" for theme in report.themes["id"]]
        assert names == expected
        assert {"en/states/col", "en/organizations/iom", "en/themes/trafficking"} <= set(names)

    def test_what_is_asked_for_twice_is_one_document(self):
        request = asked(ROOT, ("state", "COL,col"), ("state", "Colombia"))
        assert [document.name for document in plan_profiles(request).documents] == ["en/states/col"]

    def test_two_sets_of_parameters_for_one_file_are_an_error_before_anything_runs(self):
        def document(name: str, state: str) -> Document:
            return Document(name, (Job("notebooks/profiles/state.ipynb", {"state": state}),), ("html",), 2008, "en")

        with pytest.raises(CollisionError, match=r"en/states/COL: state, state='COL' and state, state='CO' would overwrite"):
            Plan((document("en/states/col", "COL"), document("en/states/COL", "CO")))


@pytest.fixture(scope="module")
def built(project: Path) -> ProfilesRequest:
    request = asked(project, *HANDFUL)
    built = build(request)
    assert built.warnings == ()
    names = ["states/col", "states/hti", "states/per", "organizations/iachr", "themes/consular-protection"]
    folder = project / "reports" / "2008" / "en"
    assert list(built.files) == [folder / f"{name}.{kind}" for name in names for kind in ("html", "pdf")]
    return request


@pytest.mark.kernel
class TestBuilt:
    def test_a_profile_is_a_tagged_pdf_of_a_few_pages_with_its_own_title(self, built):
        for name, title, most in (("col", "Colombia – State profile", 6), ("hti", "Haiti – State profile", 1)):
            with pikepdf.open(Path(built.root) / "en" / "states" / f"{name}.pdf") as pdf:
                assert len(pdf.pages) <= most
                assert str(pdf.docinfo["/Title"]) == title
                assert pdf.Root.MarkInfo.Marked
                assert str(pdf.Root.Lang) == "en"

    @pytest.mark.parametrize("name", ["states/col", "states/hti", "organizations/iachr", "themes/consular-protection"])
    def test_a_checker_of_accessibility_finds_no_error(self, built, name):
        pytest.importorskip("outloud")
        command = [str(Path(sys.executable).with_name("outloud")), "--no-info", str(Path(built.root) / "en" / f"{name}.pdf")]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout

    def test_links_lead_to_places_of_the_page_or_of_the_report_beside_it(self, built):
        page = (Path(built.root) / "en" / "states" / "per.html").read_text("utf-8")
        places = set(re.findall(r' id="([^"]+)"', page))
        links = re.findall(r'<a[^>]* href="([^"]+)"', page)
        assert all(link[1:] in places for link in links if link.startswith("#"))
        beyond = {link for link in links if not link.startswith(("#", "http"))}
        assert all(link.startswith("../summary-of-current-programs.html#") for link in beyond)

    def test_nothing_changed_means_nothing_done(self, built):
        assert build(built).made == 0
        assert stale(built) == set()

    def test_a_second_call_is_over_before_the_data_would_be_read(self, built, project):
        arguments = [word for kind, names in HANDFUL for word in (f"--{kind}", names)]
        code = (
            f"import sys; from report_helpers.cli import main; main(['profiles', *{arguments}]); print('pandas' in sys.modules)"
        )
        environment = {**os.environ, "MIGRATION_REPORT_HOME": str(project)}
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
        assert "Nothing had changed; nothing was built." in run.stderr
        assert run.stdout.splitlines()[-1] == "False"

    def test_one_record_changed_concerns_the_profiles_that_read_it_alone(self, built, project):
        table = project / "data" / "editions" / "2008" / "activities.csv"
        before = table.read_text("utf-8")
        title = "School campaign against trafficking in Peru"
        assert before.count(title) == 1
        try:
            table.write_text(before.replace(title, "Campaign in the schools of Peru"), encoding="utf-8")
            fix_edition(2008, project / "data")
            assert stale(built) == {"en/states/per"}
            assert build(built).made == 1
            assert "Campaign in the schools of Peru" in (Path(built.root) / "en" / "states" / "per.html").read_text("utf-8")
        finally:
            table.write_text(before, encoding="utf-8")

    def test_a_first_mention_of_a_body_concerns_its_profile(self, built, project):
        table = project / "data" / "editions" / "2008" / "activities.csv"
        before = table.read_text("utf-8")
        sentence = "Colombia has a program to prevent trafficking"
        assert before.count(sentence) == 1
        build(built)
        try:
            table.write_text(before.replace(sentence, f"With the IACHR, {sentence}"), encoding="utf-8")
            assert stale(built) == {"en/organizations/iachr"}  # that of Colombia has too many activities to tell their texts
        finally:
            table.write_text(before, encoding="utf-8")


LONGEST = {"state": ("USA",), "organization": ("iom",), "theme": ("human-rights", "information-awareness")}


@pytest.mark.kernel
def test_the_longest_profiles_have_six_pages_at_most(tmp_path):
    pairs = [(kind, ",".join(names)) for kind, names in LONGEST.items()]
    built = build(asked(ROOT, *pairs, formats=("pdf",), output=tmp_path))
    assert len(built.files) == sum(map(len, LONGEST.values()))
    pages = {}
    for file in built.files:
        with pikepdf.open(file) as pdf:
            pages[file.stem] = len(pdf.pages)
    assert {name: count for name, count in pages.items() if not 2 <= count <= 6} == {}


@pytest.mark.kernel
def test_the_compendium_is_a_publication_of_its_own(tmp_path):
    built = build_report(Request(project=ROOT, publication="compendium", output=tmp_path))
    assert [file.name for file in built.files] == ["compendium-of-good-practices.html", "compendium-of-good-practices.pdf"]
    assert built.warnings == ()
    with pikepdf.open(built.files[1]) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Compendium of Good Practices on Migration in the Americas"
    edition = load_edition(2008, data=ROOT / "data")
    page = built.files[0].read_text("utf-8")
    for row in edition.records("activities").values():
        assert (f' id="{row["id"]}"' in page) == bool(row["practice"])
