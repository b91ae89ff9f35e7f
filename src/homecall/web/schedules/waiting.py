"""The titles that nobody has given a meaning yet, found without asking any address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings

from homecall.errors import FetchError, SourceError
from homecall.household.household import Household
from homecall.household.people import Parent, SourceSpec
from homecall.sources.gather import Desk, gathered
from homecall.sources.memory.memory import Memory, Mode
from homecall.sources.memory.place import Remembered
from homecall.spans.wall import Horizon
from homecall.tongue import say
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.people.access import Seat
from homecall.web.plans.worker import memory_of
from homecall.web.schedules.taking import horizon_of

if TYPE_CHECKING:
    from homecall.sources.guess.open import Open


@dataclass(slots=True)
class _Remembered(Memory):
    """A memory that only recalls: an address of which nothing is known yet is none of a page's business."""

    def _live(self, spec: SourceSpec, horizon: Horizon, notes: tuple[str, ...]) -> Remembered:
        raise FetchError(
            say("Nothing is known of this address yet."), cure=say("It is read in a moment."), permanent=False
        )


def open_now(seat: Seat) -> tuple[Household, tuple[Open, ...]]:
    """The household and its open titles, as far as its schedules are here: dropped, or read by the worker."""
    from homecall.sources.guess.open import open_titles  # only here are its words needed

    home = families.newest(seat.family).household
    memory = _Remembered(memory_of(settings.DATA, seat.family), world.dice, Mode.KNOWN)
    at = families.now(seat.family)
    desk = Desk(horizon_of(home, at), families.shelf(seat.family), memory)
    known = replace(home, parents=tuple(_known(one, desk) for one in home.parents), children=())
    return home, open_titles(gathered(known, desk), desk)


def any_open(seat: Seat) -> bool:
    """Whether any title waits for a meaning."""
    return bool(open_now(seat)[1])


def _known(parent: Parent, desk: Desk) -> Parent:
    return replace(parent, schedule=tuple(spec for spec in parent.schedule if _has(desk, spec)))


def _has(desk: Desk, spec: SourceSpec) -> bool:
    try:
        desk.read(spec)
    except SourceError:
        return False
    return True
