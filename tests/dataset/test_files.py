"""What is wrong with a file as a whole, and with edition.toml."""

from __future__ import annotations

import pytest

from report_helpers.dataset import check_all, check_edition, load_edition
from report_helpers.errors import DataError, Problem, SchemaError, UnknownEditionError

from .conftest import Sample


def only(problems: list[Problem]) -> str:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return str(problems[0])


def test_the_sample_is_valid(sample: Sample) -> None:
    assert [str(problem) for problem in sample.problems()] == []
    assert check_all(sample.data) == []


def test_problems_come_together_sorted_by_file_and_line(sample: Sample) -> None:
    sample.edit("activities", "bureau-clinic", status="finished", themes="remitances")
    sample.edit("activities", "desk-census", start="2029-13")
    sample.edit("themes", "remittances", label_en="")
    lines = [str(problem) for problem in sample.problems()]
    assert [line.split(": ")[0] for line in lines] == [
        "data/editions/2030/activities.csv:2",
        "data/editions/2030/activities.csv:8",
        "data/editions/2030/activities.csv:8",
        "data/reference/themes.csv:22",
    ]
    assert lines[2] == (
        'data/editions/2030/activities.csv:8: activity bureau-clinic: themes: "remitances" is not a theme. '
        'Did you mean "remittances"? Themes are listed in data/reference/themes.csv.'
    )


def test_a_missing_column_is_named(sample: Sample) -> None:
    path = sample.path("themes")
    path.write_text(path.read_text("utf-8").replace("scope", "scpe", 1), "utf-8")
    missing, extra = sample.problems()
    assert str(missing) == (
        "data/reference/themes.csv:1: scope: is a column that the file lacks. "
        "Put the column back; its cells may be empty where nothing is known."
    )
    assert 'scpe: is not a column of this table. Did you mean "scope"?' in str(extra)


def test_an_extra_and_a_repeated_column_are_named(sample: Sample) -> None:
    path = sample.path("memberships")
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([f"{lines[0]},role,", *(f"{line},x,y" for line in lines[1:])]) + "\n", "utf-8")
    twice, unnamed = sample.problems()
    assert "column 11: is not a column" in str(unnamed) or "column 11: is not a column" in str(twice)
    assert "role: stands twice among the columns" in f"{twice} {unnamed}"


def test_semicolons_between_columns_are_recognized(sample: Sample) -> None:
    path = sample.path("memberships")
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    assert "has its columns separated by semicolons, not commas. Save it again" in str(sample.problems()[0])


@pytest.mark.parametrize(("cells", "text"), [(1, "more than"), (-1, "fewer than")])
def test_rows_of_the_wrong_length(sample: Sample, cells: int, text: str) -> None:
    path = sample.path("activities")
    lines = path.read_text("utf-8").splitlines()
    width = len(lines[0].split(","))
    lines[2] = f"{lines[2]},x" if cells > 0 else lines[2].removesuffix(",")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    line = only(sample.problems())
    assert line.startswith("data/editions/2030/activities.csv:3: activity desk-census-atlas: ")
    assert f"has {width + cells} cells, {text} the {width} columns" in line


def test_another_encoding_is_a_problem_with_its_line(sample: Sample) -> None:
    path = sample.path("activities")
    path.write_bytes(path.read_bytes().replace(b"Atlas", "Atlás".encode("cp1252")))
    problems = [str(problem) for problem in sample.problems()]
    assert problems[0] == (
        "data/editions/2030/activities.csv:3: holds a character that is not UTF-8. "
        'Open it in the spreadsheet program and save it again as "CSV UTF-8".'
    )


@pytest.mark.parametrize(
    ("cell", "text"),
    [('"Atlas', "opens a quoted cell that never ends"), ('"At"las', "is not CSV: a quoted cell goes on")],
)
def test_broken_quotes(sample: Sample, cell: str, text: str) -> None:
    path = sample.path("activities")
    path.write_text(path.read_text("utf-8").replace("Atlas", cell, 1), "utf-8")
    assert f"data/editions/2030/activities.csv:3: {text}" in str(sample.problems()[0])


def test_missing_and_empty_files(sample: Sample) -> None:
    sample.path("figures").unlink()
    sample.path("corrections").write_text("")
    empty, missing = sample.problems()
    assert str(missing).startswith("data/editions/2030/figures.csv: is missing. Restore the file")
    assert str(empty).startswith("data/editions/2030/corrections.csv:1: is empty. The first line names the columns: id,target")


def test_a_table_without_rows_is_fine(sample: Sample) -> None:
    sample.write("corrections", [])
    assert sample.problems() == []
    assert load_edition(2030, data=sample.data).corrections.empty


