"""The year that a scenario speaks of: the family as edited, with a schedule for every week of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fnmatch import fnmatchcase

from homecall.errors import ScenarioError
from homecall.futures.overrun import Lateness
from homecall.futures.rotation import SOURCE, periods
from homecall.futures.scenario import (
    AddHours,
    AddMoment,
    AddWork,
    ChangeIncome,
    DropMoment,
    DropWork,
    Edit,
    Hire,
    LetGo,
    MoreHours,
    MoveWork,
    Relocate,
    ScaleWork,
    Scenario,
)
from homecall.futures.shocks import RATES, Assumptions, Lesson
from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.household.without import without
from homecall.spans.span import Span
from homecall.spans.wall import Clock, Wall
from homecall.timeline.period import BUSY, Kind, Overrun, Period
from homecall.timeline.timeline import Timeline

BEFORE, AFTER = 7, 7
"""Days either side of the year that have duties too, for those that reach into it."""
MOST_WEEKS = 53


@dataclass(frozen=True)
class Setting:
    """A family over a year of whole weeks that begins on the Monday `first`, and what is taken for true of it.

    `floating` is work without a fixed time, in hours a week by parent; `incomes` are yearly and before tax.
    `repeated` are the parents whose published weeks were repeated for want of a rotation.
    """

    name: str
    household: Household
    first: date
    weeks: int
    assumptions: Assumptions
    floating: Mapping[str, float]
    incomes: Mapping[str, float]
    repeated: tuple[str, ...] = ()

    @property
    def mondays(self) -> tuple[date, ...]:
        """The first day of each week."""
        return tuple(self.first + timedelta(weeks=n) for n in range(self.weeks))


def setting_of(
    household: Household, scenario: Scenario, first: date, weeks: int, learned: Mapping[str, Lesson] | None = None
) -> Setting:
    """The year from the Monday on or after `first`. The household's schedules must have been read.

    A parent without a rotation goes on as published: the whole weeks that are known come again and again. `learned` is
    what duties have taught, by "parent/kind". Raises ScenarioError where an edit fits nothing, or nothing is known of a
    parent's work.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise ScenarioError(f"A year of {weeks} weeks cannot be lived.", cure=f"Ask for 1 to {MOST_WEEKS} weeks.")
    monday = first + timedelta(days=-first.weekday() % 7)
    lines = {p.id: _line(household, scenario, p, monday, weeks) for p in household.parents}
    wall = household.wall
    repeated = tuple(p for p in lines if not any(r.parent == p for r in scenario.rotations) and lines[p])
    through = monday + timedelta(weeks=weeks + 1)
    schedules = {p: Timeline(p, _until(found, wall, through), None) for p, found in lines.items()}
    year = _Year(household.with_schedules(schedules), monday, weeks, {}, dict(scenario.incomes))
    for edit in scenario.edits:
        year = _EDITS[type(edit)](year, edit)
    known = {k: v for k, v in (learned or {}).items() if k not in scenario.overruns}
    rates = RATES.with_changes(scenario.shocks)
    assumed = Assumptions(rates, scenario.overruns, known, year.incomes, scenario.tax)
    family = _with_overruns(year.household, assumed)
    return Setting(scenario.name, family, monday, weeks, assumed, year.floating, year.incomes, repeated)


def _with_overruns(household: Household, assumed: Assumptions) -> Household:
    """The family with duties that end as late as is said or learned, so that the plan reckons with it too."""
    said = {k: Overrun(*pair) for k, pair in assumed.overruns.items()}
    said = {k: one.overrun for k, one in assumed.learned.items() if isinstance(one, Lateness)} | said

    def better(period: Period) -> Period:
        known = said.get(f"{period.person}/{period.kind}")
        return replace(period, overrun=known) if known else period

    lines = household.schedules.items()
    schedules = {p: replace(line, periods=tuple(map(better, line.periods))) for p, line in lines}
    return household.with_schedules(schedules) if said else household


def _until(found: Iterable[Period], wall: Wall, through: date) -> tuple[Period, ...]:
    end = wall.midnight(through)
    return tuple(sorted((p for p in found if p.span.start < end), key=lambda p: (p.span, p.title)))


