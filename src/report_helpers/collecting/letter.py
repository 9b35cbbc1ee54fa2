"""The letter that goes with a questionnaire, as .docx."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ..dataset.info import EditionInfo
from ..locale import Catalogue
from ..locale import mark as _
from .book import DARK
from .packing import settled_bytes

_OPENING = _(
    "The Secretariat is preparing the edition of {year} of the “{title}”. The report says who does what on migration in the "
    "Americas, with which reference document. It rests on what the bodies themselves report."
)
_KNOWN = _(
    "The edition of {year} lists {count} activities of your body that were not completed. They are filled in, to be confirmed."
)
_ONE_KNOWN = _("The edition of {year} lists one activity of your body that was not completed. It is filled in, to be confirmed.")
_NOTHING_KNOWN = _("The edition of {year} lists no activity of your body that was not completed.")
_REQUEST = _(
    "Please look through the enclosed questionnaire, answer for each row, add what is new, and return the file by {date}."
)
_REQUEST_UNDATED = _("Please look through the enclosed questionnaire, answer for each row, add what is new, and return the file.")
_NIL = _("If there is nothing to report, please say so on the first sheet and return it all the same: that is a reply, too.")
_PRIVACY = _("Names and addresses of persons belong on the sheet Contact only; it is kept apart and is never published.")
_BACK = _("You will be told, row by row, how your reply was understood.")


@dataclass(frozen=True)
class Letter:
    """What a letter says: to which ``body``, of how many ``known`` activities; ``asked`` and ``due`` are days, or empty."""

    info: EditionInfo
    body: str
    known: int
    asked: str
    due: str


def letter(content: Letter, say: Catalogue) -> bytes:
    """The letter in a language. The same content gives the same bytes."""
    info = content.info
    document = Document()
    properties = document.core_properties
    properties.title = say(_("Request for information, edition of {year}")).format(year=info.edition)
    properties.author, properties.language, properties.comments = info.publisher, say.language, ""
    _set_page(document, say.language)
    document.add_paragraph(info.publisher).runs[0].bold = True
    if content.asked:
        document.add_paragraph(say.date(content.asked))
    document.add_paragraph(content.body)
    document.add_heading(properties.title, level=1)
    for text in _paragraphs(content, say):
        document.add_paragraph(text)
    document.add_paragraph(say(_("Yours faithfully,")))
    document.add_paragraph(info.publisher).paragraph_format.space_before = Pt(48)  # room to sign
    document.add_paragraph(say(_("Enclosure: questionnaire")))
    buffer = BytesIO()
    document.save(buffer)
    return settled_bytes(buffer.getvalue())


def _paragraphs(content: Letter, say: Catalogue) -> list[str]:
    info = content.info
    known = {0: _NOTHING_KNOWN, 1: _ONE_KNOWN}.get(content.known, _KNOWN)
    request = say(_REQUEST).format(date=say.date(content.due)) if content.due else say(_REQUEST_UNDATED)
    texts = [
        say(_("Dear Sir or Madam,")),
        say(_OPENING).format(year=info.edition, title=info.title),
        *([info.mandate.text.strip()] if info.mandate.text.strip() else []),
        say(known).format(year=info.previous or info.edition - 1, count=say.number(content.known)),
        request,
        say(_NIL),
        say(_PRIVACY),
        say(_BACK),
    ]
    return [" ".join(text.split()) for text in texts]


def _set_page(document: Any, language: str) -> None:
    """A4, a plain face, and the language for spelling and reading aloud."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    style.paragraph_format.space_after = Pt(10)
    heading = document.styles["Heading 1"]
    heading.font.color.rgb = RGBColor.from_string(DARK)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(18), Pt(10)
    properties = style.element.get_or_add_rPr()
    tag = properties.makeelement(qn("w:lang"), {qn("w:val"): language})
    properties.append(tag)
