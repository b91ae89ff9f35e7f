"""Generated families of mixed shape, the same for the same seed everywhere: no file, no clock, no hash order.

`family` makes a household for a week or more, `small` one for a day to three, `big` one of six children, eight carers
and twelve moments. Their horizons start on `first(seed)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.moments import Moment, Usual
from homecall.household.people import Child, Parent
from homecall.household.places import Place
from homecall.household.prices import Prices
from homecall.spans.span import DAY, HOUR, Span, instant
from homecall.spans.wall import Clock, Horizon, Wall, Weekly, parse_days, parse_weekly
from homecall.timeline.period import Kind, Overrun, Period
from homecall.timeline.timeline import Timeline

ZONE = "America/Chicago"
DAYS_BEFORE = 2
"""Schedules begin this many days before the horizon, for duties that reach into it."""
DAYS = 42
"""How long schedules are unless more is asked for."""

DUTIES: dict[str, tuple[Kind, str, str, Overrun | None]] = {
    "Clinic": (Kind.CLINIC, "08:00", "17:00", Overrun(30, 75)),
    "Day": (Kind.WORK, "07:00", "17:00", Overrun(45, 120)),
    "Long day": (Kind.WORK, "06:30", "19:00", Overrun(40, 90)),
    "Call": (Kind.IN_HOUSE_CALL, "07:00", "11:00+1", Overrun(60, 150)),
    "Night": (Kind.NIGHT, "19:00", "07:00+1", Overrun(45, 90)),
    "Home call": (Kind.HOME_CALL, "17:00", "07:00+1", None),
    "Admin": (Kind.REMOTE, "09:00", "15:00", None),
    "Short": (Kind.WORK, "08:10", "12:40", None),
}
RESIDENT = ("Day", "Day", "Long day", "Call", "Night", "Clinic")
ATTENDING = ("Clinic", "Clinic", "Short", "Admin", "Home call", "Long day")
OPERATING = ("Clinic", "Day", "Short")
CHILDREN = (("mia", "Mia"), ("leo", "Leo"), ("noa", "Noa"), ("ida", "Ida"), ("sam", "Sam"), ("eva", "Eva"))
CARERS = ("Rosa", "Joan", "Kim", "Tess", "Omar", "Lena", "Paul", "Gita")


def first(seed: int) -> date:
    """The day on which the horizon of that family starts; most are Mondays, some are not, a few hold a clock change."""
    monday = date(2026, 10, 26) if seed % 11 == 5 else date(2027, 1, 4) + timedelta(weeks=seed % 7)
    return monday + timedelta(days=seed % 5 if seed % 3 == 2 else 0)


def horizon(seed: int, days: int) -> Horizon:
    """The horizon of that family, decided on at noon of the day before."""
    noon = datetime.combine(first(seed) - timedelta(days=1), time(18), UTC)
    return Horizon(Wall(ZONE), first(seed), days, instant(noon))


def family(seed: int, days: int = DAYS) -> Household:
    """A household with one to three children, one or two parents and up to five carers, scheduled for so many days.

    More days are more of the same: the first six weeks stay what they are, but for how long they have been published
    where that is only half of it. Raises ValueError for fewer than six weeks.
    """
    dice = Random(seed)
    parents = tuple(_parent(dice, n) for n in range(dice.choice((1, 2, 2, 2))))
    children = tuple(_child(dice, n, first(seed)) for n in range(dice.choice((1, 1, 2, 2, 3))))
    carers = tuple(_carer(dice, n) for n in range(dice.choice((0, 1, 2, 2, 3, 4, 5))))
    people = Household(f"Family {seed}", ZONE, parents, children, carers, prices=_prices(dice))
    whole = _with_habits(dice, people, first(seed), 7)
    return whole.with_schedules({p.id: _schedule(dice, p.id, seed, DAYS, days) for p in parents})


def small(seed: int) -> Household:
    """A household for `horizon(seed, 1)` to three days: one or two parents, at most two children and two carers."""
    dice = Random(f"small {seed}")
    parents = tuple(_parent(dice, n) for n in range(dice.choice((1, 2))))
    children = tuple(_child(dice, n, first(seed)) for n in range(dice.choice((1, 1, 2))))
    carers = tuple(_carer(dice, n) for n in range(dice.choice((0, 1, 1, 2))))
    people = Household(f"Small family {seed}", ZONE, parents, children, carers, prices=_prices(dice))
    whole = _with_habits(dice, people, first(seed), 3)
    return whole.with_schedules({p.id: _schedule(dice, p.id, seed, 4) for p in parents})


def big(seed: int, days: int = DAYS) -> Household:
    """A household of two parents, six children, eight carers and twelve moments, scheduled for so many days."""
    dice = Random(f"big {seed}")
    parents = tuple(_parent(dice, n) for n in range(2))
    children = tuple(_child(dice, n, first(seed)) for n in range(6))
    carers = tuple(_carer(dice, n) for n in range(8))
    moments = tuple(_many_moments(dice, children, parents, first(seed)))
    usual = tuple(_usual(dice, tuple(c.id for c in children), ("ana", carers[0].id)) for _ in range(2))
    whole = Household(f"Big family {seed}", ZONE, parents, children, carers, moments, usual, _prices(dice))
    return whole.with_schedules({p.id: _schedule(dice, p.id, seed, DAYS, days) for p in parents})


def by_model(family: Household) -> Household:
    """The same family with rest by the model of sleep, which operates on days of the clinic and plain days."""
    lines = {
        parent: replace(line, periods=tuple(replace(p, operates=p.title in OPERATING) for p in line.periods))
        for parent, line in family.schedules.items()
    }
    return replace(family, rest="model", schedules=lines)


def _prices(dice: Random) -> Prices:
    return Prices(night_without_parent=dice.choice((0.0, 0.0, 30.0)), handoff=dice.choice((4.0, 2.5)))


def _parent(dice: Random, number: int) -> Parent:
    names = (("ana", "Ana"), ("ben", "Ben"))[number]
    return Parent(*names, commute=dice.choice((0, 15, 25, 30, 37)), drives=dice.random() < 0.9)


def _schedule(dice: Random, person: str, seed: int, days: int, through: int = 0) -> Timeline:
    """A duty on two days of three, never two that begin before the last has ended, and a few leaves.

    The family's dice are thrown for `days`; what is wanted beyond, until `through`, has dice of its own, so that what
    they decide next is the same for any length.
    """
    rota, wall, periods = dice.choice((RESIDENT, ATTENDING)), Wall(ZONE), list[Period]()
    through = through or days
    if through < days:
        raise ValueError(f"The dice are thrown for {days} days.")
    later = Random(f"later {person} {seed}")
    for n in range(-DAYS_BEFORE, through):
        periods += _day(dice if n < days else later, wall, person, first(seed) + timedelta(days=n), rota, periods[-1:])
    known = through // 2 if seed % 13 == 7 else through
    return Timeline(person, tuple(sorted(periods, key=lambda p: p.span)), first(seed) + timedelta(days=known))


def _day(
    dice: Random, wall: Wall, person: str, day: date, rota: tuple[str, ...], before: list[Period]
) -> Iterator[Period]:
    """What begins on a day after the period `before`, if anything does."""
    free = all(period.span.end <= wall.at(day, Clock(6 * HOUR)) for period in before)
    if free and dice.random() < (0.35 if day.weekday() > 4 else 0.8):
        yield _period(wall, person, day, dice.choice(rota))
    elif dice.random() < 0.15:
        yield Period(person, wall.day(day), dice.choice((Kind.LEAVE, Kind.MARKER)), "Off", day, "made")


def _period(wall: Wall, person: str, day: date, title: str) -> Period:
    kind, start, end, overrun = DUTIES[title]
    span = Span(wall.at(day, Clock.parse(start)), wall.at(day, Clock.parse(end)))
    return Period(person, span, kind, title, day, "made", overrun=overrun)


def _child(dice: Random, number: int, start: date) -> Child:
    names = CHILDREN[number]
    age = dice.choice((-2, 40, 200, 700, 1200, 1900))
    places = tuple(_places(dice, start)) if age > 100 else ()
    wakes, bed = dice.choice(("06:00", "06:45", "07:10")), dice.choice(("19:15", "19:45", "20:30"))
    return Child(*names, start - timedelta(days=age), Clock.parse(wakes), Clock.parse(bed), places)


def _places(dice: Random, start: date) -> Iterator[Place]:
    shut = frozenset({start + timedelta(days=dice.randrange(7))}) if dice.random() < 0.3 else frozenset()
    kind = dice.choice(("none", "preschool", "daycare", "both"))
    if kind in ("preschool", "both"):
        yield Place("Preschool", parse_weekly("Mon-Fri 08:30-12:00"), dice.choice((10, 15, 20)), shut)
    if kind == "daycare":
        yield Place("Daycare", parse_weekly("Mon-Fri 07:00-18:00"), dice.choice((0, 15)), shut)
    if kind == "both":
        yield Place("Dance", parse_weekly("Tue,Thu 12:20-13:30"), 15)


def _carer(dice: Random, number: int) -> Carer:
    name = CARERS[number]
    kinds = (_nanny, _nanny, _au_pair, _sitter, _relative, _neighbour, _backup)
    return dice.choice(kinds)(dice, name)


def _nanny(dice: Random, name: str) -> Carer:
    hours = parse_weekly(f"Mon-Fri {dice.choice(('07:00-18:30', '06:00-16:00', '12:00-20:00'))}")
    rules = dice.choice(("us-nanny", "us-ca-nanny", "us-ny-nanny", "none"))
    guaranteed, shortest = dice.choice((0.0, 20.0, 40.0)), dice.choice((0.0, 3.0, 4.0))
    saturday = (parse_weekly("Sat 08:00-20:00"),) if dice.random() < 0.5 else ()
    return Carer(
        name.lower(), name, "nanny", (hours,), saturday, dice.choice((24.0, 27.5)), rules, guaranteed, shortest,
        max_day=dice.choice((10.0, 12.0)), max_week=50.0, notice=48.0, drives=dice.random() < 0.7,
    )  # fmt: skip


def _au_pair(dice: Random, name: str) -> Carer:
    hours = (parse_weekly("Mon-Fri 06:30-09:00"), parse_weekly("Mon-Fri 14:00-22:00"))
    evenings = (parse_weekly(f"Mon-Sun {dice.choice(('17:00-07:00', '18:00-23:00'))}"),)
    overnight = dice.random() < 0.8
    return Carer(
        name.lower(), name, "au_pair", hours, evenings, 4.35, "us-au-pair", 0.0, 0.0, drives=dice.random() < 0.5,
        overnight=overnight, standby=dice.choice((5, None)),
    )  # fmt: skip


def _sitter(dice: Random, name: str) -> Carer:
    times = (parse_weekly("Mon-Fri 15:00-23:00"), parse_weekly("Sat,Sun 09:00-23:00"))
    notice, rate = dice.choice((0.0, 24.0, 72.0)), dice.choice((18.0, 22.0))
    return Carer(
        name.lower(), name, "sitter", (), times, rate, min_shift=dice.choice((2.0, 3.0)), notice=notice, max_day=8.0,
        max_week=20.0, drives=dice.random() < 0.5, per_use=dice.choice((0.0, 5.0)),
    )  # fmt: skip


def _relative(dice: Random, name: str) -> Carer:
    hours = tuple(parse_weekly(text) for text in dice.choice(((), ("Wed 12:00-20:00",), ("Sun 09:00-18:00",))))
    asked = Weekly(parse_days(dice.choice(("Mon-Sun", "Fri-Sun"))), Clock(0), Clock(DAY))
    return Carer(
        name.lower(), name, "relative", hours, (asked,), notice=dice.choice((0.0, 48.0)), max_day=16.0, max_week=40.0,
        drives=dice.random() < 0.8, overnight=dice.random() < 0.8,
    )  # fmt: skip


def _neighbour(dice: Random, name: str) -> Carer:
    hours = (parse_weekly(f"Mon-Sun {dice.choice(('17:00-21:00', '06:00-22:00'))}"),) if dice.random() < 0.5 else ()
    asked = (parse_weekly("Mon-Sun 06:00-08:00"), parse_weekly("Mon-Sun 16:00-22:00"))
    return Carer(name.lower(), name, "neighbour", hours, asked, rate=12.0, max_day=3.0, standby=dice.choice((10, 20)))


def _backup(dice: Random, name: str) -> Carer:
    hours = (parse_weekly("Mon-Fri 07:00-19:00"),)
    left = dice.choice((0, 1, 3))
    return Carer(name.lower(), name, "backup", (), hours, 6.0, min_shift=4.0, max_day=10.0, notice=12.0, per_use=15.0,
                 uses_left=left, drives=False)  # fmt: skip


def _with_habits(dice: Random, people: Household, start: date, days: int) -> Household:
    """Adds moments and what is usual."""
    children = tuple(child.id for child in people.children)
    parents = tuple(parent.id for parent in people.parents)
    moments = tuple(_moments(dice, children, parents, start, days))
    leads = (*parents, *(carer.id for carer in people.carers))
    usual = tuple(_usual(dice, children, leads) for _ in range(dice.choice((0, 0, 1, 2))))
    return Household(
        people.name, people.timezone, people.parents, people.children, people.carers, moments, usual, people.prices
    )


def _usual(dice: Random, children: tuple[str, ...], leads: tuple[str, ...]) -> Usual:
    window = dice.choice(("Tue,Thu 08:00-08:30", "Mon-Fri 17:30-19:00", "Sat,Sun 07:00-09:00"))
    return Usual((dice.choice(children),), dice.choice(leads), parse_weekly(window))


def _moments(
    dice: Random, children: tuple[str, ...], parents: tuple[str, ...], start: date, days: int
) -> Iterator[Moment]:
    """A ritual for everybody, perhaps some time alone, a family morning, a day that counts."""
    one = dice.choice(children)
    if dice.random() < 0.8:
        goal, who = dice.choice((2, 4, None)), dice.choice(("each", "any"))
        evening = parse_weekly(dice.choice(("Mon-Sun 18:30-19:15", "Mon-Sun 18:00-19:00")))
        yield Moment("bedtime", "Roses and thorns", children, who, window=evening, minutes=15, goal=goal)
    if dice.random() < 0.4:
        alone = parse_weekly("Mon-Sun 09:00-11:30")
        yield Moment("alone", "Just us", (one,), "each", (), "nice", None, None, 0, alone, 30, 1, one_on_one=True)
    if dice.random() < 0.4:
        morning = parse_weekly("Sat 08:00-11:00")
        yield Moment("saturday", "Saturday morning", children, "all", window=morning, minutes=dice.choice((60, 180)))
    if dice.random() < 0.5:
        yield _day_that_counts(dice, one, parents, start + timedelta(days=dice.randrange(days)))


def _day_that_counts(dice: Random, child: str, parents: tuple[str, ...], day: date) -> Moment:
    begins = datetime.combine(day, time(dice.choice((10, 14, 17)), dice.choice((0, 30))))
    who, importance = dice.choice(("any", "all", "listed")), dice.choice(("must", "must", "should"))
    named = (dice.choice(parents),) if who == "listed" else ()
    ends = begins + timedelta(minutes=dice.choice((60, 95)))
    travel = dice.choice((0, 15, 20))
    return Moment("play", "School play", (child,), who, named, importance, begins, ends, travel)


def _many_moments(
    dice: Random, children: tuple[Child, ...], parents: tuple[Parent, ...], start: date
) -> Iterator[Moment]:
    """Twelve: a ritual for each of six children, a supper, a Saturday, time for one alone, three days that count."""
    everybody, adults = tuple(child.id for child in children), tuple(parent.id for parent in parents)
    yield from (_ritual(dice, child, adults) for child in children)
    supper, morning = parse_weekly("Mon-Sun 17:15-18:45"), parse_weekly("Sat 07:30-10:00")
    yield Moment("supper", "The long table", everybody, "any", window=supper, minutes=30, goal=dice.choice((3, 4)))
    yield Moment("saturday", "Waffles", everybody, "all", window=morning, minutes=60)
    alone, one = parse_weekly("Sat,Sun 14:00-17:00"), dice.choice(everybody)
    yield Moment("walk", "Just us", (one,), "any", (), "nice", None, None, 0, alone, 30, 1, one_on_one=True)
    for number in range(3):
        day = start + timedelta(days=7 * number + dice.randrange(7))
        yield replace(_day_that_counts(dice, dice.choice(everybody), adults, day), id=f"day-{number}")


def _ritual(dice: Random, child: Child, parents: tuple[str, ...]) -> Moment:
    """A quarter of an hour or two with one child, on mornings or evenings."""
    hours = dice.choice(("Mon-Fri 06:30-07:30", "Mon-Sun 17:45-18:45", "Mon-Sun 18:15-19:15", "Mon-Thu 18:00-19:00"))
    who = dice.choice(("each", "any", "listed"))
    named = (dice.choice(parents),) if who == "listed" else ()
    importance, goal = dice.choice(("should", "nice")), dice.choice((1, 2, 3))
    minutes, window = dice.choice((15, 30)), parse_weekly(hours)
    title = f"A while with {child.name}"
    return Moment(f"with-{child.id}", title, (child.id,), who, named, importance, None, None, 0, window, minutes, goal)
