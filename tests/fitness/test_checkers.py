"""The checkers catch what they are for: each is shown a bad sample, and a good one beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fitness.cycles import cycles
from tests.fitness.hidden import clocks_and_dice, prints, solver_imports
from tests.fitness.prose import broken_links, console, headings, machine_marks, reachable
from tests.fitness.reading import Module
from tests.fitness.shape import bodies, long_bodies, long_files, spread, unannotated, undocumented

Checker = Callable[[Module], Iterator[str]]


def faults(checker: Checker, text: str, name: str = "src/homecall/spans/sample.py") -> list[str]:
    """What a checker says of a piece of text."""
    return list(checker(Module.of(text, name)))


def function(lines: int, note: str = "") -> str:
    """A documented function with a body of that many lines."""
    return f'def f() -> None:\n    """It is."""{note}\n' + "    pass\n" * lines


def test_a_body_is_counted_without_its_docstring() -> None:
    """Seven lines of code under a docstring are seven lines."""
    assert [body.lines for body in bodies(Module.of(function(7)))] == [7]


def test_a_body_of_51_lines_is_too_long() -> None:
    """Fifty lines pass, one more does not."""
    assert faults(long_bodies, function(50)) == []
    assert len(faults(long_bodies, function(51))) == 1


def test_a_long_body_may_say_why() -> None:
    """A written reason is accepted; the bare mark is not."""
    assert faults(long_bodies, function(51, "  # long: one table, no branches")) == []
    assert len(faults(long_bodies, function(51, "  # long: "))) == 1


def test_a_file_of_400_lines_is_too_long() -> None:
    """The limit itself is over the limit."""
    assert faults(long_files, "\n" * 399) == []
    assert len(faults(long_files, "\n" * 400)) == 1


def test_the_spread_is_a_median_and_a_ninetieth() -> None:
    """Nine ones and a hundred: half are 1, nine in ten are 1; with two hundreds, they are not."""
    assert spread([1] * 9 + [100]) == (1, 1)
    assert spread([1] * 8 + [100, 100]) == (1, 100)


@pytest.mark.parametrize(
    "text",
    [
        "x = 1",
        '"""M."""\nclass A:\n    pass',
        '"""M."""\ndef f():\n    pass',
        '"""M."""\nclass A:\n    """A."""\n    def f(self):\n        pass',
        '"""M."""\nif True:\n    def f():\n        pass',
    ],
)
def test_a_missing_docstring_is_found(text: str) -> None:
    """Modules, classes, functions and methods are all looked at, and inside conditions too."""
    assert len(faults(undocumented, text)) == 1


def test_private_and_nested_functions_need_no_docstring() -> None:
    """Only what others may use has to explain itself."""
    text = '"""M."""\ndef _f():\n    pass\ndef g():\n    """G."""\n    def inner():\n        pass'
    assert faults(undocumented, text) == []


@pytest.mark.parametrize(
    "text",
    ["def f(a) -> None: ...", "def f(a: int): ...", "def f(*a) -> None: ...", "def f(*, a) -> None: ...",
     "def f(**a) -> None: ...", "def f(a, /) -> None: ...", "async def f(a) -> None: ..."],
)  # fmt: skip
def test_a_missing_type_is_found(text: str) -> None:
    """Every kind of argument and the return are looked at."""
    assert len(faults(unannotated, text)) == 1


def test_self_needs_no_type() -> None:
    """A method's first argument explains itself."""
    assert faults(unannotated, "class A:\n    def f(self, a: int) -> None: ...") == []


