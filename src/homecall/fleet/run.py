"""A whole run: households in, plans and failures out, from wherever the last run stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from homecall.fleet.dest import Dest
from homecall.fleet.job import Failure, Job, Refused
from homecall.fleet.ledger import Counts, Met
from homecall.fleet.pool import Crew, Limits, work
from homecall.fleet.sources.base import Households


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run has come: households behind it, by this run and earlier ones, of about so many (0: unknown)."""

    behind: int
    of: int


Tell = Callable[[Step], None]


def _quiet(_step: Step) -> None: ...


def run(
    households: Households,
    dest: Dest,
    crew: Crew,
    limits: Limits,
    *,
    again: bool = False,
    tell: Tell = _quiet,
    memory: str = "",
) -> Counts:
    """Plan every household that has no plan in `dest` yet; with `again` also those that failed before.

    `memory` is the folder of what addresses said, one for all households; without it each asks for itself.

    Raises FleetError where the run as a whole cannot go on. What is finished by then is kept, as after any other end.
    """
    way = _Way(households, dest, memory, again=again, tell=tell)
    for job, report in work(way.jobs(), crew, limits):
        dest.keep(job, report)
        way.step()
    return dest.conclude()


class _Way:
    """The households as they come by, without those that are behind us."""

    def __init__(self, households: Households, dest: Dest, memory: str, *, again: bool, tell: Tell) -> None:
        self.households = households
        self.dest = dest
        self.memory = memory
        self.again = again
        self.tell = tell
        self.of = households.count()
        self.behind = 0

    def step(self) -> None:
        """One more is behind us."""
        self.behind += 1
        self.tell(Step(self.behind, self.of))

    def jobs(self) -> Iterator[Job]:
        """What is left to plan."""
        for one in self.households.jobs():
            if isinstance(one, Job) and self._wanted(one):
                yield replace(one, memory=self.memory)
                continue
            if isinstance(one, Refused):
                self.dest.refuse(one)
            self.step()

    def _wanted(self, job: Job) -> bool:
        met = self.dest.meet(job)
        if met is Met.DOUBLE:
            text = f"Another household before this one has the id {job.id!r}."
            self.dest.refuse(
                Refused(job.number, job.id, Failure("HouseholdError", text, "", "Give each an id of its own."))
            )
        return met is Met.NEW or (met is Met.FAILED and self.again)
