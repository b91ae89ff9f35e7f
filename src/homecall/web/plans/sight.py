"""How awake a parent is, as somebody may see it: one's own sleep whole, another's only as far as the plan needs it.

What a person logs and answers is theirs. The other parent sees, from now on, the state at an instant, for the plan
stands on it; not the sleep behind it, and nothing of what has been.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

from django.urls import reverse

from homecall.household.household import Household
from homecall.household.own import NOTHING
from homecall.household.people import Parent
from homecall.outlets.picture.tones import Tones, tones_of
from homecall.rest.sleeper import Sleep
from homecall.rules.facts.course import STEP, Course, Look, Stretch, course
from homecall.spans.span import Minute, Span
from homecall.web.plans.store import Shown
from homecall.web.roles import Role

KEPT = "It rests on what is theirs alone."
"""The reason for a state that follows from what another person keeps to themselves."""


@dataclass(frozen=True)
class Veiled(Course):
    """A parent's course as another one sees it at `now`."""

    now: Minute = 0

    @cached_property
    def plain(self) -> Course:
        """The course of somebody who has told nothing."""
        return Course(self.parent, self.wall, self.first, self.days, self.schedule, gates=self.gates)

    @property
    def sleeps(self) -> tuple[Sleep, ...]:
        """What the parent sleeps, as it is predicted."""
        return self.plain.sleeps

    def looks(self, over: Span) -> tuple[Look, ...]:
        """The states as they are predicted before now, and afterwards as the plan has them."""
        pairs = zip(self.plain.looks(over), super().looks(over), strict=True)
        return tuple(plain if plain[0] < self.now else _veiled(plain, told) for plain, told in pairs)


def _veiled(plain: Look, told: Look) -> Look:
    """A look with the reason that is no secret."""
    at, state, why = told
    if why is None or (plain[2] is not None and (plain[1], plain[2].reason) == (state, why.reason)):
        return at, state, plain[2] if plain[1] == state else why
    return at, state, replace(why, reason=KEPT, source="", kss=0.0, kss_p90=0.0, chance=0.0)


def seen(shown: Shown, parent: Parent, days: Sequence[date], now: Minute) -> Course:
    """A parent around these days, as whoever looks at the plan may see them at that instant."""
    told, mine = shown.household.own.get(parent.id, NOTHING), NOTHING
    if shown.seat is not None and shown.seat.person == parent.id:
        mine = shown.mine
    if told in (NOTHING, mine):
        return course(shown.household, parent, days, mine)
    return known_to_all(shown.household, parent, days, now)


def known_to_all(household: Household, parent: Parent, days: Sequence[date], now: Minute) -> Course:
    """A parent around these days as both parents may see them: nothing of what the parent keeps of their sleep."""
    one = course(household, parent, days)
    return Veiled(one.parent, one.wall, one.first, one.days, one.schedule, one.own, one.gates, now)


def tones(shown: Shown, now: Minute) -> Tones | None:
    """The tones of the parents' lines for a parent who looks; None for anybody else, and where a plan has none."""
    if shown.seat is None or shown.seat.role is not Role.PARENT or shown.household.rest != "model":
        return None
    days = [date.fromordinal(shown.first.toordinal() + n) for n in range(shown.days)]
    courses = {one.id: seen(shown, one, days, now) for one in shown.household.parents}
    return lambda who, day: tones_of(courses[who], day, partial(_why, who)) if who in courses else ()


def _why(who: str, one: Stretch) -> str:
    """The address of what is behind a tone."""
    return reverse("awake_why", args=(one.span.start, who))


def drawn_for(shown: Shown, now: Minute) -> str:
    """What tones depend on beside the plan, for the keys under which they are kept; empty where on nothing."""
    if not shown.own or shown.seat is None:
        return ""
    return f"{zlib.crc32(repr(sorted(shown.own.items())).encode()):x}:{shown.seat.user}:{now // STEP}"
