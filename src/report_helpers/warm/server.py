"""The zygote: a process with a single thread that has loaded what notebooks need, and forks a kernel when it is asked to.

It runs as ``python -m report_helpers.warm.server CONTROL [OWNER]``, with the numbers of file descriptors: a socket on which
kernels are asked for, and one that tells when the process it works for has ended. It never outlives that one, or, without it,
all that hold the other end of the socket; nor a kernel the process that asked for it, nor a process that a kernel has started
the kernel.

A request for a kernel is a datagram that carries file descriptors: a file of JSON that says what to run, the kernel's line (a
socket on which whoever asked hears of it, and by whose end the zygote hears that nobody does any more), standard output and
standard error. On the line come, in lines of their own, ``pid N`` or ``refused N threads`` from the zygote, ``ready`` from the
kernel and ``exit STATUS`` from the zygote. Another request carries JSON alone: a function to call, so that the next kernels find
what it has prepared.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .kernel import become_kernel
from .leave import leave
from .preload import preload

_DESCRIPTORS = 4
_TASKS = Path("/proc/self/task")


class Server:
    """Forks kernels and keeps track of them."""

    def __init__(self, control: socket.socket, owner: int | None) -> None:
        self._control, self._owner = control, owner
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        if owner is not None:
            self._poll.register(owner, select.POLLIN)
        self._kernels: dict[int, Running] = {}
        """By what tells that they have ended."""
        self._asking = True

    def serve(self) -> Request | None:
        """Serve until there is nobody to serve. Returns, in a process that was forked, what it is to become."""
        while self._asking or self._kernels:
            # One at a time: what is done about one may close another, whose number may then stand for something new.
            descriptor, _ = self._poll.poll()[0]
            if descriptor == self._control.fileno():
                if (request := self._ask()) and self._fork(request):
                    return request
            elif descriptor == self._owner:
                for ended, kernel in list(self._kernels.items()):
                    _kill(kernel.pid)
                    self._reap(ended)
                return None
            elif descriptor in self._kernels:
                self._reap(descriptor)
            else:
                self._abandon(descriptor)
        return None

    def _ask(self) -> Request | None:
        try:
            message, descriptors, _, _ = socket.recv_fds(self._control, 1, _DESCRIPTORS)
        except OSError:
            message, descriptors = b"", []
        if not message:
            self._asking = False
            self._poll.unregister(self._control)
        if message == b"c" and len(descriptors) == 1:
            _call(**_read(descriptors[0]))
        return Request(descriptors) if message == b"k" and len(descriptors) == _DESCRIPTORS else None

    def _fork(self, request: Request) -> bool:
        """Fork; whether this is the new process."""
        threads = len(list(_TASKS.iterdir()))
        if threads > 1:
            _tell(request.line, f"refused {threads} threads")
            request.close()
            return False
        pid = os.fork()
        if not pid:
            self._leave()
            return True
        ended = os.pidfd_open(pid)
        self._kernels[ended] = Running(pid, request.line, request.what["file"])
        self._poll.register(ended, select.POLLIN)
        self._poll.register(request.line, 0)
        _tell(request.line, f"pid {pid}")
        request.close(all_but_line=True)
        return False

    def _leave(self) -> None:
        """In the new process: close what belongs to the zygote."""
        self._control.close()
        if self._owner is not None:
            os.close(self._owner)
        for ended, kernel in self._kernels.items():
            os.close(ended)
            kernel.line.close()

    def _reap(self, ended: int) -> None:
        """A kernel has ended: end what it has left running, then say so."""
        kernel = self._kernels.pop(ended)
        _kill(kernel.pid)  # its number, and so that of its group, is taken until it is waited for
        _, status = os.waitpid(kernel.pid, 0)
        self._poll.unregister(ended)
        os.close(ended)
        with contextlib.suppress(KeyError):
            self._poll.unregister(kernel.line)
        kernel.close(os.waitstatus_to_exitcode(status))

    def _abandon(self, descriptor: int) -> None:
        """Whoever had asked for a kernel is gone."""
        self._poll.unregister(descriptor)
        for kernel in self._kernels.values():
            if kernel.line.fileno() == descriptor:
                _kill(kernel.pid)


class Request:
    """A kernel that is asked for."""

    def __init__(self, descriptors: list[int]) -> None:
        what, line, self.stdout, self.stderr = descriptors
        self.line = socket.socket(fileno=line)
        self.what = _read(what)

    def close(self, all_but_line: bool = False) -> None:
        """Close what came."""
        os.close(self.stdout)
        os.close(self.stderr)
        if not all_but_line:
            self.line.close()


@dataclass(frozen=True)
class Running:
    """A kernel that has been forked: its process, its line, and the file that says how to connect to it."""

    pid: int
    line: socket.socket
    file: str

    def close(self, status: int) -> None:
        """It has ended: say so, or tidy up behind one that nobody waits for."""
        if not _tell(self.line, f"exit {status}"):
            Path(self.file).unlink(missing_ok=True)
        self.line.close()


def _read(descriptor: int) -> dict[str, Any]:
    with os.fdopen(descriptor, encoding="utf-8") as file:
        file.seek(0)
        what: dict[str, Any] = json.load(file)
    return what


def _call(function: str, arguments: list[Any]) -> None:
    """Call a function that prepares what the next kernels will find; without it they take longer, and are the same."""
    module, _, name = function.partition(":")
    with contextlib.suppress(Exception):
        getattr(importlib.import_module(module), name)(*arguments)
    _settle()


def _settle() -> None:
    """Let what there is by now be left alone by those that are forked, so that they share it."""
    gc.collect()
    gc.freeze()


def _kill(pid: int) -> None:
    """End a kernel and the processes of its group. One that is about to make its group is ended alone."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            end(pid, signal.SIGKILL)


def _tell(line: socket.socket, what: str) -> bool:
    """Whether there is somebody who can hear it."""
    try:
        line.sendall(f"{what}\n".encode())
    except OSError:
        return False
    return True


def main() -> Any:
    """Load, then serve. Returns, in a process that was forked, the application of the kernel that it has become."""
    control, owner = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]) if len(sys.argv) > 2 else None
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder that Python was started in; the launcher of kernels does the same
    hidden, variables = preload()
    _settle()
    request = Server(control, owner).serve()
    if not request:
        return None
    return become_kernel(request.what, request.line, (request.stdout, request.stderr), hidden, variables)


def run(app: Any) -> None:
    """Run a kernel with as little below it on the stack as below one that its launcher has started."""
    if app:
        app.start()
        leave()


if __name__ == "__main__":
    run(main())
