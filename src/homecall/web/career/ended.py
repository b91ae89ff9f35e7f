"""Duties that are over and what was said of their ends: what a family's own time teaches a year from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from homecall.futures.shocks import RATES
from homecall.household.household import Household
from homecall.spans.span import HOUR, Minute, instant
from homecall.timeline.period import ON_SITE, Kind, Period
from homecall.web.career.lessons import Ended, Spell, Story
from homecall.web.career.models import DutyEnded, DutyLook, OwnRate
from homecall.web.happened.models import Happened
from homecall.web.happened.text import read
from homecall.web.people.access import Role, Seat, rows
from homecall.web.plans import store as plans
from homecall.web.plans.models import Plan

LAG = 6 * HOUR
"""Minutes after its end at which a duty is written down: by then it was said how late it was."""
BREAK = HOUR
"""Minutes; a duty that is followed so soon by another does not show when it ended."""
MOST = 2000
"""Duties, and things that happened, which teach: the newest."""
WEEKDAY, WEEKEND = 14 * HOUR, 24 * HOUR
"""Minutes of a call from home for which the published visits are counted."""


def remember(now: datetime) -> None:
    """Write down the duties that have ended since the last look, of every family whose clock runs."""
    for family in Plan.objects.filter(family__demo=False).values_list("family", flat=True).distinct():
        take(family, now)


@transaction.atomic
def take(family: int, now: datetime) -> None:
    """The same for one family. Before its first look nothing is learned."""
    at = instant(now)
    look = DutyLook.objects.filter(family=family).first()
    if look is None:
        DutyLook.objects.create(family_id=family, until=at - LAG, since=at)
        return
    shown = plans.shown(Seat(family, Role.PARENT)) if at - LAG > look.until else None
    if shown is None:
        return
    over = list(_over(shown.scheduled, look.until, at - LAG))
    said = _said(family, shown.scheduled.wall.local(look.until) - timedelta(days=2)) if over else ()
    found = [_row(family, shown.scheduled, one, said) for one in over]
    DutyEnded.objects.bulk_create(found, ignore_conflicts=True)
    DutyLook.objects.filter(family=family).update(until=at - LAG)


def _over(household: Household, since: Minute, until: Minute) -> Iterator[Period]:
    """Duties that ended after one instant and not after another, and show when they did."""
    for line in household.schedules.values():
        site = [one for one in line.periods if one.kind in ON_SITE and not one.whole_day]
        calls = [one for one in line.periods if one.kind is Kind.HOME_CALL]
        shows = [one for one in site if not any(_follows(one, other) for other in site)]
        yield from (one for one in (*shows, *calls) if since < one.span.end <= until)


def _follows(one: Period, other: Period) -> bool:
    return other is not one and other.span.start < one.span.end + BREAK and other.span.end > one.span.end


Word = tuple[Minute, str, str, int]
"""When something was said, its kind, of whom, and the minutes."""


def _said(family: int, since: datetime) -> tuple[Word, ...]:
    """What was said of ends and of calls, and not taken back; what was said anew counts alone."""
    known = Happened.objects.filter(family=family, kind__in=("late", "early", "called_in"), at__gte=since)
    texts = known.exclude(state__in=("back", "over")).order_by("-pk").values_list("what", flat=True)[:MOST]
    return tuple(_word(text) for text in texts)


def _word(text: str) -> Word:
    found, one = json.loads(text), read(text)
    minutes = int(found.get("minutes", 0))
    return one.at, found["kind"], found["who"], -minutes if found["kind"] == "early" else minutes


def _row(family: int, household: Household, duty: Period, said: Iterable[Word]) -> DutyEnded:
    mine = [one for one in said if one[2] == duty.person]
    row = DutyEnded(family_id=family, parent=duty.person[:100], kind=duty.kind.value, at=duty.span.end)
    if duty.kind is Kind.HOME_CALL:
        row.said = sum(kind == "called_in" and duty.span.holds(at) for at, kind, _who, _minutes in mine)
        rate, usual = (
            (RATES.call_visits_weekend, WEEKEND) if duty.day.weekday() >= 5 else (RATES.call_visits_weekday, WEEKDAY)
        )
        row.expected = rate * min(1.0, duty.span.minutes / usual)
        return row
    road = next((one.commute for one in household.parents if one.id == duty.person), 0)
    found = [
        minutes
        for at, kind, _who, minutes in mine
        if kind != "called_in" and duty.span.start <= at < duty.span.end + max(road, minutes)
    ]
    row.said = found[0] if found else None
    return row


def story(seat: Seat) -> Story:
    """What the seat's family has lived through since it began, or since it let all of it be forgotten. Three
    queries.
    """
    look = rows(DutyLook, seat).first()
    if look is None:
        return Story()
    over = rows(DutyEnded, seat).order_by("-at")[:MOST]
    ended = tuple(Ended(one.parent, Kind(one.kind), one.at, one.said, one.expected) for one in over)
    known = rows(Happened, seat).exclude(state__in=("back", "over")).order_by("-pk").values_list("kind", "who", "what")
    spells, said = [], []
    for kind, who, text in known[:MOST]:
        one = read(text)
        if one.at >= look.since:
            said.append(one.at)
            if kind in ("ill", "cancelled"):
                spells.append(Spell(who, one.at))
    return Story(ended, tuple(spells), min(said, default=0), max(said, default=0))


@transaction.atomic
def forget(seat: Seat, now: datetime) -> None:
    """Let go of all that was learned; from now on it is learned anew."""
    rows(DutyEnded, seat).delete()
    at = instant(now)
    DutyLook.objects.update_or_create(family_id=seat.family, defaults={"until": at - LAG, "since": at})


Own = Mapping[str, tuple[float, float | None]]
"""A family's own values by name: the rate, or the median and the 90th percentile of an overrun."""


def own(seat: Seat) -> Own:
    """What the seat's family puts in the place of published rates. One query."""
    return {one.name: (one.value, one.p90) for one in rows(OwnRate, seat)}


@transaction.atomic
def keep_own(seat: Seat, values: Own) -> None:
    """Keep a family's own values in the place of those there were."""
    rows(OwnRate, seat).delete()
    OwnRate.objects.bulk_create(
        OwnRate(family_id=seat.family, name=name, value=value, p90=p90) for name, (value, p90) in values.items()
    )
