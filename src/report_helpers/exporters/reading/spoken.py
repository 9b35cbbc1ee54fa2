"""Mathematics in words, in English: what a reader who can't see a formula hears. Made by rules from its MathML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from xml.etree.ElementTree import Element

from .signs import ACCENTS, BIG, POWERS, ROOTS, SIGNS, STYLES


def spoken(math: Element) -> str:
    """The words of a formula."""
    words = re.sub(r"\s+", " ", _children(math)).strip()
    return re.sub(r" ([,;.])", r"\1", words)


def _children(element: Element) -> str:
    return " ".join(filter(None, (_say(child) for child in element)))


def _say(element: Element) -> str:
    rule = _RULES.get(element.tag)
    if rule is not None:
        return rule(element)
    return _children(element) if len(element) else _leaf(element)


def _leaf(element: Element) -> str:
    text = (element.text or "").replace("\xa0", " ").strip()
    if element.tag == "mtext" or not text or (text.isascii() and text.isalnum()):
        return text
    return " ".join(filter(None, (_sign(character) for character in text))) if len(text) <= 3 else text


def _sign(character: str) -> str:
    if character in SIGNS:
        return SIGNS[character]
    if character.isascii():
        return character
    name = unicodedata.name(character, "")
    plain = re.sub(r"^MATHEMATICAL ", "", name)
    letter = re.fullmatch(
        r"(?:(?P<style>[A-Z\- ]+?) )?(?P<case>CAPITAL|SMALL) (?:LETTER )?(?P<letter>[A-Z ]+?)(?: SYMBOL)?", plain
    )
    if not letter:
        return plain.lower().replace(" operator", "").replace(" sign", "")
    style = " ".join(word for word in (letter["style"] or "").split() if word in STYLES and word != "ITALIC").lower()
    spelled = letter["letter"].lower().replace("lamda", "lambda")  # as Unicode spells it
    case = "capital" if letter["case"] == "CAPITAL" and len(spelled) > 1 else ""
    return " ".join(
        filter(None, (style, case, spelled.upper() if letter["case"] == "CAPITAL" and len(spelled) == 1 else spelled))
    )


def _short(element: Element) -> bool:
    return sum(1 for each in element.iter() if each.tag in ("mi", "mn", "mo", "mtext")) <= 1


def _parts(element: Element, count: int) -> list[Element]:
    return [*element, *(Element("mrow") for _ in range(count - len(element)))][:count]


def _fraction(element: Element) -> str:
    above, below = _parts(element, 2)
    if element.get("linethickness") in ("0", "0pt", "0em"):
        return f"{_say(above)} choose {_say(below)}"
    if _short(above) and _short(below):
        return f"{_say(above)} over {_say(below)}"
    return f"the fraction {_say(above)} over {_say(below)}, end of fraction,"


def _power(element: Element) -> str:
    base, upper = _parts(element, 2)
    return f"{_say(base)} {_raised(upper)}"


def _raised(upper: Element) -> str:
    text = "".join(upper.itertext()).strip()
    if text in POWERS:
        return POWERS[text]
    if text == "T":
        return "transpose"
    return f"to the {_say(upper)}" if _short(upper) else f"to the power {_say(upper)}, end of power,"


def _sub(element: Element) -> str:
    base, lower = _parts(element, 2)
    return _limits(base, lower, None) or f"{_say(base)} sub {_say(lower)}"


def _both(element: Element) -> str:
    base, lower, upper = _parts(element, 3)
    return _limits(base, lower, upper) or f"{_say(base)} sub {_say(lower)} {_raised(upper)}"


def _limits(base: Element, lower: Element | None, upper: Element | None) -> str:
    """Words of a sum, integral or limit with its bounds; empty for anything else."""
    text = "".join(base.itertext()).strip()
    if (
        text in ("lim", "max", "min", "sup", "inf", "argmax", "argmin", "arg max", "arg min")
        and lower is not None
        and upper is None
    ):
        return f"the {({'lim': 'limit', 'max': 'maximum', 'min': 'minimum'}).get(text, text)} over {_say(lower)} of"
    if text not in BIG:
        return ""
    start = (
        "over"
        if upper is None or ("=" not in "".join(lower.itertext() if lower is not None else ()) and text in "∑∏")
        else "from"
    )
    bounds = [f"{start} {_say(lower)}" if lower is not None else "", f"to {_say(upper)}" if upper is not None else ""]
    return f"{BIG[text]} {' '.join(filter(None, bounds))} of"


def _over(element: Element) -> str:
    base, above = _parts(element, 2)
    mark = "".join(above.itertext()).strip()
    if mark in ACCENTS:
        return f"{_say(base)} {ACCENTS[mark]}"
    return _limits(base, None, above) or f"{_say(base)} with {_say(above)} above"


def _under(element: Element) -> str:
    base, below = _parts(element, 2)
    mark = "".join(below.itertext()).strip()
    if mark in ACCENTS:
        return f"{_say(base)} {ACCENTS[mark]}"
    return _limits(base, below, None) or f"{_say(base)} with {_say(below)} below"


def _square_root(element: Element) -> str:
    return f"the square root of {_children(element)}" + ("" if _short(element) else ", end of root,")


def _root(element: Element) -> str:
    base, index = _parts(element, 2)
    text = "".join(index.itertext()).strip()
    return f"the {ROOTS.get(text) or _say(index) + '-th'} root of {_say(base)}" + ("" if _short(base) else ", end of root,")


def _table(element: Element) -> str:
    rows = [[_say(cell) for cell in row] for row in element]
    width = max((len(row) for row in rows), default=0)
    if element.get("displaystyle") == "true":  # aligned equations
        return "; ".join(" ".join(filter(None, row)) for row in rows)
    said = "; ".join(f"row {number}: {', '.join(cell or 'blank' for cell in row)}" for number, row in enumerate(rows, 1))
    return f"table of {len(rows)} by {width}, {said}; end of table,"


_RULES: dict[str, Callable[[Element], str]] = {
    "mfrac": _fraction,
    "msup": _power,
    "msub": _sub,
    "msubsup": _both,
    "munderover": _both,
    "mover": _over,
    "munder": _under,
    "msqrt": _square_root,
    "mroot": _root,
    "mtable": _table,
    "mspace": lambda _: "",
    "mphantom": lambda _: "",
}
