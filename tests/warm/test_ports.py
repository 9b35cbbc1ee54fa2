"""Ports of kernels: none that another process takes meanwhile, and the same ones when a kernel is started again."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from jupyter_client.connect import LocalPortCache

from report_helpers.warm.kernels import manager_of
from report_helpers.warm.limits import Limits
from report_helpers.warm.run import Run

from .driving import FORKED, run

pytestmark = FORKED


def test_a_port_that_was_free_and_is_taken_by_another_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(LocalPortCache, "find_available_port", lambda *_: other.getsockname()[1])
        with pytest.raises(RuntimeError, match="Kernel died"):
            run(tmp_path, "print('started')", engine="nbclient")
        assert run(tmp_path, "print('started')") == ["started\n"]


def test_no_port_stays_reserved(tmp_path: Path) -> None:
    run(tmp_path, "1")
    reserved = set(LocalPortCache.instance().currently_used_ports)
    run(tmp_path, "1")
    assert LocalPortCache.instance().currently_used_ports == reserved


def test_a_kernel_that_is_started_again_is_where_it_was() -> None:
    async def started_twice() -> tuple[dict[str, object], dict[str, object], int]:
        manager = manager_of(Run(Limits()), warm=True)(kernel_name="python3")
        await manager.start_kernel(extra_arguments=["--IPKernelApp.log_level=50"])
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(30)
        first = dict(manager.get_connection_info())
        client.execute("counted = 1")
        await manager.restart_kernel()
        await client.wait_for_ready(30)
        answer = await client.execute_interactive("assert 'counted' not in globals()", timeout=30)
        second = dict(manager.get_connection_info())
        client.stop_channels()
        await manager.shutdown_kernel()
        return first, second, answer["content"]["execution_count"]

    with ThreadPoolExecutor(1) as thread:  # as a browser of another test may have left a loop that runs in this one
        first, second, count = thread.submit(asyncio.run, started_twice()).result()
    assert first == second
    assert count == 1
