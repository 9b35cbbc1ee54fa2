"""Modules that are loaded but can't be seen until they are imported, so that a warm process looks like one that just began.

In a kernel that was forked, ``"matplotlib" in sys.modules`` is false until a cell imports it; that import gives back
the module that was loaded before the fork, after what an import would have read anew has been read anew: environment,
``matplotlibrc``, entropy. Where the import would find another file, or a changed one, it is loaded as if nothing had
been there.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class Group:
    """Modules that came with the import of ``root``, the filters for warnings that they set, what is to be renewed where
    they are given back, and the groups whose modules they use."""

    def __init__(
        self,
        root: str,
        modules: dict[str, ModuleType],
        filters: Sequence[Any],
        known: Sequence[Group],
        renew: Callable[[], None] | None = None,
    ) -> None:
        self.root, self.modules, self.filters, self.renew = root, modules, filters, renew
        self.needs = [group for group in known if group.is_used_by(modules.values())]
        self.stamps = {file: stamp for module in modules.values() if (file := _file(module)) and (stamp := _stamp(file))}

    def is_used_by(self, modules: Iterable[ModuleType]) -> bool:
        """Whether one of the modules holds one of the group's, or something out of it."""
        return any(
            (value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)) in self.modules
            for module in modules
            for value in list(vars(module).values())
            if isinstance(value, ModuleType | type) or callable(value)
        )

    def is_current(self, name: str, finders: Iterable[Any]) -> bool:
        """Whether an import of ``name`` or of the root would find the same files with the same content."""
        for top in {self.root, name.partition(".")[0]} & set(self.modules):
            spec = next(filter(None, (finder.find_spec(top, None) for finder in finders)), None)
            if spec is None or spec.origin != _file(self.modules[top]):
                return False
        return all(_stamp(file) == stamp for file, stamp in self.stamps.items())


class Hidden(MetaPathFinder):
    """Loads modules ahead, hides them, and gives them back where they are imported."""

    def __init__(self) -> None:
        self._groups: list[Group] = []
        self._where: dict[str, Group] = {}

    def load(
        self,
        root: str,
        extra: Iterable[str] = (),
        forget: Iterable[str] = (),
        menu: bool = False,
        renew: Callable[[], None] | None = None,
    ) -> None:
        """Import a package to be hidden, where it is installed.

        Args:
            root: the package.
            extra: modules of it to import too.
            forget: those of them that are to be loaded anew where they are imported.
            menu: whether to import what stands behind the package's public names, too.
            renew: called when the package is given back, in the process that imports it.
        """
        before, filters = set(sys.modules), list(warnings.filters)
        with warnings.catch_warnings():
            for name in (root, *extra):
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)
            for name in getattr(sys.modules.get(root), "__all__", ()) if menu else ():
                with contextlib.suppress(ImportError, AttributeError):
                    getattr(sys.modules[root], name)
            added = [each for each in warnings.filters if each not in filters]
        for name in forget:
            _forget(name)
        new = {name: module for name, module in sys.modules.items() if name not in before or name.partition(".")[0] == root}
        new = {name: module for name, module in new.items() if not _is_shared(name)}
        if root in new:
            self._groups.append(Group(root, new, added, self._groups, renew))

    def hide(self) -> None:
        """Take the modules out of sight, from now on and in this process."""
        for group in self._groups:
            self._where.update(dict.fromkeys(group.modules, group))
            for name in group.modules:
                del sys.modules[name]
        sys.meta_path.insert(0, self)

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """Give back the module and those that belong to it, where nothing has changed; else leave it to other finders."""
        group = self._where.get(fullname)
        if group is None:
            return None
        finders = [finder for finder in sys.meta_path if finder is not self]
        if not all(each.is_current(fullname, finders) for each in _with_needs(group)):
            self._drop(group)
            return None
        for each in _with_needs(group):
            self._give_back(each)
        # Where the module stood in sys.modules by now, the import system would take its own specification and run it again.
        return importlib.util.spec_from_loader(fullname, _AsItWas(sys.modules.pop(fullname)))

    def _give_back(self, group: Group) -> None:
        if self._where.get(group.root) is not group:
            return
        for name in group.modules:
            del self._where[name]
        sys.modules.update(group.modules)
        warnings.filters[:0] = group.filters  # type: ignore[index]
        with warnings.catch_warnings():
            pass  # whatever Python remembers of the filters that there were, it forgets
        if group.renew:
            group.renew()

    def _drop(self, group: Group) -> None:
        """Forget a group that isn't what an import would find, and those that use it."""
        for each in self._groups:
            if group in _with_needs(each) and self._where.get(each.root) is each:
                for name in each.modules:
                    del self._where[name]


class _AsItWas(Loader):
    """Hands a module that is loaded to the import system and leaves no trace on it."""

    def __init__(self, module: ModuleType) -> None:
        self._module, self._spec = module, module.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module."""
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing but to undo what the import system wrote on the module."""
        module.__spec__ = self._spec


def _with_needs(group: Group) -> list[Group]:
    """The groups that a group uses, and theirs, and last the group itself."""
    found: list[Group] = []
    for each in (*(inner for need in group.needs for inner in _with_needs(need)), group):
        if each not in found:
            found.append(each)
    return found


def _forget(name: str) -> None:
    """Have a module loaded anew where it is imported next."""
    parent, _, child = name.rpartition(".")
    if sys.modules.pop(name, None) is not None:
        delattr(sys.modules[parent], child)


def _is_shared(name: str) -> bool:
    """Whether a module belongs to Python, or to what Cython shares between all its modules."""
    top = name.partition(".")[0]
    return top in sys.stdlib_module_names or top.startswith(("_cython", "cython_runtime", "_cyutility"))


def _file(module: ModuleType) -> str | None:
    file = getattr(module, "__file__", None)
    return file if isinstance(file, str) else None


def _stamp(file: str) -> tuple[int, int] | None:
    try:
        status = os.stat(file)  # noqa: PTH116 (for thousands of files at each import, in half the time)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
