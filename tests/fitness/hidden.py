"""Checkers of what a module reaches for behind the caller's back: clocks, dice, the terminal, solvers, foreign text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.fitness.reading import Module
from tests.fitness.shape import Function

CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "time.localtime",
    "time.tzset",
}  # fmt: skip
DICE = {"os.urandom", "uuid.uuid1", "uuid.uuid4"}
DICE_MODULES = {"random", "secrets"}
SHELLS = ("src/homecall/cli/", "src/homecall/workflow", "src/homecall/__main__.py", "src/homecall/web/world.py")


def clocks_and_dice(module: Module) -> Iterator[str]:
    """Hidden clocks and dice. A shell (the command line, the workflow, one module of the app) may look; nobody else."""
    if module.name.startswith(SHELLS):
        return
    names = _imported_names(module.tree)
    for node in ast.walk(module.tree):
        for what in _reaches(node, names):
            yield f"{module.name}:{getattr(node, 'lineno', 0)} {what}; take `now` or `rng` as an argument"


def _imported_names(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for: {"dt": "datetime", "uuid4": "uuid.uuid4"}."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.asname: one.name for one in node.names if one.asname}
        elif isinstance(node, ast.ImportFrom):
            names |= {(one.asname or one.name): f"{node.module}.{one.name}" for one in node.names}
    return names


def _dotted(node: ast.AST, names: dict[str, str]) -> str:
    """The full dotted name of an expression, import aliases undone; empty for anything but a dotted name."""
    if isinstance(node, ast.Name):
        return names.get(node.id) or node.id
    if isinstance(node, ast.Attribute):
        owner = _dotted(node.value, names)
        return f"{owner}.{node.attr}" if owner else ""
    return ""


def _reaches(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from (f"imports {name}" for name in _roots(node) if name in DICE_MODULES)
    elif isinstance(node, ast.Attribute | ast.Name):
        name = _dotted(node, names)
        short = ".".join(name.split(".")[-2:])
        if short in CLOCKS | DICE or name in CLOCKS | DICE:
            yield f"reaches for {short}"
    elif isinstance(node, ast.Call):
        yield from _calls(node, _dotted(node.func, names))
    elif isinstance(node, ast.Constant) and node.value == "TZ":
        yield "reads or sets the machine's zone (TZ)"


def _calls(node: ast.Call, name: str) -> Iterator[str]:
    argued = bool(node.args or node.keywords)
    if name.startswith(("numpy.random.", "np.random.")) and not (name.endswith(".default_rng") and argued):
        yield f"throws dice of its own ({name})"
    if isinstance(node.func, ast.Attribute) and node.func.attr == "astimezone" and not argued:
        yield "converts to the machine's own zone (astimezone without a zone)"
    if name.endswith("datetime.fromtimestamp") and len(node.args) + len(node.keywords) < 2:
        yield "converts to the machine's own zone (fromtimestamp without a zone)"
    if name == "hash":
        yield "calls hash(), which differs from run to run"


def _roots(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [(node.module or "").partition(".")[0]]
    return [one.name.partition(".")[0] for one in node.names]


def prints(module: Module) -> Iterator[str]:
    """Writing to the terminal from anywhere but the command line."""
    if module.name.startswith("src/homecall/cli/"):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _dotted(node.func, {}) in {"print", "input", "breakpoint"}:
            yield f"{module.name}:{node.lineno} calls {_dotted(node.func, {})}"
        elif isinstance(node, ast.Attribute) and _dotted(node, {}) in {"sys.stdout", "sys.stderr"}:
            yield f"{module.name}:{node.lineno} writes to {_dotted(node, {})}"


def solver_imports(module: Module, solver: str = "ortools") -> Iterator[str]:
    """Imports of the solver outside the planner, or inside it but on loading. Imports for types alone are free."""
    for node, deferred in _imports(module.tree, deferred=False):
        if solver not in _roots(node):
            continue
        if not module.name.startswith("src/homecall/planner/"):
            yield f"{module.name}:{node.lineno} imports {solver} outside the planner"
        elif not deferred:
            yield f"{module.name}:{node.lineno} imports {solver} on loading; import it in the function that needs it"


def _imports(tree: ast.AST, *, deferred: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, deferred
            continue
        typing = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        yield from _imports(node, deferred=deferred or typing or isinstance(node, Function | ast.Lambda))
