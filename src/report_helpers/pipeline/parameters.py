"""Typed parameters of notebooks: the annotations of the parameters cell are the schema, read without running anything.

A parameter is ``name: type = default  # description``. Types are ``int``, ``float``, ``str``, ``bool``,
``Literal["a", "b"]``, ``list[...]`` of these, ``... | None``, and ``Annotated[int, range(1990, 2100)]`` for a range. A
name without a default must be given.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError, did_you_mean
from .errors import NotebookError

TAG = "parameters"
"""Tag of the cell that declares a notebook's parameters, as papermill has it."""

_SECRET = re.compile(r"(?:^|_)(?:password|passwd|secret|token|api_?key|credentials?)(?:_|$)", re.IGNORECASE)
_PLAIN: dict[str, type] = {"int": int, "float": float, "str": str, "bool": bool}
_NOUNS = {int: "a whole number", float: "a number", str: "text", bool: "true or false"}
MISSING: Any = object()
"""Default of a parameter that has none."""


@dataclass(frozen=True)
class Kind:
    """What values a parameter takes: of a plain type or any, among choices, in a range, a list of them, or none."""

    plain: type | None = None
    choices: tuple[Any, ...] = ()
    within: range | None = None
    many: bool = False
    optional: bool = False

    def accepts(self, value: Any) -> bool:
        """Whether a value fits."""
        if value is None:
            return self.optional
        if self.many:
            return isinstance(value, (list, tuple)) and all(self._one(item) for item in value)
        return self._one(value)

    def _one(self, value: Any) -> bool:
        if self.choices:
            return any(value == choice and type(value) is type(choice) for choice in self.choices)
        if self.plain is None:
            return True
        fits = isinstance(value, (int, float) if self.plain is float else self.plain)
        if isinstance(value, bool) and self.plain is not bool:
            return False
        return fits and (self.within is None or value in self.within)

    def __str__(self) -> str:
        """The kind in words: ``one of "en", "es"``; ``a whole number from 1990 to 2099``."""
        if self.choices:
            words = "one of " + ", ".join(f'"{c}"' if isinstance(c, str) else str(c) for c in self.choices)
        else:
            words = _NOUNS.get(self.plain, "any value") if self.plain else "any value"
        if self.within is not None:
            words += f" from {self.within.start} to {self.within.stop - 1}"
        if self.many:
            words = f"a list, each item {words}"
        return f"{words}, or none" if self.optional else words


@dataclass(frozen=True)
class Parameter:
    """A parameter: its name, kind, default (:data:`MISSING` if it must be given) and description."""

    name: str
    kind: Kind
    default: Any = MISSING
    description: str = ""

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is MISSING


def read_parameters(path: Path, notebook: Any) -> list[Parameter]:
    """The parameters that a notebook declares, in their order.

    Raises:
        NotebookError: there is no parameters cell, it isn't Python, or a default doesn't fit its own type.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and TAG in cell.metadata.get("tags", ())]
    if not cells:
        raise NotebookError(str(path), f'has no cell tagged "{TAG}"; tag its first code cell so')
    try:
        found = [parameter for cell in cells for parameter in _declared(cell.source)]
    except SyntaxError as error:
        raise NotebookError(str(path), f"has a parameters cell that is not Python: {error.msg} (line {error.lineno})") from None
    for parameter in found:
        computed = isinstance(parameter.default, Computed)
        if not parameter.required and not computed and not parameter.kind.accepts(parameter.default):
            fault = f"declares {parameter.name} as {parameter.kind}, but its default is {parameter.default!r}"
            raise NotebookError(str(path), fault)
    return found


def check_values(name: str, parameters: Iterable[Parameter], values: dict[str, Any]) -> None:
    """Stop before a kernel starts where a value doesn't fit; ``name`` is the notebook's.

    Raises:
        UsageError: a parameter is unknown, missing, of the wrong type or out of its range, or has a secret's name.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for key, value in values.items():
        if _SECRET.search(key):
            raise UsageError(
                f'{name}: "{key}" looks like a secret; parameters are written into the notebook, so none may be one.'
            )
        if key not in known:
            hint = did_you_mean(key, known)
            listed = f"It takes: {', '.join(known)}." if known else "It takes none."
            raise UsageError(" ".join(part for part in (f'{name} takes no parameter "{key}".', hint, listed) if part))
        if not known[key].kind.accepts(value):
            raise UsageError(f"{name}: {key} = {value!r} is not {known[key].kind}.")
    lacking = [parameter.name for parameter in known.values() if parameter.required and parameter.name not in values]
    if lacking:
        raise UsageError(f"{name}: {', '.join(lacking)} must be given.")


def _declared(source: str) -> Iterator[Parameter]:
    comments = _comments(source)
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            default = _literal(statement.value) if statement.value is not None else MISSING
            yield Parameter(
                statement.target.id, _kind(statement.annotation), default, comments.get(statement.end_lineno or 0, "")
            )
        elif isinstance(statement, ast.Assign):
            default = _literal(statement.value)
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    yield Parameter(target.id, Kind(), default, comments.get(statement.end_lineno or 0, ""))


def _kind(node: ast.expr) -> Kind:
    """The kind that an annotation stands for; one that can't be told takes any value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _kind(ast.parse(node.value, mode="eval").body)
    if isinstance(node, ast.Name):
        return Kind(_PLAIN.get(node.id), many=node.id == "list")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        sides = [side for side in (node.left, node.right) if not (isinstance(side, ast.Constant) and side.value is None)]
        if len(sides) == 1:
            inner = _kind(sides[0])
            return Kind(inner.plain, inner.choices, inner.within, inner.many, optional=True)
    if isinstance(node, ast.Subscript):
        return _generic(ast.unparse(node.value).rpartition(".")[2], node.slice)
    return Kind()


def _generic(name: str, inside: ast.expr) -> Kind:
    items = inside.elts if isinstance(inside, ast.Tuple) else [inside]
    if name == "Literal":
        return Kind(choices=tuple(_literal(item) for item in items))
    inner = _kind(items[0])
    if name == "Optional":
        return Kind(inner.plain, inner.choices, inner.within, inner.many, optional=True)
    if name in ("list", "List"):
        return Kind(inner.plain, inner.choices, inner.within, many=True)
    if name == "Annotated":
        return Kind(inner.plain, inner.choices, _range(items[1:]), inner.many, inner.optional)
    return Kind()


def _range(nodes: list[ast.expr]) -> range | None:
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
            bounds = [_literal(argument) for argument in node.args]
            if all(isinstance(bound, int) for bound in bounds):
                return range(*bounds)
    return None


def _literal(node: ast.expr) -> Any:
    """The value of a literal, or the source of what is computed."""
    try:
        return ast.literal_eval(node)
    except ValueError:
        return Computed(ast.unparse(node))


class Computed(str):
    """Source of a default that is not a literal; its value is known only in the kernel."""

    __slots__ = ()


def _comments(source: str) -> dict[int, str]:
    """Comments by the line that they end."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    try:
        return {token.start[0]: token.string.lstrip("# ").strip() for token in tokens if token.type == tokenize.COMMENT}
    except tokenize.TokenError:
        return {}
