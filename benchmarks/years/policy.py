"""The fast policy beside the product's own re-plan: the same held-out weeks, lived by both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from benchmarks.families import family, first
from homecall.errors import HouseholdError
from homecall.futures.day import EARLY
from homecall.futures.dice import Dice
from homecall.futures.frame import Week
from homecall.futures.life import hourly, live
from homecall.futures.luck import Luck
from homecall.futures.policy import NEVER
from homecall.futures.scenario import BASELINE
from homecall.futures.setting import Setting, setting_of
from homecall.futures.weeks import Kind, kinds
from homecall.futures.year import Year
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.change.happened import CalledIn, Cancelled, Early, Happening, Ill, Late
from homecall.planner.change.replan import Answer, replan
from homecall.planner.plan import Effort
from homecall.rules.base import Case
from homecall.rules.facts import Facts, facts_of
from homecall.rules.value import goal_of, shortfalls
from homecall.spans.span import Minute, Span
from homecall.studio.work import Asked, search_week


@dataclass(frozen=True)
class Beside:
    """One held-out week lived by the policy and by the re-plan: uncovered minutes and moments kept."""

    name: str
    events: int
    planned: float
    uncovered: tuple[float, float]
    moments: tuple[float, float]


def happenings(setting: Setting, luck: Luck, kind: Kind, facts: Facts, life: int) -> list[tuple[Minute, Happening]]:
    """What comes in one life's first week of a kind, each with the instant at which it is said, in order."""
    found = [*_work(luck, kind, facts, life), *_home(setting, luck, kind, facts, life)]
    frame = facts.horizon.span
    return sorted((one for one in found if frame.start <= one[0] < frame.end), key=lambda one: one[0])


def _work(luck: Luck, kind: Kind, facts: Facts, life: int) -> Iterator[tuple[Minute, Happening]]:
    week, at = Week(facts, None, luck.visit, hourly(luck.setting)), kind.weeks[0] * 7
    seen = set()
    for frame in week.frames():
        for one in frame.endings:
            who = list(facts.parents)[one.parent]
            if one in seen or not 0 <= one.day < 7:
                continue
            seen.add(one)
            late = int(luck.late(one, [at + one.day])[life, 0])
            if late > 0:
                yield one.end - 1, Late(who, late)
            elif late < 0 and one.called_off is not None:
                yield one.called_off, Early(who, one.end - one.called_off)
        for n, grown in enumerate(frame.parents):
            for start in luck.visits(n, grown.rates, [at + frame.day])[:, life, 0]:
                if start != NEVER:
                    begin = frame.span.start + int(start)
                    yield begin, CalledIn(list(facts.parents)[n], begin, begin + luck.visit)


def _home(setting: Setting, luck: Luck, kind: Kind, facts: Facts, life: int) -> Iterator[tuple[Minute, Happening]]:
    days, at = facts.horizon.dates, kind.weeks[0] * 7
    wall = facts.horizon.wall
    for n, child in enumerate(setting.household.children):
        for run in _runs(luck.home[n][life, at : at + 7]):
            yield (
                _said(wall.midnight(days[run[0]]), luck.home[n][life, at + run[0]]),
                Ill(child.id, frozenset(days[d] for d in run)),
            )
    for n, carer in enumerate(setting.household.carers):
        for run in _runs(luck.out[n][life, at : at + 7]):
            start = _said(wall.midnight(days[run[0]]), luck.out[n][life, at + run[0]])
            yield start, Cancelled(carer.id, Span(start, wall.midnight(days[run[-1]] + timedelta(days=1))))


def _said(midnight: Minute, day: int) -> Minute:
    return midnight + EARLY if day == 1 else midnight


def _runs(days: np.ndarray) -> list[list[int]]:
    runs: list[list[int]] = []
    for n, count in enumerate(days):
        if count:
            if runs and runs[-1][-1] == n - 1 and count > 1:
                runs[-1].append(n)
            else:
                runs.append([n])
    return runs


