"""How jupyter_client comes by a kernel that is forked: as it does by one that is started, in all but the forking."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from .limits import MemoryWatch
from .ports import chosen_by_kernel
from .run import Run
from .zygote import Kernel, LostError, UnfitError, renew, zygote_for

_TRIES = 2
_PATIENCE = 60
"""Seconds for a zygote to load and fork."""
_SILENCE = 10
"""Seconds after which a kernel that is listening but doesn't answer is given up for another one."""
_LAUNCHERS = ("ipykernel_launcher", "ipykernel")
_LOCAL = ("numpy", "pandas", "matplotlib")
"""Packages that a zygote has loaded and that can't be loaded twice; a folder that has its own is not for it."""

log = logging.getLogger(__package__)


class WarmProvisioner(LocalProvisioner):
    """Has a zygote fork the kernel; starts it the usual way, and says so in the log, where that can't be."""

    _launched = False

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel that ``cmd`` describes; returns the connection's description."""
        manager: Any = self.parent
        # Who is connected when a kernel is started again expects it where it was.
        new, self._launched = manager is not None and manager.cache_ports and not self._launched, True
        try:
            with chosen_by_kernel(manager) if new else nullcontext():
                kernel = await fork_kernel(cmd, str(getattr(manager, "connection_file", "")), **self._scrub_kwargs(kwargs))
        except UnfitError as unfit:
            log.warning("Kernel %s is started the usual way: %s.", self.kernel_spec.display_name, unfit)
            return await super().launch_kernel(cmd, **kwargs)
        if new:
            self.connection_info = manager.get_connection_info()
        self.process: Any = kernel
        self.pid = self.pgid = kernel.pid
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def wait(self) -> int | None:
        """Wait for the process to end, without looking every tenth of a second."""
        if not isinstance(self.process, Kernel):
            return await super().wait()
        while self.process.poll() is None:
            await self.process.changed()
        status, self.process = self.process.returncode, None
        return status


class SilentError(RuntimeError):
    """The first kernel of a run is listening, but doesn't answer; another one may."""


class WarmClient(AsyncKernelClient):
    """A client that knows from a message, not from silence, that all is connected."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Ask for the kernel's description until the reply has come and was seen to be published, too.

        The first kernel of a run and another one in its place share the ``timeout``.

        Raises:
            SilentError: the first kernel had its part of the time.
            RuntimeError: the kernel died, or ``timeout`` seconds have passed.
        """
        manager: Any = self.parent
        first = _SILENCE if timeout is None else min(_SILENCE, timeout / 2)
        rest = None if timeout is None else timeout - first
        is_first = manager.run.kernels == 1
        try:
            await asyncio.wait_for(self._connected(), first if is_first else rest)
        except TimeoutError:
            if is_first:
                raise SilentError(f"The kernel did not answer for {first:g} seconds") from None
            raise RuntimeError(f"Kernel didn't respond in {timeout:g} seconds") from None

    async def _connected(self) -> None:
        while True:
            asked = self.kernel_info()
            reply = await self._message(self.shell_channel, asked, "kernel_info_reply", 1)
            if reply and await self._message(self.iopub_channel, asked, "status", 0.2, "idle"):
                self._handle_kernel_info_reply(reply)
                return
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")

    async def _message(self, channel: Any, asked: str, kind: str, within: float, state: str | None = None) -> Any:
        """The message of a kind that answers ``asked``; ``None`` where no message comes for ``within`` seconds."""
        while await channel.socket.poll(int(within * 1000)):
            message = await channel.get_msg()
            same = message["msg_type"] == kind and message["content"].get("execution_state") == state
            if same and message["parent_header"].get("msg_id") == asked:
                return message
        return None


class Manager(AsyncKernelManager):
    """A manager of one kernel that can be asked about it afterwards, and whose memory is watched where it is limited."""

    run: Run
    watch: MemoryWatch | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.run.manager = self
        self.run.kernels += 1

    async def _async_post_start_kernel(self, **kwargs: Any) -> None:
        await super()._async_post_start_kernel(**kwargs)
        if self.run.limits.memory:
            self.watch = MemoryWatch(getattr(self.provisioner, "pid", 0), self.run.limits.memory)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        if self.watch:
            self.watch.close()
        await super()._async_cleanup_resources(restart)

    cleanup_resources = _async_cleanup_resources


