"""One zygote for all workers of a machine that a cluster has started there, each of them a process that knows none of the others.

The first that needs one starts it, and hands its socket to those who come to a socket in a folder of the same user. The zygote
ends with the last of them; while the first is gone already, whoever comes next starts another.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import socket
import stat
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import zygote
from .zygote import Zygote, start_of

_PATIENCE = 5.0
"""Seconds for another process to answer."""


def share() -> None:
    """From now on this process has its zygote in common with others of the same user on this machine that share."""
    zygote.use(_begin)


def _begin(python: Sequence[str], env: Mapping[str, str]) -> Zygote:
    """The machine's zygote for kernels that start so, or one of this process's own where none can be shared."""
    folder = Path(tempfile.gettempdir()) / f"migration-report-{os.getuid()}"
    start = start_of(python, env)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
            return Zygote.begin(python, env)  # somebody else could hand out a zygote here
        meeting = folder / hashlib.sha256(repr(start).encode()).hexdigest()[:24]
        with meeting.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return _taken(meeting, start) or _offered(meeting, Zygote.begin(python, env, common=True))
    except OSError:
        return Zygote.begin(python, env)


def _taken(meeting: Path, start: tuple[object, ...]) -> Zygote | None:
    """The zygote that another process offers."""
    with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError, ValueError):
        line.settimeout(_PATIENCE)
        line.connect(str(meeting))
        _, [control], _, _ = socket.recv_fds(line, 1, 1)
        return Zygote(socket.socket(fileno=control), None, start)
    return None


def _offered(meeting: Path, own: Zygote) -> Zygote:
    """A zygote that others may have from now on, as long as it lives."""
    listener = socket.socket(socket.AF_UNIX)
    meeting.unlink(missing_ok=True)
    listener.bind(str(meeting))
    listener.listen()
    threading.Thread(target=_offer, args=(listener, own), daemon=True).start()
    return own


def _offer(listener: socket.socket, own: Zygote) -> None:
    with listener, contextlib.suppress(OSError):
        while not own.has_ended:
            line, _ = listener.accept()
            with line:
                if not own.has_ended:
                    socket.send_fds(line, [b"z"], [own.control.fileno()])
