"""Names of HTML elements: what each kind becomes, or why it is left out."""

from __future__ import annotations

import re

_FRAMES = r"\.dataframe|\.list-|\.dl-|\.data-frame|div\.data-frame|table\.dataframe|\.table-"
BOILERPLATE = re.compile(rf"\s*(?:(?:/\*.*?\*/\s*)?(?:{_FRAMES})[^{{}}]*\{{[^{{}}]*\}}\s*)*", re.DOTALL)
"""Style sheets that frames of pandas and R bring along whatever they hold: nothing of note goes with them."""

MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "var": "emphasis",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "sub": "subscript",
    "sup": "superscript",
}
"""Elements that are a node around what they hold."""

REMARKS = {
    "script": "a script was left out",
    "style": "a style sheet was left out",
    "iframe": "a frame with another page was left out",
    "form": "controls of a form were left out",
    "video": "a video was left out",
    "audio": "a sound was left out",
    "object": "an embedded object was left out",
    "canvas": "a canvas was left out",
}
"""What is said of elements that no document can hold."""

LEFT_OUT = {
    "script": "script",
    "style": "style",
    "link": "style",
    "iframe": "iframe",
    "frame": "iframe",
    "input": "form",
    "button": "form",
    "select": "form",
    "textarea": "form",
    "video": "video",
    "audio": "audio",
    "object": "object",
    "embed": "object",
    "applet": "object",
    "canvas": "canvas",
}
"""Elements that no document can hold, by their kind."""
