"""How a kernel that was forked ends: as Python does, but for taking apart what was loaded, which would copy all of it first."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
import threading
from io import BufferedRandom, BufferedWriter, TextIOWrapper
from typing import Any, NoReturn

_WRITERS = (TextIOWrapper, BufferedWriter, BufferedRandom)
"""In the order in which what they hold goes down to the file."""


def leave() -> NoReturn:
    """Wait for threads, call what is registered for the end, save what was written to files that are still open; end."""
    inner: Any = threading
    inner._shutdown()
    inner = atexit
    inner._run_exitfuncs()
    alive = gc.get_objects()
    for kind in _WRITERS:
        for file in [each for each in alive if issubclass(type(each), kind)]:
            _flush(file)
    for file in (sys.stdout, sys.stderr):
        _flush(file)
    os._exit(0)


def _flush(file: Any) -> None:
    with contextlib.suppress(Exception):  # closed, or broken: nobody is left who could be told
        if not file.closed:
            file.flush()
