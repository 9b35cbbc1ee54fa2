"""Tables, charts and prose as values: what they refuse, and how they show themselves."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from report_helpers import chart_bars, note_caveat, note_text, table_frame
from report_helpers.content.chart import Chart
from report_helpers.content.charts.style import SCALE, contrast, readable_on
from report_helpers.content.markdown import parse_blocks, parse_inline, safe_url
from report_helpers.content.nodes import NODES_MIME, plain_text, slug, walk
from report_helpers.content.table import Column, Row, Table, cell


class TestTable:
    def test_needs_a_caption(self):
        with pytest.raises(ValueError, match="table t: a table needs a caption"):
            Table("t", " ", [Column("a", "A")], [])

    def test_names_the_row_that_does_not_fill_the_columns(self):
        with pytest.raises(ValueError, match="table t, row 2: the cells do not fill the 2 columns"):
            Table("t", "Caption", [Column("a", "A"), Column("b", "B")], [Row([cell(1), cell(2)]), Row([cell(3)])])

    def test_shows_itself_as_nodes_and_as_html(self):
        bundle = Table("t", "Caption", [Column("a", "A")], [Row([cell("<b>x</b>")])])._repr_mimebundle_()
        assert bundle[NODES_MIME]["nodes"][0]["type"] == "data_table"
        assert "&lt;b&gt;x&lt;/b&gt;" in bundle["text/html"]


class TestChart:
    @pytest.mark.parametrize("fill", SCALE)
    def test_numbers_on_every_shade_have_the_contrast_of_text(self, fill):
        assert contrast(readable_on(fill), fill) >= 4.5

    @pytest.mark.parametrize(("caption", "alt", "lacks"), [("", "alt", "caption"), ("Caption", " ", "alternative text")])
    def test_cannot_be_made_without_words(self, caption, alt, lacks):
        with pytest.raises(ValueError, match=f"chart c: a chart needs (a )?{lacks}"):
            Chart("c", caption, alt, "<svg/>")

    def test_alternative_text_is_written_from_the_data(self):
        assert chart_bars({"Health": 1200, "Trafficking": 20}, "By theme", unit="activities").alt == (
            "Bar chart. Health: 1,200 activities; Trafficking: 20 activities."
        )

    def test_drawing_is_the_same_every_time_and_keeps_text_as_text(self):
        first, second = (chart_bars({"Health": 12}, "By theme").svg for _ in range(2))
        assert first == second
        assert re.search(r"<text[^>]*>\s*Health", first)
        assert "Fira Sans" in first

    def test_nothing_to_show_is_refused(self):
        with pytest.raises(ValueError, match="at least one value"):
            chart_bars({}, "By theme")


class TestFrame:
    def test_numbers_follow_the_language_and_sort_by_value(self):
        attrs = table_frame(pd.DataFrame({"name": ["a"], "n": [1234567]}), "Caption").nodes()[0]["attrs"]
        number = attrs["rows"][0]["cells"][1]
        assert plain_text(number["content"]) == "1,234,567"
        assert number["sort"] == 1234567

    def test_index_heads_the_rows(self):
        frame = pd.DataFrame({"n": [1]}, index=pd.Index(["Peru"], name="state"))
        attrs = table_frame(frame, "Caption").nodes()[0]["attrs"]
        assert attrs["columns"][0]["title"] == "state"
        assert attrs["rows"][0]["cells"][0]["header"] == "row"

    def test_missing_values_and_lists(self):
        frame = pd.DataFrame({"a": [None], "b": [("x", "y")], "c": [pd.NA]})
        cells = table_frame(frame, "Caption").nodes()[0]["attrs"]["rows"][0]["cells"]
        assert [plain_text(c["content"]) for c in cells] == ["", "x; y", ""]

    def test_multiindex_is_refused_with_advice(self):
        frame = pd.DataFrame({"n": [1]}, index=pd.MultiIndex.from_tuples([("a", "b")]))
        with pytest.raises(ValueError, match=r"call reset_index\(\) first"):
            table_frame(frame, "Caption")


class TestMarkdown:
    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\x01javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil",
            "#",
        ],
    )
    def test_unsafe_addresses_are_no_links(self, url):
        assert safe_url(url) is None

    @pytest.mark.parametrize("url", ["http://www.oim.org.gt", "https://a.b/c?d=e#f", "mailto:x", "#place"])
    def test_safe_addresses_stay(self, url):
        assert safe_url(url) == url

    def test_raw_html_becomes_the_text_that_it_is(self):
        nodes = parse_blocks("a <script>x</script> b\n\n<div onclick=x>c</div>")
        assert {node["type"] for node in walk(nodes)} <= {"paragraph", "text", "softbreak"}
        assert "<script>" in plain_text(nodes)

    def test_passage_in_another_language(self):
        (_, spanish, _) = parse_inline("the [No a la Trata]{lang=es} campaign")
        assert spanish == {"type": "span", "attrs": {"lang": "es"}, "children": [{"type": "text", "raw": "No a la Trata"}]}

    def test_footnotes_stand_at_their_marks(self):
        nodes = [n for n in walk(parse_blocks("word[^1] more", {"1": parse_blocks("the note")})) if n["type"] == "footnote"]
        assert len(nodes) == 1
        assert plain_text(nodes[0]["children"]) == "the note"


class TestNotes:
    def test_key_numbers_are_filled_in(self, report):
        words = plain_text(note_text(report, "{bodies} bodies, {activities} activities, {own}.", own=1234).nodes())
        assert words == f"22 bodies, {len(report.activities)} activities, 1,234."

    def test_unknown_name_is_an_error(self, report):
        with pytest.raises(KeyError, match="nobody"):
            note_text(report, "{nobody}")

    def test_caveat_is_set_apart(self, report):
        assert note_caveat(report, "Mind.").nodes()[0]["attrs"] == {"kind": "caveat"}


@pytest.mark.parametrize(("value", "expected"), [("CE/AM-7/08", "ce-am-7-08"), ("Café  Ñandú", "cafe-nandu"), ("///", "x")])
def test_slug(value, expected):
    assert slug(value) == expected
