"""What Typst remembers between two documents, and when it has to forget it.

Typst keeps every part that it has set, so that the same document with a word changed is set in a tenth of the time. Its
Python package gives no way to let go of that; but each time that it sets something it drops what ten settings before it had
no use for, and an empty page takes a few milliseconds.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

import psutil

_LEAST = 1 << 30
"""Bytes of the process below which nothing is forgotten."""

_MORE = 1.5
"""Times the memory that the document alone took: with more than that, others are being remembered."""

_AGE = 11
"""Settings after which Typst drops what was not used in any of them."""


class Memory:
    """Watches how large the process has become.

    Args:
        set_nothing: has Typst set an empty page.
        least: bytes of the process below which nothing is forgotten.
    """

    def __init__(self, set_nothing: Callable[[], object], least: int = _LEAST) -> None:
        self._set_nothing = set_nothing
        self._least = least
        self._alone: int | None = None

    def watch(self) -> None:
        """After a document: let Typst forget where it remembers more than that document and a few changes to it."""
        size = _resident()
        if self._alone is None:
            self._alone = size
        if size > max(self._least, _MORE * self._alone):
            self.forget()

    def forget(self) -> None:
        """Let Typst forget everything, and give the memory back."""
        for _ in range(_AGE):
            self._set_nothing()
        self._alone = None
        if sys.platform == "linux":
            release = getattr(ctypes.CDLL(None), "malloc_trim", None)
            if release is not None:
                release(0)


def _resident() -> int:
    return int(psutil.Process().memory_info().rss)
