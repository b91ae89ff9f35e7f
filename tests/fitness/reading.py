"""The repository as the fitness tests see it: tracked files, and Python modules with their syntax trees."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "homecall"


@dataclass(frozen=True)
class Module:
    """One Python file: its name relative to the repository, its text, its tree."""

    name: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, text: str, name: str = "src/homecall/spans/sample.py") -> Module:
        """A module from a piece of text, for the tests of the checkers."""
        return cls(name, text, ast.parse(text))


@cache
def modules(folder: str) -> tuple[Module, ...]:
    """Every Python module under a folder of the repository, in order; migrations are Django's writing, not ours."""
    files = sorted(path for path in (ROOT / folder).rglob("*.py") if path.parent.name != "migrations")
    return tuple(Module.of(path.read_text("utf-8"), path.relative_to(ROOT).as_posix()) for path in files)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps and that is there, relative to the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = (Path(name) for name in listed.stdout.split("\0") if name)
    return tuple(name for name in names if (ROOT / name).is_file())


@cache
def prose() -> tuple[Path, ...]:
    """Every tracked Markdown file, relative to the repository."""
    return tuple(name for name in tracked() if name.suffix == ".md")
