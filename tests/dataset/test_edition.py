"""An edition as analysts meet it: typed tables, labels, numbers, long tables."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from report_helpers.dataset import Edition, load_edition
from report_helpers.dataset.reads import Tables
from report_helpers.errors import LanguageError, UnknownEditionError, UsageError

from .conftest import Sample


@pytest.fixture
def edition(sample: Sample) -> Edition:
    return load_edition(2030, data=sample.data)


def row(frame: pd.DataFrame, identifier: str) -> pd.Series:
    return frame.set_index("id").loc[identifier]


def test_columns_have_their_types(edition: Edition) -> None:
    activities = edition.activities
    assert str(activities["id"].dtype) == "str"
    assert str(activities["order"].dtype) == "Int64"
    assert str(activities["practice"].dtype) == "boolean"
    assert str(edition.figures["value"].dtype) == "Float64"
    assert not row(activities, "desk-census")["practice"]


def test_empty_cells(edition: Edition) -> None:
    assert row(edition.activities, "desk-census-atlas")["note"] == ""
    assert row(edition.activities, "desk-census-atlas")["states"] == ()
    assert row(edition.figures, "helpers-tents-people")["value"] is pd.NA
    assert edition.figures["value"].sum() == 1202.5


def test_lists_are_tuples(edition: Edition) -> None:
    census = row(edition.activities, "desk-census")
    assert census["themes"] == ("data-evidence", "remittances")
    assert census["states"] == (("COL", "origin"), ("PAN", "host"), ("PAN", "place"))


def test_long_tables(edition: Edition) -> None:
    assert edition.activity_states.to_dict("list") == {
        "activity": ["desk-census"] * 3,
        "state": ["COL", "PAN", "PAN"],
        "role": ["origin", "host", "place"],
    }
    assert list(edition.activity_partners["role"]) == ["funder", "partner"]
    assert edition.activity_themes["theme"].value_counts().to_dict() == {"remittances": 6, "data-evidence": 2}
    assert list(edition.activity_kinds.columns) == ["activity", "kind"]
    assert list(edition.activity_locations["location"]) == ["Upper Town", "Lower Town"]
    assert list(edition.activity_populations["population"]) == ["children"]
    assert edition.activity_references.to_numpy().tolist() == [
        ["desk-census", "CE/AM/INF.2/30", "references"],
        ["desk-census", "AG/RES. 9 (LX-O/30)", "cites"],
    ]
    assert list(edition.entry_references["relation"]) == ["references", "references", "cites"]
    assert list(edition.section_references["section"]) == ["annex-1"]
    assert edition.footnote_references.empty
    assert list(edition.footnote_targets["target"]) == ["desk-census", "ex-helpers", "annex-1"]
    assert list(edition.section_entries["entry"]) == ["ex-desk"]
    assert set(edition.theme_objectives.columns) == {"theme", "gcm_objective"}


def test_an_empty_long_table_has_its_columns_and_types(edition: Edition) -> None:
    tables = Tables({**edition.tables, "activities": edition.activities.head(0)}, {})
    empty = dataclasses.replace(edition, tables=tables).activity_states
    assert empty.dtypes.astype(str).to_dict() == {"activity": "str", "state": "str", "role": "str"}


def test_numbers(edition: Edition) -> None:
    assert dict(zip(edition.entries["id"], edition.entries["number"], strict=True)) == {
        "ex-desk": "I.1",
        "ex-bureau": "I.1.a",
        "ex-office": "I.1.b",
        "ex-nothing": "I.2",
        "ex-abroad": "II.1",
        "ex-helpers": "A1",
        "ex-practice": "A2",
    }
    assert dict(zip(edition.activities["id"], edition.activities["number"], strict=True)) == {
        "desk-census": "I.1.1",
        "desk-census-atlas": "I.1.2",
        "bureau-meeting": "I.1.a.1",
        "helpers-tents": "A1.1",
        "bureau-wages": "A2.VI.1",
        "bureau-harvest": "A2.VI.2",
        "bureau-clinic": "A2.X.1",
    }
    assert list(edition.sections["path"]) == ["I", "II", "A1", "A2", "A2.I", "A2.VI", "A2.VI", "A2.X"]


def test_activities_of_an_organization_are_numbered_status_by_status(sample: Sample) -> None:
    sample.edit("activities", "desk-census", status="unknown")
    sample.edit("activities", "bureau-harvest", status="completed")
    activities = load_edition(2030, data=sample.data).activities
    numbers = dict(zip(activities["id"], activities["number"], strict=True))
    assert (numbers["desk-census-atlas"], numbers["desk-census"]) == ("I.1.1", "I.1.2")
    assert (numbers["bureau-wages"], numbers["bureau-harvest"]) == ("A2.VI.1", "A2.VI.2")
    assert list(activities["id"][:2]) == ["desk-census-atlas", "desk-census"]


def test_tables_stand_in_reading_order_whatever_the_file(sample: Sample) -> None:
    before = load_edition(2030, data=sample.data).activities
    sample.write("activities", sample.rows("activities")[::-1])
    pd.testing.assert_frame_equal(load_edition(2030, data=sample.data).activities, before)


def test_labels_follow_the_language(sample: Sample) -> None:
    sample.edit("themes", "remittances", label_pt="")
    assert load_edition(2030, "es", sample.data).labels("states")["PAN"] == "Panamá"
    assert load_edition(2030, "pt-BR", sample.data).labels("themes")["remittances"] == "Remittances and financial inclusion"
    assert load_edition(2030, "fr", sample.data).labels("organizations")["desk"] == "Example Desk"
    assert load_edition(2030, data=sample.data).kinds.set_index("id").loc["training", "label"] == "Training and education"


def test_an_unknown_language_is_told(sample: Sample) -> None:
    with pytest.raises(LanguageError, match=r'Language "de" is not available. Available: en, es, fr, pt.'):
        load_edition(2030, "de", sample.data)


def test_an_unknown_edition_is_told(sample: Sample) -> None:
    with pytest.raises(UnknownEditionError, match=r"There is no edition 1999. Editions: 2030."):
        load_edition(1999, data=sample.data)


def test_facts_of_the_edition(edition: Edition) -> None:
    assert (edition.year, edition.info.edition, edition.info.is_draft) == (2030, 2030, True)
    assert edition.info.languages == ("en",)
    assert edition.info.mandate.reference == "example-plan"
    assert edition.info.document_symbol == ""


def test_an_edition_does_not_change(edition: Edition) -> None:
    frame = edition.activities
    frame["title"] = "changed"
    frame.loc[0, "status"] = "changed"
    assert "changed" not in set(edition.activities["title"]) | set(edition.activities["status"])
    with pytest.raises(dataclasses.FrozenInstanceError):
        edition.language = "es"  # type: ignore[misc]


def test_contacts_are_read_only_where_asked_for(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: opened.append(self) or read_bytes(self))
    public = load_edition(2030, data=sample.data)
    assert opened
    assert sample.path("contacts") not in opened
    assert "contacts" not in public.tables
    with pytest.raises(UsageError, match="audience"):
        _ = public.contacts
    assert list(load_edition(2030, data=sample.data, audience="internal").contacts["id"]) == ["tents"]


def test_contacts_that_are_not_on_the_machine(sample: Sample) -> None:
    sample.path("contacts").unlink()
    with pytest.raises(UsageError, match=r"restricted/contacts.csv is not on this machine"):
        _ = load_edition(2030, data=sample.data, audience="internal").contacts


def test_an_unknown_audience_is_told(sample: Sample) -> None:
    with pytest.raises(UsageError, match='Audience "secret" is not one of: public, internal'):
        load_edition(2030, data=sample.data, audience="secret")


def test_every_table_is_an_attribute(edition: Edition) -> None:
    for name in edition.tables:
        attribute = "kinds" if name == "activity_kinds" else name
        pd.testing.assert_frame_equal(getattr(edition, attribute), edition.table(name))


def test_what_is_looked_at_is_recorded_by_rows_and_columns(sample: Sample) -> None:
    edition = load_edition(2030, data=sample.data)
    activities = edition.records("activities")
    [desk] = [row for row in activities.where("entry", "ex-desk") if not row["parent"]]
    assert desk["status"]
    assert activities["bureau-meeting"]["title"]
    assert edition.table("entries", ["reply"])["reply"].any()
    assert any(row["name"] for row in edition.records("entries").values())
    assert edition.records("states")["PAN"]["label"]
    assert "no-such-id" not in edition.records("footnotes")
    assert [tuple(selection[:4]) for selection in edition.tables.described()] == [
        ("activities", "entry", "ex-desk", "id,parent,status"),
        ("activities", "id", "bureau-meeting", "id,title"),
        ("entries", "", "", "id,name,reply"),
        ("footnotes", "id", "no-such-id", "id"),
        ("states", "id", "PAN", ""),
    ]


def test_a_row_that_is_copied_counts_as_read_whole(sample: Sample) -> None:
    edition = load_edition(2030, data=sample.data)
    assert {**edition.records("activities")["bureau-meeting"]}["title"]
    [(*_, columns, _)] = edition.tables.described()
    assert "description" in columns.split(",")
