"""Typst in process: a static template, the document beside it as data, all of it in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from ..errors import ExportError
from .fonts import font_book
from .links import lead_links
from .memory import Memory
from .objects import Objects
from .prepare import Prepared
from .retag import retag
from .unsettable import without_unsettable

_MAIN = "report.typ"

_ATTEMPTS = 6
"""Typst can stumble over its own tags where a footnote and a table meet the end of a page. The attempts differ in
nothing but that: first without sub-headers in tables, then with a page a little shorter each time."""

_STUMBLE = "internal error"


@dataclass(frozen=True)
class _Goal:
    """What the PDF declares itself to be, and what is said where that is less than everything."""

    standards: tuple[str, ...]
    tagged: bool
    loss: str


_GOALS = (
    _Goal(("ua-1", "a-3a"), True, ""),
    _Goal(("a-3u",), True, "the PDF claims PDF/A-3u, not PDF/UA and PDF/A-3a"),
    _Goal((), True, "the PDF claims neither PDF/UA nor PDF/A"),
    _Goal((), False, "the PDF is not tagged and claims neither PDF/UA nor PDF/A"),
)


def compile_pdf(prepared: Prepared, title: str, when: datetime, *, strict: bool = False) -> tuple[bytes, list[str]]:
    """The PDF and what has to be said about it.

    Args:
        prepared: the document.
        title: what errors call it.
        when: the moment that it carries.
        strict: whether a part that can't be set is an error; otherwise a placeholder stands in its place.

    Raises:
        ExportError: Typst could not set the document even without tags.
    """
    try:
        return _compiled(prepared, title, when)
    except ExportError:
        mended, remarks = (None, []) if strict else without_unsettable(prepared, lambda part: _fails(part, when))
        if mended is None:
            raise
        pdf, others = _compiled(mended, title, when)
        return pdf, [*remarks, *others]
    finally:
        _memory.watch()


def _compiled(prepared: Prepared, title: str, when: datetime) -> tuple[bytes, list[str]]:
    described = not prepared.undescribed
    cells = ", ".join(cell for cell in dict.fromkeys(prepared.undescribed) if cell)
    reason = "" if described else "an image has no alternative text" + (f" ({cells})" if cells else "")
    warnings: list[str] = []
    images_checked = False
    for goal in _GOALS[0 if described else 1 :]:
        found = _attempt(prepared, goal, when)
        if isinstance(found, RuntimeError) and not images_checked:
            images_checked = True
            prepared, broken = _without_broken_images(prepared)
            warnings.extend(broken)
            found = _attempt(prepared, goal, when) if broken else found
        if isinstance(found, bytes):
            if goal.loss:
                warnings.append(f"{reason}: {goal.loss}")
            return _finished(found, prepared, goal, when, warnings), warnings
        reason, hints = str(found), getattr(found, "hints", ())
    raise ExportError(title, reason, hints)


def _fails(prepared: Prepared, when: datetime) -> bool:
    return isinstance(_attempt(prepared, _GOALS[-1], when), RuntimeError)


def _attempt(prepared: Prepared, goal: _Goal, when: datetime) -> bytes | RuntimeError:
    """The PDF, or the error of the last attempt."""
    for attempt in range(_ATTEMPTS):
        try:
            return _compile(_project(prepared, attempt), goal, when)
        except RuntimeError as error:
            last = error
            if _STUMBLE not in str(error):
                break
    return last


def _finished(pdf: bytes, prepared: Prepared, goal: _Goal, when: datetime, warnings: list[str]) -> bytes:
    """What Typst wrote, its links led to their places and its tables' cells given their scopes."""
    file = Objects(pdf)
    if not lead_links(file):
        exact = _attempt(replace(prepared, data={**prepared.data, "exact": True}), goal, when)
        if isinstance(exact, RuntimeError):
            warnings.append("the links inside the document lead nowhere")
        else:
            file = Objects(exact)
    if goal.tagged and not retag(file, prepared.scopes):
        warnings.append("the tables are not tagged as expected: row headers are tagged as plain cells")
    return file.written()


def _compile(project: dict[str, bytes], goal: _Goal, when: datetime) -> bytes:
    result: bytes = typst.compile(  # type: ignore[call-overload]  # its types don't know projects in memory
        project,
        format="pdf",
        font_paths=font_book(),
        ignore_system_fonts=True,
        pdf_standards=list(goal.standards),
        pdf_tags=goal.tagged,
        timestamp=when,
    )
    return result


def _set_nothing() -> bytes:
    return _compile({"main.typ": b""}, _GOALS[-1], datetime.fromtimestamp(0, tz=UTC))


_memory = Memory(_set_nothing)


def _project(prepared: Prepared, attempt: int) -> dict[str, bytes]:
    given = {"loose": False, "exact": False, **prepared.data, "attempt": attempt}
    data = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    # The family is a file of its own: what the styles are made from shouldn't change with every word of the document.
    own = {"document.json": data.encode("utf-8", "replace"), "han.txt": prepared.data["han"].encode()}
    return {**_template(), **own, **prepared.files}


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
    kept = {name: content for name, content in prepared.files.items() if name not in broken}
    warnings = [f"{name} can't be read as an image and was left out" for name in sorted(broken)]
    return replace(prepared, data=_replaced(prepared.data, broken), files=kept), warnings


def _readable(name: str, data: bytes) -> bool:
    try:
        _compile({"main.typ": f'#image("/{name}")'.encode(), name: data}, _GOALS[-1], datetime.fromtimestamp(0, tz=UTC))
    except RuntimeError:
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
