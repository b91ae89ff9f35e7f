"""The Career page as data: all that its template may use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homecall.career.drift import Drift, Growth, drift, growth, since
from homecall.career.found import Found, Visits, found
from homecall.career.review import Room
from homecall.career.roles import Role
from homecall.career.season import Season, due, now
from homecall.futures.shocks import RATES
from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.outlets.picture.people import people_of
from homecall.tongue import month_short
from homecall.web.career.chart import Chart, chart
from homecall.web.career.ended import WEEKDAY, WEEKEND
from homecall.web.career.words import KINDS, figure, lasts, spoken, when
from homecall.web.look.clocks import full_day

MONTHS = 36
"""Months that the picture goes back, where so much is known."""
VISITS = Visits(RATES.call_visits_weekday, RATES.call_visits_weekend, RATES.visit_hours, WEEKDAY, WEEKEND)
"""What a call from home on a schedule is taken to ask for, as it is published."""
EACH = 3
"""So many months apart are the columns of its table."""


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role in the list. `tone` is its tone in the picture, -1 where it is not in it."""

    id: str
    title: str
    kind: str
    hours: str
    when: str
    lasts: str
    meaning: str
    successor: str
    due: bool
    tone: int


@dataclass(frozen=True, slots=True)
class Table:
    """The picture as a table: the months that it looks at, and each role's hours a week in them."""

    months: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PersonRoles:
    """A parent's roles: their picture, the same as lines of a table, and what grew."""

    name: str
    initials: str
    at: int
    total: str
    grown: tuple[str, ...]
    chart: Chart | None
    table: Table | None
    roles: tuple[RoleLine, ...]
    over: tuple[RoleLine, ...]


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """A season in the list."""

    id: str
    title: str
    said: str
    goals: tuple[str, ...]
    learned: str


@dataclass(frozen=True, slots=True)
class CareerPage:
    """What has grown, what wants a decision, and what the plan has room for."""

    headline: str
    answer: str
    room: str
    due: tuple[RoleLine, ...]
    ended: tuple[SeasonLine, ...]
    seasons: tuple[SeasonLine, ...]
    people: tuple[PersonRoles, ...]
    found: int
    today: date


@dataclass(frozen=True, slots=True)
class Known:
    """All that the page is made from; `room` is None without a plan."""

    household: Household
    roles: tuple[Role, ...]
    seasons: tuple[Season, ...]
    room: Room | None
    today: date


def career_page(known: Known) -> CareerPage:
    """The page of a family."""
    today = known.today
    people = tuple(_person(known, parent) for parent in known.household.parents)
    waiting = tuple(one for one in known.roles if one.due(today))
    return CareerPage(
        headline=_headline(known.roles, today),
        answer=answer(known.room),
        room=room_said(known.room),
        due=tuple(_line(known.household, one, today) for one in waiting),
        ended=tuple(season_line(one, today) for one in due(known.seasons, today)),
        seasons=tuple(season_line(one, today) for one in now(known.seasons, today)),
        people=people,
        found=len(unlisted(known.household, known.roles)),
        today=today,
    )


def answer(room: Room | None) -> str:
    """The answer to the one question, in a word or two."""
    said = {
        "yes": _("Yes, as far as the plan can see."),
        "mostly": _("Mostly."),
        "not fully": _("Not fully."),
        "unknown": _("Nobody can say yet."),
    }
    so_far = {
        "yes": _("Yes, as far as your schedules go."),
        "mostly": _("Mostly, as far as your schedules go."),
        "not fully": _("Not fully, as far as your schedules go."),
    }
    if room is not None and not room.final:
        said |= so_far
    return said[room.answer if room else "unknown"]


def room_said(room: Room | None) -> str:
    """What the plan ahead has room for, kept before wished for."""
    if room is None or not room.wished:
        return _("Once there is a plan with moments in it, it stands here how many of them have their place.")
    said = {"kept": room.kept, "wished": room.wished}
    if not room.final:
        found = _(
            "Work leaves room for %(kept)d of the %(wished)d moments that you wish for. The plan is still being made."
        )
        return found % said
    return _("%(kept)d of the %(wished)d moments that you wish for have their place in the plan ahead.") % said


