"""How kernels end that were asked to: by themselves, at once, and with all that they had still to write."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

from report_helpers.warm.kernels import WarmProvisioner, manager_of
from report_helpers.warm.limits import Limits
from report_helpers.warm.run import Run

from .driving import FORKED, run

pytestmark = FORKED

OPEN = """
import sys, threading, time, types
keeper = sys.modules["keeper"] = types.ModuleType("keeper")
keeper.text = open("text", "w")
keeper.text.write("kept")
keeper.bytes = open("bytes", "wb", buffering=1000)
keeper.bytes.write(b"kept")
class Own(type(keeper.text)):
    pass
keeper.own = Own(open("own", "wb"))
keeper.own.write("kept")
keeper.closed = open("closed", "w")
keeper.closed.close()
def late():
    time.sleep(0.5)
    open("late", "w").write("kept")
threading.Thread(target=late).start()
"""


def test_what_was_written_to_files_that_are_open_is_kept(tmp_path: Path) -> None:
    run(tmp_path, OPEN)
    for name in ("text", "bytes", "own", "late"):
        assert (tmp_path / name).read_text() == "kept"


SLOW = """
def slowed(function, seconds):
    import time  # here, as the names of the notebook are gone by then
    def slow(*args, **options):
        time.sleep(seconds)
        return function(*args, **options)
    return slow
import sys
loop = sys.stdout.pub_thread.io_loop
loop.close = slowed(loop.close, 0.6)
sys.stdout.flush = slowed(sys.stdout.flush, 0.2)
"""
"""The thread that is asked to shut the kernel down is about to flush what was printed while the one that sends it is ending."""


def test_a_kernel_ends_by_itself_in_whatever_order_its_threads_do() -> None:
    async def status() -> int | None:
        manager = manager_of(Run(Limits()), warm=True)(kernel_name="python3")
        await manager.start_kernel(extra_arguments=["--IPKernelApp.log_level=50"])
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(30)
        kernel = cast(WarmProvisioner, manager.provisioner).process
        client.execute(SLOW)
        await client.get_shell_msg()
        await manager.shutdown_kernel()
        client.stop_channels()
        return int(kernel.returncode)

    with ThreadPoolExecutor(1) as thread:  # as a browser of another test may have left a loop that runs in this one
        assert thread.submit(asyncio.run, status()).result() == 0
