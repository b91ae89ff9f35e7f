"""The smallest changes that would help most: a wide search with few lives, then the best of it lived in full."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from homecall.futures.scenario import BASELINE, Scenario
from homecall.futures.setting import Setting
from homecall.household.household import Household
from homecall.studio.crew import Crew
from homecall.studio.simulate import quiet, setting_for

if TYPE_CHECKING:
    from homecall.futures.smallest import Change, Weighed
    from homecall.futures.year import Year
    from homecall.studio.desk import Progress
    from homecall.studio.shelf import Shelf
    from homecall.studio.work import Asked

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
    shelf: Shelf | None = None,
) -> Found:
    """The changes that would help most for what they give up. Titles that fit a pattern of `keep` stay as they are.

    Everything is weighed against the baseline with the same luck. None takes from a must, none leaves a child without
    cover for longer, and each is surely for the better in nine lives of ten; there may be none. A shelf of the same
    family's has plans already.
    """
    from homecall.futures.smallest import catalogue, frontier, pairs, ranked
    from homecall.studio.shelf import Shelf

    base = setting_for(household, asked, baseline, None)
    with ExitStack() as stack:
        work = _Work(Crew(stack, asked.cores), household, asked, baseline, base, progress, shelf or Shelf())
        single = catalogue(base, keep)
        progress("Trying single changes", 0.0)
        one = work.tried(single, (0.0, 0.3))
        progress("Trying pairs", 0.3)
        two = work.tried(pairs([w.change for w in ranked(one, PAIRED)]), (0.3, 0.5))
        rough = [*one, *two]
        progress("Living the best of them in full", 0.5)
        chosen = {w.change.name: w.change for w in (*ranked(rough, most * FINAL), *frontier(rough)[: most * FINAL])}
        full, before = work.full(tuple(chosen.values()), (0.5, 1.0))
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
    shelf: Shelf

    def tried(self, changes: Sequence[Change], part: tuple[float, float]) -> list[Weighed]:
        """Changes lived a few times, on plans that are drafted: quick, and the same for all of them."""
        from homecall.studio.shelf import Shelf

        rough = replace(self.asked, lives=min(self.asked.lives, TRIED), nodes=0)
        return self._weighed(changes, rough, Shelf(), part)[0]

    def full(self, changes: Sequence[Change], part: tuple[float, float]) -> tuple[list[Weighed], Year]:
        """Changes lived in full, their weeks planned."""
        return self._weighed(changes, self.asked, self.shelf, part)

    def _weighed(
        self, changes: Sequence[Change], asked: Asked, shelf: Shelf, part: tuple[float, float]
    ) -> tuple[list[Weighed], Year]:
        from homecall.futures.smallest import allowed, weigh
        from homecall.studio.desk import Desk

        start, end = part
        desk = Desk(self.crew, shelf, asked, lambda what, share: self.progress(what, start + share * (end - start)))
        settings = [setting_for(self.household, asked, self.baseline, change.scenario) for change in changes]
        for setting in (self.base, *settings):
            desk.order(setting)
        years = dict(desk.years())
        musts = [m.id for m in self.household.moments if m.importance == "must"]
        found = []
        for n, (change, setting) in enumerate(zip(changes, settings, strict=True), start=1):
            one = weigh(change, (setting, self.base), (years[n], years[0]))
            if allowed(one, years[n], years[0], musts):
                found.append(one)
        return found, years[0]
