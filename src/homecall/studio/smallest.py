"""The smallest changes that would help most: a wide search with few lives, then the best of it lived in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from homecall.futures.scenario import BASELINE, Scenario
from homecall.futures.setting import Setting
from homecall.household.household import Household
from homecall.studio.simulate import Asked, Crew, Known, Progress, common, lived, plan_week, quiet, setting_for

if TYPE_CHECKING:
    from homecall.futures.smallest import Change, Weighed
    from homecall.futures.weeks import Kind
    from homecall.futures.year import Year
    from homecall.plan.plan import Plan

TRIED = 200
"""Lives of the wide search."""
PAIRED = 5
"""So many of the best single changes are tried in pairs."""
FINAL = 2
"""So many times the changes that were asked for are lived in full, to choose from."""


@dataclass(frozen=True)
class Found:
    """The best changes, the most worth first, and all that no other beats in what it gains and gives up.

    `before` is the year as it is, `tried` how many changes were looked at.
    """

    best: tuple[Weighed, ...]
    frontier: tuple[Weighed, ...]
    before: Year
    tried: int


def smallest(
    household: Household,
    asked: Asked,
    most: int = 3,
    baseline: Scenario = BASELINE,
    keep: Sequence[str] = (),
    progress: Progress = quiet,
) -> Found:
    """The changes that would help most for what they give up. Titles that fit a pattern of `keep` stay as they are.

    Everything is weighed against the baseline with the same luck. None takes from a must, none leaves a child without
    cover for longer, and each is surely for the better in nine lives of ten; there may be none.
    """
    from homecall.futures.smallest import catalogue, frontier, pairs, ranked

    base = setting_for(household, asked, baseline, None)
    with ExitStack() as stack:
        work = _Work(Crew(stack, asked.cores), household, asked, baseline, base, progress)
        single = catalogue(base, keep)
        progress("Trying single changes", 0.1)
        one = work.tried(single)
        progress("Trying pairs", 0.4)
        two = work.tried(pairs([w.change for w in ranked(one, PAIRED)]))
        rough = [*one, *two]
        progress("Living the best of them in full", 0.6)
        chosen = {w.change.name: w.change for w in (*ranked(rough, most * FINAL), *frontier(rough)[: most * FINAL])}
        full, before = work.full(tuple(chosen.values()))
    tried = len(single) + len(two)
    return Found(ranked(full, most), frontier(full), before, tried)


@dataclass(frozen=True)
class _Work:
    """What a search needs at every step."""

    crew: Crew
    household: Household
    asked: Asked
    baseline: Scenario
    base: Setting
    progress: Progress

    def tried(self, changes: Sequence[Change]) -> list[Weighed]:
        """Changes lived a few times, on plans drafted after the baseline's: quick, and the same for all of them."""
        return self._weighed(changes, replace(self.asked, lives=min(self.asked.lives, TRIED), seconds=0.0))[0]

    def full(self, changes: Sequence[Change]) -> tuple[list[Weighed], Year]:
        """Changes lived in full, their weeks planned."""
        return self._weighed(changes, self.asked)

    def _weighed(self, changes: Sequence[Change], asked: Asked) -> tuple[list[Weighed], Year]:
        from homecall.futures.smallest import allowed, weigh

        known = Known(self.base.household, tuple(self._planned(asked)))
        settings = [setting_for(self.household, asked, self.baseline, change.scenario) for change in changes]
        jobs = {self.crew.give(lived, one, asked, known): n for n, one in enumerate([self.base, *settings])}
        years = {jobs[job]: job.result() for job in self.crew.done(jobs)}
        musts = [m.id for m in self.household.moments if m.importance == "must"]
        found = []
        for n, (change, setting) in enumerate(zip(changes, settings, strict=True), start=1):
            one = weigh(change, (setting, self.base), (years[n], years[0]))
            if allowed(one, years[n], years[0], musts):
                found.append(one)
        return found, years[0]

    def _planned(self, asked: Asked) -> Iterable[tuple[Kind, Plan]]:
        if not asked.seconds:
            return ()
        jobs = [self.crew.give(plan_week, self.base, kind, asked.seconds) for kind in common(self.base)]
        return [one for job in jobs if (one := job.result())]