class WarmManager(Manager):
    """A manager of a kernel that is forked."""

    client_class = f"{__name__}.WarmClient"
    client_factory = WarmClient

    async def _async_pre_start_kernel(self, **kwargs: Any) -> Any:
        if self.provisioner is None:
            self.provisioner = WarmProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**kwargs)

    async def _async_wait(self, pollinterval: float = 0.1) -> None:
        process = getattr(self.provisioner, "process", None)
        if not isinstance(process, Kernel):
            return await super()._async_wait(pollinterval)
        while process.poll() is None:
            await process.changed()


def manager_of(run: Run, warm: bool) -> type[Manager]:
    """The class of managers for a run; nbclient makes one."""
    base = WarmManager if warm else Manager
    return type(base.__name__, (base,), {"run": run})


def split(cmd: list[str]) -> tuple[list[str], list[str]]:
    """A kernel's command as that of Python, with its options, and the arguments of the kernel.

    Raises:
        UnfitError: it isn't that of an IPython kernel in this Python.
    """
    if "-m" not in cmd or cmd[cmd.index("-m") + 1 :][:1] not in [[name] for name in _LAUNCHERS]:
        raise UnfitError("it is no IPython kernel")
    place = cmd.index("-m")
    same = Path(cmd[0]).parent == Path(sys.executable).parent and Path(cmd[0]).exists() and Path(cmd[0]).samefile(sys.executable)
    if not same:
        raise UnfitError(f"it runs in another Python, {cmd[0]}")
    return cmd[:place], cmd[place + 2 :]


async def fork_kernel(
    cmd: list[str],
    file: str,
    env: dict[str, str],
    cwd: str | os.PathLike[str] | None = None,
    stdout: Any = None,
    stderr: Any = None,
    **other: Any,
) -> Kernel:
    """A kernel that is listening, or has ended already; ``file`` says how to connect to it.

    Raises:
        UnfitError: it can't be forked; the text says why.
    """
    if other:
        raise UnfitError(f"{', '.join(other)} can't be given to a process that is forked")
    python, argv = split(cmd)
    folder = Path(cwd or Path.cwd()).absolute()
    if own := [name for name in _LOCAL if (folder / name / "__init__.py").exists() or (folder / f"{name}.py").exists()]:
        raise UnfitError(f"{folder} has a {own[0]} of its own")
    if not all(Path(entry).is_absolute() for entry in env.get("PYTHONPATH", "").split(os.pathsep) if entry):
        raise UnfitError("PYTHONPATH has relative entries")
    if not folder.is_dir():
        raise UnfitError(f"{folder} is no folder")
    env = {**env, "JPY_PARENT_PID": str(os.getpid())}
    what = {"command": cmd, "argv": argv, "env": env, "cwd": str(folder), "umask": _umask(), "file": file}
    streams = _descriptor(stdout, 1), _descriptor(stderr, 2)
    for _ in range(_TRIES):
        try:
            zygote = zygote_for(python, env)
        except OSError as error:  # a system without file descriptors for processes, say
            raise UnfitError(f"no process to fork from could be started ({error})") from None
        try:
            kernel = zygote.ask(what, *streams)
            async with asyncio.timeout(_PATIENCE):
                while not ((kernel.ready and kernel.pid) or kernel.refused) and kernel.poll() is None:
                    await kernel.changed()
        except (LostError, TimeoutError):
            renew(zygote)
            continue
        if kernel.refused:
            raise UnfitError(f"the process that would be forked has {kernel.refused}")
        if not kernel.zygote_lost:
            return kernel
        renew(zygote)
    raise UnfitError(f"the process that would be forked did not live to do so, {_TRIES} times")


def _descriptor(stream: Any, default: int) -> int:
    if stream is None:
        return default
    return stream if isinstance(stream, int) else int(stream.fileno())


def _umask() -> int:
    """This process's, without setting it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next((int(line.split()[1], 8) for line in lines if line.startswith("Umask:")), 0o022)
