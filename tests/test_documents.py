"""Both documents of the 2008 report, opened and read: everything of the edition is in them, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup

from report_helpers import Edition, load_edition
from report_helpers.content.markdown import parse_blocks
from report_helpers.content.nodes import plain_text
from report_helpers.pipeline.build import Built, build_report
from report_helpers.pipeline.request import Request

from .conftest import ROOT

pytestmark = pytest.mark.kernel

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)


def folded(value: str) -> str:
    """Letters and digits alone: line breaks, hyphenation and typographic variants leave no trace."""
    decomposed = unicodedata.normalize("NFKD", value)
    return re.sub(r"[\W_]+", "", "".join(c for c in decomposed if not unicodedata.combining(c))).casefold()


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.fixture(scope="module")
def page(built: Built) -> BeautifulSoup:
    return BeautifulSoup(next(f for f in built.files if f.suffix == ".html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def pdf(built: Built) -> Path:
    return next(f for f in built.files if f.suffix == ".pdf")


@pytest.fixture(scope="module", params=["html", "pdf"])
def text(request: pytest.FixtureRequest, page: BeautifulSoup, pdf: Path) -> str:
    """Folded text of one of the documents."""
    return folded(page.main.get_text(" ") if request.param == "html" else pdf_text(pdf))


def sentences(markdown: str) -> Iterator[str]:
    """Openings of the paragraphs and list items of a text, short enough to stand on one page."""
    for block in parse_blocks(markdown):
        for item in block.get("children", []) if block["type"] == "list" else [block]:
            yield folded(plain_text([item]))[:40]


def missing(text: str, wanted: dict[str, str]) -> list[str]:
    return [identifier for identifier, value in wanted.items() if folded(value) not in text]


class TestEverythingOfTheEdition:
    def test_entries(self, text, report):
        assert missing(text, dict(zip(report.entries["id"], report.entries["name"], strict=True))) == []

    def test_summaries_and_descriptions(self, text, report):
        texts = [*zip(report.entries["id"], report.entries["summary"], strict=True)]
        texts += zip(report.activities["id"], report.activities["description"], strict=True)
        assert [i for i, markdown in texts for part in sentences(markdown) if part not in text] == []

    def test_activities_with_their_numbers(self, text, report):
        activities = report.activities
        assert missing(text, dict(zip(activities["id"], activities["title"], strict=True))) == []
        assert missing(text, dict(zip(activities["id"], activities["number"], strict=True))) == []

    def test_references(self, text, report):
        shown = report.references["symbol"].where(report.references["symbol"] != "", report.references["title"])
        assert missing(text, dict(zip(report.references["id"], shown, strict=True))) == []

    def test_footnotes(self, text, report):
        notes = zip(report.footnotes["id"], report.footnotes["text"], strict=True)
        assert [i for i, markdown in notes for part in sentences(markdown) if part not in text] == []

    def test_figures_as_printed(self, text, report):
        assert missing(text, dict(zip(report.figures["id"], report.figures["printed"], strict=True))) == []

    def test_missing_figures_keep_their_reason(self, text, report):
        reasons = report.figures.loc[report.figures["missing_reason"] != "", "missing_reason"]
        assert len(reasons) > 0
        assert [reason for reason in reasons if folded(reason) not in text] == []

    def test_sections_and_their_introductions(self, text, report):
        sections = report.sections
        titles = {i: t.split(":")[-1] for i, t in zip(sections["id"], sections["title"], strict=True)}
        assert missing(text, titles) == []
        assert [
            i for i, m in zip(sections["id"], sections["introduction"], strict=True) for part in sentences(m) if part not in text
        ] == []

    def test_corrections_and_notes(self, text, report):
        assert missing(text, dict(zip(report.corrections["id"], report.corrections["reason"].str[:40], strict=True))) == []
        noted = report.activities[report.activities["note"] != ""]
        assert [i for i, m in zip(noted["id"], noted["note"], strict=True) for part in sentences(m) if part not in text] == []

    def test_explanatory_note_and_checksum(self, text, report):
        assert [part for part in sentences(report.info.explanatory_note) if part not in text] == []
        assert report.checksum in text


class TestNothingElse:
    def test_no_contact_data(self, text, page, pdf):
        internal = load_edition(2008, data=ROOT / "data", audience="internal")
        assert len(internal.contacts) > 0
        assert [person for person in internal.contacts["person"] if folded(person) in text] == []
        assert EMAIL.findall(str(page)) == []
        assert EMAIL.findall(pdf_text(pdf)) == []

    def test_no_code(self, text, page):
        assert "loadedition" not in text
        assert page.select("pre:not(.bibtex)") == []

    def test_page_fetches_nothing(self, page):
        loading = ["script[src]", "link[href]", "img[src]", "iframe", "object", "embed", "source", "video", "audio", "base"]
        fetched = [tag for tag in page.select(", ".join(loading)) if not str(tag.get("src", "")).startswith("data:")]
        assert fetched == []
        assert not re.search(r"@import|url\((?!['\"]?(?:data:|#))", str(page.style))

    def test_internal_links_lead_somewhere(self, page):
        places = {tag["id"] for tag in page.select("[id]")}
        broken = sorted({a["href"] for a in page.select('a[href^="#"]') if a["href"][1:] not in places})
        assert broken == []

    def test_no_warnings(self, built):
        assert built.warnings == ()


class TestLinksBothWays:
    def test_activities_lead_to_references_and_back(self, page, report: Edition):
        for record in report.activities.query("references.str.len() > 0").head(20).itertuples():
            row = page.find(id=record.id)
            for reference in record.references:
                symbol = report.references.set_index("id")["symbol"][reference]
                if symbol:
                    link = row.find("a", string=symbol)
                    back = page.find(id=link["href"][1:])
                    assert back.find("a", href=f"#{record.id}") is not None

    def test_every_cell_of_the_matrix_leads_to_its_activities(self, page, report):
        matrix = page.find(id="table-states-by-theme")
        cells = matrix.select("td a")
        assert len(cells) > 50
        for cell in cells:
            listed = page.find(id=cell["href"][1:]).find_parent(["p", "td"]).select("a")
            assert len(listed) == int(cell.get_text())


class TestPdf:
    def test_is_tagged_and_says_what_it_is(self, pdf, report):
        with pikepdf.open(pdf) as document:
            assert document.Root.MarkInfo.Marked
            assert str(document.Root.Lang) == "en"
            assert str(document.docinfo["/Title"]) == report.info.title
            with document.open_outline() as outline:
                chapters = [str(item.title) for item in outline.root]
        assert any("General Secretariat" in chapter for chapter in chapters)
        assert any("Register" in chapter for chapter in chapters)

    def test_figures_have_alternative_text(self, pdf):
        with pikepdf.open(pdf) as document:
            figures = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
            alternatives = [str(figure.get("/Alt", "")) for figure in figures]
        assert len(alternatives) >= 5
        assert all(len(alternative) > 40 for alternative in alternatives)


@pytest.mark.kernel
def test_internal_audience_prints_contacts(tmp_path):
    files = build_report(
        Request(project=ROOT, output=tmp_path, audience="internal", chapters=("annex-1",), formats=("html",))
    ).files
    text = folded(BeautifulSoup(files[0].read_text("utf-8"), "html.parser").get_text(" "))
    contacts = load_edition(2008, data=ROOT / "data", audience="internal").contacts
    assert [person for person in contacts["person"] if folded(person) not in text] == []
    assert [email for email in contacts["email"] if email and folded(email) not in text] == []


@pytest.mark.kernel
def test_no_reader_visible_text_is_out_of_the_catalogues_reach(tmp_path, report):
    """The pseudo-language puts double brackets around every message: the rest must come from the data."""
    files = build_report(
        Request(project=ROOT, output=tmp_path, language="en-XA", formats=("html",), chapters=("at-a-glance",))
    ).files
    page = BeautifulSoup(files[0].read_text("utf-8"), "html.parser")
    headings = [h.get_text(" ", strip=True) for h in page.main.select("h1, h2, h3")]
    assert headings
    assert [heading for heading in headings if "⟦" not in heading] == []
    headers = {th.get_text(" ", strip=True) for th in page.main.select("thead th")}
    assert [header for header in headers if header and "⟦" not in header] == []
    paragraphs = [
        p.get_text(" ", strip=True) for p in page.main.select("main section > p, main > p, aside p, figcaption, caption")
    ]
    assert paragraphs
    assert [paragraph for paragraph in paragraphs if "⟦" not in paragraph] == []
