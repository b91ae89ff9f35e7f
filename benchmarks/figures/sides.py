"""The planner and the yardstick side by side on the same week of the same family."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from benchmarks.yardstick.price import price
from benchmarks.yardstick.solve import Yardstick, solve
from benchmarks.yardstick.start import Start
from benchmarks.yardstick.work import Overruns
from homecall import workflow
from homecall.cases.book import Case, folder
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.rules.packs.read import pack

Reached = tuple[str, float, float]
"""A tier: name, value, bound."""

CENT = 0.01
"""How far two costs may lie apart: the yardstick leaves out tails of lateness."""
COUNTED = 0.02
"""The same for a plan that is counted again minute by minute, lateness by small steps."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Sides:
    """Both answers to one question, the seconds of each, and how the planner's plan counts when read again.

    `proof` is the yardstick's second answer, begun from the planner's plan, where the first proved nothing in time.
    """

    case: str
    plan: Plan
    yardstick: Yardstick
    proof: Yardstick | None
    seconds: tuple[float, float]
    recounted: tuple[tuple[str, float], ...]

    @property
    def ours(self) -> list[Reached]:
        """The planner's tiers."""
        return [(tier.name, tier.value, tier.bound) for tier in self.plan.tiers]

    @property
    def theirs(self) -> list[Reached]:
        """The yardstick's tiers."""
        return _reached(self.yardstick)

    @property
    def verdict(self) -> str:
        """Whether both say the same, in words. What the first answer contradicts, no second one mends."""
        first = verdict(self.ours, self.theirs)
        if self.proof is None or first.startswith("DISAGREE"):
            return first
        took = sum(seconds for *_, seconds in self.proof.tiers)
        return f"{verdict(self.ours, _reached(self.proof))}; from the planner's plan, {took:.0f} s"

    @property
    def counts(self) -> bool:
        """Whether the planner's plan is worth what it says, when the yardstick counts it."""
        again = dict(self.recounted)
        return all(abs(again[name] - value) <= COUNTED for name, value, _ in self.ours)


def overruns(household: Household) -> Overruns:
    """The overruns that the parents' packs of work rules have by default, as the yardstick takes them."""
    rules = {parent.work_rules for parent in household.parents}
    return {(name, kind): late for name in rules for kind, late in pack(name).overrun.items()}


def situation(case: Case, days: int = 7) -> workflow.Situation:
    """The first days of a named family, its feeds read."""
    return workflow.read(folder(case.name) / "household.toml", datetime.fromisoformat(case.now), case.start, days)


def compare(case: Case, days: int = 7, seconds: float = 300.0) -> Sides:
    """Plan the first days of a family both ways, each in at most `seconds`."""
    asked = situation(case, days)
    home, horizon, late = asked.household, asked.horizon, overruns(asked.household)
    plan, ours = _timed(lambda: workflow.make_plan(asked, Effort(seconds=seconds)))
    answer, theirs = _timed(lambda: solve(home, horizon, seconds, late))
    made = Start(plan.cover, tuple((s.carer, s.span) for s in plan.shifts), tuple(m for m in plan.moments if m.kept))
    proof = None if answer.proven else solve(home, horizon, seconds, late, made)
    again = price(home, horizon, made.leads, made.shifts, made.moments, late)
    cost = sum(again[part] for part in answer.parts)
    recounted = (*((name, again[name]) for name in ("uncovered_minutes", "must_missed")), ("cost", cost))
    return Sides(case.name, plan, answer, proof, (ours, theirs), recounted)


def _reached(answer: Yardstick) -> list[Reached]:
    return [(name, value, bound) for name, value, bound, _ in answer.tiers]


def _timed(work: Callable[[], Answer]) -> tuple[Answer, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def verdict(ours: list[Reached], theirs: list[Reached]) -> str:
    """Compare tier by tier. A value below the other side's bound is a disagreement, whoever has proven what.

    Tiers after one on which the values differ are not looked at: they were solved under different conditions.
    """
    for (name, value, bound), (_, other, limit) in zip(ours, theirs, strict=True):
        if bound > other + CENT or limit > value + CENT:
            return f"DISAGREE on {name}"
        if abs(value - other) > CENT:
            return f"not proven: {name}, bounds allow both"
    return "agree" if all(value - bound <= CENT for _, value, bound in [*ours, *theirs]) else "agree, bound open"
