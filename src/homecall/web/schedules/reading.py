"""Reading schedules again because somebody asked: addresses are asked now, as far as their systems allow."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress

from django.conf import settings

from homecall.errors import HouseholdError, SourceError
from homecall.household.household import Household
from homecall.household.people import SourceSpec
from homecall.sources.memory.memory import Memory, Mode
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.plans.worker import memory_of
from homecall.web.schedules.taking import horizon_of

AGAIN = "read"
"""The kind of work that asks addresses before they are due."""


def read_again(worker: str, stop: threading.Event) -> bool:
    """Ask the addresses of the family that has waited longest, and for a plan of what they say.

    False where nobody waits. Once `stop` is set the work is let go, for whoever is next.
    """
    claim = jobs.claim(worker, world.now(), AGAIN)
    if claim is None:
        return False
    if claim.tries <= jobs.MOST_TRIES:
        with suppress(HouseholdError):  # a family that is gone has nothing to be read
            if not _asked(claim, stop):
                jobs.release(claim)
                return True
            jobs.want(claim.family, world.now())
    jobs.finish(claim)
    return True


def _asked(claim: jobs.Claim, stop: threading.Event) -> bool:
    """Ask each address once. False where there was no time for it."""
    home = families.newest(claim.family).household
    horizon = horizon_of(home, families.now(claim.family))
    memory = Memory(memory_of(settings.DATA, claim.family), world.dice, Mode.REFRESH)
    for spec in addresses(home):
        jobs.renew(claim, world.now())
        if stop.is_set():
            return False
        with suppress(SourceError):  # the plan says why, and stands on what the address said before
            memory.read(spec, horizon)
    return True


def addresses(home: Household) -> Iterator[SourceSpec]:
    """What a household reads from addresses: schedules, and calendars of places."""
    yield from (spec for parent in home.parents for spec in parent.schedule if spec.url)
    links = {place.closed_from for child in home.children for place in child.places if "://" in place.closed_from}
    yield from (SourceSpec("ics", url=link) for link in sorted(links))
