"""Dates, numbers and names as people write them: read, or asked back, never guessed."""

from __future__ import annotations

import pytest

from report_helpers.collecting.draft import Draft
from report_helpers.collecting.labels import Labels, number
from report_helpers.collecting.moments import UnclearError, partial_date, period
from report_helpers.dataset.load import read_sources
from report_helpers.paths import data_folder


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2009", "2009"),
        (" 2009-3 ", "2009-03"),
        ("2009-03-15 00:00:00", "2009-03-15"),
        ("15/03/2009", "2009-03-15"),
        ("03/15/2009", "2009-03-15"),
        ("4.4.2009", "2009-04-04"),
        ("March 2009", "2009-03"),
        ("March 15, 2009", "2009-03-15"),
        ("15 de marzo de 2009", "2009-03-15"),
        ("1er mai 2009", "2009-05-01"),
        ("fevereiro de 2009", "2009-02"),
        ("Dec-2009", "2009-12"),
    ],
)
def test_a_date_is_read(written: str, read: str) -> None:
    assert partial_date(written) == read


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("03/04/2009", "can be 2009-03-04 or 2009-04-03"),
        ("39448", "has lost its date format"),
        ("2009-02-30", "is not a date in the calendar"),
        ("soon", "is not a date"),
        ("15/13/2009", "is not a date in the calendar"),
    ],
)
def test_a_date_is_asked_back(written: str, reason: str) -> None:
    with pytest.raises(UnclearError, match=reason):
        partial_date(written)


@pytest.mark.parametrize(
    ("written", "read"), [("2008/2009", "2008/2009"), ("2008-01 - 2008-12", "2008-01/2008-12"), ("March 2009", "2009-03")]
)
def test_a_period_is_read(written: str, read: str) -> None:
    assert period(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [("7 812 652", "7812652"), ("7.812.652", "7812652"), ("0,18", "0.18"), ("40", "40"), ("1,234,567", "1234567")],
)
def test_a_number_is_read(written: str, read: str) -> None:
    assert number(written) == read


@pytest.mark.parametrize(
    ("written", "reason"), [("1,234", "can be 1234 or 1.234"), ("1.234", "can be 1234 or"), ("about 40", "is not a")]
)
def test_a_number_is_asked_back(written: str, reason: str) -> None:
    with pytest.raises(UnclearError, match=reason):
        number(written)


def test_every_cell_of_2008_is_read_back_from_its_words() -> None:
    sources = read_sources(2008, data_folder(), restricted=True)
    draft = Draft.of(sources)
    labels = Labels(draft.tables, sources.schema, "en")
    cells = 0
    for name, table in draft.tables.items():
        for row in table.values():
            for field in sources.schema[name].fields:
                cells += 1
                assert labels.read(field, labels.show(field, row[field.name])) == row[field.name]
    assert cells > 10_000


def test_names_are_found_in_any_language_whatever_their_accents() -> None:
    sources = read_sources(2008, data_folder(), restricted=True)
    labels = Labels(Draft.of(sources).tables, sources.schema, "en")
    fields = {field.name: field for field in sources.schema["activities"].fields}
    assert labels.read(fields["states"], "méxico [PLACE]; Pérou (origin); COL:host") == "MEX:place;PER:origin;COL:host"
    assert labels.read(fields["themes"], "Protección  consular\nremittances") == "consular-protection;remittances"
    assert labels.read(fields["partners"], "IOM [partner]") == "iom:partner"
    with pytest.raises(UnclearError, match='has no role for "Peru"') as missing:
        labels.read(fields["states"], "Peru")
    assert "square brackets" in missing.value.mend
    with pytest.raises(UnclearError, match="which is not a known name") as unknown:
        labels.read(fields["themes"], "Consular protectoin")
    assert unknown.value.mend == 'Did you mean "Consular protection"?'
