"""Code with the classes of its parts, so that exporters only colour."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name, get_lexer_for_mimetype
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from ...content.nodes import Node
from .context import mapping

_LONGEST = 60_000
"""Letters beyond which code is shown without highlighting: nobody reads it for its keywords."""

_CELL_MAGIC = re.compile(r"\s*%%(\w+)[^\n]*\n")
_MAGIC_LANGUAGES = {
    "timeit": "python",
    "time": "python",
    "capture": "python",
    "script": "bash",
    "prun": "python",
    "cython": "cython",
}

_OTHER_NAMES = {
    "ir": "r",
    "sos": "python",
    "xpython": "python",
    "xeus-python": "python",
    "ijavascript": "javascript",
    "sh": "bash",
}


def language_of(notebook_metadata: Any) -> str:
    """The name of the language of a notebook's code, as a lexer knows it; empty where none does."""
    metadata = mapping(notebook_metadata)
    info, kernel = mapping(metadata.get("language_info")), mapping(metadata.get("kernelspec"))
    codemirror = info.get("codemirror_mode")
    names = [
        info.get("pygments_lexer"),
        info.get("name"),
        codemirror.get("name") if isinstance(codemirror, dict) else codemirror,
        kernel.get("language"),
        kernel.get("name"),
        info.get("mimetype"),
    ]
    given = [name.strip().lower() for name in names if isinstance(name, str) and name.strip()]
    if not given:
        return "ipython3"
    found = next((name for each in given if (name := _known(each))), "")
    return "ipython3" if found in ("python", "python3", "ipython") else found


def code_block(source: str, language: str, role: str | None = None) -> Node:
    """Code as a block; with ``attrs.tokens``, pairs of CSS class and text, where the language is known."""
    attrs: dict[str, Any] = {"info": "python" if language == "ipython3" else language}
    if role:
        attrs["role"] = role
    parts = tokens(source, language)
    if parts:
        attrs["tokens"] = parts
    return {"type": "block_code", "raw": source, "attrs": attrs}


def tokens(source: str, language: str) -> list[list[str]]:
    """Pairs of CSS class (of Pygments; empty for plain text) and text that make up the source."""
    if (
        language == "ipython3"
        and (magic := _CELL_MAGIC.match(source))
        and (other := _known(_MAGIC_LANGUAGES.get(magic[1], magic[1])))
    ):
        rest = tokens(source[magic.end() :], other)
        return [["o", magic[0]], *rest] if rest else []
    lexer = _lexer(_known(language)) if language and len(source) <= _LONGEST else None
    if lexer is None:
        return []
    parts: list[list[str]] = []
    for kind, value in lexer.get_tokens(source):
        name = next((STANDARD_TYPES[k] for k in reversed(kind.split()) if k in STANDARD_TYPES), "")
        name = "" if name in ("w", "n", "p", "err") else name
        if parts and parts[-1][0] == name:
            parts[-1][1] += value
        else:
            parts.append([name, value])
    return parts if "".join(value for _, value in parts) == source else []


@cache
def _known(name: str) -> str:
    """``name`` or a shorter form of it that Pygments has a lexer for; empty where there is none."""
    words = re.split(r"[\s,{}]", name.strip().strip("{}.").lower())[0]
    for candidate in (
        words,
        _OTHER_NAMES.get(words, ""),
        re.sub(r"^x?(c\+\+|cpp)[\d\w]*$", "c++", words),
        re.sub(r"[-\d.]+$", "", words),
    ):
        if candidate and candidate != "text" and _lexer(candidate) is not None:
            return candidate
    return ""


@cache
def _lexer(name: str) -> Lexer | None:
    try:
        found: Lexer = (get_lexer_for_mimetype if "/" in name else get_lexer_by_name)(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return found
