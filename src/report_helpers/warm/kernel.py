"""From a process that has just been forked to a standard IPython kernel, as if Python had been started anew."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import importlib.util
import os
import signal
import socket
import sys
import time
from io import TextIOWrapper
from types import ModuleType
from typing import Any

from .hidden import Hidden

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1
_LAUNCHER = "ipykernel_launcher"
_PATIENCE = 1.0
"""Seconds for a thread to end."""


def become_kernel(
    what: dict[str, Any], line: socket.socket, streams: tuple[int, int], hidden: Hidden, variables: dict[str, str]
) -> Any:
    """Make a kernel of this process; returns its application, which has yet to be started.

    Args:
        what: ``command`` (all arguments, Python's own first), ``argv`` (those of the kernel), ``env``, ``cwd``, ``umask``.
        line: where to say that the kernel is listening; closed then.
        streams: what are to be standard output and standard error.
        hidden: modules to be hidden.
        variables: what is to be added to the environment.
    """
    zygote = os.getppid()
    os.setsid()
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != zygote:
        os._exit(1)  # it had ended before this process could ask to end with it
    os.umask(what["umask"])
    _set_standard_streams(*streams)
    os.environ.clear()
    os.environ.update({**what["env"], **variables})
    time.tzset()
    os.chdir(what["cwd"])
    _set_arguments(what["command"], what["argv"])
    hidden.hide()
    return _initialized(line, zygote)


def _set_standard_streams(stdout: int, stderr: int) -> None:
    """As Python has them when it starts; standard input is at its end, as nbclient starts kernels."""
    reader, writer = os.pipe()
    os.close(writer)
    for source, target in ((reader, 0), (stdout, 1), (stderr, 2)):
        os.dup2(source, target)
        os.close(source)
    for name, descriptor in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
        old = getattr(sys, f"__{name}__")
        file = open(descriptor, "rb" if name == "stdin" else "wb", closefd=False)  # noqa: SIM115
        lines = name == "stderr" or os.isatty(descriptor)
        new = TextIOWrapper(file, encoding=old.encoding, errors=old.errors, line_buffering=lines)
        setattr(sys, name, new)
        setattr(sys, f"__{name}__", new)


def _set_arguments(command: list[str], argv: list[str]) -> None:
    """Arguments and main module, as ``python -m ipykernel_launcher`` has them."""
    spec = importlib.util.find_spec(_LAUNCHER)
    sys.argv = [spec.origin if spec and spec.origin else _LAUNCHER, *argv]
    sys.orig_argv = command
    sys.modules["__main__"] = ModuleType("__main__")


def _initialized(line: socket.socket, zygote: int) -> Any:
    from ipykernel.kernelapp import IPKernelApp
    from tornado.ioloop import IOLoop

    app: Any = IPKernelApp.instance()
    app.parent_handle = zygote
    app.initialize()
    atexit.register(_end_control, app)
    # Not before its threads share the sockets and wait for messages: who hears of it connects at once.
    IOLoop.current().add_callback(_say_ready, line)
    return app


def _say_ready(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.sendall(b"ready\n")
    line.close()


def _end_control(app: Any) -> None:
    """Let the thread that was asked to shut the kernel down have its say before the kernel closes what it speaks through.

    What is registered last is called first. Without this, now and then that thread waits in vain, and the kernel for it,
    until whoever asked loses patience and kills it, seconds later.
    """
    if app.control_thread and app.control_thread.is_alive():
        app.control_thread.stop()
        app.control_thread.join(_PATIENCE)
