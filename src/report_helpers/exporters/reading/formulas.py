r"""LaTeX mathematics as MathML and as spoken words.

MathML is rebuilt from known elements and attributes, so that nothing else can come through, whatever the converter does.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from latex2mathml.converter import convert_to_element

from ...content.nodes import Node
from .context import Context
from .latex import converter_latex, group
from .spoken import spoken

_ELEMENTS = set(
    "math mrow mi mn mo mtext ms mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup msubsup munder mover "
    "munderover mmultiscripts mprescripts none mtable mtr mtd".split()
)
_ATTRIBUTES = set(
    "display mathvariant stretchy fence separator form accent accentunder largeop movablelimits symmetric minsize maxsize lspace "
    "rspace width height depth linethickness displaystyle scriptlevel columnalign rowalign columnspacing rowspacing columnlines "
    "rowlines notation mathcolor mathbackground mathsize bevelled".split()
)
_VALUE = re.compile(r"[A-Za-z0-9 .#%+\-]{0,60}")
_PARTS = dict.fromkeys(("msub", "msup", "munder", "mover", "mfrac", "mroot"), 2) | {"msubsup": 3, "munderover": 3}
_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_LONGEST = 20_000
_DEFINITION = re.compile(
    r"\\(?:re)?newcommand\*?\s*\{?\s*\\(?P<new>[A-Za-z]+)\s*\}?\s*(?:\[(?P<count>\d)\])?\s*(?=\{)"
    r"|\\def\s*\\(?P<old>[A-Za-z]+)\s*(?P<places>(?:\#\d)*)\s*(?=\{)"
    r"|\\DeclareMathOperator\*?\s*\{?\s*\\(?P<operator>[A-Za-z]+)\s*\}?\s*(?=\{)"
)
_STYLES = {
    "bold": "BOLD", "bold-italic": "BOLD ITALIC", "script": "SCRIPT", "bold-script": "BOLD SCRIPT", "fraktur": "FRAKTUR",
    "double-struck": "DOUBLE-STRUCK",
}  # fmt: skip
"""Values of ``mathvariant``, and what Unicode calls them."""
_DELIMITERS = (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$"))


def complete_formula(node: Node, context: Context) -> Node | None:
    """A node of mathematics with ``attrs.mathml`` and ``attrs.alt``; without them, and with a remark, where the LaTeX is
    beyond the converter. ``None`` where the LaTeX only defines commands."""
    latex = _with_macros(node["raw"], context)
    if not converter_latex(latex).strip():
        return None
    found = _converted(latex, node["type"] == "block_math")
    if found is None:
        context.remarks.say(f"formula {_short(node['raw'])} is shown as its source")
        return {**node, "raw": latex}
    attrs = {**(node.get("attrs") or {}), "mathml": found[0], "alt": found[1]}
    return {**node, "raw": latex, "attrs": attrs}


def without_delimiters(latex: str) -> str | None:
    """The LaTeX between the delimiters of a single formula; ``None`` where the text is more than one formula."""
    text = latex.strip()
    environment = re.fullmatch(r"(\\begin\{\w+\*?\})([\s\S]*)\\end\{\w+\*?\}", text)
    if environment and environment[1] not in environment[2]:
        return text
    for opening, closing in _DELIMITERS:
        if text.startswith(opening) and text.endswith(closing) and len(text) > len(opening) + len(closing):
            inner = text[len(opening) : -len(closing)]
            if opening not in inner.replace("\\$", "") and closing not in inner.replace("\\$", ""):
                return inner.strip()
    return None


def _with_macros(latex: str, context: Context) -> str:
    """LaTeX with the notebook's own commands carried out; definitions in it are taken out and kept."""
    text = latex[:_LONGEST] if "\\newcommand" not in latex and "\\def" not in latex else _without_definitions(latex, context)
    for _ in range(4):
        if not context.macros:
            break
        replaced = re.sub(r"\\([A-Za-z]+)", lambda match: f"\0{match[1]}\0" if match[1] in context.macros else match[0], text)
        if replaced == text or len(replaced) > _LONGEST:
            break
        text = _expanded(replaced, context)
    return text


def _without_definitions(latex: str, context: Context) -> str:
    kept, at = [], 0
    for match in _DEFINITION.finditer(latex):
        if match.start() < at:
            continue
        body, end = group(latex, match.end())
        name = match["new"] or match["old"] or match["operator"]
        count = int(match["count"] or 0) if match["new"] else (match["places"] or "").count("#")
        context.macros[name] = (count, rf"\operatorname{{{body}}}" if match["operator"] else body)
        kept.append(latex[at : match.start()])
        at = end
    return "".join([*kept, latex[at:]])


def _expanded(text: str, context: Context) -> str:
    parts, at = [], 0
    while match := re.compile("\0([A-Za-z]+)\0").search(text, at):
        parts.append(text[at : match.start()])
        count, body = context.macros[match[1]]
        at = match.end()
        for number in range(1, count + 1):
            argument, at = group(text, at)
            body = body.replace(f"#{number}", argument)
        parts.append(f"{{{body}}}" if count else f"{body} ")
    return "".join([*parts, text[at:]]).replace("\0", "\\")


@lru_cache(maxsize=2048)
def _converted(latex: str, displayed: bool) -> tuple[str, str] | None:
    """MathML and spoken words; ``None`` where the LaTeX has something that the converter doesn't know."""
    source = converter_latex(latex)
    if len(source) > _LONGEST or not source.strip():
        return None
    try:
        made = convert_to_element(source, display="block" if displayed else "inline")
        # Its own signs are entities: what it passed on as written it does not know.
        if any("\\" in (each.text or "") or each.text == "&" for each in made.iter() if each.tag.rpartition("}")[2] != "mtext"):
            return None
        rebuilt = _rebuilt(made)
        if any(len(each) != _PARTS.get(each.tag, len(each)) for each in rebuilt.iter()):
            return None
        words = spoken(rebuilt)
    # The converter fails in many ways on what it doesn't know: its own errors, and those of lists, keys and recursion.
    except Exception:
        return None
    rebuilt.set("xmlns", _NAMESPACE)
    return ElementTree.tostring(rebuilt, encoding="unicode"), words


def _letter(letter: str, style: str) -> str:
    """A letter or digit in a style of mathematics; itself where there is none such."""
    name = unicodedata.name(letter, "").replace("LATIN ", "").replace("GREEK ", "").replace(" LETTER", "")
    for form in (f"MATHEMATICAL {style} {name}", f"{style} {name}", f"BLACK-LETTER {name}" if style == "FRAKTUR" else ""):
        try:
            return unicodedata.lookup(form)
        except KeyError:
            continue
    return letter


def _rebuilt(element: Any) -> ElementTree.Element:
    name = element.tag.rpartition("}")[2]
    made = ElementTree.Element(name if name in _ELEMENTS else "mrow")
    made.attrib.update({key: value for key, value in element.attrib.items() if key in _ATTRIBUTES and _VALUE.fullmatch(value)})
    if element.text:
        styled = _STYLES.get(made.attrib.get("mathvariant", ""))
        words = html.unescape(element.text)
        if styled:
            # Browsers know no other variant than "normal": a letter's style is in its code point.
            words = "".join(_letter(letter, styled) for letter in words)
            del made.attrib["mathvariant"]
        made.text = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "\ufffd", words)
    made.extend(_rebuilt(child) for child in element)
    return made


def _short(latex: str) -> str:
    line = re.sub(r"\s+", " ", latex)
    return repr(line if len(line) <= 60 else line[:57] + "...")
