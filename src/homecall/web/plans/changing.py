"""From what happened to a proposal, and from a yes to the plan in force."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from homecall.errors import HouseholdError
from homecall.household.codec import read as read_household
from homecall.plan.codec import read as read_plan
from homecall.plan.codec import write
from homecall.plan.happened import Happening
from homecall.plan.plan import Plan as Made
from homecall.plan.spoken import spoken
from homecall.planner.change.changed import made_for
from homecall.tongue import say
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.jobs import store as jobs
from homecall.web.plans.making import Answer, Order
from homecall.web.plans.models import Plan
from homecall.web.plans.situation import settled
from homecall.web.rested import store as rested


def order(claim: jobs.Claim) -> Order | None:
    """What a change is made from: the plan in force and all that is open; None where nothing is open any more.

    Raises HouseholdError for a family that is gone or has no plan yet.
    """
    about = families.about(claim.family)
    upto, _texts = happened.open_texts(claim.family)
    if about is None or not upto:
        return None
    row = newest(claim.family)
    if row is None:
        raise HouseholdError(say("There is no plan yet that could change."), cure=say("It is being made."))
    kept = families.at(claim.family, row.revision)
    text = kept.text if kept else ""
    own = rested.of_family(text, claim.family)
    order = Order(row.revision, text, about.planning, {}, happened=_to_answer(row, about.planning), own=own)
    return replace(order, plan=row.text, parts=row.parts, situation=row.situation)


def _to_answer(row: Plan, now: datetime) -> tuple[str, ...]:
    """All that a plan in force is to be changed for."""
    return happened.to_answer(row.family_id, now, (one.what for one in read_plan(row.text, "the plan").happened))


def newest(family: int) -> Plan | None:
    """The plan in force."""
    return Plan.objects.filter(family=family).order_by("-pk").first()


def newest_texts(family: int) -> tuple[str, str]:
    """The plan in force and its situation, as text; empty before the first one."""
    found = Plan.objects.filter(family=family).order_by("-pk").values_list("text", "situation").first()
    return found or ("", "")


@transaction.atomic
def keep(claim: jobs.Claim, order: Order, answer: Answer) -> bool:
    """Keep a proposal and end its job. False where it is old already: something has happened, or the plan is another.

    Then nothing is kept, and a way is looked for again: whoever made it old has asked.
    """
    if not jobs.renew(claim, world.now()) or not jobs.finish(claim):
        return False
    row = newest(claim.family)
    upto, _texts = happened.open_texts(claim.family)
    if row is None or row.text != order.plan or _to_answer(row, order.now) != order.happened:
        return False
    happened.propose(claim.family, row.pk, upto, answer.status, answer.text, answer.parts)
    return True


@transaction.atomic
def accept(family: int, number: int) -> str:
    """Put the proposal of that number in force. Gives the sentence that says why not, empty where it is done.

    The plan counts as old as the one that it came from: its schedules are no newer.
    """
    families.locked(family)
    found, row = happened.proposal(family), newest(family)
    upto, _texts = happened.open_texts(family)
    if not upto:
        return _("That is decided already.")
    if found is None or row is None or found.pk != number or found.upto != upto:
        return _("Something else has happened meanwhile. Have a look at what it means now.")
    if found.base != row.pk:
        jobs.want(family, world.now(), jobs.CHANGE)
        return _("The plan itself has changed meanwhile. We are looking for a way once more.")
    _after(row, found.text, found.parts, found.status)
    happened.agree(family)
    if jobs.progress(family).renewing:
        jobs.want(family, world.now())  # what is being made knows nothing of it yet
    return ""


def install(family: int, base: int, text: str, parts: str, status: str) -> int:
    """Put a plan in force that came from the plan `base`, in the caller's transaction; the families' row is held there.

    Gives its id, 0 where another plan is in force meanwhile.
    """
    row = newest(family)
    if row is None or row.pk != base:
        return 0
    if jobs.progress(family).renewing:
        jobs.want(family, world.now())  # what is being made knows nothing of it yet
    return _after(row, text, parts, status)


def forget(family: int, what: Happening) -> None:
    """Let what was agreed on, and the plan in force does without, hold no longer: neither there nor in a plan to come.

    In the caller's transaction.
    """
    happened.is_over(family, what)
    happened.ended(family, what)
    row = newest(family)
    plan = read_plan(row.text, "the plan") if row else None
    if row is not None and plan is not None and any(one.what == what for one in plan.happened):
        row.text = write(_without(row, plan, what))
        row.save(update_fields=("text",))
        if happened.open_texts(family)[0]:
            jobs.want(family, world.now(), jobs.CHANGE)  # what is being made comes from the plan as it was


def _without(row: Plan, plan: Made, what: Happening) -> Made:
    """A plan to which something has not happened, nor whatever could only happen after it, as the no to hours that
    somebody had offered."""
    kept = families.at(row.family_id, row.revision)
    household = settled(read_household(kept.text if kept else "", "household.toml"), row.situation)[0]
    left = replace(plan, happened=())
    for one in (one for one in plan.happened if one.what != what):
        with suppress(HouseholdError):
            new = replace(left, happened=(*left.happened, one))
            made_for(household, new)
            left = new
    return left


def _after(row: Plan, text: str, parts: str, status: str) -> int:
    """A plan in force after another, as old as that one: its schedules are no newer. Who it touches hears of it, so
    that it is no draft, whatever the other was."""
    new = Plan(family_id=row.family_id, revision=row.revision, asked=row.asked, made=row.made, first=row.first)
    new.days, new.status, new.final = row.days, status, True
    new.text, new.parts, new.situation = text, parts, row.situation
    new.save()
    return new.pk


def proposed(family: int) -> tuple[int, Made] | None:
    """The number of the proposal that waits, and its plan."""
    found = happened.proposal(family)
    return (found.pk, spoken(read_plan(found.text, "the proposal"), found.parts)) if found else None