def _line(household: Household, scenario: Scenario, parent: Parent, monday: date, weeks: int) -> tuple[Period, ...]:
    """A parent's duties over the year and a week on either side."""
    rotations = [r for r in scenario.rotations if r.parent == parent.id]
    days = [monday + timedelta(days=n) for n in range(-BEFORE, weeks * 7 + AFTER)]
    if rotations:
        return periods(rotations, days, household.wall)
    line = household.schedules.get(parent.id)
    if line is None or (not line.periods and line.through is None):
        return ()  # a parent without a schedule is taken as free, as everywhere
    return _repeated(line, household, parent, monday, days)


def _repeated(
    line: Timeline, household: Household, parent: Parent, monday: date, days: Sequence[date]
) -> tuple[Period, ...]:
    known = {day: [p for p in line.periods if p.day == day] for day in days}
    last = line.through or max(p.day for p in line.periods)
    whole = ((last - monday).days + 1) // 7
    if whole < 1:
        cure = f'Say how it looks: a [[rotations]] with parent = "{parent.id}" in the scenario.'
        raise ScenarioError(f"No whole week of {parent.name}'s work from {monday} on is published.", cure=cure)
    found: list[Period] = []
    for n, day in enumerate(days, start=-BEFORE):
        model = monday + timedelta(days=n % (whole * 7))
        same = known.get(model) or [p for p in line.periods if p.day == model]
        found += [_moved(p, household.wall, (day - model).days) for p in same]
    return tuple(found)


def _moved(period: Period, wall: Wall, days: int) -> Period:
    """The same duty so many days later, by the clock on the wall."""
    if days == 0:
        return period
    shift = timedelta(days=days)
    start, end = (wall.localize(wall.local(at).replace(tzinfo=None) + shift) for at in _ends(period.span))
    return replace(period, span=Span(start, max(end, start + 1)), day=period.day + shift, source=SOURCE)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@dataclass(frozen=True)
class _Year:
    """What edits work on."""

    household: Household
    first: date
    weeks: int
    floating: dict[str, float]
    incomes: dict[str, float]

    def parent(self, who: str, where: str) -> Parent:
        for one in self.household.parents:
            if one.id == who:
                return one
        raise _nobody(who, "parent", (p.id for p in self.household.parents), where)

    def line(self, who: str, where: str) -> Timeline:
        return self.household.schedules.get(self.parent(who, where).id, Timeline(who))

    def with_periods(self, who: str, found: Iterable[Period]) -> _Year:
        ordered = tuple(sorted(found, key=lambda p: (p.span, p.title)))
        line = replace(self.household.schedules.get(who, Timeline(who)), periods=ordered)
        return replace(self, household=self.household.with_schedules({**self.household.schedules, who: line}))


def _nobody(who: str, what: str, known: Iterable[str], where: str) -> ScenarioError:
    cure = f"Known: {', '.join(known) or 'none'}."
    return ScenarioError(f"{who!r} is no {what} of this family.", where=where, cure=cure)


def _fits(period: Period, edit: DropWork | MoveWork | ScaleWork) -> bool:
    known = fnmatchcase(period.title.casefold(), edit.title.casefold())
    return known and period.day.weekday() in edit.days and period.kind in BUSY | {Kind.HOME_CALL}


def _fitting(year: _Year, edit: DropWork | MoveWork | ScaleWork) -> list[Period]:
    """The duties that an edit speaks of, in order. Raises ScenarioError where there are none."""
    line = year.line(edit.parent, edit.where)
    found = [p for p in line.periods if _fits(p, edit)]
    if not found:
        titles = sorted({p.title for p in line.periods})[:8]
        name = year.parent(edit.parent, edit.where).name
        cure = f"There are {', '.join(titles)}." if titles else "There is no work at all."
        raise ScenarioError(f"{name} has no work with the title {edit.title!r} then.", where=edit.where, cure=cure)
    return found


def _drop(year: _Year, edit: DropWork) -> _Year:
    gone = set(_fitting(year, edit))
    return year.with_periods(edit.parent, (p for p in year.line(edit.parent, "").periods if p not in gone))


