"""One household's work, the same wherever it is done: all that it needs goes in, a plan or a failure comes out."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from homecall import workflow
from homecall.errors import HomecallError, HouseholdError, fault
from homecall.household.codec import read as read_household
from homecall.household.household import Household
from homecall.plan.codec import write
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.sources.fetch import Shelf
from homecall.sources.gather import Desk, gathered
from homecall.sources.memory.memory import Memory
from homecall.spans.span import instant
from homecall.spans.wall import Horizon

ENDLESS = 1_000_000.0
"""Seconds of a search that no clock is to end; who set it going ends it, with its process."""


@dataclass(frozen=True, slots=True)
class When:
    """What time is planned: `now` is aware, `start` the first local day (None: the day of `now`), `days` its length."""

    now: datetime
    start: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A household in a file, its schedules beside it. `root` is what messages leave out of its path."""

    path: str
    root: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """A household as text, with the schedules that it names by path. It can read no other file."""

    text: str
    feeds: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Job:
    """One household to plan. `number` is its place in the source, from 0.

    `memory` is the folder in which is kept what addresses said, for all households of the run; empty where none is.
    """

    number: int
    id: str
    household: Stored | Carried
    when: When
    memory: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A judged plan as JSON. `clocked` says that a clock ended the search, so that another run may end elsewhere.

    `tiers` holds the name, value and bound of each.
    """

    plan: bytes
    status: str
    tiers: tuple[tuple[str, float, float], ...]
    clocked: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a household has no plan: the kind of error, a sentence, the place, and what would help."""

    kind: str
    sentence: str
    where: str = ""
    cure: str = ""


Result = Planned | Failure


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a job, and the processor seconds it took."""

    result: Result
    cpu: float = 0.0


@dataclass(frozen=True, slots=True)
class Search:
    """How a household is searched: seconds, on a clock that moves or (not `clocked`) on one that stands still.

    Without a clock nothing but the household decides when a search ends, and its plan is the same anywhere. The
    seconds are then only the solver's own limit for what somebody else should have stopped long before.
    """

    seconds: float = ENDLESS
    clocked: bool = False

    @property
    def effort(self) -> Effort:
        """One core, which the pool owns."""
        return Effort(self.seconds, cores=1) if self.clocked else Effort(self.seconds, cores=1, clock=_still)


def _still() -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry of a source that cannot be a job. `id` is empty where it has none."""

    number: int
    id: str
    failure: Failure


def do(job: Job, search: Search) -> Report:
    """Plan one household on one core. Raises nothing: whatever goes wrong is the result."""
    began = time.process_time()
    result = _result(job, search)
    return Report(result, time.process_time() - began)


def _result(job: Job, search: Search) -> Result:
    try:
        made = _plan(job, search.effort)
    except HomecallError as error:
        return _failure(job, error)
    except Exception as wrong:  # one household's fault of ours must not cost the others theirs
        return Failure("Fault", f"This is a fault of homecall itself ({fault(wrong)}).", cure="Please report it.")
    tiers = tuple((tier.name, float(tier.value), float(tier.bound)) for tier in made.tiers)
    return Planned(write(made).encode(), made.status, tiers, search.clocked)


def _failure(job: Job, error: HomecallError) -> Failure:
    where = error.where
    if isinstance(job.household, Stored) and job.household.root:
        where = where.removeprefix(job.household.root).lstrip("/")
    return Failure(type(error).__name__, error.message, where, error.cure)


def _plan(job: Job, effort: Effort) -> Plan:
    household, shelf = _opened(job)
    at = instant(job.when.now)
    horizon = Horizon(household.wall, job.when.start or household.wall.date(at), job.when.days, at)
    desk = Desk(horizon, shelf, Memory(Path(job.memory), _no_dice) if job.memory else None)
    return workflow.make_plan(workflow.Situation(gathered(household, desk), horizon, desk.calendars), effort)


def _no_dice() -> float:
    """A run spreads its questions out by itself."""
    return 0.0


def _opened(job: Job) -> tuple[Household, Shelf]:
    """The household, and where its paths lead."""
    if isinstance(job.household, Stored):
        path = Path(job.household.path)
        return workflow.load(path), path.parent
    if len(job.household.text.encode()) > workflow.LARGEST:
        raise HouseholdError("This is too large for a household file.", where=job.id, cure="Is it the right one?")
    return read_household(job.household.text, job.id), job.household.feeds
