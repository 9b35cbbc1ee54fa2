"""The layout that CONTRIBUTING.md describes: which part may import which, how long a file is, what is committed."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "report_helpers"
MODULES = sorted(PACKAGE.rglob("*.py"))
SOURCES = sorted(path for path in (ROOT / "src").rglob("*") if path.suffix in {".py", ".typ", ".css", ".js", ".html"})
LONGEST = 300

LEAVES = {"errors", "hashes", "paths", "recording"}
LAYERS = ["dataset", "content", "exporters", "pipeline", "publishing", "site", "cli"]
"""Each part may import those on its left, the leaves and ``locale``."""

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "hashes": set(),
    "paths": {"errors"},
    "recording": set(),
    "locale": {"errors"},
    "warm": {"errors"},
    **{layer: {*LAYERS[:place], *LEAVES, "locale"} for place, layer in enumerate(LAYERS)},
    "collecting": {"dataset", *LEAVES, "locale"},
    "privacy": {"dataset", *LEAVES},
    "cli": {"collecting", "privacy", *LAYERS[:-1], *LEAVES, "locale", "warm"},
    "pipeline": {*LAYERS[: LAYERS.index("pipeline")], *LEAVES, "locale", "warm"},
    "__init__": {"dataset", "content", *LEAVES, "locale"},
    "__main__": {"cli"},
}

# Not spelled out, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w./:-])(?:/(?:work|root|home|Users|mnt)/\w|[A-Z]:\\\\?Users)")
PACKAGE_INDEX = re.compile(r"pypi[.](?:python[.])?org|pythonhosted[.]org|registry[.]npmjs|index[-]url|find[-]links", re.I)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part(path: Path) -> str:
    """The part of the package that a module belongs to: ``dataset``, ``cli``, ``__init__`` ..."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_parts(path: Path) -> Iterator[str]:
    """Parts of the project that a module imports, wherever in the module the import stands."""
    package = ["report_helpers", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{origin}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            root, _, rest = name.partition(".")
            if root == "report_helpers":
                yield rest.partition(".")[0] or "__init__"


def committed() -> list[Path]:
    """Files that are, or would be, committed; all files of the folder where there is no repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        hidden = {".venv", ".git", "__pycache__", "reports", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
        paths = [path for path in ROOT.rglob("*") if not hidden & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in paths if path.is_file())


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_dependencies_point_one_way(path: Path) -> None:
    own = part(path)
    assert own in MAY_IMPORT, f"{relative(path)} is in no known part: put it in one of {', '.join(MAY_IMPORT)}"
    wrong = set(imported_parts(path)) - MAY_IMPORT[own] - {own}
    assert not wrong, f"{relative(path)}: {own} must not import {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_source_file_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("rule", [MACHINE_PATH, PACKAGE_INDEX], ids=["path of a machine", "package index"])
def test_no_committed_file_names_a_machine_or_an_index(rule: re.Pattern[str]) -> None:
    found = []
    for path in committed():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{relative(path)}:{number}" for number, line in enumerate(text.splitlines(), 1) if rule.search(line)]
    assert not found


def test_the_rules_find_what_they_look_for() -> None:
    slash = "/"
    assert MACHINE_PATH.search(f'root = "{slash}home/someone"')
    assert not MACHINE_PATH.search(f"https://www.example.org{slash}work/migrants")
    assert PACKAGE_INDEX.search("--extra-" + "index-" + "url x")


def test_makefile_fits_a_screen_and_documents_every_target() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 45
    (phony,) = re.findall(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    documented = re.findall(r"^([a-z-]+):.*## \S", text, re.MULTILINE)
    targets = re.findall(r"^([a-z-]+):(?!=)", text, re.MULTILINE)
    assert sorted(phony.split()) == sorted(documented) == sorted(targets)
