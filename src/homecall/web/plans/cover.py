"""What stands above a week's ribbon: whether all is covered, what is open, what to ask, where it may run late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from homecall.outlets.words import Words, listed, long_day
from homecall.plan.plan import Ask
from homecall.plan.voice import lasting
from homecall.planner.why.explain import explain
from homecall.spans.span import Span, instant
from homecall.spans.wall import Wall
from homecall.tongue import manner
from homecall.web.family.store import About
from homecall.web.look.drawn import DRAWN
from homecall.web.plans.store import Shown
from homecall.workflow import stale


@dataclass(frozen=True, slots=True)
class Open:
    """Time in which a child has nobody, and the ways out that the plan knows. `key` is its name in addresses."""

    said: str
    ways: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Something to ask: of whom for which hours, what for, and what it would give."""

    said: str
    why: str
    gains: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """Where somebody may run late, or is likely tired."""

    said: str
    key: str


@dataclass(frozen=True, slots=True)
class Cover:
    """A week in words. `sure` is how sure it is that no plan is better, and `why` what the whole plan is counted by.

    `notes` are what the plan stands on, and `tired` are hours in which nobody at home is rested.
    """

    headline: str
    sure: str
    open: tuple[Open, ...]
    asks: tuple[Asking, ...]
    risks: tuple[Late, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]
    zone: str
    why: tuple[str, ...] = ()
    tired: tuple[Late, ...] = ()


def cover(shown: Shown, at: int) -> Cover:
    """The words of a week, made once for each plan and language."""
    key = f"cover:{shown.id}:{at}:{manner()}"
    found: Cover | None = DRAWN.get(key)
    if found is None:
        found = cover_of(shown.ahead, at)
        DRAWN.set(key, found, 7 * 24 * 3600)
    return found


def cover_of(words: Words, at: int) -> Cover:
    """The words of the week at that place, the first at 0. Whatever touches the week is told with it."""
    week, plan = words.picture.weeks[at], words.plan
    span = Span(week[0].span.start, week[-1].span.end)
    holes = [(hole.children, cut) for hole in words.holes if (cut := hole.span.clip(span))]
    return Cover(
        headline=_headline(words, sum(cut.minutes for _children, cut in holes)),
        sure=words.certainty(),
        open=tuple(_open(words, children, cut) for children, cut in holes),
        asks=tuple(_asking(words, ask) for ask in plan.asks if ask.span.overlaps(span)),
        risks=tuple(Late(words.risk(risk), f"{risk.parent}@{risk.at}") for risk in words.late(span)),
        tired=tuple(Late(words.risk(risk), f"{risk.parent}@{risk.at}") for risk in words.tired(span)),
        unknown=tuple(words.unknown(one) for one in plan.unknown if one.start < span.end),
        notes=stale(words.household),
        zone=plan.timezone,
        why=explain(words.household, plan, "cost") if any(tier.name == "cost" for tier in plan.tiers) else (),
    )


def _asking(words: Words, ask: Ask) -> Asking:
    return Asking(words.ask(ask), ask.why, ask.gains, f"{ask.of}@{ask.span.start}")


def _headline(words: Words, missing: int) -> str:
    if missing:
        return _("Somebody is still missing for %(length)s.") % {"length": lasting(missing)}
    children = listed([child.name for child in words.household.children])
    return _("Every hour of %(children)s is covered.") % {"children": children}


def _open(words: Words, children: tuple[str, ...], cut: Span) -> Open:
    values = {"children": listed(children), "hours": words.voice.on(cut)}
    ways = tuple(words.ask(ask) for ask in words.plan.asks if ask.span.overlaps(cut))
    return Open(_("Nobody has %(children)s: %(hours)s.") % values, ways, f"@{cut.start}")


def older(first: date, zone: str, about: About | None) -> str:
    """A line for a plan that begins before today, empty for one that does not; a demo's clock stands still."""
    if about is None or about.demo or first >= Wall(zone).date(instant(about.now)):
        return ""
    return _("This plan began on %(day)s; what it says of today was known then.") % {"day": long_day(first)}
