"""Ports of a kernel that is forked: it chooses them. Those that jupyter_client finds free beforehand, another process may take
before the kernel does, which then can't start."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.connect import LocalPortCache

_NAMES = ("shell_port", "iopub_port", "stdin_port", "hb_port", "control_port")


@contextmanager
def chosen_by_kernel(manager: Any) -> Iterator[None]:
    """While a kernel starts, its connection file leaves the ports open; then its ``manager`` knows what it has chosen.

    Where no kernel has started that way, file and manager are as they were.
    """
    file = Path(manager.connection_file)
    found_free, chosen = file.read_text("utf-8"), {}
    file.write_text(json.dumps(json.loads(found_free) | dict.fromkeys(_NAMES, 0)), "utf-8")
    try:
        yield
        with contextlib.suppress(FileNotFoundError):  # a kernel that has ended takes the file along
            chosen = json.loads(file.read_text("utf-8"))
    finally:
        if all(chosen.get(name) for name in _NAMES):
            for name in _NAMES:
                LocalPortCache.instance().return_port(getattr(manager, name))
                setattr(manager, name, chosen[name])
        elif file.exists():
            file.write_text(found_free, "utf-8")
