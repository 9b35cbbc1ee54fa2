"""Makes the fonts that :mod:`.typefaces` embeds: ``python -m report_helpers.exporters.html.subset_fonts``."""

from __future__ import annotations

import io
from importlib import import_module

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from .assets import FOLDER
from .typefaces import CHARACTERS, FACES, Face


def subset(face: Face) -> bytes:
    """A face reduced to :data:`CHARACTERS`, as WOFF; the same bytes each time."""
    path = import_module(face.package).ROOT / "files" / face.source
    font = TTFont(path, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.layout_features = ["kern", "liga", "mark", "mkmk", "locl", "ccmp", "tnum", "lnum", "onum"]
    options.name_IDs = [0, 13, 14]  # copyright and licence stay with the font
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
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
