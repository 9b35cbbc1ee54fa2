"""What reading a notebook carries along: the cell at hand, what was left out, and where things of the notebook are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...locale import catalogue


def _no_translation(message: str) -> str:
    return message


@dataclass
class Remarks:
    """What was left out or changed, one line each, in the order of the cells; the same thing of a cell is said once."""

    lines: list[str] = field(default_factory=list)
    cell: str = ""
    """What people call the cell at hand: ``cell 5``, or the notebook and cell that a merged one comes from."""
    said: int = 0

    def say(self, remark: str) -> None:
        """Note something about the cell at hand."""
        self.said += 1
        line = f"{self.cell}: {remark}" if self.cell else remark
        if line not in self.lines:
            self.lines.append(line)


@dataclass
class Context:
    """The state of reading one notebook.

    Args:
        remarks: takes what has to be said.
        language: name of the language of the code cells, for highlighting.
        folder: where files beside the notebook may be read; ``None`` where there is no such place.
        translate: messages of the document's language.
        widgets: models of widgets by identifier, as the notebook's metadata keep them.
        attachments: files attached to the cell at hand, each a MIME bundle by name.
        macros: commands of LaTeX that the notebook defines.
        unreached: addresses of links of the cell at hand that a document can't keep.
    """

    remarks: Remarks = field(default_factory=Remarks)
    language: str = "python"
    folder: Path | None = None
    translate: Callable[[str], str] = _no_translation
    widgets: dict[str, Any] = field(default_factory=dict)
    attachments: dict[str, Any] = field(default_factory=dict)
    macros: dict[str, tuple[int, str]] = field(default_factory=dict)
    unreached: list[str] = field(default_factory=list)


def messages(language: str) -> Callable[[str], str]:
    """The messages of a language; English where it has none (exporters tell of that themselves)."""
    try:
        return catalogue(language)
    except Exception:  # a metadata value of any kind: what is no language has no messages
        return _no_translation


def joined(value: Any) -> str:
    """A text that notebooks may keep as a list of lines."""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return "".join(part if isinstance(part, str) else str(part) for part in value)
    return "" if value is None else str(value)


def mapping(value: Any) -> dict[str, Any]:
    """``value`` where it is a mapping, otherwise an empty one."""
    return value if isinstance(value, dict) else {}
