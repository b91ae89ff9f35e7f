"""The Today page as data: all that its templates may use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.tones import Tones, toned
from homecall.outlets.ribbon.part import day as ribbon_day
from homecall.outlets.words import Hole, Voice, Words, listed, long_day
from homecall.plan.codec import read as read_plan
from homecall.plan.diff import told
from homecall.plan.plan import Plan
from homecall.plan.spoken import spoken
from homecall.planner.change.changed import made_for
from homecall.planner.change.happened import concerned
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Wall
from homecall.tongue import manner
from homecall.web.happened.models import Proposal
from homecall.web.happened.store import Told
from homecall.web.jobs.store import Progress
from homecall.web.look import clocks
from homecall.web.look.drawn import DRAWN
from homecall.web.plans.sight import drawn_for, tones
from homecall.web.plans.store import Shown
from homecall.workflow import differences, stale

STEP = 5
"""Minutes for which a drawn proposal is kept: its line of now moves by less than one can see."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Time of the day in which a child has nobody, and the asks that would close it."""

    said: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """A day of a plan as it is seen at an instant."""

    headline: str
    quiet: tuple[str, ...]
    gaps: tuple[Gap, ...]
    ribbon: SafeString
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal: what would change, whom to tell, and how the first day that it changes would look.

    `before` is how that day is planned, None where it is the very day that the page shows.
    """

    number: int
    changes: tuple[str, ...]
    tell: str
    day: str
    sight: Sight
    before: Sight | None


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The page. `plan` is 0 before the first one; `ahead` is how many days after today it looks.

    `of` is when the plan was made, for whoever reads the page later without a network.
    """

    plan: int
    date: str
    clock: str
    ahead: int
    further: bool
    sight: Sight | None
    notes: tuple[str, ...]
    renewing: bool
    said: str
    happened: tuple[Told, ...] = ()
    looking: bool = False
    failed: str = ""
    waiting: Waiting | None = None
    of: str = ""

    @property
    def number(self) -> int:
        """The number of the proposal that is shown, 0 for none."""
        return self.waiting.number if self.waiting else 0


def empty_page(progress: Progress) -> TodayPage:
    """The page before the first plan."""
    return TodayPage(
        *(0, "", "", 0), further=False, sight=None, notes=(), renewing=progress.renewing, said=progress.said
    )


def today_page(shown: Shown, at: Minute, ahead: int, progress: Progress, *, demo: bool = False) -> TodayPage:
    """The page of the day that is so many days after the instant's own, without what has happened."""
    wall = wall_of(shown)
    day, last = wall.date(at) + timedelta(days=ahead), shown.first + timedelta(days=shown.days - 1)
    sight = sight_of(shown, at, day) if shown.first <= day <= last else None
    clock = "" if ahead else Voice(wall).clock(at)
    return TodayPage(
        *(shown.id, long_day(day), clock, ahead, day < last, sight),
        *(() if demo else _older(shown, wall.date(at), day), progress.renewing, progress.said),
        of=clocks.stamp(wall.local(_head(shown)[1])),
    )


def wall_of(shown: Shown) -> Wall:
    """The wall clock of a family, without reading the whole plan each time."""
    return Wall(_head(shown)[0])


def _head(shown: Shown) -> tuple[str, Minute]:
    """The plan's zone, and the instant that it was made from."""
    key = f"head:{shown.id}"
    head: tuple[str, Minute] | None = DRAWN.get(key)
    if head is None:
        head = shown.plan.timezone, shown.plan.now
        DRAWN.set(key, head)
    return head


def _older(shown: Shown, today: date, day: date) -> tuple[str, ...]:
    """What to know of a plan that does not begin today."""
    if day < shown.first:
        return (_("Your plan begins on %(day)s.") % {"day": long_day(shown.first)},)
    if day >= shown.first + timedelta(days=shown.days):
        return (_("The last plan ends before this day. A new one is on its way."),)
    if shown.first < today and day == today:
        return (
            _("This plan began on %(day)s; what it says of today was known then.") % {"day": long_day(shown.first)},
        )
    return ()


