"""Text as a terminal would show it in the end: colours undone, progress bars at their last state, endless text shortened."""

from __future__ import annotations

import re

from .context import Context

_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # operating system commands: titles, links
    r"|\x1b[PX^_][^\x1b]*\x1b\\"
    r"|[\x1b\x9b]\[?[0-?]*[ -/]*[@-~]"
)
_ERASE_LINE = "\x1b[2K"
_LONGEST_LINE = 10_000
_LINES_BEFORE, _LINES_AFTER = 600, 100
_LETTERS = 200_000


def terminal_text(value: str, context: Context) -> str:
    """Output of a program as text, shortened with a note where it is too long for a document."""
    if _ERASE_LINE in value:
        value = "\n".join(line.rpartition(_ERASE_LINE)[2] for line in value.split("\n"))
    plain = _ESCAPES.sub("", value)
    if "\b" in plain or "\r" in plain:
        plain = "\n".join(_overwritten(line) for line in plain.replace("\r\n", "\n").split("\n"))
    return shortened(plain, context)


def shortened(value: str, context: Context) -> str:
    """Text of at most some hundred lines: what is left out of the middle is counted in its place and in a remark."""
    lines = value.split("\n")
    if len(lines) > _LINES_BEFORE + _LINES_AFTER + 1:
        left = len(lines) - _LINES_BEFORE - _LINES_AFTER
        note = context.translate("[… {count} lines left out …]").format(count=left)
        lines = [*lines[:_LINES_BEFORE], note, *lines[-_LINES_AFTER:]]
        context.remarks.say(f"{left} lines of a long text are left out")
    cut = [_cut(line, _LONGEST_LINE, context) for line in lines]
    return _cut("\n".join(cut), _LETTERS, context)


def _cut(value: str, longest: int, context: Context) -> str:
    if len(value) <= longest:
        return value
    left = len(value) - longest
    context.remarks.say(f"{left} characters of a long text are left out")
    note = context.translate("[… {count} characters left out …]").format(count=left)
    return value[: longest - longest // 5] + note + value[-(longest // 5) :]


def _overwritten(line: str) -> str:
    """A line after its carriage returns and backspaces: what is written later stands over what was there."""
    if "\b" not in line:
        states = [state for state in line.split("\r") if state]
        # Progress bars write the whole line again each time; only a shorter state leaves a rest of the one before.
        last = states[-1] if states else ""
        return last + states[-2][len(last) :].rstrip() if len(states) > 1 and len(states[-2]) > len(last) else last
    shown: list[str] = []
    at = 0
    for character in line:
        if character == "\r":
            at = 0
        elif character == "\b":
            at = max(0, at - 1)
        else:
            shown[at : at + 1] = [character]
            at += 1
    return "".join(shown)
