"""What a hand does: search one week, or live one year. It knows nothing but what it is given."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from homecall.errors import ScenarioError
from homecall.futures.setting import Setting
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.spans.wall import Horizon
from homecall.studio.shelf import Searched, Sheet

if TYPE_CHECKING:
    from homecall.futures.dice import Dice
    from homecall.futures.life import Sums
    from homecall.futures.shocks import Lesson
    from homecall.futures.weeks import Key, Kind
    from homecall.futures.year import Year

MOST_LIVES = 5000
NODES = 1
"""Of each search for a week: all the work before it branches, which nearly always finds what a whole search finds."""
GAP = 0.005
"""The share of its bound by which a week's cost may lie above it where its search ends sooner."""
GUARD = 600.0
"""Seconds after which the clock ends a search all the same; none has come near it."""
ROWS = 50_000
"""So many rows a week's search may have. The largest week of the families in `homecall.cases`, of six children, has
45,000; those of generated families with six children, eight carers and twelve moments have 56,000 to 80,000."""
SLACK = 30.0
"""Uncovered minutes above what no plan could beat; a plan that has more is left out."""
DEAR, DEAR_AT_LEAST = 1.25, 25.0
"""How far a plan's cost may lie above its bound, as a share and in money; what lies further is left out too."""
SKETCHED = 100
"""Lives of the first picture, which is drawn before anything is planned."""


@dataclass(frozen=True)
class Asked:
    """What years are asked for: so many whole weeks from the Monday on or after `first`, so many lives.

    The same seed gives the same luck in every scenario, and the same figures on every machine. `learned` is what a
    family's own time has taught (`Assumptions.learned`). Each search for a week ends after `nodes` of
    its tree, or where its cost is within `gap` of its bound, and after `guard` seconds in any case; with 0 nodes all
    weeks are drafted, and so is one whose search would have more than `rows`.
    `cores` above 1 start processes of their own.
    """

    first: date
    weeks: int = 52
    lives: int = 1000
    seed: int = 1
    cores: int = 1
    nodes: int = NODES
    gap: float = GAP
    guard: float = GUARD
    rows: int = ROWS
    learned: Mapping[str, Lesson] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 20 <= self.lives <= MOST_LIVES:
            raise ScenarioError(f"{self.lives} lives cannot be lived.", cure=f"Ask for 20 to {MOST_LIVES}.")


def search_week(family: Household, horizon: Horizon, asked: Asked) -> Searched:
    """The plan of a distinct week; none where the search did not come to one worth having."""
    from homecall.planner.plan import Effort, TooLarge, make_plan

    cut: list[bool] = []
    effort = Effort(asked.guard, gap=asked.gap, nodes=asked.nodes, cut=lambda: cut.append(True), rows=asked.rows)
    try:
        made = make_plan(family, horizon, replace(effort, clock=time.monotonic))
    except TooLarge:
        return Searched(None, large=True)
    return Searched(made if _sound(made) else None, bool(cut))


def _sound(made: Plan) -> bool:
    """Whether a search got far enough: one that is cut short hands the children round for nothing."""
    uncovered, cost = made.tier("uncovered_minutes"), made.tier("cost")
    near = cost.value <= max(cost.bound * DEAR, cost.bound + DEAR_AT_LEAST)
    return near and uncovered.value <= uncovered.bound + SLACK


def lived(
    setting: Setting,
    asked: Asked,
    sheets: Mapping[Key, Sheet],
    other: Sums | None = None,
    same: Collection[int] = (),
    *,
    sums: bool = False,
) -> tuple[Year, Sums | None]:
    """One year with its plans; the weeks `same` are the other's. With `sums` what it was put together from, too."""
    from homecall.futures.life import lived_beside, moved

    def own(kind: Kind) -> Plan | None:
        sheet = sheets.get(kind.key)
        return moved(sheet.plan, sheet.of, kind, setting) if sheet and sheet.own else None

    def lent(kind: Kind) -> tuple[Kind, Plan] | None:
        sheet = sheets.get(kind.key)
        return (sheet.of, sheet.plan) if sheet else None

    dice = dice_of(setting, asked.lives, asked.seed)
    year, parts = lived_beside(setting, own, dice, lender=lent, other=other, same=same)
    return year, parts if sums else None


def sketched(setting: Setting, asked: Asked) -> Year:
    """The first picture: fewer lives, and leads found day by day in place of a plan."""
    from homecall.futures.life import live

    return live(setting, lambda _: None, dice_of(setting, min(asked.lives, SKETCHED), asked.seed))


def dice_of(setting: Setting, lives: int, seed: int) -> Dice:
    """The luck of a setting's lives, the same for the same seed."""
    import numpy as np

    from homecall.futures.dice import Dice

    return Dice.of(np.random.default_rng(seed), lives, setting.weeks * 7)
