"""Kernels, drivers and zygotes that are killed, kernels that take too long or too much: a clear error, and nothing is left."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
from pathlib import Path

import psutil
import pytest

from report_helpers.warm.errors import CellLimitError, KernelLostError, MemoryLimitError, NotebookLimitError, ZygoteLostError

from .driving import FORKED, drive, is_gone, number_in, run, wait_for, zygotes_of

pytestmark = FORKED

HANG = "import time\nwhile True: time.sleep(0.01)"
TELL = """
import os, subprocess, ipykernel
from pathlib import Path
Path("child").write_text(str(subprocess.Popen(["sleep", "600"]).pid))
Path("connection").write_text(ipykernel.get_connection_file())
Path("kernel").write_text(str(os.getpid()))
"""
"""Has the kernel tell who it is, after it has started a process."""


def assert_nothing_is_left(folder: Path) -> None:
    """Neither the kernel, nor what it has started, nor the file that says how to connect to it, nor its ports."""
    wait_for(lambda: is_gone(number_in(folder / "kernel")), 10)
    wait_for(lambda: is_gone(number_in(folder / "child")), 10)
    wait_for(lambda: not Path((folder / "connection").read_text()).exists(), 10)
    for port in json.loads((folder / "ports").read_text()) if (folder / "ports").exists() else ():
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), 1)


def keep_ports(folder: Path) -> None:
    """Write down the ports of a kernel that is running."""
    connection = json.loads(Path((folder / "connection").read_text()).read_text())
    ports = [port for name, port in connection.items() if name.endswith("_port")]
    assert len(ports) == 5
    (folder / "ports").write_text(json.dumps(ports))


def later(folder: Path, action: str) -> threading.Thread:
    """Kill the kernel, or its zygote, once it has told who it is."""

    def kill() -> None:
        kernel = psutil.Process(number_in(folder / "kernel"))
        keep_ports(folder)
        (kernel if action == "kernel" else kernel.parent()).kill()

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


class TestLimits:
    def test_of_a_cell(self, tmp_path: Path) -> None:
        with pytest.raises(CellLimitError, match=r"cell 2 \(cell-2\): the cell took longer than 1 seconds"):
            run(tmp_path, TELL, HANG, execution_timeout=1)
        assert_nothing_is_left(tmp_path)

    def test_of_a_notebook(self, tmp_path: Path) -> None:
        with pytest.raises(NotebookLimitError, match=r"cell 3 \(cell-3\): the notebook took longer than 2 seconds"):
            run(tmp_path, TELL, "1", HANG, notebook_timeout=2, execution_timeout=60)
        assert_nothing_is_left(tmp_path)

    def test_of_a_notebook_that_does_not_heed_interrupts(self, tmp_path: Path) -> None:
        stubborn = "import signal\nfor s in (signal.SIGINT, signal.SIGTERM): signal.signal(s, signal.SIG_IGN)\n" + HANG
        with pytest.raises(NotebookLimitError, match="cell 2"):
            run(tmp_path, TELL, stubborn, notebook_timeout=2)
        assert_nothing_is_left(tmp_path)

    def test_of_memory(self, tmp_path: Path) -> None:
        with pytest.raises(MemoryLimitError, match=r"cell 2 \(cell-2\): the kernel used .* of memory, more than 400 MB"):
            run(tmp_path, TELL, "kept = []\nwhile True: kept.append(bytearray(10_000_000))", memory_limit="400M")
        assert_nothing_is_left(tmp_path)

    def test_of_memory_counts_what_a_kernel_has_started(self, tmp_path: Path) -> None:
        hold = "import time; x = b'1' * 900_000_000; time.sleep(60)"
        greedy = f"import sys, subprocess\nsubprocess.run([sys.executable, '-c', {hold!r}])"
        with pytest.raises(MemoryLimitError, match="cell 2"):
            run(tmp_path, TELL, greedy, memory_limit="800M")
        assert_nothing_is_left(tmp_path)

    def test_of_memory_counts_what_is_shared_once(self, tmp_path: Path) -> None:
        pool = """
            import multiprocessing as mp, time
            held = b"1" * 150_000_000
            with mp.get_context("fork").Pool(5) as pool: pool.map(time.sleep, [1] * 5)
            print("done")"""
        assert run(tmp_path, "\n".join(line.strip() for line in pool.splitlines()), memory_limit="600M") == ["done\n"]

    def test_of_the_environment(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MIGRATION_REPORT_NOTEBOOK_TIMEOUT", "1.5")
        with pytest.raises(NotebookLimitError, match=r"longer than 1\.5 seconds"):
            run(tmp_path, HANG)

    @pytest.mark.parametrize(("option", "value"), [("memory_limit", "much"), ("memory_limit", 0), ("notebook_timeout", -1)])
    def test_that_are_none(self, tmp_path: Path, option: str, value: object) -> None:
        with pytest.raises(ValueError, match="is not a"):
            run(tmp_path, "1", **{option: value})


class TestKilled:
    def test_kernel(self, tmp_path: Path) -> None:
        killer = later(tmp_path, "kernel")
        with pytest.raises(KernelLostError, match=r"cell 2 \(cell-2\): the kernel died, killed by SIGKILL"):
            run(tmp_path, "1", TELL + HANG)
        killer.join()
        assert_nothing_is_left(tmp_path)

    def test_zygote(self, tmp_path: Path) -> None:
        killer = later(tmp_path, "zygote")
        with pytest.raises(ZygoteLostError, match=r"cell 2 \(cell-2\): the process that kernels are forked from was killed"):
            run(tmp_path, "1", TELL + HANG)
        killer.join()
        assert_nothing_is_left(tmp_path)
        assert run(tmp_path, "print('again')") == ["again\n"]

    def test_zygote_between_two_notebooks(self, tmp_path: Path) -> None:
        (first,) = run(tmp_path, "import os; print(os.getppid())")
        os.kill(int(first), signal.SIGKILL)
        (second,) = run(tmp_path, "import os; print(os.getppid())")
        assert first != second
        assert [str(zygote.pid) for zygote in zygotes_of(os.getpid())] == [second.strip()]

    def test_driver(self, tmp_path: Path) -> None:
        driver = drive(tmp_path, TELL + HANG)
        number_in(tmp_path / "kernel")
        keep_ports(tmp_path)
        (zygote,) = zygotes_of(driver.pid)
        driver.kill()
        driver.communicate()
        assert_nothing_is_left(tmp_path)
        wait_for(lambda: is_gone(zygote.pid), 10)

    def test_driver_that_is_interrupted(self, tmp_path: Path) -> None:
        driver = drive(tmp_path, TELL + HANG)
        number_in(tmp_path / "kernel")
        (zygote,) = zygotes_of(driver.pid)
        driver.send_signal(signal.SIGINT)
        _, said = driver.communicate(timeout=30)
        assert b"KeyboardInterrupt" in said
        assert_nothing_is_left(tmp_path)
        assert is_gone(zygote.pid)

    def test_nothing_is_left_of_one_that_ends_as_it_should(self, tmp_path: Path) -> None:
        driver = drive(tmp_path, TELL, "import time; time.sleep(1)")
        number_in(tmp_path / "kernel")
        (zygote,) = zygotes_of(driver.pid)
        driver.communicate(timeout=60)
        assert driver.returncode == 0
        assert_nothing_is_left(tmp_path)
        assert is_gone(zygote.pid)
