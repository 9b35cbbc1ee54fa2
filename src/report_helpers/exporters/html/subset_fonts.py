"""Makes the fonts that :mod:`.typefaces` embeds: ``python -m report_helpers.exporters.html.subset_fonts``."""

from __future__ import annotations

import io
import struct
from importlib import import_module
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from .assets import FOLDER
from .typefaces import CHARACTERS, FACES, MATH, MATH_CHARACTERS, Face


def subset(face: Face, characters: frozenset[int] = CHARACTERS) -> bytes:
    """A face reduced to ``characters``, as WOFF; the same bytes each time."""
    path = import_module(face.package).ROOT / "files" / face.source
    return _reduced(TTFont(path, recalcTimestamp=False), face, characters)


def subset_math() -> bytes:
    """The font for formulas: Typst carries it inside its library."""
    package = Path(str(import_module(MATH.package).__file__)).parent
    library = next(package.glob("*.so")).read_bytes()
    at = -1
    while (at := library.find(b"OTTO", at + 1)) >= 0:
        (tables,) = struct.unpack(">H", library[at + 4 : at + 6])
        if not 5 < tables < 40:
            continue
        font = TTFont(io.BytesIO(library[at : at + 2_000_000]), recalcTimestamp=False, lazy=True)
        if font["name"].getDebugName(4) == MATH.source:
            for record in font["name"].names:
                record.string = MATH.family if record.nameID in (1, 3, 4, 6, 16) else record.toUnicode()
            return _reduced(font, MATH, MATH_CHARACTERS, features=False)
    raise LookupError(MATH.source)


def _reduced(font: TTFont, face: Face, characters: frozenset[int], *, features: bool = True) -> bytes:
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["FFTM", "PfEd"]
    options.layout_features = [] if not features else ["kern", "liga", "mark", "mkmk", "locl", "ccmp", "tnum", "lnum", "onum"]
    options.name_IDs = [0, 13, 14]  # copyright and licence stay with the font
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if face.axes:
        font = instantiateVariableFont(font, face.axes)
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    for each in FACES:
        (FOLDER / "fonts" / each.file).write_bytes(subset(each))
    (FOLDER / "fonts" / MATH.file).write_bytes(subset_math())
