"""After a hard run: the one nap or swap that helps most, in words, with how much and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from homecall.household.own import NOTHING
from homecall.household.people import Parent
from homecall.rest.advice import DRAWS, Gain, Help, Offer, advice, hard_run
from homecall.rules.facts import facts_of, horizon_of
from homecall.rules.facts.course import Course, course
from homecall.spans.span import DAY, HOUR, Minute, Span, intersect
from homecall.tongue import manner
from homecall.web.awake.pages import leading
from homecall.web.awake.words import length
from homecall.web.look import clocks
from homecall.web.look.drawn import DRAWN
from homecall.web.plans.sight import Veiled, drawn_for, seen
from homecall.web.plans.store import Shown

SHORTEST = HOUR // 2
"""Minutes of a lead that is worth to be swapped."""
FRESH = 15
"""Minutes for which what was found holds."""


@dataclass(frozen=True, slots=True)
class Advised:
    """What would help, how much, and how sure that is."""

    said: str
    size: str
    sure: str


def advised(shown: Shown, parent: Parent, now: Minute) -> Advised | None:
    """What would help a parent most in the day from now on; None where nothing hard lies behind, or nothing helps."""
    key = f"advice:{shown.id}:{parent.id}:{now // FRESH}:{manner()}:{drawn_for(shown, now)}"
    kept = DRAWN.get(key)
    if kept is None:
        kept = (_advised(shown, parent, now),)
        DRAWN.set(key, kept, FRESH * 60)
    found: Advised | None = kept[0]
    return found


def hard(shown: Shown, parent: Parent, now: Minute) -> bool:
    """Whether a hard run lies behind a parent of whom whoever looks may know it: quickly told, unlike what helps."""
    found = _around(shown, parent, now)
    return found is not None and hard_run(found.person, now) is not None


def _around(shown: Shown, parent: Parent, now: Minute) -> Course | None:
    """A parent today and tomorrow; None where that is not known, or theirs alone."""
    today = shown.household.wall.date(now)
    found = seen(shown, parent, [today, today + timedelta(days=1)], now)
    return None if isinstance(found, Veiled) or not found.known(today) else found


def _advised(shown: Shown, parent: Parent, now: Minute) -> Advised | None:
    found = _around(shown, parent, now)
    if found is None or hard_run(found.person, now) is None:
        return None
    ahead = Span(now, now + DAY)
    counts = intersect([ahead], leading(shown, parent.id))
    help = _best(shown, found, counts, ahead)
    return _said(shown, found, help) if help and help.tells else None


def _best(shown: Shown, found: Course, counts: tuple[Span, ...], ahead: Span) -> Help | None:
    import numpy as np  # the draws need it, and no other page does

    dice = np.random.default_rng(shown.id)  # the same page says the same twice
    free = found.free(ahead, counts)
    return advice(found.person, counts, free, list(_offers(shown, found, counts)), dice)


def _offers(shown: Shown, found: Course, counts: tuple[Span, ...]) -> Iterator[Offer]:
    """What another parent could take over, who is taken as the middle person: their own sleep is theirs."""
    facts = facts_of(shown.household, horizon_of(shown.household, shown.plan)).parents
    for other in shown.household.parents:
        if other.id == found.parent.id or not counts:
            continue
        person = course(shown.household, other, [found.first, found.first + timedelta(days=1)], NOTHING).person
        for span in _by_bedtimes(shown, found, intersect(counts, facts[other.id].free)):
            if span.minutes >= SHORTEST:
                yield Offer(span, other.id, person)


def _by_bedtimes(shown: Shown, found: Course, spans: Sequence[Span]) -> Iterator[Span]:
    """Leads cut where a child goes to bed or wakes: an evening is asked for more easily than a night with it."""
    first, days = found.frame.start, range((found.frame.end - found.frame.start) // DAY + 1)
    dates = [found.wall.date(first) + timedelta(days=n) for n in days]
    turns = {clock for child in shown.household.children for clock in (child.bedtime, child.wakes)}
    edges = sorted(found.wall.at(day, clock) for day in dates for clock in turns)
    for span in spans:
        marks = [span.start, *(at for at in edges if span.start < at < span.end), span.end]
        yield from (Span(start, end) for start, end in pairwise(marks))


def _said(shown: Shown, found: Course, help: Help) -> Advised:
    hours = clocks.on(found.wall, help.span)
    if help.kind == "nap":
        said = _("Lying down on %(hours)s would help most.") % {"hours": hours}
    else:
        values = {"name": shown.household.names[help.who], "hours": hours}
        said = _("If %(name)s had the children on %(hours)s, that would help most.") % values
    return Advised(said, _size(help), _sure())


def _size(help: Help) -> str:
    """Time with the children first; steps of sleepiness where there is none to gain."""
    if help.present.typical >= FRESH:
        values = {"typical": length(round(help.present.typical)), "range": _between(help.present)}
        if help.kind == "swap":
            return (
                _("The children would typically have somebody really there for %(typical)s more; %(range)s.") % values
            )
        return _("Typically %(typical)s more really there with the children; %(range)s.") % values
    values = {"typical": _steps(help.steps.typical), "low": _steps(help.steps.low), "high": _steps(help.steps.high)}
    return _(
        "Typically %(typical)s of nine steps less sleepy while you have the children; for four people in five "
        "between %(low)s and %(high)s."
    ) % values  # fmt: skip


def _between(gain: Gain) -> str:
    low, high = length(round(max(gain.low, 0))), length(round(max(gain.high, 0)))
    if low == high:
        return _("for four people in five as much")
    if gain.low < FRESH // 3:
        return _("for four people in five from nothing to %(high)s") % {"high": high}
    return _("for four people in five between %(low)s and %(high)s") % {"low": low, "high": high}


def _steps(size: float) -> str:
    return f"{max(size, 0):.1f}"


def _sure() -> str:
    said = _("Worked out for %(count)s drawn people with these duties: likely, not certain, and no word on driving.")
    return said % {"count": DRAWS}
