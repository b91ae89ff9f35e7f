"""Imports go down, and never round."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tests.fitness.cycles import cycles
from tests.fitness.reading import PACKAGE, ROOT

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
DEEDS = {
    "spans/span.py": ("import homecall.rules", "Imports only go down"),
    "sources/base.py": ("def f() -> None:\n    from homecall.outlets import base", "Imports only go down"),
    "attic.py": ('"""A room with no place in the house."""', "Imports only go down"),
    "spans/wall.py": ("import homecall.spans.span\nimport urllib.request", "The core is plain Python"),
    "sources/__init__.py": ("def f() -> None:\n    import ortools", "The solver lives in the planner"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts on the package in `folder`/src."""
    known = os.environ | {"PYTHONPATH": str(folder / "src")}
    command = [sys.executable, "-c", LINT, "--no-cache"]
    return subprocess.run(command, cwd=folder, env=known, capture_output=True, text=True, check=False)


def test_every_contract_of_the_house_is_kept() -> None:
    """Import-linter keeps the layers, the solver's room and the plainness of the core."""
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", DEEDS)
def test_a_wrong_import_breaks_a_contract(name: str, tmp_path: Path) -> None:
    """Up the list, across to a stranger, out of place, into the core, or around the planner: each is refused."""
    deed, contract = DEEDS[name]
    shutil.copytree(PACKAGE, tmp_path / "src" / "homecall", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "src" / "homecall" / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{deed}\n")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


def test_no_modules_need_each_other_in_a_circle() -> None:
    """The import graph has no cycle, deferred imports included, imports for types alone left out."""
    graph = grimp.build_graph("homecall", exclude_type_checking_imports=True, cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert cycles(imports) == []
