"""Answering in the worker: what the next best would be takes two searches, and must hold up no page."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from homecall.errors import HomecallError
from homecall.tongue import noted, say
from homecall.web import world
from homecall.web.asking import store
from homecall.web.asking.answers import Key
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Role, Seat
from homecall.web.plans import store as plans

OUR_FAULT = noted("This could not be worked out.")


def answer_waiting(worker: str, stop: threading.Event) -> bool:
    """Answer what the family that has waited longest has asked. False where nobody waits.

    Once `stop` is set the rest is let go, for whoever is next; so is all of a plan that is not the newest.
    """
    claim = jobs.claim(worker, world.now(), store.WHY)
    if claim is None:
        return False
    for one in store.waiting(claim.family):
        if stop.is_set():
            jobs.release(claim)
            return True
        jobs.renew(claim, world.now())
        store.keep(one.id, (say(OUR_FAULT),) if claim.tries > jobs.MOST_TRIES else reasons(claim.family, one))
    jobs.finish(claim)
    return True


def reasons(family: int, one: store.Open) -> tuple[str, ...]:
    """What the next best would cost, in sentences; one that says so where that cannot be known."""
    from homecall.planner.why.explain import explain  # brings the solver along

    shown = plans.shown(Seat(family, Role.PARENT))
    if shown is None or shown.id != one.plan:
        return (say(OUR_FAULT),)
    try:
        return explain(shown.household, shown.plan, spoken(one.key))[1:]
    except HomecallError as wrong:
        return tuple(one for one in (wrong.message, wrong.cure) if one)


def spoken(key: Key) -> str:
    """A key as the planner reads it: the child's id and a time with its zone."""
    return f"{key.who}@{datetime.fromtimestamp(key.at * 60, UTC).isoformat()}"
