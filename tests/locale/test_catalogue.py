"""Catalogues: languages, formats, and the template that translators start from."""

from __future__ import annotations

import pytest

from report_helpers.errors import LanguageError
from report_helpers.locale import PSEUDO_LANGUAGE, available_languages, catalogue
from report_helpers.locale.template import PATH, markdown_messages, template

from ..conftest import ROOT


def test_template_is_that_of_the_code_and_the_chapters():
    message = "write it anew: python -m report_helpers.locale.template"
    assert PATH.read_bytes() == template(ROOT), message


def test_template_holds_code_templates_and_notebooks():
    text = PATH.read_text("utf-8")
    for message in ("Reference document", "Skip to the text", "At a glance"):
        assert f'msgid "{message}"' in text


def test_markdown_is_translated_block_by_block():
    assert markdown_messages("# Title\n\nA paragraph\nof two lines.\n\n## More") == [
        "Title",
        "A paragraph\nof two lines.",
        "More",
    ]


def test_unknown_language_names_those_there_are():
    with pytest.raises(LanguageError, match=r'"es" is not available\. Available: en'):
        catalogue("es")
    assert available_languages() == ["en"]


def test_pseudo_language_marks_every_message():
    assert catalogue(PSEUDO_LANGUAGE)("Contents") == "⟦Contents⟧"


def test_numbers_dates_and_lists_of_english():
    say = catalogue("en")
    assert say.number(7812652) == "7,812,652"
    assert [say.date(value) for value in ("2008", "2007-11", "2007-02-15")] == ["2008", "November 2007", "February 15, 2007"]
    assert say.list(["Peru", "Chile", "Brazil"]) == "Peru, Chile, and Brazil"
    assert say.plural("{count} reply", "{count} replies", 1) == "1 reply"
    assert sorted(["Zulia", "Ámbar"], key=say.sort_key) == ["Ámbar", "Zulia"]
