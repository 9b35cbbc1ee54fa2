"""The back test: what was published comes out the same when it is built again from what was kept."""

from __future__ import annotations

import json

import pytest

from report_helpers import load_edition
from report_helpers.dataset.load import editions
from report_helpers.publishing.back_test import back_test

from ..conftest import ROOT
from ..dataset.conftest import Sample

pytestmark = pytest.mark.kernel

ISSUED = [
    pytest.param(year, issue, id=f"{year} {issue.folder}")
    for year in editions(ROOT / "data")
    for issue in load_edition(year, data=ROOT / "data").info.issues[-1:]
]


@pytest.mark.parametrize(("year", "issue"), ISSUED)
def test_each_published_edition_comes_out_as_it_was_issued(year, issue) -> None:
    assert back_test(ROOT, year, issue) == []


class TestOfTheSample:
    def test_it_comes_out_the_same_byte_for_byte(self, published: Sample) -> None:
        (issue,) = load_edition(2030, data=published.data).info.issues
        assert back_test(published.data.parent, 2030, issue) == []

    def test_whatever_the_tables_are_now(self, published: Sample) -> None:
        published.edit("activities", "bureau-wages", title="Pay")
        published.edit("organizations", "bureau", name_en="Bureau of Samples")
        (issue,) = load_edition(2030, data=published.data).info.issues
        assert back_test(published.data.parent, 2030, issue) == []

    def test_a_document_that_says_something_else_is_told(self, published: Sample) -> None:
        (issue,) = load_edition(2030, data=published.data).info.issues
        page = issue.kept(published.data, 2030) / "documents/en/summary-of-current-programs.html"
        page.write_text(page.read_text("utf-8").replace("invented</em> edition", "real</em> edition"), "utf-8")
        (found,) = back_test(published.data.parent, 2030, issue)
        assert "differs, though it is made with the same code and packages" in found
        manifest = issue.kept(published.data, 2030) / "manifest.json"
        manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"code": "of another version"}), "utf-8")
        (found,) = back_test(published.data.parent, 2030, issue)
        assert '"real edition' in found
        assert 'is now "invented edition' in found

    def test_another_version_of_the_code_may_lay_it_out_otherwise(self, published: Sample) -> None:
        (issue,) = load_edition(2030, data=published.data).info.issues
        page = issue.kept(published.data, 2030) / "documents/en/summary-of-current-programs.html"
        page.write_text(page.read_text("utf-8").replace("<style>", "<style>/* as it was */"), "utf-8")
        manifest = issue.kept(published.data, 2030) / "manifest.json"
        manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"code": "of another version"}), "utf-8")
        assert back_test(published.data.parent, 2030, issue) == []
