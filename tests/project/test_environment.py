"""pyproject.toml, constraints.txt and environment.yml say the same."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
DECLARED = RUNTIME + [Requirement(line) for extra in PROJECT["optional-dependencies"].values() for line in extra]
ADDRESS = re.compile(r"://|^--|^-[if]\b|\s@\s", re.MULTILINE)


def name(requirement: Requirement) -> str:
    return canonicalize_name(requirement.name)


def constraint_lines() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pins() -> dict[str, Version]:
    """The version that constraints.txt gives each package."""
    found = {}
    for requirement in map(Requirement, constraint_lines()):
        (specifier,) = requirement.specifier
        assert specifier.operator == "==", f"constraints.txt: {requirement} is not one exact version"
        found[name(requirement)] = Version(specifier.version)
    return found


def environment() -> tuple[dict[str, str], dict[str, str]]:
    """Name and version rule of what environment.yml takes from conda-forge, and of what it takes from pip."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    pairs = [(*line.split(None, 1), "")[:2] for line in listed if isinstance(line, str)]
    conda = {str(canonicalize_name(package)): rule for package, rule in pairs}  # some have an underscore there
    (pip,) = (item["pip"] for item in listed if isinstance(item, dict))
    requirements = [Requirement(line) for line in pip if line != "--editable ."]
    assert "--editable ." in pip, "environment.yml does not install the project itself"
    return conda, {name(requirement): str(requirement.specifier) for requirement in requirements}


@pytest.mark.parametrize("requirement", DECLARED, ids=name)
def test_a_dependency_is_pinned_to_a_version_that_satisfies_it(requirement: Requirement) -> None:
    version = pins().get(name(requirement))
    assert version is not None, f"constraints.txt lacks {requirement.name}"
    assert version in requirement.specifier, f"constraints.txt has {version}, pyproject.toml wants {requirement}"


@pytest.mark.parametrize("requirement", DECLARED, ids=name)
def test_a_dependency_stands_in_environment_yml_with_the_same_rule(requirement: Requirement) -> None:
    conda, pip = environment()
    rules = [part[name(requirement)] for part in (conda, pip) if name(requirement) in part]
    assert len(rules) == 1, f"environment.yml names {requirement.name} {len(rules)} times"
    expected = f"=={pins()[name(requirement)]}" if name(requirement) in pip else str(requirement.specifier)
    assert rules == [expected]


def test_environment_yml_names_nothing_else() -> None:
    conda, pip = environment()
    assert (conda.keys() | pip.keys()) - {"python", "pip"} == {name(requirement) for requirement in DECLARED}
    assert conda["python"] == PROJECT["requires-python"]


def test_constraints_name_each_package_once() -> None:
    names = [name(Requirement(line)) for line in constraint_lines()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("file", ["pyproject.toml", "constraints.txt", "environment.yml"])
def test_no_file_of_packages_holds_an_address(file: str) -> None:
    text = "\n".join(line for line in (ROOT / file).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    assert not ADDRESS.findall(text)


def test_every_package_that_the_code_imports_is_declared() -> None:
    providers = packages_distributions()
    extras = {extra: {Requirement(line).name for line in lines} for extra, lines in PROJECT["optional-dependencies"].items()}
    declared = {name(requirement) for requirement in RUNTIME} | extras["cluster"] | extras["parquet"] | extras["s3"]
    missing = {
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for module in imported_roots(path) - sys.stdlib_module_names - {"report_helpers"}
        if not declared & {canonicalize_name(provider) for provider in providers.get(module, [])}
    }
    assert not missing


def imported_roots(path: Path) -> set[str]:
    """Top-level names of the packages that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").partition(".")[0])
    return found
