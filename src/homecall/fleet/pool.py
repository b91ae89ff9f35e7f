"""Gives jobs to workers and takes back what came of them; replaces a worker that is lost or does not come to an end.

A job is first searched without a clock, so that its plan is the same wherever it is made. One that is not done within
its seconds is stopped together with its worker and searched once more, by the clock; only that plan depends on how
fast the machine is, and says so. A job whose worker is lost is tried again a few times.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from homecall.errors import FleetError
from homecall.fleet.job import Failure, Job, Report, Search

Work = Callable[[Job, Search], Report]
"""What a worker does with a job; `homecall.fleet.job.do`, unless a test wants something else."""
Clock = Callable[[], float]

STARTING = 180.0
"""Seconds that a worker may take to get ready."""
FALSE_STARTS = 3
"""Workers lost before they were ready, while nobody else is, until it is no accident."""
EXTRA = (3.0, 30.0)
"""A search by the clock is stopped at so many times its seconds and so many more: what surrounds it takes time too."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one household may take: `seconds` of search, and `tries` with workers that are lost."""

    seconds: float = 60.0
    tries: int = 3


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker has loaded what it needs."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A worker is gone, with what it held; `how` says how, in words that follow "the worker"."""

    how: str


News = Ready | Report | Lost


class Hand(Protocol):
    """One worker. It says Ready once, then a Report for each job in the order given, or Lost."""

    def give(self, job: Job, search: Search) -> None:
        """Hand it a job. A worker that is lost takes it too, and says so later."""
        ...

    def stop(self) -> None:
        """End it now; whatever it was doing is lost."""
        ...


class Crew(Protocol):
    """Where workers come from."""

    @property
    def size(self) -> int:
        """How many may work at once; each has a core of its own."""
        ...

    @property
    def at_hand(self) -> int:
        """Jobs that a worker may hold: 1, or 2 where what it has finished is heard even if the next one kills it."""
        ...

    def hire(self) -> Hand:
        """A new worker."""
        ...

    def wait(self, hands: Sequence[Hand], seconds: float) -> list[tuple[Hand, News]]:
        """News of these workers, at most one each, waiting so long for the first."""
        ...

    def close(self) -> None:
        """Give back all that the crew holds. Its workers have been stopped."""
        ...


@dataclass(slots=True)
class _Try:
    """A job on its way: how it is searched now, and the workers it has lost so far."""

    job: Job
    search: Search = field(default_factory=Search)
    lost: int = 0


@dataclass(slots=True)
class _Seat:
    """A worker and what it holds; `until` is when the first of that is overdue."""

    hand: Hand
    until: float
    ready: bool = False
    held: deque[_Try] = field(default_factory=deque)


Done = tuple[Job, Report]


def work(jobs: Iterator[Job], crew: Crew, limits: Limits, clock: Clock = time.monotonic) -> Iterator[Done]:
    """Every job with what came of it, in the order in which they end. Few jobs are held at once.

    Raises FleetError where no worker can be had. When it is closed early, all workers are stopped.
    """
    pool = _Pool(jobs, crew, limits, clock)
    try:
        pool.begin()
        while pool.busy():
            yield from pool.turn()
    finally:
        pool.close()


