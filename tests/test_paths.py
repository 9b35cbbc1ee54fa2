"""Where the project is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_helpers import paths
from report_helpers.errors import ProjectNotFoundError
from report_helpers.paths import HOME_VARIABLE, data_folder, project_folder


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "datapackage.json").touch()
    return folder


def test_the_variable_comes_first(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(project))
    assert project_folder() == project
    assert data_folder() == project / "data"


def test_a_wrong_variable_is_not_passed_over(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "elsewhere"))
    with pytest.raises(ProjectNotFoundError, match=HOME_VARIABLE):
        project_folder()


def test_the_nearest_folder_upwards(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = project / "notebooks" / "report"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert project_folder() == project


def test_the_source_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert project_folder() == Path(paths.__file__).parents[2]


def test_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "a" / "b" / "c" / "paths.py"))
    with pytest.raises(ProjectNotFoundError, match=r"Run the command inside the project's folder"):
        project_folder()
