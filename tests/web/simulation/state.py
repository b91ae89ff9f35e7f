"""What an evening is made of: its clock, its dice, what is to come, and what has happened."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from homecall.outlets.messages.quiet import Quiet
from tests.web.simulation.nights import night_of

GRID = 1800
"""Seconds. People do things at these times, so that the planner need not answer everything anew for each seed."""


class Crash(BaseException):
    """A process dies."""


@dataclass
class State:
    """An evening. `trace` is everything that happened, in order; `broken` what must not have."""

    seed: int
    trace: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    delivered: Counter[str] = field(default_factory=Counter)
    heap: list[tuple[datetime, int, str, Callable[[], object]]] = field(default_factory=list)
    crashes: int = 0
    refused: int = 0
    depth: int = 0
    level: int = 0
    count: int = 0
    family: int = 0
    newest: int = 0
    doors: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    quiet: dict[str, Quiet] = field(default_factory=dict)
    noes: dict[tuple[str, int], int] = field(default_factory=dict)
    """By who has said no in which round, the newest round that there was then."""

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        self.night = night_of(self.seed)
        self.now = self.night.four
        self.drift = timedelta()
        self.folder = Path("never-written")
        self.wild = self.dice.random() < 0.8
        """Whether anything breaks at all in this life."""

    def clock(self) -> datetime:
        """What the machine's clock shows."""
        return self.now + self.drift

    def token(self) -> str:
        """As many letters as the real one."""
        return f"{self.dice.getrandbits(256):064x}"[:43]

    def log(self, said: str) -> None:
        """Write down what happened."""
        self.trace.append(f"{self.now.isoformat()} {said}")

    def later(self, minutes: float, name: str, do: Callable[[], object]) -> None:
        """Let something happen after so many minutes."""
        self.count += 1
        heapq.heappush(self.heap, (self.now + timedelta(minutes=minutes), self.count, name, do))

    def soon(self, minutes: float, name: str, do: Callable[[], object]) -> None:
        """Let people do something after so many minutes or a little more."""
        passed = (self.now - self.night.four).total_seconds() + 60 * minutes
        self.later(minutes + -passed % GRID / 60, name, do)

    def coming(self, name: str) -> bool:
        """Whether something of that name is to come."""
        return any(one == name for _at, _n, one, _do in self.heap)
