"""The Week page as data: all that its templates may use."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from homecall.outlets.ribbon.part import strips
from homecall.outlets.ribbon.part import week as ribbon_week
from homecall.outlets.words import date_range
from homecall.spans.span import Minute, instant
from homecall.tongue import manner
from homecall.web.family.store import About
from homecall.web.jobs.store import Progress
from homecall.web.look.drawn import DRAWN
from homecall.web.plans.cover import Cover, cover, older
from homecall.web.plans.sight import drawn_for, tones
from homecall.web.plans.store import Shown


@dataclass(frozen=True, slots=True)
class WeekLink:
    """A week that one can go to."""

    at: int
    dates: str
    here: bool


@dataclass(frozen=True, slots=True)
class WeekPage:
    """A week of the plan. `plan` is 0 before the first one, and then there is no ribbon yet.

    `waiting` where a proposal waits for a yes, `older` the line for a plan that begins before today.
    """

    plan: int
    at: int
    dates: str
    weeks: tuple[WeekLink, ...]
    ribbon: SafeString
    renewing: bool
    said: str
    revision: int = 0
    cover: Cover | None = None
    older: str = ""
    waiting: bool = False

    @property
    def before(self) -> WeekLink | None:
        """The week before this one, if the plan has it."""
        return self.weeks[self.at - 1] if self.at else None

    @property
    def after(self) -> WeekLink | None:
        """The week after this one, if the plan has it."""
        return next(iter(self.weeks[self.at + 1 :]), None)


def week_page(shown: Shown | None, progress: Progress, at: int, about: About | None = None) -> WeekPage:
    """The page of a week, the first at 0; the last week there is for a later one."""
    if shown is None:
        return WeekPage(0, 0, "", (), SafeString(""), progress.renewing, progress.said)
    weeks = weeks_of(shown.first, shown.days)
    at = min(at, len(weeks) - 1)
    links = tuple(WeekLink(n, date_range(*days), n == at) for n, days in enumerate(weeks))
    drawn, said = ribbon(shown, at, instant(about.now) if about else 0), cover(shown, at)
    same = (shown.id, at, links[at].dates, links, drawn, progress.renewing, progress.said, shown.revision)
    return WeekPage(*same, said, older(shown.first, said.zone, about))


def weeks_of(first: date, days: int) -> tuple[tuple[date, date], ...]:
    """First and last day of each seven days of a plan, in order; the last ones may be fewer."""
    starts = range(0, days, 7)
    return tuple((first + timedelta(days=at), first + timedelta(days=min(at + 7, days) - 1)) for at in starts)


def ribbon(shown: Shown, at: int, now: Minute = 0) -> SafeString:
    """A week's ribbon, drawn once for each plan and kept compressed: a plan never changes."""
    key = f"tapped:{shown.id}:{at}:{manner()}:{drawn_for(shown, now)}"
    packed = DRAWN.get(key)
    if packed is None:
        drawn = ribbon_week(shown.household, shown.plan, at, _why, tones(shown, now), shown.ahead)
        packed = zlib.compress(drawn.encode(), 1)
        DRAWN.set(key, packed, 7 * 24 * 3600)
    return mark_safe(zlib.decompress(packed).decode())


def _why(kind: str, who: str, at: Minute) -> str:
    """The address of what is behind a part of the ribbon."""
    return reverse("why", args=(kind, f"{who}@{at}"))


@dataclass(frozen=True, slots=True)
class Glance:
    """A week of the four: its days as strips."""

    at: int
    dates: str
    strips: SafeString


@dataclass(frozen=True, slots=True)
class MonthPage:
    """All weeks of a plan; none before the first one."""

    headline: str = ""
    sure: str = ""
    weeks: tuple[Glance, ...] = ()


def month_page(shown: Shown | None) -> MonthPage:
    """Every week at a glance, drawn once for each plan."""
    if shown is None:
        return MonthPage()
    key = f"month:{shown.id}:{manner()}"
    page: MonthPage | None = DRAWN.get(key)
    if page is None:
        words = shown.ahead
        dates = (date_range(week[0].date, week[-1].date) for week in words.picture.weeks)
        weeks = tuple(Glance(at, said, mark_safe(strips(words, at))) for at, said in enumerate(dates))
        page = MonthPage(words.summary(), words.certainty(), weeks)
        DRAWN.set(key, page, 7 * 24 * 3600)
    return page