def test_restricted_tables_may_be_absent(sample: Sample) -> None:
    sample.path("contacts").unlink()
    assert sample.problems() == []


def test_values_of_restricted_tables_are_not_repeated(sample: Sample) -> None:
    sample.edit("contacts", "tents", email="Ana Inventada", organization="inventada")
    assert "nventada" not in "".join(str(problem) for problem in sample.problems())


def test_contacts_in_the_wrong_folder_are_found(sample: Sample) -> None:
    (sample.folder / "contacts.csv").write_text("id\n")
    assert only(sample.problems()).startswith("data/editions/2030/contacts.csv: is not a table of the schema.")


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ('title = "Summary of Invented Programs"\n', "", "edition.toml: title: is missing. Write title = text in quotes."),
        ("subtitle", "sub_title", 'sub_title: is not a key of this file. Did you mean "subtitle"?'),
        ("edition = 2030", "edition = 2031", 'edition.toml:4: edition: "2031" is not the year of the folder, 2030.'),
        ("edition = 2030", 'edition = "2030"', 'edition: "2030" is not a whole number.'),
        ('"draft"', '"drafts"', '"drafts" is not draft or published. Did you mean "draft"?'),
        ('"2030-05"', '"May 2030"', 'edition.toml:6: as_of: "May 2030" is not a date. Write 2008, 2008-05 or 2008-05-08.'),
        ('["en"]', '["en", "de"]', 'languages: "de" is not a language of the report. Use en, es, fr, pt.'),
        ('default_language = "en"', 'default_language = "es"', 'default_language: "es" is not among languages.'),
        ('"Office of Examples"', '" "', "publisher: is empty."),
        ('text = "Asked for by the example plan."', "", "mandate.text: is missing."),
        (
            '"example-plan"',
            '"exemple-plan"',
            'edition.toml:17: mandate.reference: "exemple-plan" is not a reference. Did you mean',
        ),
        ("*invented*", "<b>invented</b>", 'explanatory_note: "<b>" is HTML.'),
        ('"For tests"', "For tests", "edition.toml:3: is not TOML: invalid value."),
        ('"For tests"', '"For tests" # ana@desk.example', "edition.toml:3: holds an e-mail address."),
    ],
)
def test_edition_toml(sample: Sample, old: str, new: str, text: str) -> None:
    sample.info.write_text(sample.info.read_text("utf-8").replace(old, new), "utf-8")
    assert text in "\n".join(str(problem) for problem in sample.problems())


def test_a_missing_edition_toml(sample: Sample) -> None:
    sample.info.unlink()
    assert only(sample.problems()).startswith("data/editions/2030/edition.toml: is missing.")


def test_numbers_in_the_report_are_unique(sample: Sample) -> None:
    sample.edit("sections", "abroad", number="I")
    assert only(sample.problems()) == (
        'data/editions/2030/entries.csv:8: entry ex-abroad: number: "I.1" is the number in the report of ex-desk, too. '
        "Give the headings above them different numbers (sections.csv)."
    )


def test_bodies_of_other_editions_count_as_named(sample: Sample) -> None:
    sample.add("organizations", id="zz-guest", name_en="Guest of Another Year", type="oas")
    assert '"zz-guest" is not named anywhere' in only(sample.problems())
    other = sample.folder.with_name("2031")
    other.mkdir()
    header = ",".join(sample.resource("references").columns)
    (other / "references.csv").write_text(f"{header}\nx,,,,,document,,zz-guest,,,\n", "utf-8")
    assert sample.problems() == []


def test_an_unknown_edition_lists_those_there_are(sample: Sample) -> None:
    with pytest.raises(UnknownEditionError, match=r'There is no edition 2003. Did you mean "2030"\? Editions: 2030.'):
        check_edition(2003, sample.data)


def test_a_folder_without_editions_is_a_problem(sample: Sample) -> None:
    sample.folder.rename(sample.data / "elsewhere")
    assert only(check_all(sample.data)).startswith("data/editions: holds no edition.")


def test_an_unusable_schema_is_an_error(sample: Sample) -> None:
    (sample.data / "datapackage.json").write_text('{"title": "x",\n "resources": [}')
    with pytest.raises(SchemaError, match="line 2 is not JSON"):
        check_edition(2030, sample.data)


def test_loading_stops_at_problems_of_structure(sample: Sample) -> None:
    sample.edit("activities", "desk-census", themes="remitances", status="finished")
    with pytest.raises(DataError) as caught:
        load_edition(2030, data=sample.data)
    assert len(caught.value.problems) == 2
    assert str(caught.value).endswith("(and 1 more: migration-report check lists them)")
