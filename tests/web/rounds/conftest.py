"""A small family in which somebody has to be asked: Ana's day ends late, Rosa goes home at six."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from homecall.plan.happened import Late, Said
from homecall.spans.span import instant
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Role, Seat
from homecall.web.plans import changing, making
from homecall.web.plans import store as plans
from homecall.web.plans.hand import Failure, Hand
from homecall.web.plans.making import Answer, Order
from homecall.web.plans.worker import Worker
from homecall.web.rounds import following
from tests.households import HOME, MIA, ROWS, ana
from tests.web.made import planned

FRAME = 'hours = ["Mon-Fri 07:00-18:00"]\non_request = ["Mon-Fri 18:00-22:00"]\nrate = 20\n'
ROSA = f'[[carers]]\nid = "rosa"\nname = "Rosa"\nkind = "nanny"\n{FRAME}'
JUNE = '[[carers]]\nid = "june"\nname = "June"\nkind = "neighbour"\non_request = ["Mon-Fri 15:00-22:00"]\nrate = 25\n'
PAT = '[[carers]]\nid = "pat"\nname = "Pat"\nkind = "sitter"\non_request = ["Mon-Fri 15:00-22:00"]\nrate = 30\n'
FAMILY = HOME + ana() + MIA + ROSA + JUNE + PAT
FOUR = datetime.fromisoformat("2027-01-04T16:00:00-06:00")
"""Monday at four; Ana works until five."""


class Here(Hand):
    """A hand that works in this very process."""

    def ask(self, order: Order, wanted: Callable[[], bool], every: float) -> Iterator[Answer | Failure]:
        """The answers of `make`."""
        yield from making.make(order)


@dataclass
class Life:
    """A family that lives, its clock in the test's hand."""

    family: int
    folder: Path
    now: datetime

    @property
    def seat(self) -> Seat:
        """Ana's."""
        return Seat(self.family, Role.PARENT, "ana", "Ana")

    @property
    def minute(self) -> int:
        """The clock as the core has it."""
        return instant(self.now)

    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)

    def plan(self) -> None:
        """A new plan of the household as it is now, put in force."""
        text, now = families.newest(self.family).text, datetime.fromisoformat("2027-01-03T18:00:00-06:00")
        order = Order(families.newest(self.family).number, text, now, {"ana.csv": ROWS.encode()}, seconds=5)
        claim = jobs.claim("test", self.now)
        assert claim is not None
        assert plans.keep(claim, order, list(making.make(order))[-1])

    def late(self, minutes: int = 180) -> None:
        """Ana says that she is late; a way is found."""
        household = families.newest(self.family).household
        happened.say(self.family, Said(self.minute, Late("ana", minutes)), household.wall, "Ana is late.", "Ana")
        self.work()

    def work(self, **hooks: tuple[Callable[..., object], ...]) -> None:
        """One job of the worker."""
        assert Worker("one", self.folder, Here(), **hooks).once()  # type: ignore[arg-type]

    def accept(self) -> str:
        """Ana says yes to what is proposed."""
        found = changing.proposed(self.family)
        assert found is not None
        return following.accept(self.seat, found[0])


@pytest.fixture(scope="session")
def evening() -> Answer:
    """The week's plan of the family, made once."""
    order = Order(1, FAMILY, datetime.fromisoformat("2027-01-03T18:00:00-06:00"), {"ana.csv": ROWS.encode()}, seconds=5)
    return list(making.make(order))[-1]


@pytest.fixture
def life(db: None, evening: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    """Monday at four, with a plan."""
    one = Life(0, tmp_path, FOUR)
    monkeypatch.setattr(world, "now", lambda: one.now)
    one.family = families.create(FAMILY, "Ana")
    planned(one.family, evening)
    return one


@pytest.fixture
def asked(life: Life) -> Life:
    """The same after Ana has said that she is late, and yes to what was proposed."""
    life.late()
    assert life.accept() == ""
    return life
