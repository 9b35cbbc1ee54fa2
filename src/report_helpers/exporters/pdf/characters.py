"""Text made fit for setting: only characters that a font can show, nothing that acts instead of showing."""

from __future__ import annotations

import re
import unicodedata

from .fonts import can_show

_INVISIBLE = {0x00AD, 0x034F, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)}
"""Characters that only advise on how to set their neighbours."""
_HEEDED = {0x00AD, 0x200B, 0x200C, 0x200D, 0xFE0E, 0xFE0F}
"""Those that the setting heeds: places to break, letters and emoji that join or don't. The others can go."""

_FILLERS = {0x115F, 0x1160, 0x3164, 0xFFA0}
"""Letters that show nothing, as if there were none."""

_LONGEST_WORD = 48
_PIECE = 24
_SPACE = re.compile(r"\s+")
_LONG_WORD = re.compile(rf"[^\s\u200b]{{{_LONGEST_WORD},}}")


class Cleaner:
    """Cleans text and remembers which characters it had to replace."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        self.replaced: set[int] = set()

    def line(self, value: object) -> str:
        """Text of a line: white space is one space, words that no line can hold get places to break."""
        cleaned = self._characters(_SPACE.sub(" ", str(value)))
        return _LONG_WORD.sub(_with_breaks, cleaned) if len(cleaned) >= _LONGEST_WORD else cleaned

    @property
    def seen(self) -> set[int]:
        """The code points of all texts so far that have others than ASCII."""
        return set(self._known)

    def lines(self, value: object) -> str:
        """Text whose line breaks and spaces matter."""
        text = str(value).expandtabs(4).replace("\r\n", "\n").replace("\r", "\n")
        return "\n".join(self._characters(part) for part in text.split("\n"))

    def _characters(self, value: str) -> str:
        if value.isascii() and value.isprintable():
            return value
        return unicodedata.normalize("NFC", value).translate(self._table(value))

    def _table(self, value: str) -> dict[int, str]:
        for character in set(unicodedata.normalize("NFC", value)):
            point = ord(character)
            if point not in self._known:
                self._known[point] = self._shown(point, character)
                if self._known[point] != character and point not in _INVISIBLE:
                    self.replaced.add(point)
        return self._known

    def _shown(self, point: int, character: str) -> str:
        """The character, nothing, or its name: ``[U+202E]``. Whatever would steer the line (bidirectional
        overrides, control characters) is named, so that a reader sees that it was there."""
        if point in _INVISIBLE:
            return character if point in _HEEDED else ""
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Cs", "Co", "Cn") or point in _FILLERS or not can_show(point):
            return " " if category == "Zs" else f"[U+{point:04X}]"
        return character


def _with_breaks(match: re.Match[str]) -> str:
    word = match.group()
    if re.match(r"(https?://|www\.)", word):
        return word
    return "\u200b".join(word[i : i + _PIECE] for i in range(0, len(word), _PIECE))
