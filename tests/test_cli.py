"""The command line, as a process: exit codes, one line for each error, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from report_helpers.cli import main
from report_helpers.cli.build import listed

from .conftest import ROOT


def run(*arguments: str, home: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "report_helpers", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=300, env={**os.environ, "MIGRATION_REPORT_HOME": str(home)}, check=False
    )


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    table = tmp_path / "data" / "editions" / "2008" / "references.csv"
    table.write_text(
        table.read_text("utf-8").replace("CE/AM/INF.24/08,CE/AM/INF.24/08", "CE/AM/INF.24/08,CE/AM/INF.24/07"), "utf-8"
    )
    return tmp_path


def test_check_of_sound_data():
    result = run("check")
    assert (result.returncode, result.stdout) == (0, "The data has no problem.\n")


def test_check_of_broken_data_prints_each_problem_on_a_line(broken):
    result = run("check", "--edition", "2008", home=broken)
    assert result.returncode == 1
    assert any("data/editions/2008/references.csv:" in line and "CE/AM/INF.24/07" in line for line in result.stdout.splitlines())
    assert "Traceback" not in result.stderr


def test_build_stops_at_broken_data_and_writes_nothing(broken):
    result = run("build", home=broken)
    assert result.returncode == 1
    assert "CE/AM/INF.24/07" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (broken / "reports").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "--edition", "1999"], "no edition 1999"),
        (["build", "--language", "es"], 'Language "es" is not available'),
        (["build", "--format", "docx"], 'no format "docx"'),
        (["build", "--format", ","], "No format is asked for"),
        (["build", "--chapter", "register2"], 'Did you mean "register"?'),
        (["build", "--edition", "next"], "invalid int value"),
        (["build", "--audience", "all"], "invalid choice"),
        (["publish", "2008"], "--by, --date"),
        ([], "required"),
    ],
)
def test_wrong_usage_exits_2_with_one_message(arguments, says):
    result = run(*arguments)
    assert result.returncode == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("verb", ["build", "check", "correct", "diff", "forget", "parameters", "publish", "status"])
def test_each_verb_has_help_with_an_example(verb, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([verb, "--help"])
    assert stopped.value.code == 0
    assert f"migration-report {verb}" in capsys.readouterr().out.split("example")[1]


def test_diff_prints_writes_and_refuses(tmp_path):
    assert run("diff", "2008", "1999").returncode == 2
    result = run("diff", "2008", "2008")
    assert result.returncode == 2
    assert "name the earlier one first" in result.stderr
    shutil.copytree(ROOT / "data", tmp_path / "data")
    later = tmp_path / "data" / "editions" / "2009"
    shutil.copytree(tmp_path / "data" / "editions" / "2008", later)
    info = later / "edition.toml"
    info.write_text(info.read_text("utf-8").replace("edition = 2008", "edition = 2009"), "utf-8")
    result = run("diff", "2008", "2009", home=tmp_path)
    assert result.stdout.splitlines()[1] == "Activities, 2008 to 2009: continued 184."
    result = run("diff", "2008", "2009", "--format", "json", "--output", str(tmp_path / "diff.json"), home=tmp_path)
    assert result.stdout.strip() == str(tmp_path / "diff.json")
    assert json.loads((tmp_path / "diff.json").read_text("utf-8"))["counts"]["activities"]["continued"] == 184
    result = run("diff", "2008", "2009", "--output", str(tmp_path / "none" / "diff.txt"), home=tmp_path)
    assert (result.returncode, "can't be written" in result.stderr) == (1, True)


def test_parameters_of_a_notebook():
    result = run("parameters", str(ROOT / "notebooks" / "report" / "01-at-a-glance.ipynb"))
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[0] == "edition: a whole number; default 2008  year of the edition"
    assert 'audience: one of "public", "internal"; default \'public\'' in result.stdout


@pytest.mark.kernel
def test_build_prints_plain_lines_in_a_pipe_and_the_files_at_the_end(tmp_path):
    result = run("build", "--chapter", "explanatory-note", "--format", "html", "--output", str(tmp_path))
    assert result.returncode == 0, result.stderr
    assert result.stderr.splitlines() == ["data checked", "[1/1] summary-of-current-programs-explanatory-note"]
    (written,) = result.stdout.splitlines()
    assert Path(written).is_file()


def test_many_documents_are_told_by_folder_on_a_terminal_and_one_by_one_in_a_pipe():
    files = (*(f"reports/states/{number}.pdf" for number in range(20)), "reports/themes/health.pdf")
    assert listed(files, short=False) == list(files)
    assert listed(files, short=True) == ["reports/states: 20 files", "reports/themes: 1 file"]
    assert listed(files[:2], short=True) == list(files[:2])
