"""What happens at a parent's work: a duty ends late or early, or home call becomes a visit."""

from __future__ import annotations

from dataclasses import replace

from homecall.errors import HouseholdError
from homecall.household.household import Household
from homecall.planner.change.happened import CalledIn, Early, Late
from homecall.planner.change.scene import Scene
from homecall.rules.facts.facts import QUARTER
from homecall.spans.span import DAY, HOUR, Minute, Span
from homecall.timeline.period import Kind, Overrun, Period
from homecall.tongue import say

VISIT = 2 * HOUR
"""A visit to the hospital from home call, the way there and back included: our own editable assumption.

It stands beside the 3.5 calls a weeknight, a fifth of which need going in, of urologists in Canada (97 on-call days,
cuaj.ca article 4333). No source gives the length of a visit by field.
"""
TOLD = Overrun(0, 0)
"""An end that somebody has told us: it is taken at their word, with no overrun on top."""


def late(scene: Scene, one: Late) -> Household:
    """The duty that the parent is not home from yet, or their next one, ends later."""
    parent = scene.parent(one.parent)
    _whole(one.minutes)
    running = next((d for d in scene.facts.parents[parent.id].duties if d.home > scene.now), None)
    if running is None:
        raise _idle(parent.name)
    duty, inside, others = scene.as_scheduled(parent.id, running)
    end = max(duty.span.end + one.minutes, min(running.span.end, scene.now))
    moved = (_until(p, end) if p.span.end == duty.span.end else p for p in inside)
    return scene.with_periods(parent.id, (*others, *moved))


def early(scene: Scene, one: Early) -> Household:
    """The duty that runs now, or the next one, ends earlier; what of it lies after that is dropped."""
    parent = scene.parent(one.parent)
    _whole(one.minutes)
    running = next((d for d in scene.facts.parents[parent.id].duties if d.span.end > scene.now), None)
    if running is None:
        raise _idle(parent.name)
    duty, inside, others = scene.as_scheduled(parent.id, running)
    end = max(duty.span.end - one.minutes, scene.now)
    if end <= duty.span.start or one.minutes >= duty.span.minutes:
        cure = say("Take it out of the schedule if it does not happen at all.")
        text = say(
            "{name}'s duty {title} is not longer than {minutes} minutes.",
            name=parent.name,
            title=repr(duty.title),
            minutes=one.minutes,
        )
        raise HouseholdError(text, cure=cure)
    cut = (_until(p, end) if p.span.end > end else p for p in inside if p.span.start < end)
    return scene.with_periods(parent.id, (*others, *cut))


def called_in(scene: Scene, one: CalledIn) -> Household:
    """A visit is added: the parent leaves at `at`, or when they are done driving, and is back at `until`."""
    parent = scene.parent(one.parent)
    at = max(one.at if one.at is not None else scene.now, scene.ready(parent.id))
    call = next((c for c in scene.facts.parents[parent.id].calls if c.span.holds(at)), None)
    if call is None:
        cure = say("If a duty runs over, say that they are late; if they are on call, add it to the schedule.")
        raise HouseholdError(say("{name} is not on call from home then.", name=parent.name), cure=cure)
    until = one.until if one.until is not None else at + max(VISIT, 2 * parent.commute + QUARTER)
    if until <= at + 2 * parent.commute:
        cure = say("Give a time more than {value} minutes after they leave.", value=2 * parent.commute)
        raise HouseholdError(say("{name} cannot be there and back by then.", name=parent.name), cure=cure)
    span, known = Span(at + parent.commute, until - parent.commute), TOLD if one.until is not None else None
    day = scene.household.wall.date(span.start)
    visit = Period(parent.id, span, Kind.WORK, f"Called in: {call.title}", day, "said", overrun=known)
    return scene.with_periods(parent.id, (*scene.timeline(parent.id).periods, visit))


def _until(period: Period, end: Minute) -> Period:
    return replace(period, span=Span(period.span.start, end), overrun=TOLD)


def _whole(minutes: int) -> None:
    if not 0 < minutes <= DAY:
        raise HouseholdError(
            say("{minutes} minutes is no time to be late or early by.", minutes=minutes),
            cure=say("Say 1 minute to 24 hours."),
        )


def _idle(name: str) -> HouseholdError:
    cure = say("If they were called in from home, say that instead; if the schedule is missing a duty, add it.")
    return HouseholdError(
        say("{name} has no duty, running or to come, that could end at another time.", name=name), cure=cure
    )