class _Pool:
    """The state of one run over all jobs."""

    def __init__(self, jobs: Iterator[Job], crew: Crew, limits: Limits, clock: Clock) -> None:
        self.jobs = jobs
        self.crew = crew
        self.limits = limits
        self.clock = clock
        self.seats: list[_Seat] = []
        self.next: deque[_Try] = deque()
        self.false_starts = 0

    def begin(self) -> None:
        """Give out what can be given out at once."""
        self._fill()
        self._give()

    def busy(self) -> bool:
        """Whether anything is still to come."""
        return bool(self.next) or any(seat.held for seat in self.seats)

    def turn(self) -> Iterator[Done]:
        """Wait for news, give out new work, and only then hand on what is done: storing it must not keep anyone."""
        done = [*self._hear(), *self._overdue()]
        self._give()
        yield from done
        self.begin()

    def close(self) -> None:
        """Stop every worker."""
        for seat in self.seats:
            seat.hand.stop()
        self.seats.clear()

    def _fill(self) -> None:
        """Draw jobs from the source until everyone could be given something at once."""
        room = self.crew.size * self.crew.at_hand - len(self.next)
        self.next.extend(_Try(job) for job in islice(self.jobs, max(0, room)))

    def _give(self) -> None:
        """To those with empty hands first; a second job only while enough are left that all stay busy to the end."""
        while self.next:
            seat = min(self.seats, key=lambda one: len(one.held), default=None)
            if (seat is None or seat.held) and len(self.seats) < self.crew.size:
                seat = _Seat(self.crew.hire(), self.clock() + STARTING)
                self.seats.append(seat)
            assert seat is not None
            if len(seat.held) >= self.crew.at_hand or (seat.held and len(self.next) < self.crew.size):
                return
            self._hand(seat, self.next.popleft())

    def _hand(self, seat: _Seat, one: _Try) -> None:
        seat.held.append(one)
        if not seat.ready:
            return  # it is given on its first word: who dies of a job must have been ready before
        if len(seat.held) == 1:
            seat.until = self._until(one)
        seat.hand.give(one.job, one.search)

    def _until(self, one: _Try) -> float:
        times, more = EXTRA
        seconds = self.limits.seconds
        return self.clock() + (seconds * times + more if one.search.clocked else seconds)

    def _hear(self) -> Iterator[Done]:
        watched = [seat for seat in self.seats if seat.held or not seat.ready]
        patience = max(0.0, min(seat.until for seat in watched) - self.clock())
        of = {id(seat.hand): seat for seat in watched}
        for hand, news in self.crew.wait([seat.hand for seat in watched], patience):
            yield from self._take(of[id(hand)], news)

    def _take(self, seat: _Seat, news: News) -> Iterator[Done]:
        if isinstance(news, Lost):
            yield from self._lost(seat, news)
            return
        if isinstance(news, Ready):
            seat.ready, self.false_starts = True, 0
            for one in seat.held:
                seat.hand.give(one.job, one.search)
        else:
            yield seat.held.popleft().job, news
        if seat.held:
            seat.until = self._until(seat.held[0])

    def _lost(self, seat: _Seat, news: Lost) -> Iterator[Done]:
        """Put back what a lost worker held; only what it was at work on is counted against."""
        self.seats.remove(seat)
        seat.hand.stop()
        if not seat.ready:
            self._false_start(news)
        elif seat.held:
            first = seat.held.popleft()
            first.lost += 1
            if first.lost >= self.limits.tries:
                yield first.job, Report(_worker_lost(first, news))
            else:
                seat.held.appendleft(first)
        self.next.extendleft(reversed(seat.held))

    def _false_start(self, news: Lost) -> None:
        self.false_starts += 1
        if self.false_starts >= FALSE_STARTS and not any(seat.ready for seat in self.seats):
            cure = "Look whether memory is short; fewer --workers need less. What is finished is kept."
            raise FleetError(f"No worker gets ready: the last {news.how}.", cure=cure)

    def _overdue(self) -> Iterator[Done]:
        now = self.clock()
        for seat in [one for one in self.seats if one.until <= now and (one.held or not one.ready)]:
            if not seat.ready:
                yield from self._lost(seat, Lost(f"was not ready after {STARTING:.0f} seconds"))
                continue
            self.seats.remove(seat)
            seat.hand.stop()
            first = seat.held.popleft()
            if first.search.clocked:
                yield first.job, Report(_too_long(first))
            else:
                first.search = Search(self.limits.seconds, clocked=True)
                seat.held.append(first)  # behind the one at hand, which was kept waiting long enough
            self.next.extendleft(reversed(seat.held))


def _worker_lost(one: _Try, news: Lost) -> Failure:
    text = f"The worker that planned this household {news.how}, {one.lost} times."
    return Failure("WorkerLost", text, cure="Look whether memory is short; fewer --workers need less of it.")


def _too_long(one: _Try) -> Failure:
    text = f"This household was not done in {one.search.seconds:g} seconds, nor when asked to end by then."
    return Failure("TooLong", text, cure="Give it more --seconds, and --again.")
