"""Carers' shifts: inside what they offer, long enough, short enough, announced in time, with their days off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from homecall.rules.base import Breach, Case, Rule
from homecall.rules.facts.carers import CarerFacts
from homecall.rules.facts.facts import Week
from homecall.spans.span import DAY, Minute, Span, minutes_in, subtract


def _breach(case: Case, rule: str, carer: str, span: Span, amount: float, what: str) -> Breach:
    return Breach(rule, carer, span, amount, f"{case.name(carer)} {what}, {case.when(span)}.")


def _offered(case: Case) -> Iterator[Breach]:
    for carer, duty in case.on_duty.items():
        offered = case.facts.carers[carer].available if carer in case.facts.carers else ()
        for span in subtract(duty, offered):
            yield _breach(case, OFFERED.name, carer, span, span.minutes, "is on shift outside what they offer")
    for shifts in case.shifts_of.values():
        for one, two in pairwise(shifts):
            if two.span.start <= one.span.end:
                yield _breach(case, OFFERED.name, one.carer, two.span, 1, "has two shifts that touch; they are one")


def _long_enough(case: Case) -> Iterator[Breach]:
    frame = case.plan.span
    for carer, facts in case.facts.carers.items():
        for span in case.on_duty[carer]:
            short = facts.limits.shortest - span.minutes
            called_off = any(a.start == span.end for a in facts.away)
            if short > 0 and frame.start < span.start and span.end < frame.end and not called_off:
                yield _breach(case, LONG_ENOUGH.name, carer, span, short, "has a shift under their minimum")


def _day_limit(case: Case) -> Iterator[Breach]:
    for carer, facts in case.facts.carers.items():
        if facts.limits.day is not None:
            for week in case.facts.weeks:
                for day in week.days:
                    over = minutes_in(case.on_duty[carer], day) - facts.limits.day
                    if over > 0:
                        yield _breach(case, DAY_LIMIT.name, carer, day, over, "works over their day's limit")


def _any24_limit(case: Case) -> Iterator[Breach]:
    """The worst 24 hours begin where a shift begins, or end where one ends."""
    for carer, facts in case.facts.carers.items():
        if facts.limits.any24 is not None:
            duty = case.on_duty[carer]
            starts = {s.start for s in duty} | {s.end - DAY for s in duty}
            for start in sorted(starts):
                window = Span(start, start + DAY)
                over = minutes_in(duty, window) - facts.limits.any24
                if over > 0:
                    yield _breach(case, ANY24_LIMIT.name, carer, window, over, "works over the limit in 24 hours")


def week_limit(carer: CarerFacts, week: Week) -> float:
    """A carer's weekly limit in minutes as far as a week may use it (reading R13); they must have one.

    Of a clipped week it is a share by its days. Days before the horizon count as well where it is known how long the
    carer worked in them, and what they worked is taken off.
    """
    assert carer.limits.week is not None
    begins = week.span.start
    if carer.since is None or (since := max(carer.since, week.monday)) >= begins:
        return carer.limits.week * week.share
    before = Span(since, begins)
    share = round(before.minutes / DAY) / 7 + week.share
    return max(0.0, carer.limits.week * share - minutes_in(carer.worked, before))


def _week_limit(case: Case) -> Iterator[Breach]:
    for carer, facts in case.facts.carers.items():
        if facts.limits.week is not None:
            for week in case.facts.weeks:
                over = minutes_in(case.on_duty[carer], week.span) - week_limit(facts, week)
                if over > 1e-6:
                    yield _breach(case, WEEK_LIMIT.name, carer, week.span, over, "works over their week's limit")


def _rest_in_week(case: Case) -> Iterator[Breach]:
    for carer, facts in case.facts.carers.items():
        rest = facts.limits.rest_in_week
        for week in case.facts.weeks:
            if rest is not None and week.whole:
                longest = max((s.minutes for s in subtract([week.span], case.on_duty[carer])), default=0)
                if longest < rest:
                    yield _breach(case, REST.name, carer, week.span, rest - longest, "has no unbroken day of rest")


def halves(day: Span, noon: Minute) -> tuple[Span, Span]:
    """The local day before and after noon."""
    return Span(day.start, noon), Span(noon, day.end)


def _days_off(case: Case) -> Iterator[Breach]:
    for carer, facts in case.facts.carers.items():
        for week in case.facts.weeks:
            if facts.limits.days_off is not None and week.whole:
                got = _off(case, week, case.on_duty[carer])
                if got < facts.limits.days_off:
                    missing = facts.limits.days_off - got
                    yield _breach(case, DAYS_OFF.name, carer, week.span, missing, "has fewer days off than due")


def _off(case: Case, week: Week, duty: tuple[Span, ...]) -> float:
    """Days off in a week: free local days, and a half for one further free half day."""
    free = [d for d in week.days if not minutes_in(duty, d)]
    rest = [d for d in week.days if minutes_in(duty, d)]
    wall = case.facts.horizon.wall
    half = any(not minutes_in(duty, h) for d in rest for h in halves(d, wall.noon(wall.date(d.start))))
    return len(free) + (0.5 if half else 0.0)


def _notice(case: Case) -> Iterator[Breach]:
    for carer, facts in case.facts.carers.items():
        for block in subtract(case.blocks[carer], facts.agreed):
            early = facts.earliest_ask - block.start
            if early > 0:
                yield _breach(case, NOTICE.name, carer, block, early, "would be asked with too little notice")


def _uses(case: Case) -> Iterator[Breach]:
    for carer in case.facts.household.carers:
        shifts = case.on_duty[carer.id]
        if carer.uses_left is not None and len(shifts) > carer.uses_left:
            over = len(shifts) - carer.uses_left
            yield _breach(case, USES.name, carer.id, shifts[-1], over, "is used more often than is left")


OFFERED = Rule("shifts-are-offered", "Shifts lie inside the hours offered or on request.", _offered)
LONG_ENOUGH = Rule("shifts-are-long-enough", "No shift is under the carer's minimum.", _long_enough)
DAY_LIMIT = Rule("hours-a-day", "No local day is over the limit.", _day_limit)
ANY24_LIMIT = Rule("hours-in-24", "No 24 hours running are over the limit.", _any24_limit)
WEEK_LIMIT = Rule("hours-a-week", "No week is over the limit.", _week_limit)
REST = Rule("rest-in-week", "Each whole week has its unbroken rest.", _rest_in_week)
DAYS_OFF = Rule("days-off-in-week", "Each whole week has its days off.", _days_off)
NOTICE = Rule("asks-in-time", "An ask keeps the carer's notice.", _notice)
USES = Rule("uses-left", "A limited help is not used more often than is left.", _uses)
RULES = (OFFERED, LONG_ENOUGH, DAY_LIMIT, ANY24_LIMIT, WEEK_LIMIT, REST, DAYS_OFF, NOTICE, USES)
