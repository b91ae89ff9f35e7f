"""Checkers of size and of docstrings and annotations. Each yields sentences; no sentence means all is well."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from tests.fitness.reading import Module

Function = ast.FunctionDef | ast.AsyncFunctionDef

LONGEST_BODY = 50
LONGEST_FILE = 400
REASON = "# long: "


@dataclass(frozen=True)
class Body:
    """The length of one function in lines, its docstring left out, and whether a reason for it is written down."""

    where: str
    lines: int
    reasoned: bool


def bodies(module: Module) -> Iterator[Body]:
    """The body of every function of the module, nested ones and methods included."""
    lines = module.text.splitlines()
    for node in functions(module.tree):
        code = node.body[1:] if ast.get_docstring(node) is not None else node.body
        length = (node.end_lineno or node.lineno) - code[0].lineno + 1 if code else 0
        own = lines[max(0, node.lineno - 2) : node.end_lineno]
        reasoned = any(line.partition(REASON)[2].strip() for line in own)
        yield Body(f"{module.name}:{node.lineno} {node.name}", length, reasoned)


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function in the tree."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def long_bodies(module: Module) -> Iterator[str]:
    """Functions over the limit without a written reason."""
    for body in bodies(module):
        if body.lines > LONGEST_BODY and not body.reasoned:
            yield f"{body.where}: a body of {body.lines} lines; split it, or write '{REASON}why'"


def long_files(module: Module) -> Iterator[str]:
    """The module, if it is as long as the limit or longer."""
    count = len(module.text.splitlines())
    if count >= LONGEST_FILE:
        yield f"{module.name}: {count} lines; a file stays under {LONGEST_FILE}"


def spread(lengths: Iterable[int]) -> tuple[float, int]:
    """The median and the 90th percentile (nearest rank) of the lengths."""
    ordered = sorted(lengths)
    rank = -(-len(ordered) * 9 // 10)
    return median(ordered), ordered[rank - 1]


def undocumented(module: Module) -> Iterator[str]:
    """Public modules, classes and functions without a docstring. Overload stubs need none."""
    if ast.get_docstring(module.tree) is None:
        yield f"{module.name}: the module has no docstring"
    for node in _public(module.tree):
        if ast.get_docstring(node) is None and not _decorated(node, "overload", "setter"):
            yield f"{module.name}:{node.lineno} {node.name} has no docstring"


def _public(tree: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    for node in _defined(tree):
        if node.name.startswith("_"):
            continue
        yield node
        if isinstance(node, ast.ClassDef):
            yield from _public(node)


def _defined(tree: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    """Definitions of a scope, those under an `if` or a `try` included, those inside functions not."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Function | ast.ClassDef):
            yield node
        elif isinstance(node, ast.If | ast.Try | ast.With):
            waiting.extend(ast.iter_child_nodes(node))


def _decorated(node: Function | ast.ClassDef, *names: str) -> bool:
    return any(ast.unparse(decorator).rpartition(".")[2] in names for decorator in node.decorator_list)


def unannotated(module: Module) -> Iterator[str]:
    """Functions that leave an argument or the return without a type."""
    for node in functions(module.tree):
        for argument in _arguments(node):
            if argument.annotation is None:
                yield f"{module.name}:{node.lineno} {node.name}: no type for {argument.arg!r}"
        if node.returns is None:
            yield f"{module.name}:{node.lineno} {node.name}: no type for what it returns"


def _arguments(node: Function) -> Iterator[ast.arg]:
    given = node.args
    listed = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    if listed and listed[0].arg in ("self", "cls"):
        listed = listed[1:]
    yield from listed
    yield from (argument for argument in (given.vararg, given.kwarg) if argument is not None)
