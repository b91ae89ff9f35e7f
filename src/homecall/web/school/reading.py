"""Reading letters in the worker: looking at a photo takes seconds, and must hold up no page."""

from __future__ import annotations

import threading

from homecall.errors import HomecallError
from homecall.sources.letters.letter import About
from homecall.sources.letters.read import read_letter
from homecall.spans.span import instant
from homecall.tongue import noted, say
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.look.pictures import plain
from homecall.web.school import store

OUR_FAULT = noted("Homecall itself failed at this letter. Paste its text instead.")


def read_waiting(worker: str, stop: threading.Event) -> bool:
    """Read what the family that has waited longest has sent. False where nobody waits.

    Once `stop` is set the letter is let go unread, for whoever is next.
    """
    claim = jobs.claim(worker, world.now(), store.LETTER)
    if claim is None:
        return False
    for one in store.waiting(claim.family):
        if claim.tries > jobs.MOST_TRIES:
            store.keep_failure(one.id, say(OUR_FAULT))  # a letter that has killed so many workers is let alone
        elif not _read(claim, one, stop):
            jobs.release(claim)
            return True
    jobs.finish(claim)
    return True


def _read(claim: jobs.Claim, one: store.Waiting, stop: threading.Event) -> bool:
    """Read one letter and keep what it says. False where there was no time for it."""

    def going() -> bool:
        jobs.renew(claim, world.now())  # a letter that came meanwhile does not end this one
        return not stop.is_set()

    if not going():
        return False
    try:
        content = one.content if isinstance(one.content, str) else plain(one.content)
        found = read_letter(content, one.name, about(claim.family), going)
    except HomecallError as wrong:
        if stop.is_set():
            return False
        store.keep_failure(one.id, wrong.advice)
    except Exception:
        store.keep_failure(one.id, say(OUR_FAULT))
    else:
        store.keep_found(one.id, found)
    return True


def about(family: int) -> About:
    """Whom a family's letters are read for: its own today, and its zone. Raises HouseholdError where it is gone."""
    household, now = families.newest(family).household, families.about(family)
    return About(household.wall.date(instant(now.now if now else world.now())), household.timezone)
