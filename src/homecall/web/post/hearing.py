"""A sentence heard from a parent, as what happened to this family now; or what to ask back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from homecall.household.household import Household
from homecall.plan.happened import CalledIn, Cancelled, Closed, Early, Happening, Ill, Late
from homecall.plan.plan import Plan
from homecall.plan.voice import Voice, long_day
from homecall.rules.facts import facts_of, horizon_of
from homecall.rules.facts.adults import Duty
from homecall.sources.sentences.amounts import LONGEST, Reading
from homecall.sources.sentences.understand import Known, Meaning, Unclear, understand
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Clock
from homecall.tongue import say, weekday

UNKNOWN = 120
"""Minutes that stand for "I do not know yet", as on the Today page: our own assumption."""
HALF = 12 * 60


@dataclass(frozen=True, slots=True)
class Scene:
    """Who speaks, when, and what is planned. The household's schedules are read, without what has happened since."""

    household: Household
    plan: Plan
    now: Minute
    speaker: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What happened, each with the sentence that is kept of it."""

    happened: tuple[tuple[Happening, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What to ask back, and sentences that would be understood."""

    question: str
    options: tuple[str, ...] = ()


def hear(said: str, scene: Scene) -> Heard | Asked:
    """What a sentence says has happened, in the tongue of now."""
    meaning = understand(said, _known(scene))
    if isinstance(meaning, Unclear):
        return _unclear(meaning, scene)
    kind = meaning.kind
    if kind in ("late", "early", "called"):
        one = {"late": _late, "early": _early, "called": _called}[kind](meaning, scene)
        return one if isinstance(one, Asked) else Heard((one,))
    if meaning.hours is not None:
        return _of_hours(meaning, meaning.hours, scene)
    return _of_days(meaning, scene)


def _of_hours(meaning: Meaning, hours: tuple[int, int], scene: Scene) -> Heard | Asked:
    """A carer who cannot come in some hours of a day, as far as they are not over."""
    wall, (who,) = scene.household.wall, meaning.who
    today = wall.date(scene.now)
    day = next(iter(meaning.days), today)
    start, end = (wall.at(day, Clock(minutes)) for minutes in hours)
    if end <= scene.now or start >= end:
        return Asked(_("That time is over already. Say it once more, with its day."))
    voice, name, spoken = Voice(wall), scene.household.names[who], _day(day, today)
    values = {"name": name, "day": spoken, "start": voice.clock(start), "end": voice.clock(end)}
    if hours[0] == 0:
        said = say("{name} cannot come {day} until {end}.", **values)
    elif hours[1] == 24 * 60:
        said = say("{name} cannot come {day} from {start} on.", **values)
    else:
        said = say("{name} cannot come {day} from {start} to {end}.", **values)
    return Heard(((Cancelled(who, Span(start, end)), said),))


def _known(scene: Scene) -> Known:
    family = scene.household
    places: dict[str, tuple[str, ...]] = {}
    for child in family.children:
        for place in child.places:
            places[place.name] = (*places.get(place.name, ()), child.id)
    parents, children, carers = (
        {one.id: one.name for one in some} for some in (family.parents, family.children, family.carers)
    )
    return Known(parents, children, carers, places, scene.speaker, family.wall.date(scene.now))


One = tuple[Happening, str]


def _late(meaning: Meaning, scene: Scene) -> One | Asked:
    (who,) = meaning.who
    name, duty = scene.household.names[who], _duty(scene, who, home=True)
    if duty is None:
        return Asked(_("%(name)s has no duty ahead that could end late.") % {"name": name})
    over = max(0, scene.now - duty.span.end)
    minutes = over + meaning.minutes if meaning.minutes else None
    if meaning.at is not None:
        until = _after(scene, meaning, max(duty.span.end, scene.now))
        minutes = until - duty.span.end
    if minutes is None:
        said = say("{name} is late and does not know yet until when.", name=name)
        return Late(who, over + UNKNOWN), said
    if minutes > LONGEST:
        return Asked(_("That is more than a day late. Say it once more, with a time."))
    until = duty.span.end + minutes
    return Late(who, minutes), say("{name} works until {time}.", name=name, time=_when(scene, until))


def _early(meaning: Meaning, scene: Scene) -> One | Asked:
    (who,) = meaning.who
    name, duty = scene.household.names[who], _duty(scene, who, home=False)
    if duty is None:
        return Asked(_("%(name)s has no duty ahead that could end early.") % {"name": name})
    start, end = max(scene.now, duty.span.start), duty.span.end
    free = start if duty.span.start <= scene.now else end
    if meaning.minutes:
        free = end - meaning.minutes
    elif meaning.at is not None:
        free = _after(scene, meaning, start - 1)
    if not start <= free < end:
        values = {"name": name, "time": _when(scene, end)}
        return Asked(_("%(name)s’s duty ends at %(time)s. Say a time before that.") % values)
    return Early(who, end - free), say("{name} is free from {time}.", name=name, time=_when(scene, free))


def _called(meaning: Meaning, scene: Scene) -> One | Asked:
    (who,) = meaning.who
    name, facts = scene.household.names[who], facts_of(scene.household, horizon_of(scene.household, scene.plan))
    if not any(call.span.holds(scene.now) for call in facts.parents[who].calls):
        return Asked(_("%(name)s is not on call from home now, as far as the schedule says.") % {"name": name})
    until = scene.now + meaning.minutes if meaning.minutes else None
    if meaning.at is not None:
        until = _after(scene, meaning, scene.now)
    if until is None:
        return CalledIn(who), say("{name} is called in.", name=name)
    said = say("{name} is called in, home again at {time}.", name=name, time=_when(scene, until))
    return CalledIn(who, scene.now, until), said


