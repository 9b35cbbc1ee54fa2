"""A project with a small invented edition, ready to be published, and the same one published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from report_helpers.publishing.publish import SignOff, publish

from ..conftest import ROOT
from ..dataset.conftest import Sample

CHAPTERS = ("00-explanatory-note", "00-issued-again")
SIGN_OFF = SignOff("Rosa Ejemplar", "2030-12-01")


def add_chapters(project: Path, names: tuple[str, ...] = CHAPTERS) -> None:
    folder = project / "notebooks" / "report"
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(ROOT / "notebooks" / "report" / f"{name}.ipynb", folder)


@pytest.fixture
def draft(sample: Sample) -> Sample:
    """The sample as a project with two chapters."""
    add_chapters(sample.data.parent)
    return sample


@pytest.fixture(scope="session")
def published_once(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, published; the folder of its data."""
    data = Path(shutil.copytree(template, tmp_path_factory.mktemp("published") / "data"))
    add_chapters(data.parent)
    publish(data.parent, Sample.year, SIGN_OFF)
    return data


@pytest.fixture
def published(published_once: Path, tmp_path: Path) -> Sample:
    """A copy of it, to change freely."""
    return Sample(shutil.copytree(published_once.parent, tmp_path / "project") / "data")
