"""Building: what goes wrong has one clear line, and what was there before stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

from report_helpers.dataset import fix_edition
from report_helpers.errors import BuildError, DataError, LanguageError, ReportError, UnknownEditionError, UsageError
from report_helpers.pipeline.build import build_report
from report_helpers.pipeline.errors import CellError, KernelError, NotebookError
from report_helpers.pipeline.notebooks import FOLDER, find_chapters, read_notebook, section_of
from report_helpers.pipeline.plan import plan_report
from report_helpers.pipeline.request import Request
from report_helpers.pipeline.run import run_notebook

ROOT = Path(__file__).resolve().parents[2]
PARAMETERS = 'edition: int = 2008\nlanguage: str = "en"\naudience: str = "public"'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's data with notebooks of the test's own."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / FOLDER).mkdir(parents=True)
    return tmp_path


def write_chapter(project: Path, name: str, *cells: str, parameters: str = PARAMETERS, section: str = "") -> Path:
    notebook = nbformat.v4.new_notebook()
    if section:
        notebook.metadata["migration_report"] = {"section": section}
    first = nbformat.v4.new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]})
    notebook.cells = [nbformat.v4.new_markdown_cell("# Title", id="title"), first]
    notebook.cells += [nbformat.v4.new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells, 1)]
    path = project / FOLDER / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


def html(project: Path, **asked: object) -> Request:
    return Request(project=project, formats=("html",), **asked)  # type: ignore[arg-type]


class TestBeforeAKernelStarts:
    def test_unknown_edition_names_the_editions(self, project):
        write_chapter(project, "01-a")
        with pytest.raises(UnknownEditionError, match=r"no edition 2080.*2008"):
            build_report(html(project, edition=2080))

    @pytest.mark.parametrize("language", ["es", "xx", "../en"])
    def test_language_without_a_catalogue(self, project, language):
        write_chapter(project, "01-a")
        with pytest.raises(LanguageError, match="Available: en"):
            build_report(html(project, language=language))

    def test_unknown_format(self, project):
        with pytest.raises(UsageError, match=r'no format "docx"\. Formats: html, pdf'):
            build_report(Request(project=project, formats=("docx",)))

    def test_unknown_chapter_suggests_one(self, project):
        write_chapter(project, "01-at-a-glance")
        with pytest.raises(UsageError, match=r'no chapter "at-glance"\. Did you mean "at-a-glance"'):
            build_report(html(project, chapters=("at-glance",)))

    def test_parameter_that_a_notebook_does_not_take(self, project):
        write_chapter(project, "01-a", parameters="edition: int = 2008\nlangauge: str = 'en'\naudience: str = 'public'")
        with pytest.raises(UsageError, match=r'01-a.ipynb takes no parameter "language". Did you mean "langauge"'):
            build_report(html(project))

    def test_notebook_without_parameters_cell(self, project):
        nbformat.write(nbformat.v4.new_notebook(), project / FOLDER / "01-a.ipynb")
        with pytest.raises(NotebookError, match='no cell tagged "parameters"'):
            build_report(html(project))

    @pytest.mark.parametrize(
        "content", ["", "not json", "{}", '{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}']
    )
    def test_unreadable_notebook(self, project, content):
        (project / FOLDER / "01-a.ipynb").write_text(content)
        with pytest.raises(NotebookError, match=r"01-a\.ipynb (is not a notebook|has no cell)") as caught:
            build_report(html(project))
        assert "\n" not in str(caught.value)

    def test_data_with_problems_reports_all_of_them(self, project):
        write_chapter(project, "01-a")
        table = project / "data" / "editions" / "2008" / "activities.csv"
        cells = table.read_text("utf-8").replace(";trafficking", ";traficking", 1)  # structure: an unknown theme
        table.write_text(cells.replace(",completed,", ",COMPLETED,", 1).replace("\n", "\r\n"), "utf-8", newline="")
        with pytest.raises(DataError) as caught:
            build_report(html(project))
        said = "\n".join(map(str, caught.value.problems))
        assert all(words in said for words in ("traficking", "COMPLETED", "line ends"))

    def test_no_format_at_all(self, project):
        with pytest.raises(UsageError, match=r"No format is asked for\. Formats: html, pdf"):
            build_report(Request(project=project, formats=()))

    def test_preview_of_a_chapter_whose_section_the_edition_lacks(self, project):
        write_chapter(project, "01-a", section="annex-9")
        with pytest.raises(UsageError, match='No chapter to build: chapter a is left out: edition 2008 has no section "annex-9"'):
            build_report(html(project))

    def test_a_chapter_that_compares_is_left_out_of_the_first_edition(self, project):
        path = write_chapter(project, "02-changes", section="")
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata["migration_report"] = {"needs": "predecessor"}
        nbformat.write(notebook, path)
        with pytest.raises(UsageError, match="No chapter to build: edition 2008 has neither a predecessor"):
            build_report(html(project))
        write_chapter(project, "01-a")
        shutil.copytree(project / "data" / "editions" / "2008", project / "data" / "editions" / "2009")
        info = project / "data" / "editions" / "2009" / "edition.toml"
        info.write_text(info.read_text("utf-8").replace("edition = 2008", "edition = 2009"), "utf-8")
        jobs = {year: [j.name for j in plan_report(html(project, edition=year)).documents[0].jobs] for year in (2008, 2009)}
        assert jobs == {2008: ["a"], 2009: ["a", "changes"]}

    def test_no_notebooks(self, project):
        with pytest.raises(UsageError, match="holds no notebook"):
            build_report(html(project))


@pytest.mark.kernel
class TestFailingChapters:
    def test_failing_cell_is_named_and_the_last_report_stays(self, project):
        write_chapter(project, "01-good", "1 + 1")
        before = build_report(html(project)).files[0]
        content = before.read_bytes()
        write_chapter(project, "02-bad", "x = 1", "raise ValueError('no such\\ntheme')")
        with pytest.raises(CellError) as caught:
            build_report(html(project))
        message = str(caught.value)
        assert message == (
            "02-bad.ipynb, cell 4 (cell-2), with edition=2008, language='en', audience='public': ValueError: no such theme"
        )
        assert before.read_bytes() == content
        assert sorted(path.name for path in before.parent.iterdir()) == [before.name]

    def test_all_failing_chapters_are_reported(self, project):
        write_chapter(project, "01-bad", "1 / 0")
        write_chapter(project, "02-bad", "undefined_name")
        with pytest.raises(BuildError) as caught:
            build_report(html(project))
        lines = str(caught.value).splitlines()
        assert sorted(line.split(",")[0] for line in lines) == ["01-bad.ipynb", "02-bad.ipynb"]
        assert any("ZeroDivisionError" in line for line in lines)

    def test_kernel_that_dies(self, project):
        path = write_chapter(project, "01-a", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
        with pytest.raises(KernelError, match=r"01-a\.ipynb.*kernel died"):
            run_notebook(path, {"edition": 2008}, project)

    def test_output_folder_that_cannot_be_written(self, project):
        write_chapter(project, "01-a", "1")
        (project / "taken").write_text("a file")
        with pytest.raises(ReportError, match=r"taken.* can't be written to"):
            build_report(html(project, output=project / "taken"))

    def test_project_folder_that_cannot_be_written(self, project):
        write_chapter(project, "01-a", "1")
        (project / ".cache").write_text("a file")
        with pytest.raises(ReportError, match=r"\.cache can't be written to: File exists\. A build keeps there"):
            build_report(html(project, output=project / "out"))

    def test_preview_of_a_chapter_leaves_the_report_alone(self, project):
        write_chapter(project, "01-a", "1")
        write_chapter(project, "02-b", "2")
        whole = build_report(html(project)).files[0]
        content = whole.read_bytes()
        preview = build_report(html(project, chapters=("b",))).files[0]
        assert preview.name == "summary-of-current-programs-b.html"
        assert preview != whole
        assert whole.read_bytes() == content

    def test_notebooks_see_the_projects_data_and_their_own_folder(self, project):
        cells = [
            "from report_helpers import load_edition, note_text",
            "import os",
            "note_text(load_edition(edition), os.getcwd())",
        ]
        executed = run_notebook(write_chapter(project, "01-a", *cells), {"edition": 2008}, project)
        assert str(project / FOLDER) in str(executed.cells[-1].outputs[0].data)


@pytest.mark.kernel
def test_what_a_cell_warns_of_is_told_and_stays_out_of_the_report(project):
    write_chapter(project, "01-a", "import sys; print('seen'); print('deprecated', file=sys.stderr)")
    write_chapter(project, "02-b", section="annex-9")
    built = build_report(html(project))
    assert built.warnings[:2] == (
        'chapter b is left out: edition 2008 has no section "annex-9".',
        "01-a.ipynb, cell 3 (cell-1): deprecated",
    )
    page = built.files[0].read_text("utf-8")
    assert "seen" in page
    assert "deprecated" not in page


@pytest.mark.kernel
def test_next_years_edition_builds_without_the_sections_it_lacks(sample):
    for name in ("sections", "entries", "activities"):
        path = sample.path(name)
        renamed = path.read_text("utf-8").replace("secretariat,", "general-secretariat,").replace("abroad,", "international,")
        path.write_text(renamed, "utf-8")
    fix_edition(sample.year, sample.data)
    project = sample.data.parent
    shutil.copytree(ROOT / FOLDER, project / FOLDER)
    built = build_report(html(project, edition=sample.year))
    page = built.files[0].read_text("utf-8")
    assert "Summary of Invented Programs" in page
    assert all(title in page for title in ("Example Desk", "Census of travelers", "Tents", "Clinic"))
    assert built.warnings == ('chapter regional-organizations is left out: edition 2030 has no section "regional".',)


def test_every_chapter_of_a_section_bears_its_title(report):
    sections = report.sections.set_index("id")
    for chapter in find_chapters(ROOT):
        notebook = read_notebook(chapter.path)
        section = section_of(notebook)
        if section:
            title = notebook.cells[0].source.removeprefix("# ")
            of_data = sections.loc[section]
            assert title in (f"{of_data['number']}. {of_data['title']}", of_data["title"].replace(":", ".", 1))


def test_chapters_come_in_the_order_of_their_file_names():
    names = [chapter.name for chapter in find_chapters(ROOT)]
    assert names[:4] == ["explanatory-note", "issued-again", "at-a-glance", "what-changed"]
    assert names[-1] == "register"


BESIDE = [path for folder in ("examples", "meeting") for path in sorted((ROOT / "notebooks" / folder).glob("*.ipynb"))]


@pytest.mark.kernel
@pytest.mark.parametrize("path", BESIDE, ids=lambda path: path.stem)
def test_examples_run(path):
    executed = run_notebook(path, {}, ROOT)
    shown = [output for cell in executed.cells if cell.cell_type == "code" for output in cell.outputs]
    assert len(shown) >= 2
    assert all("application/vnd.migration-report.nodes+json" in output.data for output in shown)


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("from IPython.display import Markdown; Markdown('## A\\n\\n#### C')", r"heading 'C' of level 4 follows one of level 2"),
        (
            "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()",
            "an image has no alternative text",
        ),
    ],
    ids=["skipped-heading", "image-without-alternative-text"],
)
def test_what_a_blind_reader_would_miss_fails_the_report_and_names_the_cell(project, cell, fault):
    write_chapter(project, "01-good", "1")
    write_chapter(project, "02-bad", "x = 1", cell)
    with pytest.raises(ReportError, match=rf"02-bad\.ipynb, cell 4 \(cell-2\): .*{fault}"):
        build_report(Request(project=project, formats=("pdf",)))
