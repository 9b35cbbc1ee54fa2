"""What a zygote has loaded before it forks, and what is made anew in each kernel."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from .hidden import Hidden

KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "IPython.utils.wildcard",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
    "xmlrpc.server",
)
"""Modules that every IPython kernel has imported before its first cell; they stay visible."""

_MENU = __name__.partition(".")[0]
"""The package whose public names, and so the modules behind them, are loaded too."""


def preload() -> tuple[Hidden, dict[str, str]]:
    """Load everything. Returns what isn't part of a kernel, to be hidden, and the variables that loading a kernel has set."""
    before = dict(os.environ)
    for name in KERNEL:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    variables = {name: value for name, value in os.environ.items() if before.get(name) != value}
    sys.stdout = TextIOWrapper(BytesIO(), encoding="UTF-8")  # that of a kernel; pandas keeps the name when it is imported
    hidden = Hidden()
    hidden.load("numpy", ["numpy.random"], renew=_renew_numpy)
    hidden.load("pandas", ["pyarrow.pandas_compat", "pyarrow.vendored.version", "pandas.plotting"])
    hidden.load(
        "matplotlib",
        ["matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg", "matplotlib.pyplot"],
        forget=["matplotlib.pyplot"],
        renew=_renew_matplotlib,
    )
    hidden.load(_MENU, menu=True)
    sys.stdout = sys.__stdout__
    return hidden, variables


def _renew_numpy() -> None:
    """Numbers of its own for each kernel, and as many threads for linear algebra as a new process would have."""
    import numpy

    numpy.random.seed()
    threads = next((int(value) for name in _THREADS if (value := os.environ.get(name, "")).isdigit() and int(value)), 0)
    for path in {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "openblas" in line}:
        library = ctypes.CDLL(path)
        for name in ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads"):
            if hasattr(library, name):
                getattr(library, name)(threads or len(os.sched_getaffinity(0)))
                break


_THREADS = ("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS")
"""Variables in which OpenBLAS looks for its number of threads, in that order."""


def _renew_matplotlib() -> None:
    """Settings as an import in this folder with these variables would have them."""
    import matplotlib as mpl

    settings: Any = mpl
    for cached in (settings.get_configdir, settings.get_cachedir):
        for name, cell in zip(cached.__code__.co_freevars, cached.__closure__ or (), strict=True):
            if name == "called":  # what keeps the folder that was found before the fork
                cell.cell_contents = False
    for target in (mpl.rcParams, settings.rcParamsOrig):
        target._update_raw(settings.rcParamsDefault)
        target._update_raw(settings._rc_params_in_file(mpl.matplotlib_fname()))
    if backend := os.environ.get("MPLBACKEND"):
        mpl.rcParams["backend"] = backend
