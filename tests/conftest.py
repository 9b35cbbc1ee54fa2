"""What tests share: the project's edition, and its report built once."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from report_helpers import Edition, load_edition
from report_helpers.pipeline.build import Built, build_report
from report_helpers.pipeline.request import Request

from .dataset.conftest import sample, template
from .site.conftest import changed_site, published, site

__all__ = ["changed_site", "published", "sample", "site", "template"]

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    """What tests start and interrupt heeds it, also where a script runs the tests in its background, which ignores interrupts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def report() -> Edition:
    """The 2008 edition."""
    return load_edition(2008, data=ROOT / "data")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole report of 2008, built with real kernels into a folder of its own."""
    return build_report(Request(project=ROOT, output=tmp_path_factory.mktemp("report")))