def replanned(facts: Facts, plan: Plan, events: list[tuple[Minute, Happening]]) -> Answer:
    """The plan after everything that came, each thing answered by the product when it is said."""
    answer = Answer(plan, facts)
    for now, one in events:
        try:
            answer = replan(facts.household, answer.plan, (one,), now, Effort(seconds=20))
        except HouseholdError:
            continue  # a carer who has no hours left that day, a duty that is over: nothing changes
    return answer


def kept(answer: Answer) -> float:
    """Moments kept, up to their goals."""
    case, total = Case(answer.facts, answer.plan), 0.0
    for moment in answer.facts.household.moments:
        if moment.dated:
            total += sum(1 for k in answer.plan.moments if k.kept and k.moment == moment.id)
            continue
        mine = [o for o in answer.facts.occasions if o.moment.id == moment.id]
        goal = min(goal_of(7, len(mine), moment.goal), len(mine))
        people = len(mine[0].wanted) if mine and moment.who == "each" else 1
        total += goal * people - sum(min(s, goal) for s in shortfalls(case, moment.id))
    return total


def beside(setting: Setting, lives: int, seed: int, picked: range) -> Iterator[Beside]:
    """Weeks of a family, lived by both."""
    dice = Dice.of(np.random.default_rng(seed), lives, setting.weeks * 7)
    asked, found = Asked(setting.first), kinds(setting)
    plans = {kind.key: search_week(kind.family(setting), kind.horizon(setting), asked).plan for kind in found}
    year, luck = live(setting, lambda kind: plans[kind.key], dice), Luck(setting, dice)
    for kind in found:
        plan = plans[kind.key]
        if plan is None:
            print(f"{setting.household.name}: a week whose search came to nothing is left out", flush=True)
            continue
        facts = facts_of(kind.family(setting), kind.horizon(setting))
        for life in picked:
            events = happenings(setting, luck, kind, facts, life)
            answer = replanned(facts, plan, events)
            mine = _week(year, life, kind.weeks[0])
            planned = plan.tier("uncovered_minutes").value
            theirs = answer.plan.tier("uncovered_minutes").value, kept(answer)
            yield Beside(setting.household.name, len(events), planned, (mine[0], theirs[0]), (mine[1], theirs[1]))


def _week(year: Year, life: int, week: int) -> tuple[float, float]:
    moments = sum(float(one[life, week]) for one in year.moments.values())
    return float(year.uncovered[life, week]), moments


def _unspent(household: Household) -> Household:
    """The family without the yearly uses of anybody, which only a whole year can count."""
    carers = tuple(c if c.uses_left is None else replace(c, uses_left=0) for c in household.carers)
    return replace(household, carers=carers)


def policy(seeds: list[int], lives: int, weeks: int) -> list[Beside]:
    """Held-out weeks of generated families, one after the other, with a line for each."""
    found: list[Beside] = []
    for seed in seeds:
        setting = setting_of(_unspent(family(seed)), BASELINE, first(seed), weeks)
        for one in beside(setting, lives, 8 + seed, range(lives)):
            found.append(one)
            _say(seed, one)
    return found


def _say(seed: int, one: Beside) -> None:
    (u, v), (m, k) = one.uncovered, one.moments
    same = "" if (u, m) == (v, k) else "*"
    counted = f"planned {one.planned:5.0f}  uncovered {u:6.0f} {v:6.0f}  moments {m:4.0f} {k:4.0f}"
    print(f"{seed:3} {one.events:3} events  {counted} {same}", flush=True)


def summary(found: list[Beside]) -> None:
    """How far apart the two are, all weeks together."""
    for what, column in (("uncovered minutes", "uncovered"), ("moments kept", "moments")):
        mine, theirs = (sum(getattr(one, column)[n] for one in found) for n in (0, 1))
        print(f"{what}: policy {mine:.0f}, re-plan {theirs:.0f}, {mine / max(theirs, 1) - 1:+.2%}")
    planned = sum(one.planned for one in found)
    mine, theirs = (sum(one.uncovered[n] for one in found) - planned for n in (0, 1))
    print(f"beyond the plan's own gaps: policy {mine:.0f}, re-plan {theirs:.0f}, {mine / max(theirs, 1) - 1:+.2%}")
