"""Scripts beyond Latin: set from fonts of packages, in the direction that they run, and named where no font has them."""

from __future__ import annotations

import io
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from pypdfium2 import PdfDocument

from report_helpers.exporters.html import ReportHTMLExporter
from report_helpers.exporters.pdf import ReportPDFExporter
from report_helpers.exporters.pdf.fonts import han_family

SCRIPTS = {
    "Chinese": "迁移计划摘要",
    "Japanese": "移民に関するカタカナとひらがな",
    "Korean": "이주 프로그램 요약",
    "Thai": "รายงานประจำปี",
    "Devanagari": "प्रवासन रिपोर्ट",
    "Bengali": "অভিবাসন",
    "Tamil": "இடம்பெயர்வு",
    "Arabic": "تقرير عن الهجرة",
    "Persian with a joiner left out": "می\u200cخواهم",
    "Hebrew": "דוח שנתי",
    "Amharic": "ስደት",
    "Georgian": "მიგრაცია",
    "emoji": "🚀 ✅ 🔵 👍🏽",
    "emoji joined": "👨\u200d👩\u200d👧 ☎\ufe0f",
}


def notebook(*sources: str) -> Any:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(source) for source in sources])


def pdf_of(*sources: str) -> tuple[PdfDocument, list[str]]:
    pdf, resources = ReportPDFExporter().from_notebook_node(notebook(*sources))
    return PdfDocument(io.BytesIO(pdf)), resources["warnings"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_text_of_a_script_is_set_in_headings_text_and_code(script: str) -> None:
    words = SCRIPTS[script]
    document, warnings = pdf_of(f"# {words}\n\n{words} *{words}* **{words}**\n\n```\n{words}\n```")
    shown = document[0].get_textpage().get_text_bounded()
    assert warnings == []
    assert "[U+" not in shown
    # Extracted text of scripts that join or reorder their letters isn't what was written; most of their letters are there.
    assert {sign for sign in words if not sign.isspace()} & set(shown)


def test_letters_that_no_font_has_are_named() -> None:
    document, warnings = pdf_of("A sign \U00013000 of Egypt")
    assert "[U+13000]" in document[0].get_textpage().get_text_bounded()
    assert ["U+13000" in warning for warning in warnings] == [True]


@pytest.mark.parametrize(
    ("words", "language", "family"),
    [
        ("迁移计划摘要", "en", "SC"),
        ("遷移計劃摘要", "zh-TW", "TC"),
        ("移民に関する年次報告のまとめ、カタカナ", "en", "JP"),
        ("이주 프로그램에 관한 연례 보고서", "en", "KR"),
        ("迁移的の一", "en", "SC"),
    ],
)
def test_chinese_characters_have_the_shapes_of_the_language(words: str, language: str, family: str) -> None:
    assert han_family({ord(sign) for sign in words}, language) == f"Noto Sans CJK {family}"


RIGHT_TO_LEFT = (
    "# تقرير\n\nهذا نص، مع English words.\n\n- بند\n\n> قول\n\n| الدولة | العدد |\n|---|---|\n| بيرو | 12 |\n\nLatin again."
)


def test_text_from_right_to_left_says_so_on_the_page() -> None:
    html, _ = ReportHTMLExporter().from_notebook_node(notebook(RIGHT_TO_LEFT))
    main = BeautifulSoup(html, "html.parser").main
    assert {element.name for element in main.find_all(dir="rtl")} == {"p", "ul", "blockquote", "table"}
    assert main.find("p", string="Latin again.").get("dir") is None


def test_text_from_right_to_left_begins_at_the_right_of_the_paper() -> None:
    document, _ = pdf_of("هذا نص\n\nLatin")
    words = document[0].get_textpage()
    middle = document[0].get_width() / 2
    starts = {words.get_text_range(at, 1): words.get_charbox(at)[0] for at in range(words.count_chars())}
    assert starts["L"] < middle < starts["ه"]
