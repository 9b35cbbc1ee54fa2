"""Where the collection stands: who replied, what is overdue on a day, what the edition lacks."""

from __future__ import annotations

import pytest

from report_helpers import load_edition, note_standing, table_gaps, table_requests, table_standing
from report_helpers.content.nodes import plain_text
from report_helpers.content.standing import standing_lines
from report_helpers.dataset.follow import Standing, load_standing

from ..content.test_small_edition import rows_of
from .conftest import Sample


@pytest.fixture
def asked(sample: Sample) -> Sample:
    common = {"asked": "2030-01-10", "due": "2030-02-28", "language": "en", "outcome": "awaited"}
    rows = [
        {"id": "desk", "organization": "desk", **common, "received": "2030-02-20", "outcome": "reported"},
        {"id": "nothing", "organization": "nothing", **common, "received": "2030-02-21", "outcome": "nil"},
        {"id": "office", "organization": "office", **common},
        {"id": "bureau", "organization": "bureau", **common, "due": "2030-06-30"},
        {"id": "helpers", "organization": "helpers", **common, "asked": "", "due": ""},
    ]
    sample.write("requests", rows)
    return sample


def standing(sample: Sample, date: str = "") -> Standing:
    return load_standing(load_edition(sample.year, data=sample.data), date)


def test_requests_are_counted_as_of_a_day(asked: Sample) -> None:
    found = standing(asked, "2030-03-10")
    assert {name: number for name, number in found.counts().items() if number} == {
        "not sent": 1,
        "awaited": 1,
        "overdue": 1,
        "reported": 1,
        "nil": 1,
    }
    assert (found.asked, found.answered, found.response_rate) == (4, 2, 0.5)
    assert found.requests.set_index("organization").loc["office", "days"] == 10
    assert standing(asked, "2030-02-28").counts()["overdue"] == 0, "the day it is due is not late"
    assert standing(asked).date == "2030-05-31", "the edition's own date, never the clock"


def test_what_is_missing_is_named(asked: Sample) -> None:
    asked.edit("activities", "bureau-wages", confirmation="to be confirmed")
    asked.edit("themes", "health", label_es="")
    asked.info.write_text(asked.info.read_text("utf-8").replace('languages = ["en"]', 'languages = ["en", "es"]'), "utf-8")
    found = standing(asked)
    assert found.unconfirmed == ("bureau-wages",)
    assert found.untranslated.to_dict("records") == [{"table": "themes", "id": "health", "language": "es"}]
    assert "PER" in found.states
    assert not {"COL", "PAN"} & set(found.states)
    assert "health" in found.themes
    assert not {"remittances", "data-evidence"} & set(found.themes)
    assert found.unasked == ()


def test_an_edition_that_asked_nobody_has_no_rate(sample: Sample) -> None:
    sample.path("requests").unlink()
    found = standing(sample)
    assert found.response_rate is None
    assert set(found.unasked) == {"desk", "bureau", "office", "nothing", "helpers"}
    assert "–" in plain_text(note_standing(load_edition(2030, data=sample.data), found).nodes())


def test_it_is_shown_in_a_sentence_tables_and_lines(asked: Sample) -> None:
    edition, found = load_edition(2030, data=asked.data), standing(asked, "2030-03-10")
    assert "On March 10, 2030, 2 of the 4 bodies asked had answered (50%); 1 replies" in plain_text(
        note_standing(edition, found).nodes()
    )
    first = rows_of(table_requests(edition, found))[0]
    assert first == ["Oficina de Ejemplos", "January 10, 2030", "February 28, 2030", "–", "Overdue", "10"]
    assert ["Overdue", "1"] in rows_of(table_standing(edition, found))
    assert ["Peru", "Member state"] in rows_of(table_gaps(edition, found))
    lines = list(standing_lines(edition, found, 3))
    assert "  overdue by 10 days: Oficina de Ejemplos (office)" in lines
    assert "Problems that check finds: 3" in lines