def _add(year: _Year, edit: AddWork) -> _Year:
    wall, line = year.household.wall, year.line(edit.parent, edit.where)
    found = list(line.periods)
    for n in range(-BEFORE, year.weeks * 7 + AFTER):
        day = year.first + timedelta(days=n)
        if day.weekday() in edit.days and (n // 7) % edit.every == 0:
            span = wall.window(day, edit.start, edit.end)
            found += [Period(edit.parent, span, edit.kind, edit.title, day, SOURCE)] if span else []
    return year.with_periods(edit.parent, found)


def _add_hours(year: _Year, edit: AddHours) -> _Year:
    who = year.parent(edit.parent, edit.where).id
    return replace(year, floating={**year.floating, who: year.floating.get(who, 0.0) + edit.hours})


def _move(year: _Year, edit: MoveWork) -> _Year:
    moved = {p: _elsewhere(p, edit, year.household.wall) for p in _fitting(year, edit)}
    return year.with_periods(edit.parent, (moved.get(p, p) for p in year.line(edit.parent, "").periods))


def _elsewhere(period: Period, edit: MoveWork, wall: Wall) -> Period:
    day = period.day + timedelta(days=edit.later)
    shift = timedelta(days=edit.later)
    start, end = (wall.local(at).replace(tzinfo=None) + shift for at in _ends(period.span))
    length = end - start
    if edit.start is not None:
        start = _at(day, edit.start)
        end = start + length
    if edit.end is not None:
        end = _at(day, edit.end)
        end += timedelta(days=1) if end <= start else timedelta()
    first = wall.localize(start)
    return replace(period, span=Span(first, max(first + 1, wall.localize(end))), day=day)


def _at(day: date, clock: Clock) -> datetime:
    return datetime.combine(day, datetime.min.time()) + timedelta(days=clock.days, minutes=clock.minutes)


def _scale(year: _Year, edit: ScaleWork) -> _Year:
    """Every n-th goes, counted from the first of the year on, so that what is left is spread evenly."""
    gone = {p for n, p in enumerate(_fitting(year, edit)) if int((n + 1) * edit.share) == int(n * edit.share)}
    return year.with_periods(edit.parent, (p for p in year.line(edit.parent, "").periods if p not in gone))


def _hire(year: _Year, edit: Hire) -> _Year:
    if edit.carer.id in year.household.names:
        text = f"There is somebody with the id {edit.carer.id!r} already."
        raise ScenarioError(text, where=edit.where, cure="Give another id.")
    return replace(year, household=replace(year.household, carers=(*year.household.carers, edit.carer)))


def _more_hours(year: _Year, edit: MoreHours) -> _Year:
    _carer(year, edit.carer, edit.where)
    carers = tuple(
        replace(
            one,
            hours=(*one.hours, *edit.hours),
            on_request=(*one.on_request, *edit.on_request),
            guaranteed=one.guaranteed + edit.paid,
            max_week=min(168.0, one.max_week + edit.paid),
        )
        if one.id == edit.carer
        else one
        for one in year.household.carers
    )
    return replace(year, household=replace(year.household, carers=carers))


def _carer(year: _Year, who: str, where: str) -> None:
    if who not in {one.id for one in year.household.carers}:
        raise _nobody(who, "carer", (c.id for c in year.household.carers), where)


def _let_go(year: _Year, edit: LetGo) -> _Year:
    _carer(year, edit.carer, edit.where)
    return replace(year, household=without(year.household, edit.carer))


def _relocate(year: _Year, edit: Relocate) -> _Year:
    who = year.parent(edit.parent, edit.where).id
    parents = tuple(replace(p, commute=edit.commute) if p.id == who else p for p in year.household.parents)
    return replace(year, household=replace(year.household, parents=parents))


def _income(year: _Year, edit: ChangeIncome) -> _Year:
    who = year.parent(edit.parent, edit.where).id
    return replace(year, incomes={**year.incomes, who: year.incomes.get(who, 0.0) + edit.by})


def _add_moment(year: _Year, edit: AddMoment) -> _Year:
    if edit.moment.id in {one.id for one in year.household.moments}:
        raise ScenarioError(f"There is a moment {edit.moment.id!r} already.", where=edit.where, cure="Give another id.")
    return replace(year, household=replace(year.household, moments=(*year.household.moments, edit.moment)))


def _drop_moment(year: _Year, edit: DropMoment) -> _Year:
    left = tuple(one for one in year.household.moments if one.id != edit.moment)
    if len(left) == len(year.household.moments):
        raise _nobody(edit.moment, "moment", (m.id for m in year.household.moments), edit.where)
    return replace(year, household=replace(year.household, moments=left))


_EDITS: Mapping[type[Edit], Callable[..., _Year]] = {
    DropWork: _drop, AddWork: _add, AddHours: _add_hours, MoveWork: _move, ScaleWork: _scale, Hire: _hire,
    MoreHours: _more_hours, LetGo: _let_go, Relocate: _relocate, ChangeIncome: _income, AddMoment: _add_moment,
    DropMoment: _drop_moment,
}  # fmt: skip
