"""The process that measures one row: an order as JSON in its argument, a sample to a line on its output.

Only what the order needs is in it, so that its memory is the row's. Imports and a first small plan do not count.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from benchmarks.families import horizon, small
from benchmarks.figures.homes import home
from benchmarks.figures.news import News, news
from benchmarks.figures.order import Order, Purse, read
from benchmarks.figures.rows import row
from benchmarks.figures.sample import PLANNER, YARDSTICK, Reached, Sample, line
from benchmarks.figures.sides import overruns
from homecall import workflow
from homecall.errors import HouseholdError
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort, make_plan

Answer = TypeVar("Answer")
Taken = tuple[float, float]
"""Wall seconds and processor seconds."""


def main() -> None:
    """Do what the first argument orders."""
    order = read(sys.argv[1])
    make_plan(small(0), horizon(0, 1))  # warms what is read once: packs, zones, the solver's library
    for sample in measured(order):
        print(line(sample), flush=True)
        _tell(sample)


def measured(order: Order) -> Iterator[Sample]:
    """Every household once, then every one again, as long as the budgets last; the yardstick in the first round."""
    ours, theirs = Purse(order.budget), Purse(order.beside if order.yardstick else 0)
    plans: dict[str, Plan] = {}
    for turn in range(order.runs):
        for name in order.households:
            if not ours.open:
                break
            with ours.spent():
                yield from MEASURES.get(order.row, _planned)(order, name, plans)
            if turn == 0 and theirs.open:
                with theirs.spent():
                    yield _beside(order, name)


def effort(order: Order) -> Effort:
    """As hard as the order asks, with a search that may stop where the row is content."""
    within = row(order.row).within or 0.0
    return Effort(order.seconds, order.cores, gap=within)


def _planned(order: Order, name: str, _plans: dict[str, Plan]) -> Iterator[Sample]:
    family, ahead = home(name, order.weeks, max(row(order.row).lengths))
    try:
        plan, taken = timed(lambda: make_plan(family, ahead, effort(order)))
    except Exception as wrong:  # a household that cannot be planned is a figure too
        yield _sample(order, name, (order.seconds, order.seconds), None, fault=repr(wrong))
        return
    yield _sample(order, name, taken, plan, fault=_objection(family, plan))


def _replanned(order: Order, name: str, plans: dict[str, Plan]) -> Iterator[Sample]:
    """Each disruption of a plan in force, which is made before and not counted."""
    family, plan = _in_force(order, name, plans)
    for one in news(family, plan, name):
        sample = _answered(order, family, plan, one)
        if sample:
            yield replace(sample, household=name)


def _in_force(order: Order, name: str, plans: dict[str, Plan]) -> tuple[Household, Plan]:
    family, ahead = home(name, order.weeks)
    return family, plans.setdefault(name, plans.get(name) or make_plan(family, ahead, effort(order)))


def _weighed(order: Order, name: str, plans: dict[str, Plan]) -> Iterator[Sample]:
    """The ten best changes of a plan in force, which is made before and not counted; proven where each of them is."""
    family, plan = _in_force(order, name, plans)
    found, taken = timed(lambda: workflow.worths(family, plan, effort(order)))
    proven = all(one.proven for one in found) and taken[0] < order.seconds
    yield replace(_sample(order, name, taken, plan), proven=proven)


def _answered(order: Order, family: Household, plan: Plan, one: News) -> Sample | None:
    """One disruption; None where it cannot happen to this family then, whatever its dice say."""
    try:
        new, taken = timed(lambda: workflow.replan(family, plan, (one.happened,), one.now, effort(order)))
    except HouseholdError:
        return None
    except Exception as wrong:
        return _sample(order, "", (order.seconds, order.seconds), None, one.kind, repr(wrong))
    return _sample(order, "", taken, new, one.kind)


MEASURES: dict[str, Callable[[Order, str, dict[str, Plan]], Iterator[Sample]]] = {
    "replan": _replanned,
    "worth": _weighed,
}
"""How a row is measured, where it is not by making a plan."""


def _beside(order: Order, name: str) -> Sample:
    """The yardstick on the same days."""
    from benchmarks.yardstick.solve import solve

    family, ahead = home(name, order.weeks, max(row(order.row).lengths))
    late = overruns(family)
    try:
        answer, (wall, cpu) = timed(lambda: solve(family, ahead, order.yardstick, late))
    except RuntimeError as wrong:
        spent = order.yardstick
        return Sample(order.row, name, order.weeks, YARDSTICK, spent, spent, spent, proven=False, fault=str(wrong))
    tiers = tuple((n, value, bound) for n, value, bound, _ in answer.tiers)
    return Sample(order.row, name, order.weeks, YARDSTICK, wall, cpu, order.yardstick, answer.proven, tiers)


def timed(work: Callable[[], Answer]) -> tuple[Answer, Taken]:
    """What the work gives, and what it took."""
    gc.collect()  # what came before is not this one's garbage
    wall, cpu = time.perf_counter(), time.process_time()
    answer = work()
    return answer, (time.perf_counter() - wall, time.process_time() - cpu)


def _objection(family: Household, plan: Plan) -> str:
    """The first thing that the judge holds against a plan, or nothing."""
    return next((f"{one.rule}: {one.text}" for one in workflow.judge(family, plan).breaches), "")


def _sample(order: Order, name: str, taken: Taken, plan: Plan | None, kind: str = "", fault: str = "") -> Sample:
    tiers: tuple[Reached, ...] = tuple((t.name, t.value, t.bound) for t in plan.tiers) if plan else ()
    proven = bool(tiers) and all(value <= bound for _, value, bound in tiers)
    return Sample(order.row, name, order.weeks, PLANNER, *taken, order.seconds, proven, tiers, kind, 0.0, fault)


def _tell(sample: Sample) -> None:
    seconds, end = f"{sample.wall:.2f} s", sample.fault or ("proven" if sample.proven else f"gap {sample.gap:.2f} %")
    print(f"{sample.row}: {sample.name}, {sample.weeks} w, {sample.by} {seconds}, {end}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