def _of_days(meaning: Meaning, scene: Scene) -> Heard | Asked:
    """What is said of whole days: one happening of each, for the same said anew takes the place of what was said."""
    today = scene.household.wall.date(scene.now)
    days = meaning.days or (today,)
    spoken = _days(days, today)
    if meaning.kind == "ill":
        both = meaning.days or (today, today + timedelta(days=1))
        names = scene.household.names
        return Heard(tuple((Ill(who, frozenset(both)), _ill(names[who], meaning.days, today)) for who in meaning.who))
    if not spoken:
        return Asked(_("Those are days with others between. One at a time, please."))
    (who,) = meaning.who
    if meaning.kind == "closed":
        return Heard(((Closed(who, frozenset(days)), say("{place} is closed {day}.", place=who, day=spoken)),))
    when = days[0] if len(days) == 1 else Span(*_ends(days, scene))
    said = say("{name} cannot come {day}.", name=scene.household.names[who], day=spoken)
    return Heard(((Cancelled(who, when), said),))


def _ends(days: tuple[date, ...], scene: Scene) -> tuple[Minute, Minute]:
    """From the first midnight of some days in a row to the last."""
    return scene.household.wall.at(days[0], Clock(0)), scene.household.wall.at(days[-1], Clock(24 * 60))


def _days(days: tuple[date, ...], today: date) -> str:
    """Days in a row in words; empty where they are none."""
    first, last = days[0], days[-1]
    if (last - first).days + 1 != len(days):
        return ""
    if first == last:
        return _day(first, today)
    return say("from {first} to {last}", first=_day(first, today), last=_day(last, today))


def _ill(name: str, days: tuple[date, ...], today: date) -> str:
    """That a child is ill, with the last day where one was said."""
    if not days or days[-1] == today:
        return say("{name} is ill and stays at home.", name=name)
    return say("{name} is ill and stays at home until {day}.", name=name, day=_day(days[-1], today))


def _day(day: date, today: date) -> str:
    ahead = (day - today).days
    return say("today") if ahead == 0 else say("tomorrow") if ahead == 1 else long_day(day)


def _duty(scene: Scene, who: str, *, home: bool) -> Duty | None:
    """The duty that one is not home from, or that has not ended; else the next."""
    facts = facts_of(scene.household, horizon_of(scene.household, scene.plan))
    duties = facts.parents[who].duties
    return next((one for one in duties if (one.home if home else one.span.end) > scene.now), None)


def _after(scene: Scene, meaning: Meaning, after: Minute) -> Minute:
    """The first instant after another at which the clock shows what was said; half a day on, where that may be meant.

    A day that was said counts if that is after it.
    """
    wall, reading = scene.household.wall, meaning.at or Reading(0, sure=True)
    readings = {reading.minutes} if reading.sure else {reading.minutes % HALF, reading.minutes % HALF + HALF}
    first = wall.date(after)
    days = (*meaning.days, first, first + timedelta(days=1))
    found = [[at for one in sorted(readings) if (at := wall.at(day, Clock(one))) > after] for day in days]
    return next(one[0] for one in found if one)


def _when(scene: Scene, at: Minute) -> str:
    """A time as seen from now."""
    wall = scene.household.wall
    clock, days = Voice(wall).clock(at), (wall.date(at) - wall.date(scene.now)).days
    if days == 0:
        return clock
    return (
        say("{time} tomorrow", time=clock)
        if days == 1
        else say("{time} on {weekday}", time=clock, weekday=weekday(wall.date(at)))
    )


def _unclear(wrong: Unclear, scene: Scene) -> Asked:
    """What to ask back."""
    if wrong.why == "who" and wrong.options:
        return _which(wrong, scene)
    said = {
        "several": _("That could mean more than one thing. One at a time, such as:"),
        "not": _("Here one can only say that something has happened. To take something back, open the app."),
        "day": _("That can only be said of today. Such as:"),
        "long": _("That is long. One sentence is enough, such as:"),
    }.get(wrong.why, _("That was not understood. Say it such as:"))
    return Asked(said, () if wrong.why == "not" else tuple(_examples(scene)))


def _which(wrong: Unclear, scene: Scene) -> Asked:
    forms = {
        "ill": _("%(name)s is ill"),
        "cancelled": _("%(name)s cannot come today"),
        "closed": _("%(name)s is closed today"),
        "late": _("%(name)s is late"),
        "early": _("%(name)s is free early"),
        "called": _("%(name)s is called in"),
    }
    question = _("Which place is meant?") if wrong.kind == "closed" else _("Who is meant?")
    names = [scene.household.names.get(one, one) for one in wrong.options]
    return Asked(question, tuple(forms[wrong.kind or "ill"] % {"name": name} for name in names))


def _examples(scene: Scene) -> Iterator[str]:
    """A few sentences with this family's names."""
    yield _("running late 40")
    for child in scene.household.children[:1]:
        yield _("%(name)s is ill") % {"name": child.name}
    for carer in scene.household.carers[:1]:
        yield _("%(name)s cannot come today") % {"name": carer.name}
