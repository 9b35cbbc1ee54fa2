"""Hostile strings in every place of a page: nothing of them is markup, and text shows as the text it is."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from report_helpers.content.html import render_html
from report_helpers.content.html_base import visible
from report_helpers.content.mathml import safe_mathml
from report_helpers.content.nodes import paragraph, text
from report_helpers.exporters.html import ReportHTMLExporter

from . import hostile_notebook, payloads

ELEMENTS = set(
    "html head meta title script style body a header div p h1 h2 h3 h4 h5 h6 span label input ol ul li select option nav details "
    "summary main section footer button pre code kbd strong em del u sub sup br wbr hr blockquote img table caption colgroup col "
    "thead tbody tr th td figure figcaption svg g path rect circle text tspan desc defs use image clippath "
    "math semantics annotation mrow mi mn mo mtext mstyle msup msub mfrac".split()
)
ATTRIBUTES = set(
    "id class lang dir href rel title src alt width height role tabindex scope colspan rowspan start open hidden for type "
    "autocomplete spellcheck placeholder value charset http-equiv content name property display encoding viewbox d x y fill "
    "stroke transform stretchy".split()
)
NAMES = re.compile(r"(aria|data)-[a-z]+|stroke-[a-z]+|font-[a-z]+|math[a-z]+|clip-[a-z]+")


@pytest.fixture(scope="module")
def html() -> str:
    return str(ReportHTMLExporter().from_notebook_node(hostile_notebook.notebook())[0])


@pytest.fixture(scope="module")
def page(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.fixture(scope="module")
def shown(page: BeautifulSoup) -> dict[str, str]:
    """The text of every element that has an identifier."""
    return {element["id"]: element.get_text() for element in page.find_all(id=re.compile(r"^[htcld]-\d+$"))}


def lines(value: str) -> str:
    """With one kind of line end; the parser keeps no more than one sign of what is all space."""
    return "" if value.isspace() else value.replace("\r\n", "\n").replace("\r", "\n")


def test_there_are_enough_of_them():
    assert payloads.COUNT >= 200
    assert len(set(payloads.TEXTS)) == len(payloads.TEXTS)


@pytest.mark.parametrize("number", range(len(payloads.TEXTS)))
def test_text_shows_as_the_text_it_is(shown, number):
    payload = payloads.TEXTS[number]
    expected = lines(visible(payload))
    assert lines(shown[f"t-{number}"]) == expected
    if len(payload) <= hostile_notebook.LONG:
        for place in "cld":
            assert lines(shown[f"{place}-{number}"]) == expected
        assert "".join(shown[f"h-{number}"].split()) == "".join(expected.split())


@pytest.mark.parametrize("number", range(len(payloads.URLS)))
def test_no_link_leads_there(page, number):
    place = page.find(id=f"u-{number}")
    assert place.get_text() == "address"
    assert place.find("a") is None


class TestWholePage:
    def test_holds_known_elements_and_attributes_alone(self, page):
        elements = page.find_all(True)
        assert {element.name for element in elements} - ELEMENTS == set()
        names = {name for element in elements for name in element.attrs}
        assert {name for name in names if name not in ATTRIBUTES and not NAMES.fullmatch(name)} == set()

    def test_holds_its_own_scripts_and_styles_alone(self, page):
        assert [script.get("type") for script in page.find_all("script")] == [
            "application/ld+json",
            *["application/json"] * 2,
            None,
        ]
        assert len(page.find_all("style")) == 1
        assert all(script.find_parent("head") for script in page.find_all("script"))
        for script in page.find_all("script", type=True):
            json.loads(script.string)

    def test_links_lead_to_places_of_the_page_or_by_known_schemes(self, page):
        links = [a["href"] for a in page.find_all("a", href=True)]
        assert {re.match(r"#|https?:|mailto:", href) is not None for href in links} == {True}
        for element in page.find_all(src=True):
            assert re.fullmatch(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,].*", element["src"], re.DOTALL)

    def test_identifiers_stay_unique(self, page):
        counts = Counter(element["id"] for element in page.find_all(id=True))
        assert [identifier for identifier, count in counts.items() if count > 1] == []

    def test_has_no_unseen_characters(self, html):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", html)


@pytest.mark.parametrize(
    "name", ["<script>x</script>", "../../etc/passwd", "{{7*7}}", '"><img src=x onerror=x>', "\u202egnp.exe"]
)
def test_file_name_shows_as_it_is(name):
    import nbformat

    html = ReportHTMLExporter().from_notebook_node(nbformat.v4.new_notebook(), {"metadata": {"name": name}})[0]
    assert BeautifulSoup(html, "html.parser").h1.get_text() == visible(name)


@pytest.mark.parametrize("mathml", payloads.MATHML)
def test_formula_keeps_mathematics_alone(mathml):
    found = safe_mathml(mathml, latex="x", alt="x", display=False) or ""
    parsed = BeautifulSoup(found, "html.parser")
    assert {e.name for e in parsed.find_all(True)} <= {"math", "semantics", "mrow", "mi", "mtext", "annotation"}
    assert "evil" not in "".join(str(e.attrs) for e in parsed.find_all(True))
    assert not [
        name for e in parsed.find_all(True) for name in e.attrs if name.startswith("on") or name in ("href", "style", "src")
    ]


@pytest.mark.parametrize("depth", [90, 200, 5_000])
def test_depth_does_not_matter(depth):
    node = paragraph(text("deep"))
    for _ in range(depth):
        node = {"type": "block_quote", "children": [node]}
    assert "deep" in render_html([node])
