"""A small invented edition, sound but unlike that of 2008: whatever it lacks, tables and charts can be made of it."""

from __future__ import annotations

import inspect
import warnings

import pytest

import report_helpers
from report_helpers import (
    chart_status_by_section,
    load_edition,
    note_section,
    table_abbreviations,
    table_entry,
    table_interventions,
    table_memberships,
    table_section,
)
from report_helpers.content.charts.tiles import reach_of_states
from report_helpers.content.nodes import plain_text, walk
from report_helpers.content.prose import Prose
from report_helpers.content.show import Shown
from report_helpers.errors import UnknownRowError
from report_helpers.pipeline.metadata import document_metadata

from ..dataset.conftest import Sample

OF_AN_EDITION = [
    helper
    for name in report_helpers.__all__
    if name.startswith(("table_", "chart_", "note_", "cite_"))
    for helper in [getattr(report_helpers, name)]
    if [p.name for p in inspect.signature(helper).parameters.values() if p.default is p.empty] == ["edition"]
]


def rows_of(table):
    rows = table.nodes()[0]["attrs"]["rows"]
    return [[plain_text(cell["content"]) for cell in row["cells"]] for row in rows]


@pytest.mark.parametrize("emptied", ["", "memberships", "figures", "footnotes", "corrections", "contacts"])
def test_every_helper_makes_something_of_it(sample: Sample, emptied: str) -> None:
    if emptied:
        sample.write(emptied, [])
    assert sample.problems() == []
    edition = load_edition(sample.year, data=sample.data, audience="internal")
    shown = [helper(edition) for helper in OF_AN_EDITION]
    shown += [table_entry(edition, entry) for entry in edition.entries["id"]]
    shown += [helper(edition, section) for section in edition.sections["id"] for helper in (note_section, table_section)]
    assert len(shown) > 30
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert all(isinstance(value, Shown) and "text/html" in value._repr_mimebundle_() for value in shown)
    assert document_metadata(edition, sample.data)["edition"] == "2030"


def test_an_edition_without_activities(sample: Sample) -> None:
    sample.write("activities", [])
    for name in ("figures", "contacts", "footnotes"):
        sample.write(name, [])
    edition = load_edition(sample.year, data=sample.data)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        charts = [helper(edition) for helper in OF_AN_EDITION if helper.__name__.startswith("chart_")]
    assert len(charts) == 5
    assert all(": ;" not in chart.alt and ". ." not in chart.alt for chart in charts)
    assert "II. Abroad: none" in chart_status_by_section(edition).alt


def test_a_section_without_entries_says_so_and_an_unknown_one_is_told(sample: Sample) -> None:
    sample.drop("entries", "ex-abroad")
    edition = load_edition(sample.year, data=sample.data)
    assert isinstance(table_section(edition, "abroad"), Prose)
    assert plain_text(table_section(edition, "abroad").nodes()) == "No body has an entry in this section."
    for helper in (table_section, note_section, table_interventions):
        with pytest.raises(UnknownRowError, match=r'Edition 2030 has no section "abraod"\. Did you mean "abroad"\?'):
            helper(edition, "abraod")


def test_memberships_are_those_of_the_editions_date(sample: Sample) -> None:
    edition = load_edition(sample.year, data=sample.data)
    assert rows_of(table_memberships(edition)) == [], "the only membership of a state ended in 2029, the edition is of May 2030"
    assert reach_of_states(edition)["PAN"][0] == "named"
    common = {"organization": "helpers", "state": "COL", "basis": "printed"}
    sample.add("memberships", id="helpers-col-once", role="member", **common, to="2028")
    sample.add("memberships", id="helpers-col", role="observer", **common, **{"from": "2028"})
    edition = load_edition(sample.year, data=sample.data)
    assert rows_of(table_memberships(edition)) == [["Colombia", "○ observer"]]


def test_bodies_that_only_another_edition_names_are_left_out(sample: Sample) -> None:
    sample.add("organizations", id="stranger", name_en="Stranger Council", acronym="STC", type="process")
    sample.add("memberships", id="stranger-per", organization="stranger", state="PER", role="member", basis="printed")
    edition = load_edition(sample.year, data=sample.data)
    assert rows_of(table_abbreviations(edition)) == []
    assert rows_of(table_memberships(edition)) == []
    sample.edit("entries", "ex-desk", summary="Works with the STC.")
    edition = load_edition(sample.year, data=sample.data)
    assert rows_of(table_abbreviations(edition)) == [["STC", "Stranger Council"]]
    assert rows_of(table_memberships(edition)) == [["Peru", "● member"]]


def test_an_annex_without_introduction_can_be_reached_and_carries_its_replies(sample: Sample) -> None:
    sample.edit("entries", "ex-helpers", summary="Helps in three towns.", note="Told on the telephone.")
    nodes = list(walk(note_section(load_edition(sample.year, data=sample.data), "annex-1").nodes()))
    assert [node["attrs"]["id"] for node in nodes if node["type"] == "target"] == ["ex-helpers"]
    assert [node["attrs"]["id"] for node in nodes if node["type"] == "footnote"] == ["2"]
    assert all(words in plain_text(nodes) for words in ("Helps in three towns.", "Told on the telephone."))


def test_every_contact_person_of_an_intervention_is_printed(sample: Sample) -> None:
    sample.add("contacts", id="tents-2", activity="helpers-tents", person="Ben Inventado", organization="helpers")
    (row,) = rows_of(table_interventions(load_edition(sample.year, data=sample.data, audience="internal")))
    assert "Ana Inventada" in row[-1]
    assert "Ben Inventado" in row[-1]