def _headline(roles: tuple[Role, ...], today: date) -> str:
    """What became of the hours in a year, of all roles together."""
    if not roles:
        return _("What does your work ask of you?")
    then = since(roles, today)
    more = growth(roles, then, today).more
    if (today - then).days < 60 or abs(more) < 1:
        return (
            _("Your roles ask for about as much as a year ago.")
            if (today - then).days >= 360
            else _("This is what your roles ask for.")
        )
    said = {"hours": figure(abs(more)), "since": full_day(then)}
    if (today - then).days >= 360:
        return (
            _("Your roles ask for %(hours)s hours a week more than a year ago.") % said
            if more > 0
            else _("Your roles ask for %(hours)s hours a week less than a year ago.") % said
        )
    if more > 0:
        return _("Your roles ask for %(hours)s hours a week more than on %(since)s.") % said
    return _("Your roles ask for %(hours)s hours a week less than on %(since)s.") % said


def _person(known: Known, parent: Parent) -> PersonRoles:
    face = next(one for one in people_of(known.household) if one.id == parent.id)
    mine, today = tuple(one for one in known.roles if one.parent == parent.id), known.today
    first = min((one.start for one in mine), default=today)
    months = min(MONTHS, (today.year - first.year) * 12 + today.month - first.month + 1)
    shown = drift(mine, today, max(months, 2))
    tones = {band.role.id: at % 5 for at, band in enumerate(shown.bands)}
    lines = [(one, _line(known.household, one, today, tones.get(one.id, -1))) for one in mine]
    grown = growth(mine, since(mine, today), today)
    return PersonRoles(
        name=parent.name,
        initials=face.initials,
        at=face.position % 8,
        total=spoken(grown.now) if mine else "",
        grown=_grown(grown, since(mine, today)),
        chart=chart(shown, today),
        table=_table(shown),
        roles=tuple(line for one, line in lines if one.runs(today)),
        over=tuple(line for one, line in lines if not one.runs(today)),
    )


def _table(shown: Drift) -> Table | None:
    """Every third month, counted from the last."""
    looks = range((len(shown.months) - 1) % EACH, len(shown.months), EACH)
    said = [(shown.months[at].month, shown.months[at].year) for at in looks]
    head = tuple(_("%(month)s %(year)d") % {"month": month_short(date(y, m, 1)), "year": y} for m, y in said)
    rows = tuple((one.role.title, tuple(figure(one.hours[at]) for at in looks)) for one in shown.bands)
    return Table(head, rows) if rows else None


def _grown(found: Growth, then: date) -> tuple[str, ...]:
    """What each role brought or gave back since then, the largest first."""
    said = []
    for role, more in found.parts[:4]:
        values = {"role": role.title, "hours": figure(abs(more)), "since": full_day(then)}
        if more > 0:
            said.append(_("“%(role)s” brought %(hours)s hours a week since %(since)s.") % values)
        else:
            said.append(_("“%(role)s” gave back %(hours)s hours a week since %(since)s.") % values)
    return tuple(said)


def _line(family: Household, one: Role, today: date, tone: int = -1) -> RoleLine:
    return RoleLine(
        id=one.id,
        title=one.title,
        kind=str(KINDS[one.kind]),
        hours=spoken(one.hours(today) if one.runs(today) else one.stints[-1].hours),
        when=when(family, one),
        lasts=lasts(one, today),
        meaning=one.meaning,
        successor=one.successor,
        due=one.due(today),
        tone=tone,
    )


def season_line(one: Season, today: date) -> SeasonLine:
    """A season as it is told."""
    if one.start > today:
        said = _("From %(start)s") % {"start": full_day(one.start)}
    elif one.runs(today):
        weeks = one.weeks_left(today)
        values = {"end": full_day(one.end), "weeks": weeks}
        said = ngettext("Until %(end)s, %(weeks)d more week", "Until %(end)s, %(weeks)d more weeks", weeks) % values
    else:
        said = _("%(start)s to %(end)s") % {"start": full_day(one.start), "end": full_day(one.end)}
    return SeasonLine(one.id, one.title, said, one.goals, one.learned)


def unlisted(household: Household, roles: tuple[Role, ...]) -> tuple[Found, ...]:
    """What the schedules show that is not in the ledger yet; a role by the same title is the same."""
    there = {(one.parent, one.title.casefold()) for one in roles}
    return tuple(one for one in found(household, VISITS) if (one.parent, one.title.casefold()) not in there)
