"""Where years are ordered: their weeks are searched and they are lived, a job each, as soon as a hand is free."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from homecall.futures.setting import Setting
from homecall.studio.crew import Crew
from homecall.studio.shelf import Order, Shelf, same
from homecall.studio.work import lived, search_week

if TYPE_CHECKING:
    from homecall.futures.life import Sums
    from homecall.futures.weeks import Kind
    from homecall.futures.year import Year
    from homecall.studio.work import Asked

Progress = Callable[[str, float], None]


@dataclass
class Desk:
    """The years of one study, with the same luck in each. The first to be ordered is the baseline.

    With one core the answers are the same as with several, and on a busy machine the same as on a quiet one.
    """

    crew: Crew
    shelf: Shelf
    asked: Asked
    progress: Progress
    orders: list[Order] = field(default_factory=list)
    _running: dict[Future[Any], int | Order] = field(default_factory=dict)
    _waiting: list[Order] = field(default_factory=list)
    _begun: set[int] = field(default_factory=set)
    _base: Sums | None = None
    _steps: int = 0

    def order(self, setting: Setting) -> None:
        """Order a year. Work on it begins at once where there is a hand for it."""
        base = self.orders[0] if self.orders else None
        order = self.shelf.order(setting, base, searched=self.asked.nodes > 0)
        self.orders.append(order)
        self._waiting.append(order)
        self._fill()

    def years(self) -> Iterator[tuple[int, Year]]:
        """The years as they are lived, each with its place among the orders."""
        while self._running or self._waiting:
            self._fill()
            for job in self.crew.first(self._running):
                what, found = self._running.pop(job), job.result()
                self._steps += 1
                if isinstance(what, int):
                    self.shelf.keep(what, found)
                    self.progress("Planned one of the weeks that come most often", self._share)
                    continue
                year, sums = found
                self._base = self._base or sums
                self.progress(f"Lived: {year.name}", self._share)
                yield self.orders.index(what), self.shelf.with_open(year, what, self.orders[0])

    @property
    def _share(self) -> float:
        """How much of all is behind, from 0 to 1."""
        weeks = {order.numbers[kind.key] for order in self.orders for kind in order.searched}
        left = len(weeks - set(self.shelf.found)) + len(self._waiting)
        left += sum(1 for what in self._running.values() if isinstance(what, Order))
        return self._steps / (self._steps + left)

    def _fill(self) -> None:
        while len(self._running) < self.crew.most and self._give():
            pass

    def _give(self) -> bool:
        """Give the next job. A year that could be lived waits for the last weeks, so that no hand is idle then."""
        weeks, ready = self._weeks(), [order for order in self._waiting if self._ready(order)]
        if ready and (len(ready) > 1 or ready[0] is self.orders[0] or not weeks):
            self._give_year(ready[0])
        elif weeks:
            self._give_week(*weeks[0])
        return bool(ready or weeks)

    def _weeks(self) -> list[tuple[int, Order, Kind]]:
        """The weeks that nobody searches yet, in the order in which they are wanted."""
        wanted = [(order.numbers[kind.key], order, kind) for order in self._waiting for kind in order.searched]
        return [one for one in wanted if one[0] not in self._begun and one[0] not in self.shelf.found]

    def _ready(self, order: Order) -> bool:
        """Whether all that a year needs is there: its weeks, and the baseline."""
        weeks = {order.numbers[kind.key] for kind in order.searched}
        return weeks <= set(self.shelf.found) and (order is self.orders[0] or self._base is not None)

    def _give_week(self, number: int, order: Order, kind: Kind) -> None:
        self._begun.add(number)
        self.shelf.kinds[number] = kind
        asked = self.asked
        family, horizon = kind.family(order.setting), kind.horizon(order.setting)
        self._running[self.crew.give(search_week, family, horizon, asked)] = number

    def _give_year(self, order: Order) -> None:
        self._waiting.remove(order)
        base = self.orders[0]
        sheets, weeks = self.shelf.sheets(order, base), same(order, base)
        other = self._base if weeks else None
        job = self.crew.give(partial(lived, sums=order is base), order.setting, self.asked, sheets, other, weeks)
        self._running[job] = order
