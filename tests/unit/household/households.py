"""Generated households that the format can express, for property tests."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import strategies as st

from homecall.household.carers import CARER_KINDS, Carer
from homecall.household.codec.keys import LABOUR_PACKS, LAYOUTS, SHIFT_KINDS, SOURCE_KINDS, WORK_RULES
from homecall.household.codec.times import length, longest
from homecall.household.gates import Gates
from homecall.household.household import Household
from homecall.household.moments import IMPORTANCES, Moment, Usual
from homecall.household.people import Child, Parent, ShiftMeaning, SourceSpec
from homecall.household.places import Place
from homecall.household.prices import Prices
from homecall.spans.wall import Clock, Weekly
from homecall.timeline.period import Kind, Overrun

DAYS = st.frozensets(st.integers(0, 6), min_size=1)
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).filter(str.strip)
MINUTES = st.integers(0, 10080)
MONEY = st.floats(0, 1e6) | st.integers(0, 500).map(float)
DATES = st.dates(date(1900, 1, 2), date(2199, 12, 30))
STARTS = st.integers(0, 1439).map(Clock)
ENDS = st.builds(Clock, st.integers(0, 1440), st.integers(0, 1))
WEEKLIES = st.builds(Weekly, DAYS, STARTS, ENDS)

SOURCES = st.builds(
    SourceSpec,
    st.sampled_from(SOURCE_KINDS),
    path=NAMES.filter(lambda one: "://" not in one),
    match=st.just("") | NAMES,
    published_through=st.none() | DATES,
    sheet=st.just("") | NAMES,
    layout=st.just("") | st.sampled_from(LAYOUTS),
    first_day=st.none() | DATES,
    wrong_on=st.frozensets(DATES, max_size=3).map(lambda days: tuple(sorted(days))),
    yields=st.booleans(),
) | st.builds(SourceSpec, st.sampled_from(SOURCE_KINDS), url=st.sampled_from(["https://x.example/a", "webcal://y"]))
OVERRUNS = st.tuples(st.floats(0, 10080), st.floats(0, 10080)).map(lambda two: Overrun(min(two), max(two)))
SHIFTS = st.builds(
    ShiftMeaning,
    NAMES,
    st.sampled_from(SHIFT_KINDS).map(Kind),
    st.none() | STARTS,
    st.none() | st.builds(Clock, st.integers(0, 1440), st.integers(0, 6)),
    st.none() | OVERRUNS,
    DAYS,
    st.just("") | NAMES,
    st.just("") | NAMES,
    st.booleans(),
)


HOURS, CHANCES = st.floats(0, 48), st.floats(0, 1)
GATES = (HOURS, HOURS, HOURS, CHANCES, HOURS, HOURS, HOURS, CHANCES, CHANCES, HOURS)


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A place that closes after it opens."""
    start, end = sorted(draw(st.lists(STARTS, min_size=2, max_size=2, unique=True)))
    closed = draw(st.frozensets(DATES, max_size=6) | st.just(frozenset(map(date.fromordinal, range(730000, 730500)))))
    late = draw(st.sampled_from([end, Clock(start.minutes, 1)]))
    hours = Weekly(draw(DAYS), start, late)
    calendar = draw(st.just("") | NAMES)
    titles = tuple(draw(st.lists(NAMES, max_size=3))) if calendar else ()
    return Place(draw(NAMES), hours, draw(MINUTES), closed, calendar, closed_titles=titles)


@st.composite
def carers(draw: st.DrawFn, id_: str) -> Carer:
    """A carer whose limits agree."""
    hours, more = (tuple(draw(st.lists(WEEKLIES, max_size=3))) for _ in range(2))
    day, week = draw(st.floats(0.5, 24)), draw(st.floats(0.5, 168))
    most = min(day, week, longest((*hours, *more)) / 60)
    counts = st.none() | st.integers(0, 10080)
    kind, rules = draw(st.sampled_from(CARER_KINDS)), draw(st.sampled_from(LABOUR_PACKS))
    return Carer(
        id_,
        draw(NAMES),
        kind,
        hours,
        more,
        draw(MONEY),
        rules=rules,
        guaranteed=draw(st.floats(0, week)),
        min_shift=draw(st.floats(0, most)),
        max_day=day,
        max_week=week,
        notice=draw(st.floats(0, 1000)),
        drives=draw(st.booleans()),
        overnight=draw(st.booleans()),
        standby=draw(counts),
        per_use=draw(MONEY),
        uses_left=draw(counts),
    )


