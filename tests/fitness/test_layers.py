"""Imports go down, and never round."""

from __future__ import annotations

import subprocess
import sys

import grimp

from tests.fitness.cycles import cycles
from tests.fitness.reading import ROOT


def test_every_contract_of_the_house_is_kept() -> None:
    """Import-linter keeps the layers, the solver's room and the plainness of the core."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_modules_need_each_other_in_a_circle() -> None:
    """The import graph has no cycle, deferred imports included, imports for types alone left out."""
    graph = grimp.build_graph("homecall", exclude_type_checking_imports=True, cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert cycles(imports) == []
