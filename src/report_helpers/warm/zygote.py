"""The zygote as seen by those who ask it for kernels. There is one for each process, or one for all of a build's."""

from __future__ import annotations

import array
import asyncio
import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"}
"""With these, neither numpy nor pyarrow starts a thread when it is imported; only then can a process be forked."""

_AT_START = ("PYTHON", "LD_", "LC_", "LANG")
"""Variables whose names begin so are read when Python starts: all kernels of a zygote have them in common."""


class UnfitError(Exception):
    """A zygote can't give a kernel like that; the text says why. It would not help to ask again."""


class LostError(Exception):
    """The zygote has ended without giving a kernel."""


class Kernel:
    """A process that was forked, with what is used of :class:`subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, line: socket.socket) -> None:
        self._line, self._said = line, b""
        line.setblocking(False)
        self.pid = 0
        self.ready = False
        self.refused = ""
        self.returncode: int | None = None
        self.zygote_lost = False

    def poll(self) -> int | None:
        """Exit status; ``None`` as long as the process runs."""
        while self.returncode is None:
            try:
                said = self._line.recv(4096)
            except BlockingIOError:
                break
            except OSError:
                said = b""
            if said:
                *lines, self._said = (self._said + said).split(b"\n")
                for line in lines:
                    self._hear(line.decode())
            elif self.returncode is None:
                self._lose()
        return self.returncode

    async def changed(self) -> None:
        """Wait until there is something to be heard, unless the process has ended."""
        if self.returncode is not None:
            return
        loop, heard = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._line, heard.set)
        try:
            await heard.wait()
        finally:
            loop.remove_reader(self._line)
        self.poll()

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the process to end; its exit status."""
        poller = select.poll()
        poller.register(self._line, select.POLLIN)
        while self.poll() is None:
            if not poller.poll(None if timeout is None else timeout * 1000):
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the process alone."""
        if self.poll() is None and self.pid:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _hear(self, line: str) -> None:
        what, _, rest = line.partition(" ")
        if what == "pid":
            self.pid = int(rest)
        elif what == "ready":
            self.ready = True
        elif what == "refused":
            self.refused = rest
        elif what == "exit":
            self._end(int(rest))

    def _lose(self) -> None:
        """The zygote has ended, and with it the kernel, by the system's doing; end what the kernel has left."""
        self.zygote_lost = True
        if self.pid:
            with contextlib.suppress(OSError):
                os.killpg(self.pid, signal.SIGKILL)
        self._end(-signal.SIGKILL)

    def _end(self, status: int) -> None:
        self.returncode = status
        self._line.close()


