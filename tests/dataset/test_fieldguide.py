"""The field guide says what the schema says."""

from __future__ import annotations

from report_helpers.dataset.fieldguide import field_guide, main
from report_helpers.dataset.schema import read_schema
from report_helpers.paths import HOME_VARIABLE, data_folder, project_folder

from .conftest import Sample


def test_the_committed_guide_is_the_generated_one() -> None:
    committed = (project_folder() / "docs" / "field-guide.md").read_text("utf-8")
    assert committed == field_guide(), "run: python -m report_helpers.dataset.fieldguide"


def test_every_table_and_column_is_in_it() -> None:
    guide = field_guide()
    for resource in read_schema(data_folder()).resources.values():
        section = guide.split(f"\n## {resource.title}\n")[1].split("\n## ")[0]
        for field in resource.fields:
            assert f"| `{field.name}` | **{field.title}.**" in section


def test_restricted_tables_have_no_examples() -> None:
    contacts = field_guide().split("\n## Contacts\n")[1].split("\n## ")[0]
    assert all(line.endswith("|  |") for line in contacts.splitlines() if line.startswith("| `"))


def test_it_is_written_to_the_docs(sample: Sample, monkeypatch) -> None:
    (sample.data.parent / "docs").mkdir()
    (sample.data / "editions" / "2030").rename(sample.data / "editions" / "2008")
    monkeypatch.setenv(HOME_VARIABLE, str(sample.data.parent))
    main()
    assert (sample.data.parent / "docs" / "field-guide.md").read_text("utf-8") == field_guide(sample.data)
