"""Typst in process: a static template, the document beside it as data, all of it in memory."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from ..errors import ExportError
from .fonts import font_book
from .prepare import Prepared

_MAIN = "report.typ"

_STANDARDS = (
    (("ua-1", "a-3a"), ""),
    (("a-3a",), "PDF/UA is not claimed"),
    ((), "neither PDF/UA nor PDF/A is claimed"),
)
"""What the PDF declares itself to be: the most that the document allows, and what is said where that is less."""


def compile_pdf(prepared: Prepared, title: str, when: datetime) -> tuple[bytes, list[str]]:
    """The PDF and what has to be said about it.

    Raises:
        ExportError: Typst could not set the document even without any standard.
    """
    warnings: list[str] = []
    start = 0 if prepared.described else 1
    if start:
        warnings.append("an image has no alternative text: PDF/UA is not claimed")
    checked = False
    for standards, loss in _STANDARDS[start:]:
        if loss and not (start and standards == _STANDARDS[1][0]):
            warnings[-1] += f": {loss}"
        try:
            return _compile(_project(prepared), list(standards), when), warnings
        except typst.TypstError as error:
            if not checked:
                checked = True
                prepared, broken = _without_broken_images(prepared)
                warnings.extend(broken)
                if broken:
                    return _again(prepared, title, when, warnings)
            if not standards:
                raise ExportError(title, error.message, error.hints) from None
            warnings.append(error.message)
    raise AssertionError("the last attempt returns or raises")


def _again(prepared: Prepared, title: str, when: datetime, warnings: list[str]) -> tuple[bytes, list[str]]:
    pdf, more = compile_pdf(prepared, title, when)
    return pdf, [*warnings, *more]


def _compile(project: dict[str, bytes], standards: list[str], when: datetime) -> bytes:
    result: bytes = typst.compile(
        project, format="pdf", font_paths=font_book(), ignore_system_fonts=True, pdf_standards=standards, timestamp=when
    )
    return result


def _project(prepared: Prepared) -> dict[str, bytes]:
    data = json.dumps(prepared.data, ensure_ascii=False, separators=(",", ":")).encode()
    return {**_template(), "document.json": data, **prepared.files}


@cache
def _template() -> dict[str, bytes]:
    folder = files(__package__)
    sources = {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.endswith(".typ")}
    return {"main.typ": sources.pop(_MAIN), **dict(sorted(sources.items()))}


def _without_broken_images(prepared: Prepared) -> tuple[Prepared, list[str]]:
    """The document with a placeholder for every image that Typst can't read."""
    broken = {name for name, data in prepared.files.items() if not _readable(name, data)}
    if not broken:
        return prepared, []
    data = _replaced(prepared.data, broken)
    kept = {name: content for name, content in prepared.files.items() if name not in broken}
    warnings = [f"{name} can't be read as an image and was left out" for name in sorted(broken)]
    return replace(prepared, data=data, files=kept), warnings


def _readable(name: str, data: bytes) -> bool:
    try:
        typst.compile({"main.typ": f'#image("/{name}")'.encode(), name: data}, format="pdf", font_paths=font_book())
    except typst.TypstError:
        return False
    return True


def _replaced(value: Any, broken: set[str]) -> Any:
    if isinstance(value, list):
        return [_replaced(item, broken) for item in value]
    if isinstance(value, dict):
        if value.get("file") in broken:
            return {"t": "missing", "s": value["alt"] or ""}
        return {key: _replaced(item, broken) for key, item in value.items()}
    return value