def sight_of(shown: Shown, at: Minute, day: date) -> Sight:
    """A day as it is seen at an instant, drawn once a minute at most."""
    key = f"today:{shown.id}:{at}:{day}:{manner()}:{drawn_for(shown, at)}"
    sight: Sight | None = DRAWN.get(key)
    if sight is None:
        sight = drawn(shown.household, shown.plan, at, day, tones(shown, at))
        sight = replace(sight, notes=stale(shown.household))
        DRAWN.set(key, sight, 600)
    return sight


def drawn(
    household: Household, plan: Plan, at: Minute, day: date, soft: Tones | None = None, *, again: bool = False
) -> Sight:
    """A day of a plan in words and as its ribbon, with tones if any; `again` for a second one on a page."""
    picture = picture_of(household, replace(plan, now=at))
    words = Words(household, plan, toned(picture, soft, (day,)) if soft else picture)
    which = (day - words.picture.days[0].date).days
    one = words.picture.days[which]
    today = one.now is not None
    coming = words.coming(one)
    quiet = (*(words.elsewhere() if today else ()), *((f"{coming}.",) if coming else ()))
    gaps = tuple(_gap(words, hole, cut) for hole in words.holes if (cut := hole.span.clip(one.span)) and cut.end > at)
    headline = words.right_now() if today else _of_day(gaps)
    return Sight(headline, quiet, gaps, mark_safe(ribbon_day(words, which, again=again)))


def _of_day(gaps: tuple[Gap, ...]) -> str:
    return _("Somebody is still missing.") if gaps else _("Every hour is covered.")


def _gap(words: Words, hole: Hole, cut: Span) -> Gap:
    """The sentence of a gap, and the asks that touch it."""
    values = {"children": listed(hole.children), "hours": words.voice.span(cut)}
    ways = tuple(words.ask(ask) for ask in words.plan.asks if ask.span.clip(cut))
    return Gap(_("Nobody has %(children)s: %(hours)s.") % values, ways)


def waiting(shown: Shown, found: Proposal, at: Minute) -> Waiting:
    """A proposal beside the plan in force."""
    key = f"proposal:{found.pk}:{shown.id}:{at // STEP}:{manner()}"
    page: Waiting | None = DRAWN.get(key)
    if page is None:
        page = _compared(shown, spoken(read_plan(found.text, "the proposal"), found.parts), found.pk, at)
        DRAWN.set(key, page, 600)
    return page


def _compared(shown: Shown, new: Plan, number: int, at: Minute) -> Waiting:
    family, today = made_for(shown.scheduled, new), shown.household.wall.date(at)
    day = _changed_day(shown.plan, new, family.wall, today)
    sight = drawn(family, new, at, day, again=True)
    before = None if day == today else drawn(shown.household, shown.plan, at, day, again=True)
    said = differences(family, shown.plan, new)
    return Waiting(number, said, _tell(family, shown, new), long_day(day), sight, before)


def _changed_day(old: Plan, new: Plan, wall: Wall, today: date) -> date:
    """The first day from today on that somebody spends otherwise; today where none is."""
    day, end = today, wall.date(new.span.end - 1)
    while day <= end:
        span = wall.day(day)
        if told(old, new, span.start, span.end):
            return day
        day += timedelta(days=1)
    return today


def _tell(household: Household, shown: Shown, new: Plan) -> str:
    """Whom to tell what changes; they to whom it happened know."""
    before = len(shown.plan.happened)
    knowing = concerned(tuple(one.what for one in new.happened[before:]))
    heard = told(shown.plan, new, new.now, new.span.end) - knowing
    names = [name for id, name in household.names.items() if id in heard]
    return _("Once you say yes, %(names)s will hear what is theirs.") % {"names": listed(names)} if names else ""
