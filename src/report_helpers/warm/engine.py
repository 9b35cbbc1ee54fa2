"""The engine: papermill's own, with kernels that are forked where that can be, within limits."""

from __future__ import annotations

import sys
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import NBClientEngine

from .kernels import SilentError, log, manager_of, split
from .limits import Limits
from .run import Run
from .zygote import UnfitError

_OWN = ("km", "kernel_manager_class", "config")
"""Options with which a kernel, or a way to come by one, is brought along."""


class WarmEngine(NBClientEngine):  # type: ignore[misc]
    """Runs a notebook in a kernel that is forked from a process which has loaded already what most notebooks import."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: float | None = None,
        notebook_timeout: float | None = None,
        memory_limit: int | str | None = None,
        **kwargs: Any,
    ) -> Any:
        """Execute a notebook; the options are those of papermill's engine, and three more.

        Args:
            nb_man: papermill's manager of the notebook.
            kernel_name: name of the kernel.
            log_output: whether outputs are logged.
            stdout_file: where to write standard output to as well.
            stderr_file: where to write standard error to as well.
            start_timeout: seconds for the kernel to start.
            execution_timeout: seconds for each cell.
            notebook_timeout: seconds for all cells together.
            memory_limit: bytes, or a size such as ``2G``, for the kernel and the processes that it starts.
            kwargs: options of nbclient.

        Raises:
            KernelLostError: the kernel ended in a cell.
            CellLimitError: a cell or the notebook took too long.
            ValueError: a limit is no positive number.
        """
        run = Run(Limits.of(execution_timeout or kwargs.get("timeout"), notebook_timeout, memory_limit))
        reason = why_not(kernel_name, kwargs)
        if reason:
            log.info("Kernel %s is started the usual way: %s.", kernel_name, reason)
        if not reason or (run.limits.memory and not brought(kwargs)):
            kwargs["kernel_manager_class"] = manager_of(run, warm=not reason)
        kwargs |= run.options({**kwargs, "timeout": run.limits.cell})
        given = nb_man, kernel_name, log_output, stdout_file, stderr_file, start_timeout, execution_timeout
        try:
            try:
                return super().execute_managed_notebook(*given, **kwargs)
            except SilentError as silent:  # no cell has run
                log.warning("%s; another one is started.", silent)
                return super().execute_managed_notebook(*given, **kwargs)
        except DeadKernelError:
            raise run.loss() from None
        except CellTimeoutError as error:
            raise run.overrun(str(error)) from None


def why_not(kernel_name: str, options: dict[str, Any]) -> str:
    """Why a kernel can't be forked; empty where it can."""
    if sys.platform != "linux":
        return "kernels are forked on Linux only"
    if given := brought(options):
        return f"{given} was given"
    try:
        spec = KernelSpecManager().get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return "there is no such kernel"
    if spec.metadata.get("kernel_provisioner"):
        return "it has a provisioner of its own"
    if spec.interrupt_mode != "signal":
        return "it is not interrupted by a signal"
    try:
        split(python_of(spec.argv))
    except UnfitError as unfit:
        return str(unfit)
    return ""


def brought(options: dict[str, Any]) -> str:
    """The option with which the caller brings a kernel or a way to come by one; empty where there is none."""
    return next((name for name in _OWN if options.get(name) is not None), "")


def python_of(argv: list[str]) -> list[str]:
    """A kernel's command with this Python's path, where it names Python without one, as jupyter_client has it."""
    names = ("python", f"python{sys.version_info[0]}", f"python{sys.version_info[0]}.{sys.version_info[1]}")
    return [sys.executable, *argv[1:]] if argv and argv[0] in names else argv
