"""Every command that the docs show is run."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fitness.prose import Command, console
from tests.fitness.reading import PACKAGE, ROOT, prose

# Lines that are shown but not run, each with its reason.
NOT_RUN = {
    "git clone": "needs the network and an address",
    "cd ": "moves the reader; the test stays in its own folder",
    "make ": "is the set-up that these tests run inside of",
    "homecall demo": "serves a page until it is stopped; with --no-serve it is run",
    "homecall new": "asks questions of a person; its own tests answer them",
}
CASES = "src/homecall/cases/"
RUN = [sys.executable, "-c", "from homecall.cli.main import main; main()"]


def sessions() -> dict[str, list[Command]]:
    """The console sessions of the README, the tutorial and the how-to guides, by page."""
    wanted = [page for page in prose() if page.parts[0] == "README.md" or page.parts[:2] in _folders()]
    found = {page.as_posix(): list(console(page.as_posix(), (ROOT / page).read_text("utf-8"))) for page in wanted}
    return {page: lines for page, lines in found.items() if lines}


def _folders() -> list[tuple[str, str]]:
    return [("docs", "tutorial"), ("docs", "howto")]


def skipped(line: str) -> bool:
    """Whether the line is shown only. Interactive commands become runnable with their own options."""
    return line.startswith(tuple(NOT_RUN)) and "--no-serve" not in line


def test_there_are_sessions_to_run() -> None:
    """The docs do show commands; a page format that hides them all would make the next test empty."""
    assert sum(not skipped(one.line) for lines in sessions().values() for one in lines) >= 8


@pytest.mark.slow
@pytest.mark.parametrize("page", sessions())
def test_the_commands_of_a_page_work(page: str, tmp_path: Path) -> None:
    """Run in order in an empty folder, each command of the page ends as the page says."""
    for command in sessions()[page]:
        if not skipped(command.line):
            done = run(command.line, tmp_path)
            assert done.returncode == command.exits, f"{command.where}: {command.line}\n{done.stdout}{done.stderr}"


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Do what a console line says: copy a named case, or run homecall. Anything else is a fault of the page."""
    words = shlex.split(line)
    if words[:2] == ["cp", "-r"] and words[2].startswith(CASES):
        shutil.copytree(PACKAGE / "cases" / words[2].removeprefix(CASES), folder / words[3])
        return subprocess.CompletedProcess(words, 0, "", "")
    assert words[0] == "homecall", f"The docs show a command that nobody runs: {line}"
    plain = {"NO_COLOR": "1", "COLUMNS": "110", "TERM": "dumb", "PYTHONPATH": str(PACKAGE.parent)}
    return subprocess.run(
        [*RUN, *words[1:]], cwd=folder, env=os.environ | plain, capture_output=True, text=True, check=False, timeout=300
    )
