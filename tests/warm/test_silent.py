"""Kernels that are there and don't answer: another one is started, once, within the same time."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from .driving import FORKED, is_gone, run

pytestmark = FORKED

FALLS_SILENT = """
import os, signal
from pathlib import Path
from tornado.ioloop import IOLoop

def stop():
    os.kill(os.getpid(), signal.SIGSTOP)

numbers = Path({folder!r}) / "numbers"
before = numbers.read_text().split() if numbers.exists() else []
numbers.write_text(" ".join([*before, str(os.getpid())]))
if len(before) < {times}:
    IOLoop.current().add_callback(IOLoop.current().add_callback, stop)
"""
"""What a kernel does when it starts: the first of them stop as soon as they have said that they are listening."""


def fall_silent(folder: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    startup = folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-silent.py").write_text(FALLS_SILENT.format(folder=str(folder), times=times))
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))


def numbers_in(folder: Path) -> list[int]:
    return [int(number) for number in (folder / "numbers").read_text().split()]


def test_another_kernel_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    fall_silent(tmp_path, 1, monkeypatch)
    assert run(tmp_path, "print('answered')", start_timeout=20) == ["answered\n"]
    assert "The kernel did not answer for 10 seconds; another one is started." in caplog.text
    assert len(numbers_in(tmp_path)) == 2
    assert all(map(is_gone, numbers_in(tmp_path)))


def test_one_that_is_silent_too_is_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fall_silent(tmp_path, 9, monkeypatch)
    with caplog.at_level(logging.WARNING), pytest.raises(RuntimeError, match="Kernel didn't respond in 4 seconds"):
        run(tmp_path, "print('answered')", start_timeout=4)
    assert "The kernel did not answer for 2 seconds" in caplog.text
    assert len(numbers_in(tmp_path)) == 2
    assert all(map(is_gone, numbers_in(tmp_path)))
