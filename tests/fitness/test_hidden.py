"""Nothing happens behind the caller's back."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.fitness.hidden import clocks_and_dice, prints, solver_imports
from tests.fitness.reading import PACKAGE, modules

HEAVY = (
    "icalendar", "numpy", "openpyxl", "ortools", "pandas", "psycopg", "pyarrow", "python_calamine", "ray",
    "recurring_ical_events", "typst",
)  # fmt: skip
SHOW = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
LOADING = {
    "the package": f"import homecall; {SHOW}",
    "the command line": f"import homecall.cli.main; {SHOW}",
    "homecall --help": (
        "import contextlib, io, sys; sys.argv = ['homecall', '--help']\n"
        "from homecall.cli.main import main\n"
        f"with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main()\n{SHOW}"
    ),
}


def test_no_hidden_clock_and_no_hidden_dice() -> None:
    """Below the workflow, time and chance are arguments."""
    assert [fault for module in modules("src") for fault in clocks_and_dice(module)] == []


def test_only_the_command_line_prints() -> None:
    """A library that prints cannot be used by a page."""
    assert [fault for module in modules("src") for fault in prints(module)] == []


def test_the_solver_stays_in_the_planner() -> None:
    """Solver imports stand in the planner only, inside the functions that need them."""
    assert [fault for module in modules("src") for fault in solver_imports(module)] == []


@pytest.mark.parametrize("what", LOADING)
def test_loading_stays_light(what: str) -> None:
    """Nothing heavy is loaded before it is needed; this is what keeps `homecall --help` quick."""
    done = python(LOADING[what])
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) & set(HEAVY) == set()


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run some code in an interpreter of its own, which has loaded nothing yet."""
    known = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    return subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True, check=False)


def test_loading_something_heavy_would_be_seen() -> None:
    """The measure sees what is loaded by way of something else."""
    assert "numpy" in python(f"import ortools.math_opt.python.mathopt; {SHOW}").stdout.split()