HIDDEN = [
    "from datetime import datetime\nx = datetime.now()",
    "import datetime as dt\nx = dt.datetime.now(dt.UTC)",
    "from datetime import date\nx = date.today()",
    "import time\nx = time.time()",
    "from time import time\nx = time()",
    "import random",
    "from random import choice",
    "import secrets",
    "from uuid import uuid4\nx = uuid4()",
    "import os\nx = os.urandom(8)",
    "import os\nx = os.environ['TZ']",
    "import os\nx = os.getenv('TZ')",
    "import numpy as np\nx = np.random.normal()",
    "import numpy as np\nx = np.random.default_rng()",
    "def f(x):\n    return x.astimezone()",
    "from datetime import datetime\nx = datetime.fromtimestamp(0)",
    "x = hash('mia')",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_hidden_clock_or_die_is_found(text: str) -> None:
    """However it is imported and whatever it is called."""
    assert faults(clocks_and_dice, text)


OPEN = [
    "from datetime import UTC, datetime\nx = datetime.fromtimestamp(0, UTC)",
    "def f(now, zone):\n    return now.astimezone(zone)",
    "import numpy as np\ndef f(seed: int):\n    return np.random.default_rng(seed)",
    "def f(rng):\n    return rng.random()",
    "import time\nx = time.monotonic()",
    "from uuid import NAMESPACE_URL, uuid5\nx = uuid5(NAMESPACE_URL, 'mia')",
]


@pytest.mark.parametrize("text", OPEN)
def test_an_open_clock_is_fine(text: str) -> None:
    """What is passed in, seeded or derived from content is neither a clock nor a die."""
    assert faults(clocks_and_dice, text) == []


def test_the_shells_may_look_at_the_clock() -> None:
    """The command line and the workflow ask what time it is, so that nobody else has to."""
    assert faults(clocks_and_dice, HIDDEN[0], "src/homecall/cli/plan.py") == []
    assert faults(clocks_and_dice, HIDDEN[0], "src/homecall/workflow.py") == []


@pytest.mark.parametrize("text", ["print('x')", "import sys\nsys.stdout.write('x')", "x = input()", "breakpoint()"])
def test_printing_is_found(text: str) -> None:
    """Outside the command line it is a fault, inside it is not."""
    assert len(faults(prints, text)) == 1
    assert faults(prints, text, "src/homecall/cli/show.py") == []


SOLVER = "src/homecall/planner/solve.py"


@pytest.mark.parametrize("text", ["import ortools", "from ortools.math_opt.python import mathopt"])
def test_a_solver_on_loading_is_found(text: str) -> None:
    """Loaded with the module it is a fault, loaded in a function or for types alone it is not."""
    assert len(faults(solver_imports, text, SOLVER)) == 1
    assert faults(solver_imports, f"def f():\n    {text}", SOLVER) == []
    assert faults(solver_imports, f"if TYPE_CHECKING:\n    {text}", SOLVER) == []


def test_a_solver_outside_the_planner_is_found() -> None:
    """Even inside a function: other rooms do not know that there is a solver."""
    assert len(faults(solver_imports, "def f():\n    import ortools", "src/homecall/rules/cover.py")) == 1


def test_a_circle_of_imports_is_found() -> None:
    """Two that need each other are one group; what hangs on them is not."""
    assert cycles({"a": {"b"}, "b": {"a", "c"}, "c": set()}) == [["a", "b"]]
    assert cycles({"a": {"a"}}) == [["a"]]
    assert cycles({"a": {"b"}, "b": {"c"}, "c": set()}) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "see https://py" + "pi.org/project/x"),
        ("a.py", "open('/ho" + "me/ana/plan.json')"),
        ("a.toml", 'path = "/tm' + 'p/feed.ics"'),
        ("requirements/run.txt", "--index-url https://example.org/simple"),
    ],
)
def test_a_mark_of_one_machine_is_found(name: str, text: str) -> None:
    """Registry hosts, absolute paths and index options are all looked for."""
    assert len(list(machine_marks(name, text))) == 1


@pytest.mark.parametrize(
    "text", ["https://example.org/work/plan", "src/homecall/work/x", "#!/usr/bin/env bash", "./tmp/x"]
)
def test_other_paths_are_fine(text: str) -> None:
    """Addresses and relative paths belong to nobody's machine."""
    assert list(machine_marks("a.md", text)) == []


def test_a_link_to_nowhere_is_found(tmp_path: Path) -> None:
    """A missing file, a missing heading and a way out of the repository are three faults."""
    (tmp_path / "there.md").write_text("# A plan, made\n", "utf-8")
    links = "[a](there.md) [b](there.md#a-plan-made) [c](gone.md) [d](there.md#gone) [e](../out.md) [f](https://x.org)"
    (tmp_path / "page.md").write_text(links + "\n```\n[g](gone.md)\n```\n`[h](gone.md)`\n", "utf-8")
    assert len(list(broken_links(tmp_path, Path("page.md")))) == 3


def test_a_page_without_a_way_to_it_is_found(tmp_path: Path) -> None:
    """Pages are reached by links through other pages, in circles too; a page that nobody links is not."""
    for name, text in {"index": "[a](a.md)", "a": "[b](b.md#x) [index](index.md)", "b": "`[c](c.md)`", "c": ""}.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    assert reachable(tmp_path, Path("index.md")) == {"index.md", "a.md", "b.md"}


def test_headings_become_anchors() -> None:
    """Words are lowered and joined, signs fall away, fenced lines are no headings."""
    assert headings("# What is better?\n```\n# no\n```\n## `homecall plan`\n") == {"what-is-better", "homecall-plan"}


def test_console_lines_are_read_with_their_promise() -> None:
    """Only typed lines of console blocks count, in order, each with the exit code that the page states."""
    text = "$ no\n```console\n$ homecall plan x\nout\n$ homecall judge x y  # exits 1\n```\n```toml\n$ no\n```\n"
    assert [(one.line, one.exits) for one in console("a.md", text)] == [
        ("homecall plan x", 0),
        ("homecall judge x y", 1),
    ]
