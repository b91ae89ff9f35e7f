"""One instant of one parent: what is likely, why, who says so, and what another model says where it says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from homecall.household.people import Parent
from homecall.rest.fitness import Fitness, State
from homecall.rest.opinions import opinions
from homecall.rules.facts.course import AWAY, UNKNOWN, Course, Stretch
from homecall.spans.span import HOUR, Minute
from homecall.web.awake.words import STATES, reason, source
from homecall.web.look import clocks
from homecall.web.plans.sight import KEPT, seen
from homecall.web.plans.store import Shown

TIRED = frozenset({State.TIRED.value, State.NOT_TO_DRIVE.value})
"""States in which the page calls somebody tired."""


@dataclass(frozen=True, slots=True)
class InstantPage:
    """The page. `others` are sentences of other models that see it otherwise, `chance` one of the model's own."""

    key: str
    when: str
    said: str
    why: str
    source: str
    state: str
    chance: str = ""
    others: tuple[str, ...] = ()


def instant_page(shown: Shown, parent: Parent, at: Minute, now: Minute) -> InstantPage | None:
    """The page of an instant, as whoever looks at the plan may see it; None where the plan does not reach it."""
    day = shown.household.wall.date(at)
    if not shown.first <= day < shown.first + timedelta(days=shown.days):
        return None
    found = seen(shown, parent, [day], now)
    one = found.at(at) if found.known(day) else Stretch(found.wall.day(day), UNKNOWN, None)
    said = _("%(name)s: %(state)s.") % {"name": parent.name, "state": STATES[one.state]}
    when = _("%(day)s, %(time)s") % {"day": clocks.day(day), "time": clocks.clock(found.wall, at)}
    page = InstantPage(parent.id, when, said, _by_schedule(one.state), "", one.state)
    return _reasoned(page, found, at, one.fitness) if one.fitness else page


@dataclass(frozen=True, slots=True)
class Line:
    """A parent now, and later today, with the instant whose reason it leads to."""

    key: str
    at: Minute
    said: str


def line_now(shown: Shown, parent: Parent, now: Minute) -> Line | None:
    """A parent now, in a line, as whoever looks at the plan may see it; None where nothing is known of today."""
    day = shown.household.wall.date(now)
    if not shown.first <= day < shown.first + timedelta(days=shown.days):
        return None
    found = seen(shown, parent, [day], now)
    ahead = found.until_midnight(now) if found.known(day) else ()
    if not ahead:
        return None
    there = next((one for one in ahead if one.state == State.PRESENT.value and one.span.minutes >= HOUR // 2), None)
    values = {"name": parent.name, "state": STATES[ahead[0].state]}
    if there is None:
        return Line(parent.id, now, _("%(name)s: %(state)s.") % values)
    if there is ahead[0]:
        values["end"] = clocks.clock(found.wall, there.span.end)
        return Line(parent.id, now, _("%(name)s: %(state)s until %(end)s.") % values)
    values["hours"] = clocks.hours(found.wall, there.span)
    return Line(parent.id, there.span.start, _("%(name)s: %(state)s; really there %(hours)s.") % values)


def _by_schedule(state: str) -> str:
    return {AWAY: _("By the schedule."), UNKNOWN: _("The schedule does not reach this day.")}.get(state, "")


def _reasoned(page: InstantPage, found: Course, at: Minute, why: Fitness) -> InstantPage:
    """The page with the reason, and with second opinions unless they would tell what is another's own."""
    kept = why.reason == KEPT
    awake = why.state is not State.ASLEEP and found.sleeps and found.sleeps[0].span.start < at
    return InstantPage(
        *(page.key, page.when, page.said, reason(why.reason), source(why.source), page.state),
        chance=_chance(why) if why.kss and why.state is not State.NOT_TO_DRIVE and not kept else "",
        others=second(found, at, page.state) if awake and not kept else (),
    )


def _chance(why: Fitness) -> str:
    values = {"percent": f"{100 * why.chance:.0f}"}
    return _("The model gives a sleepiness that impairs driving a chance of %(percent)s in 100 at this time.") % values


def second(found: Course, at: Minute, state: str) -> tuple[str, ...]:
    """What other models say of an instant, where it is not what the page says."""
    (said,) = opinions(found.person, [at], found.parent.bed, found.parent.up)
    tired = state in TIRED
    others = [name for key, name in _names().items() if getattr(said, key) is not tired]
    if not others:
        return ()
    if tired:
        values = {"models": clocks.names(others)}
        more = _("They credit a short sleep quickly; what is known from accidents goes first.")
        return (f"{_('Another view: %(models)s would not call this tired.') % values} {more}",)
    said_so = _("Another model says otherwise: by %(model)s this is like 17 hours awake after a good night.")
    return tuple(said_so % {"model": name} for name in others)


def _names() -> dict[str, str]:
    return {
        "unified": _("the unified model, which remembers weeks of short nights (Ramakrishnan et al. 2016),"),
        "two_process": _("the model of sleep pressure and clock alone (Borbély 1982)"),
    }
