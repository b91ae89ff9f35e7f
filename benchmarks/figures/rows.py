"""What has to be reached: the rows of the promise, with the floor and the goal of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.figures.amount import Amount

WEEK = 7
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Target:
    """One figure of a row. At most, or with `least` at least, `floor` must be reached and `goal` is wished for."""

    what: str
    floor: float | None
    goal: float | None
    least: bool = False

    def reached(self, found: Amount) -> str:
        """Whether the goal or the floor is reached; empty where neither was set."""
        if self.floor is None and self.goal is None:
            return ""
        if self._holds(found, self.goal):
            return "goal"
        if self.floor is None:
            return "not the goal"
        return "floor" if self._holds(found, self.floor) else "NO"

    def _holds(self, found: Amount, limit: float | None) -> bool:
        if limit is None:
            return False
        return found.value >= limit if self.least else found.value <= limit and not found.over


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of work and how it is measured.

    `seconds` bounds one search, `budget` all of the planner's searches, `beside` all of the yardstick's (0: it is not
    asked). `within` is what counts as done: proven (0), the cost within this share of its bound, or any plan (None).
    `apart` gives each search a process of its own. `made_of` is the kind of household, and `named` comes before them.
    """

    key: str
    title: str
    targets: dict[str, Target]
    lengths: tuple[int, ...] = (1,)
    seconds: float = 60.0
    budget: float = 5 * MINUTE
    beside: float = 0.0
    within: float | None = 0.0
    apart: bool = False
    made_of: str = "family"
    named: tuple[str, ...] = field(default=())


ROWS = (
    Row(
        "week",
        "one week, proven",
        {
            "median": Target("median s", 1.0, 0.1),
            "p95": Target("95th percentile s", 4.0, 0.4),
            "times": Target("yardstick's median / ours", 20.0, 100.0, least=True),
            "ratios": Target("median of yardstick / ours", None, None, least=True),
        },
        budget=8 * MINUTE,
        beside=40 * MINUTE,
    ),
    Row(
        "four",
        "four weeks, proven",
        {
            "median": Target("median s", 5.0, 0.5),
            "p95": Target("95th percentile s", None, 1.5),
            "times": Target("yardstick's median / ours", None, None, least=True),
        },
        lengths=(4,),
        budget=8 * MINUTE,
        beside=4 * MINUTE,
    ),
    Row(
        "first",
        "first good plan of four weeks, cost within 2 %",
        {"median": Target("median s", 1.0, 0.2), "p95": Target("95th percentile s", None, None)},
        lengths=(4,),
        within=0.02,
    ),
    Row(
        "year",
        "a year",
        {
            "median": Target("median s", 60.0, 8.0),
            "p95": Target("95th percentile s", None, None),
            "gap": Target("greatest gap %", 1.0, 0.5),
        },
        lengths=(52,),
        seconds=180.0,
        budget=8 * MINUTE,
        within=None,
    ),
    Row(
        "big",
        "six children, eight carers, twelve moments, four weeks, proven",
        {
            "median": Target("median s", 30.0, 4.0),
            "p95": Target("95th percentile s", None, None),
            "ended": Target("median s, proven or not", None, None),
            "times": Target("yardstick's median / ours", None, None, least=True),
        },
        lengths=(4,),
        seconds=120.0,
        beside=4 * MINUTE,
        made_of="big",
        named=("six-children",),
    ),
    Row(
        "growth",
        "growth from 1 to 52 weeks",
        {
            "growth": Target("CPU s per week, most / one week's", 2.0, 1.5),
            "memory": Target("most memory MB", 1000.0, 600.0),
        },
        lengths=(1, 2, 4, 8, 13, 26, 52),
        seconds=180.0,
        within=None,
        apart=True,
    ),
    Row(
        "replan",
        "re-plan after a disruption, four weeks in force",
        {"median": Target("median s", None, None), "p95": Target("95th percentile s", 0.5, 0.1)},
        lengths=(4,),
        budget=8 * MINUTE,
        within=None,
    ),
    Row(
        "worth",
        "the ten best changes of four weeks in force, each proven",
        {"median": Target("median s", 3.0, None), "p95": Target("95th percentile s", None, None)},
        lengths=(4,),
        budget=8 * MINUTE,
    ),
    Row(
        "memory",
        "peak memory of a four-week plan, whole process",
        {
            "typical": Target("median MB", None, None),
            "memory": Target("most MB", 400.0, 250.0),
        },
        lengths=(4,),
        within=None,
        apart=True,
        named=("two-residents", "six-children"),
    ),
)
"""Every row of the promise, in its order."""


def row(key: str) -> Row:
    """The row of that key. Raises KeyError."""
    return {one.key: one for one in ROWS}[key]
