"""The page as a parser reads it, through the exporter's public door."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag
from traitlets.config import Config

from report_helpers.content.html import render_html
from report_helpers.content.nodes import footnote, heading, link, paragraph, span, target, text
from report_helpers.exporters.html import ReportHTMLExporter

from . import sample_notebook as sample


def export(notebook, **options) -> str:
    return ReportHTMLExporter(**options).from_notebook_node(notebook)[0]


def parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.fixture(scope="module")
def html() -> str:
    return export(sample.notebook())


@pytest.fixture(scope="module")
def page(html: str) -> BeautifulSoup:
    return parse(html)


def table(page: BeautifulSoup, label: str) -> Tag:
    found = page.find("table", id=label)
    assert isinstance(found, Tag)
    return found


def words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


class TestPage:
    def test_has_language_landmarks_and_a_skip_link(self, page):
        assert page.html["lang"] == "en"
        for name in ("header", "nav", "main", "footer"):
            assert len(page.find_all(name)) == 1
        assert page.find("a", class_="skip")["href"] == "#" + page.main["id"]

    def test_title_block_says_what_the_report_is(self, page):
        cover = words(page.header)
        for expected in (
            "Summary of Current Programs",
            "OAS and other organizations",
            "2008",
            "The Secretariat",
            "May 2008",
            "Draft",
        ):
            assert expected in cover
        assert "Draft" not in words(parse(export(sample.notebook(draft=False))).header)

    def test_citation_and_checksum_stand_at_the_end(self, page):
        assert sample.REPORT["citation"] in words(page.footer)
        assert sample.REPORT["checksum"] in words(page.footer)
        assert "Cite this" not in words(parse(export(sample.notebook(citation=""))).footer)

    def test_every_identifier_is_there_once(self, page):
        counts = Counter(element["id"] for element in page.find_all(id=True))
        assert [identifier for identifier, count in counts.items() if count > 1] == []

    def test_every_link_inside_the_page_and_every_reference_by_id_arrives(self, page):
        identifiers = {element["id"] for element in page.find_all(id=True)}
        links = [a["href"][1:] for a in page.find_all("a", href=re.compile("^#"))]
        assert len(links) > 100
        assert [each for each in links if each not in identifiers] == []
        named = [part for e in page.find_all(attrs={"aria-labelledby": True}) for part in e["aria-labelledby"].split()]
        assert [each for each in named if each not in identifiers] == []

    def test_nothing_comes_from_outside(self, page):
        for name, attribute in (("script", "src"), ("img", "src"), ("link", "href"), ("image", "href"), ("use", "href")):
            for element in page.find_all(name, attrs={attribute: True}):
                assert element[attribute].startswith(("data:", "#"))
        assert "@import" not in page.style.string
        assert all(url.startswith("data:") for url in re.findall(r"url\(([^)]*)\)", page.style.string))

    def test_policy_allows_exactly_the_script_and_styles_of_the_page(self, page):
        policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
        script = next(s for s in page.find_all("script") if not s.get("type"))
        for element, directive in ((script, "script-src"), (page.style, "style-src")):
            digest = base64.b64encode(hashlib.sha256(element.string.encode()).digest()).decode()
            assert f"{directive} 'sha256-{digest}';" in policy
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy

    def test_no_element_has_a_style_or_a_handler(self, page):
        for element in page.find_all(True):
            assert not [name for name in element.attrs if name == "style" or name.startswith("on")]

    def test_linked_data_cannot_leave_its_element(self, page):
        data = json.loads(page.find("script", type="application/ld+json").string)
        report, dataset = data["@graph"]
        assert [report["@type"], dataset["@type"]] == ["Report", "Dataset"]
        assert report["name"] == sample.REPORT["title"]
        assert report["description"] == sample.REPORT["description"]
        assert report["isBasedOn"]["@id"] == dataset["@id"]
        assert dataset["identifier"]["value"] == sample.REPORT["checksum"]

    def test_all_that_the_page_says_is_in_reach_of_the_catalogue(self):
        given = parse(export(sample.notebook(language="en-XA")))
        assert given.html["lang"] == "en-XA"
        said = [words(given.find(class_=name)) for name in ("skip", "draft", "to-top", "kind")]
        said += [
            e["aria-label"] for e in given.find_all(attrs={"aria-label": True}) if e.parent.name != "figure" and e.name != "math"
        ]
        said += [words(e) for e in given.find_all(["summary", "label", "option"])]
        said += json.loads(given.find("script", class_="messages").string).values()
        assert [each for each in said if not each.startswith("⟦")] == []

    def test_same_notebook_same_bytes(self, html):
        assert export(sample.notebook()) == html

    def test_stays_small(self, html):
        assert len(html.encode()) < 600_000


class TestText:
    def test_code_of_a_report_is_not_shown_and_others_is(self, html):
        assert "secret_code" not in html
        assert "print(" in parse(export(sample.plain_notebook())).main.get_text()

    def test_no_input_of_nbconvert_is_respected(self):
        config = Config({"TemplateExporter": {"exclude_input": True}})
        main = parse(export(sample.plain_notebook(), config=config)).main
        assert "print(" not in main.get_text()
        assert "<hello>" in main.get_text()

    def test_notebook_without_metadata_has_its_first_heading_as_title(self):
        page = parse(export(sample.plain_notebook()))
        assert words(page.h1) == "My notebook"
        assert "cover" not in page.header["class"]
        assert "My notebook" not in page.main.get_text()
        assert [h.name for h in page.main.find_all(re.compile(r"h\d"))] == ["h2", "h2"]

    def test_heading_levels_are_never_skipped(self, page):
        levels = [int(h.name[1]) for h in page.find_all(re.compile(r"^h\d$"))]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_contents_list_chapters_and_entries(self, page):
        lines = page.nav.find("ol").find_all("li", recursive=False)
        assert [words(line.a) for line in lines] == ["Explanatory note", "1 At a glance", "2 Fin"]
        assert [words(a) for a in lines[1].ol.find_all("a")] == ["Numbers"]

    def test_markdown_is_complete(self, page):
        main = page.main
        assert main.find("ol", start="3").li.get_text() == "three"
        assert [li.span["aria-label"] for li in main.find_all("li", class_="task")] == ["Done", "To do"]
        assert words(main.blockquote) == "quoted"
        grid = main.find("table", class_="grid")
        assert [th["scope"] for th in grid.find_all("th")] == ["col", "col"]
        assert grid.find("del").get_text() == "a"
        assert "align-end" in grid.tbody.find_all("td")[1]["class"]
        assert main.find("img", alt="pixel")["src"].startswith("data:image/png;base64,")
        assert main.find("math").find("annotation").get_text() == "a<b"
        assert main.find("span", lang="es").get_text() == "en español"

    def test_image_from_outside_is_named_instead(self, html, page):
        assert "evil.example" not in {urlsplit(image["src"]).hostname for image in page.find_all("img")}
        assert "remote" in page.find(class_="missing").get_text()

    def test_status_is_said_in_words(self, page):
        assert page.find(class_="status-planned").get_text() == "Planned"


class TestHostileText:
    def test_shows_as_the_text_it_is(self, page):
        shown = words(page.main)
        assert "<script>alert(1)</script><img src=x onerror=alert(1)>" in shown
        assert "&amp;" in shown
        assert "{{7*7}}" in shown
        assert page.find("img", src="x") is None

    def test_unseen_characters_are_named(self, html):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f]", html)
        assert "[U+202E]evil[U+202C]" in html

    def test_lone_surrogates_do_not_stop_the_export(self):
        assert "[U+D800]" in export(sample.outputs(paragraph(text("\ud800"))))

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
    )
    def test_link_that_runs_or_reads_becomes_its_text(self, url):
        main = parse(export(sample.outputs(paragraph(link(url, text("words")))))).main
        assert main.a is None
        assert "words" in main.get_text()

    @pytest.mark.parametrize("value", ['"><script>payload()</script>', "a b\tc", "x' onclick='y()"])
    def test_identifiers_languages_and_roles_stay_in_their_attributes(self, value):
        nodes = (
            heading(1, text("H"), id=value),
            paragraph(target(value + "2", text("t")), span(text("s"), lang=value, role=value)),
        )
        page = parse(export(sample.outputs(*nodes)))
        assert all(not s.string or "payload()" not in s.string for s in page.find_all("script"))
        assert not page.find(attrs={"onclick": True})
        assert all(re.fullmatch(r"\S+", element["id"]) for element in page.find_all(id=True))

    def test_title_of_the_document_is_escaped(self):
        page = parse(export(sample.notebook(title="</title><script>payload()</script>")))
        assert page.h1.get_text() == "</title><script>payload()</script>"
        assert "payload()" not in "".join(s.string or "" for s in page.find_all("script") if not s.get("type"))

    def test_unknown_nodes_become_their_text(self):
        main = parse(
            export(sample.outputs({"type": "surprise", "children": [text("inside")]}, {"type": "other", "raw": "<raw>"}))
        ).main
        assert "inside" in main.get_text()
        assert "<raw>" in main.get_text()


class TestTables:
    def test_captions_are_numbered_in_order(self, page):
        captions = [words(c) for c in page.find_all("caption") if not c.find_parent("figure")]
        assert [re.match(r"Table \d", c)[0] for c in captions] == [f"Table {n}" for n in range(1, 5)]
        assert [re.match(r"Figure \d", words(c))[0] for c in page.find_all("figcaption")] == ["Figure 1", "Figure 2"]

    def test_header_cells_have_their_scope(self, page):
        for each in page.find_all("th"):
            assert each.get("scope") in ("col", "row", "rowgroup")
            assert words(each)
        programmes = table(page, "programmes")
        assert [th["scope"] for th in programmes.thead.find_all("th")] == ["col"] * 3
        group = programmes.find("tr", class_="group")
        assert (group.th["scope"], group.th["colspan"]) == ("rowgroup", "3")

    def test_each_group_of_rows_is_a_body_of_its_own(self, page):
        bodies = table(page, "programmes").find_all("tbody")
        assert [[row.get("class", ["body"])[0] for row in body.find_all("tr")] for body in bodies] == [
            ["lead"],
            ["group", "body"],
            ["group", "body"],
        ]

    def test_text_tables_have_roles_and_labels_for_their_cards(self, page):
        programmes = table(page, "programmes")
        roles = Counter(element["role"] for element in programmes.find_all(role=True, class_=lambda c: True))
        assert programmes["role"] == "table"
        assert (roles["row"], roles["columnheader"], roles["rowgroup"]) == (6, 3, 4)
        for row in programmes.find("tbody").find_all("tr"):
            assert [c["data-label"] for c in row.find_all(["td", "th"])] == ["Body", "Activities", "Reference"]
            assert [c["role"] for c in row.find_all(["td", "th"])] == ["rowheader", "cell", "cell"]

    @pytest.mark.parametrize("label", ["replies", "mapping"])
    def test_wide_tables_scroll_where_the_keyboard_reaches_them(self, page, label):
        region = table(page, label).parent
        assert (region["role"], region["tabindex"]) == ("region", "0")
        assert page.find(id=region["aria-labelledby"]).name == "caption"

    def test_rows_are_places_and_cells_carry_what_they_sort_by(self, page):
        row = page.find("tr", id="row-organ")
        assert row.find_all("td")[0]["data-sort"] == "9"
        assert page.find("tr", id="entry-iachr")

    def test_matrix_is_complete(self, page):
        rows = table(page, "mapping").tbody.find_all("tr")
        assert len(rows) == 35
        assert {len(row.find_all(["td", "th"])) for row in rows} == {26}
        assert rows[0].a["href"] == "#activity-planned"

    def test_column_widths_are_rules_of_the_stylesheet(self, page):
        classes = [col["class"][0] for col in table(page, "programmes").find_all("col")]
        assert classes == ["w20", "w60", "w20"]
        assert ".w60{width:60%}" in page.style.string


class TestNotes:
    def test_marks_and_notes_lead_to_each_other(self, page):
        notes = page.find(class_="notes").find("ol").find_all("li", recursive=False)
        assert ["first" in words(notes[0]), "One note" in words(notes[1]), "second" in words(notes[2])] == [True] * 3
        for mark in page.find_all("a", role="doc-noteref"):
            item = page.find(id=mark["href"][1:])
            assert item.name == "li"
            assert "#" + mark["id"] in [a["href"] for a in item.find_all("a", role="doc-backlink")]

    def test_same_note_has_one_number_and_a_way_back_to_each_mark(self, page):
        marks = [a.get_text() for a in table(page, "programmes").find_all("a", role="doc-noteref")]
        assert marks == ["2", "2"]
        assert len(page.find(id="note:2").find_all("a", role="doc-backlink")) == 2

    def test_mark_in_a_link_follows_the_link(self):
        words_with_note = [text("words"), footnote("n", paragraph(text("note")))]
        main = parse(export(sample.outputs(paragraph(link("https://example.org", *words_with_note))))).main
        assert main.find("a", href="https://example.org").find("a") is None
        assert main.find("a", role="doc-noteref")


class TestCharts:
    def test_drawings_have_name_and_description(self, page):
        for svg in page.find_all("svg"):
            title, description = (page.find(id=part) for part in svg["aria-labelledby"].split())
            assert svg["role"] == "img"
            assert title.get_text().startswith("Activities (")
            assert description.get_text() == 'OAS 31, "International" 58 <b>'

    def test_two_drawings_share_no_identifier_and_find_their_own_parts(self, page):
        for svg in page.find_all("svg"):
            own = {element["id"] for element in svg.find_all(id=True)}
            used = set(re.findall(r'url\(#([^)]+)\)|<use href="#([^"]+)"', str(svg)))
            assert used
            assert {first or second for first, second in used} <= own

    def test_styles_of_a_drawing_become_attributes(self, page):
        svg = page.svg
        assert svg.find("style") is None
        assert svg["stroke-linejoin"] == "round"
        label = svg.find("text", string="OAS")
        assert label["font-size"] == "10px"

    def test_data_is_a_table_that_opens(self, page):
        details = page.figure.details
        assert details.summary.get_text() == "Data of this figure"
        assert words(details.table.tbody.tr) == "OAS 31"

    @pytest.mark.parametrize(
        "inside",
        [
            "<script>payload()</script>",
            '<rect onload="payload()" width="1"/>',
            '<a href="javascript:payload()"><text>payload()</text></a>',
            '<image href="http://evil.example/x.png"/>',
            '<use href="http://evil.example/#payload()"/>',
            '<rect style="fill: url(http://evil.example/payload())"/>',
            '<rect fill="u\\72l(http://evil.example/payload())"/>',
            "<style>@import 'http://evil.example/payload()'; * { fill: url(http://evil.example) }</style>",
            "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload='payload()'/></foreignObject>",
            '<set attributeName="href" to="javascript:payload()"/>',
        ],
    )
    def test_nothing_of_a_drawing_runs_or_is_fetched(self, inside):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g>{inside}</g></svg>'
        figure = str(parse(export(sample.outputs(*sample.chart("c", svg).nodes()))).svg)
        assert "payload()" not in figure
        assert "evil" not in figure

    @pytest.mark.parametrize(
        "svg", ["no drawing", "<html/>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "<svg>\x00</svg>"]
    )
    def test_drawing_that_cannot_be_read_leaves_its_description(self, svg):
        figure = parse(export(sample.outputs(*sample.chart("c", svg).nodes()))).figure
        assert figure.svg is None
        assert 'OAS 31, "International" 58 <b>' in figure.get_text()


class TestFragments:
    def test_look_right_without_a_stylesheet(self):
        fragment = parse(render_html(sample.compact_table().nodes()))
        assert "caption-side:top" in fragment.caption["style"]
        assert "text-align:end" in fragment.find_all("td")[0]["style"]
        assert "Table 1" not in fragment.get_text()

    def test_have_their_notes_below(self):
        fragment = parse(render_html(sample.text_table().nodes()))
        assert fragment.find(id="note:1").p.get_text() == "One note, two marks."

    def test_escape(self):
        assert parse(render_html([paragraph(text(sample.HOSTILE))])).find("script") is None


@pytest.mark.parametrize(
    ("words", "faces"),
    [("plain", ["normal"] * 3), ("*slanted*", ["normal"] * 3 + ["italic"]), ("$x$", ["normal"] * 4)],
    ids=["plain", "emphasis", "formula"],
)
def test_a_page_carries_the_fonts_that_it_needs(words: str, faces: list[str]) -> None:
    page = export(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# Title\n\nSome {words} text.")]))
    assert re.findall(r"@font-face{[^}]*font-style:(\w+)", page) == faces
