"""Which modules of the helpers a notebook depends on, followed through their imports without running anything."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

PACKAGE = "report_helpers"
FOLDER = Path(__file__).resolve().parents[1]
"""Where the package is installed."""


def modules_used(sources: Iterable[str], beside: Path | None = None) -> tuple[Path, ...]:
    """Files that some cells depend on: modules of the package, and those in the folder ``beside`` the notebook.

    A name that a package's menu merely hands on (``from report_helpers import table_entry``) stands for the module that
    has it, so that a change to one helper concerns only the notebooks that use it. A name that the menu doesn't know, or
    the package as such, stands for all of it.
    """
    found: set[Path] = set()
    for source in sources:
        for module, names in _imported(_parsed(source), ""):
            found |= _closure(module, names)
            local = beside / f"{module}.py" if beside and module.isidentifier() else None
            if local and local.is_file() and local not in found:
                found |= {local, *modules_used([local.read_text("utf-8")], beside)}
    return tuple(sorted(found))


def _closure(module: str, names: tuple[str, ...]) -> set[Path]:
    """Everything that importing ``names`` from ``module`` depends on."""
    reached: set[Path] = set()
    waiting = list(_files(module, names))
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            for inner, inner_names in _imports_of(path):
                waiting += _files(inner, inner_names)
    return reached


def _files(module: str, names: tuple[str, ...]) -> Iterator[Path]:
    """Files that stand for ``names`` of a module; for all of a package where it is imported as such."""
    if module.split(".")[0] != PACKAGE:
        return
    place = FOLDER.joinpath(*module.split(".")[1:])
    if not place.is_dir():
        yield place.with_suffix(".py")
        return
    menu = _menu(place)
    for name in names or ("*",):
        if (place / name).is_dir() or (place / f"{name}.py").is_file():
            yield from _files(f"{module}.{name}", ())
        elif name in menu:
            yield from _files(*menu[name])
        elif name in _defined(place):
            yield place / "__init__.py"
            if (place / "__init__.pyi").is_file():
                yield place / "__init__.pyi"
        else:
            yield from sorted(place.rglob("*.py"))


@cache
def _menu(package: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Names that a package hands on from its modules, each with the module that has it."""
    stub = package / "__init__.pyi"
    path = stub if stub.is_file() else package / "__init__.py"
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for module, names in _imports_of(path):
        if module.startswith(PACKAGE):
            found |= {name: (module, (name,)) for name in names}
    return found


@cache
def _defined(package: Path) -> frozenset[str]:
    """Names that a package's own ``__init__`` defines."""
    tree = _parsed((package / "__init__.py").read_text("utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    values = {target.id for node in tree.body if isinstance(node, ast.Assign) for target in _names(node.targets)}
    return frozenset(functions | values)


def _names(targets: list[ast.expr]) -> Iterator[ast.Name]:
    for target in targets:
        for node in ast.walk(target):
            if isinstance(node, ast.Name):
                yield node


@cache
def _imports_of(path: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    within = ".".join((PACKAGE, *path.relative_to(FOLDER).parent.parts))
    return tuple(_imported(_parsed(path.read_text("utf-8")), within))


def _imported(tree: ast.Module, within: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Modules that a module imports, wherever in it, each with the names taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ()
        elif isinstance(node, ast.ImportFrom):
            parents = within.split(".")[: len(within.split(".")) - node.level + 1] if node.level else []
            yield ".".join((*parents, *filter(None, [node.module]))), tuple(alias.name for alias in node.names)


def _parsed(source: str) -> ast.Module:
    """The syntax tree; an empty one for what isn't plain Python (a cell with magics)."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.parse("\n".join(line for line in source.splitlines() if "import" in line and _is_python(line)))


def _is_python(line: str) -> bool:
    try:
        ast.parse(line)
    except SyntaxError:
        return False
    return True