class Zygote:
    """A zygote that this process has started, or one that it was given."""

    def __init__(
        self, control: socket.socket, process: subprocess.Popen[bytes] | None, start: tuple[Any, ...], *, common: bool = False
    ) -> None:
        self.control, self._process, self.start, self._common = control, process, start, common

    @classmethod
    def begin(cls, python: Sequence[str], env: Mapping[str, str], *, common: bool = False) -> Zygote:
        """Start one with the command ``python`` (with options of its own); it loads while others go on.

        One that is ``common`` doesn't end with this process, but with the last of those that hold its socket.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        owner = os.pidfd_open(os.getpid())
        passed = [theirs.fileno()] if common else [theirs.fileno(), owner]
        try:
            process = subprocess.Popen(
                [*python, "-m", f"{__package__}.server", *map(str, passed)],
                pass_fds=passed,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**env, **ONE_THREAD},
                start_new_session=True,
            )
        finally:
            theirs.close()
            os.close(owner)
        return cls(ours, process, start_of(python, env), common=common)

    @property
    def is_lent(self) -> bool:
        """Whether another process has started it."""
        return self._process is None

    @property
    def has_ended(self) -> bool:
        """Whether it is known to have ended; of one that is lent, only its owner knows."""
        return self._process is not None and self._process.poll() is not None

    def ask(self, what: Mapping[str, Any], stdout: int, stderr: int) -> Kernel:
        """Ask for a kernel; :meth:`Kernel.changed` waits for what comes of it.

        Raises:
            LostError: the zygote has ended.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._send(b"k", what, theirs.fileno(), stdout, stderr)
            except OSError as error:
                ours.close()
                raise LostError(str(error)) from None
        return Kernel(ours)

    def call(self, function: str, *arguments: Any) -> None:
        """Have it call a function, ``module:name``, before it forks what is asked for from now on.

        What the function keeps in its module, kernels find there. It must not start a thread; what it raises is ignored.
        """
        with contextlib.suppress(OSError):  # it has ended, which whoever asks it for a kernel will see
            self._send(b"c", {"function": function, "arguments": arguments})

    def _send(self, kind: bytes, what: Mapping[str, Any], *descriptors: int) -> None:
        with os.fdopen(os.memfd_create("request"), "w+", encoding="utf-8") as file:
            json.dump(what, file)
            file.flush()
            passed = array.array("i", [file.fileno(), *descriptors])
            self.control.sendmsg([kind], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, passed)])

    def close(self) -> None:
        """Give it up. It ends once its kernels have; where it is this process's own and has none, that is waited for."""
        self.control.close()
        if self._process and not self._common:
            try:
                self._process.wait(2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def start_of(python: Sequence[str], env: Mapping[str, str]) -> tuple[Any, ...]:
    """What kernels must have in common to come from the same zygote."""
    return tuple(python), tuple(sorted((name, value) for name, value in env.items() if name.startswith(_AT_START)))


_begin: Callable[[Sequence[str], Mapping[str, str]], Zygote] = Zygote.begin
"""How this process comes by a zygote of its own."""


def use(begin: Callable[[Sequence[str], Mapping[str, str]], Zygote]) -> None:
    """Come by zygotes in another way from now on."""
    global _begin
    _begin = begin


_lock = threading.Lock()
_own: tuple[int, Zygote] | None = None
"""This process's number, so that a process forked from it doesn't take it for its own, and its zygote."""


def zygote_for(python: Sequence[str], env: Mapping[str, str]) -> Zygote:
    """The zygote of this process, started where there is none.

    Raises:
        UnfitError: it has been started with another Python or other variables that Python reads when it starts.
    """
    global _own
    start = start_of(python, env)
    with _lock:
        if not _own or _own[0] != os.getpid() or _own[1].has_ended or (_own[1].is_lent and _own[1].start != start):
            atexit.unregister(_give_up)
            _own = os.getpid(), _begin(python, env)
            atexit.register(_give_up)
        zygote = _own[1]
    if zygote.start != start:
        differing = sorted({name for name, _ in set(zygote.start[1]) ^ set(start[1])}) or ["the command"]
        raise UnfitError(f"warm kernels of this process were started with a different {', '.join(differing)}")
    return zygote


Loan = tuple[socket.socket, tuple[Any, ...]]
"""What another process needs to use a zygote; it can be handed to one that multiprocessing starts."""


def prepare(function: str, *arguments: Any) -> None:
    """Have this process's zygote, if there can be one, call a function first (:meth:`Zygote.call`)."""
    if lend() and _own:
        _own[1].call(function, *arguments)


def lend() -> Loan | None:
    """This process's zygote for others, which it outlives; it is started here and now. ``None`` where there can be none."""
    if sys.platform != "linux":
        return None
    try:
        zygote = zygote_for([sys.executable], os.environ)
    except (UnfitError, OSError):
        return None
    return zygote.control, zygote.start


def borrow(loan: Loan | None) -> None:
    """Use another process's zygote in this one."""
    global _own
    if loan:
        _own = os.getpid(), Zygote(loan[0], None, loan[1])


def renew(lost: Zygote) -> None:
    """Have another one started the next time, where that hasn't happened."""
    global _own
    with _lock:
        if _own and _own[1] is lost:
            _own = None
            atexit.unregister(_give_up)
    lost.close()


def _give_up() -> None:
    global _own
    if _own and _own[0] == os.getpid():
        _own[1].close()
    _own = None