def dated(draw: st.DrawFn, plain: Moment) -> Moment:
    """The moment at a fixed time, at most a week long."""
    minutes = st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("2198-12-24"))
    start = draw(minutes).replace(second=0, microsecond=0)
    end = datetime.fromordinal(start.toordinal() + draw(st.integers(1, 7))).replace(
        hour=start.hour, minute=start.minute
    )
    return Moment(
        plain.id, plain.title, plain.children, plain.who, plain.parents, plain.importance, start, end, draw(MINUTES)
    )


def recurring(draw: st.DrawFn, plain: Moment) -> Moment:
    """The moment in a window that has room for it."""
    window = draw(WEEKLIES)
    return Moment(
        *(plain.id, plain.title, plain.children, plain.who, plain.parents, plain.importance),
        window=window,
        minutes=draw(st.integers(1, length(window))),
        goal=draw(st.none() | st.integers(1, len(window.days))),
        one_on_one=draw(st.booleans()),
    )


@st.composite
def moments(draw: st.DrawFn, id_: str, adults: list[str], young: list[str]) -> Moment:
    """A moment of some of the family."""
    who = draw(st.sampled_from(["each", "any", "all", "listed"]))
    listed = tuple(draw(st.lists(st.sampled_from(adults), min_size=1, unique=True))) if who == "listed" else ()
    children = tuple(draw(st.lists(st.sampled_from(young), min_size=1, unique=True)))
    plain = Moment(id_, draw(NAMES), children, who, listed, draw(st.sampled_from(IMPORTANCES)))
    return draw(st.sampled_from([dated, recurring]))(draw, plain)


@st.composite
def parents(draw: st.DrawFn, id_: str) -> Parent:
    """A parent with schedules and shifts."""
    schedules = tuple(draw(st.lists(SOURCES, max_size=2)))
    rules, drives = draw(st.sampled_from(WORK_RULES)), draw(st.booleans())
    return Parent(id_, draw(NAMES), rules, draw(MINUTES), drives, schedules, tuple(draw(st.lists(SHIFTS, max_size=2))))


@st.composite
def children(draw: st.DrawFn, id_: str) -> Child:
    """A child with places."""
    wakes, bedtime = draw(st.lists(STARTS, min_size=2, max_size=2, unique=True))
    return Child(id_, draw(NAMES), draw(st.none() | DATES), wakes, bedtime, tuple(draw(st.lists(places(), max_size=2))))


@st.composite
def households(draw: st.DrawFn) -> Household:
    """A family of up to three parents, three children, two carers."""
    counts = [draw(st.integers(least, most)) for least, most in ((1, 3), (1, 3), (0, 2), (0, 3))]
    adults, young, helpers, events = (
        [f"{kind}{n}" for n in range(count)] for kind, count in zip("pckm", counts, strict=True)
    )
    leads = st.sampled_from([*adults, *helpers])
    usual = st.builds(Usual, st.lists(st.sampled_from(young), min_size=1, unique=True).map(tuple), leads, WEEKLIES)
    return Household(
        name=draw(NAMES),
        timezone=draw(st.sampled_from(["America/Chicago", "Europe/Berlin", "Pacific/Apia"])),
        parents=tuple(draw(parents(one)) for one in adults),
        children=tuple(draw(children(one)) for one in young),
        carers=tuple(draw(carers(one)) for one in helpers),
        moments=tuple(draw(moments(one, adults, young)) for one in events),
        usual=tuple(draw(st.lists(usual, max_size=2))),
        prices=draw(st.just(Prices()) | st.builds(Prices, *[MONEY] * 10)),
        rest=draw(st.sampled_from(["constants", "model"])),
        gates=draw(st.just(Gates()) | st.builds(Gates, *GATES)),
    )
