"""Answers to a tap on the week: what the plan itself holds, without looking for another plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from homecall.outlets.picture.draw import picture_of
from homecall.outlets.words import Words, long_day
from homecall.plan.plan import Ask, Cover, Plan
from homecall.plan.voice import lasting
from homecall.planner.why.asks import gaps
from homecall.planner.why.explain import explain
from homecall.planner.why.gaps import ways
from homecall.rules.base import Case
from homecall.rules.facts import facts_of, horizon_of
from homecall.spans.span import HOUR, Minute, intersect
from homecall.web.asking.late import behind
from homecall.web.asking.tired import tired
from homecall.web.plans.store import Shown


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tap is answered with: sentences, and a list that goes from the best to the worst.

    `more` where the worker could still say what the next best would be.
    """

    title: str
    lines: tuple[str, ...]
    ways: tuple[str, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """What was tapped: somebody (empty for all) at a minute."""

    who: str
    at: Minute

    def __str__(self) -> str:
        return f"{self.who}@{self.at}"


def key_of(said: str) -> Key:
    """The key that an address holds; one that names nobody at no time for anything else."""
    who, _at, minute = said.rpartition("@")
    return Key(who, int(minute)) if minute.isascii() and minute.isdigit() and len(minute) < 12 else Key("", -1)


def answer(shown: Shown, kind: str, key: str) -> Answer | None:
    """The answer to a tap; None where the newest plan has no such thing any more. Raises KeyError for no kind."""
    return _KINDS[kind](shown, key)


def _words(shown: Shown) -> Words:
    return Words(shown.household, shown.plan, picture_of(shown.household, shown.plan))


def _case(shown: Shown) -> Case:
    return Case(facts_of(shown.household, horizon_of(shown.household, shown.plan)), shown.plan)


def _gap(shown: Shown, key: str) -> Answer | None:
    one, words = key_of(key), _words(shown)
    hole = next((hole.span for hole in words.holes if hole.span.holds(one.at)), None)
    if hole is None:
        return None
    case = _case(shown)
    found = [gap for gap in gaps(case) if gap.span.overlaps(hole) and one.who in ("", gap.child)]
    said = dict.fromkeys(way.text for gap in found for way in ways(case, gap))
    lines = tuple(_nobody(words, gap) for gap in found)
    more = _("The nearest ways, cheapest first:") if said else _("Nobody in this household could be asked.")
    return Answer(_("Ways out"), (*lines, more), tuple(said)) if found else None


def _nobody(words: Words, gap: Cover) -> str:
    values = {"child": words.name(gap.child), "hours": words.voice.on(gap.span)}
    return _("Nobody has %(child)s yet: %(hours)s.") % values


def _risk(shown: Shown, key: str) -> Answer | None:
    one, words = key_of(key), _words(shown)
    risk = next((r for r in words.late(shown.plan.span) if (r.parent, r.at) == (one.who, one.at)), None)
    if risk is None:
        return None
    return Answer(_("What is behind it"), (words.risk(risk), *behind(_case(shown), words, risk)))


def _tired(shown: Shown, key: str) -> Answer | None:
    one, words = key_of(key), _words(shown)
    risk = next((r for r in words.tired(shown.plan.span) if (r.parent, r.at) == (one.who, one.at)), None)
    if risk is None:
        return None
    return Answer(_("What is behind it"), (words.risk(risk), *tired(shown.household, words, risk)))


def _ask(shown: Shown, key: str) -> Answer | None:
    one, words = key_of(key), _words(shown)
    found = [ask for ask in shown.plan.asks if (ask.of, ask.span.start) == (one.who, one.at)]
    lines = tuple(line for ask in found for line in _asked(words, ask))
    return Answer(_("What it is for"), lines) if found else None


def _asked(words: Words, ask: Ask) -> Iterator[str]:
    yield ask.why
    if ask.gains:
        yield _("It gives: %(gains)s.") % {"gains": ask.gains.rstrip(".")}
    carer = next((c for c in words.household.carers if c.id == ask.of), None)
    if ask.kind != "carer" or carer is None:
        return
    by = ask.span.start - round(carer.notice * HOUR)
    if by < ask.span.start:
        day = long_day(words.household.wall.date(by))
        values = {"name": carer.name, "day": day, "time": words.voice.clock(by)}
        kindly = _("Ask by %(day)s, %(time)s: that is the notice %(name)s would like.")
        late = _("This is shorter notice than %(name)s would like; ask all the same, and say so.")
        yield (kindly if by >= words.plan.now else late) % values
    pay = sum(s.pay for s in words.plan.shifts if s.carer == ask.of and intersect([s.span], [ask.span]))
    if pay >= 1:
        yield _("In the prices of your household file it adds about %(pay)d to the pay.") % {"pay": round(pay)}


def _cover(shown: Shown, key: str) -> Answer | None:
    if key == "cost" and any(tier.name == "cost" for tier in shown.plan.tiers):
        return Answer(_("Why this plan"), explain(shown.household, shown.plan, "cost"))
    return _counted(_words(shown)) if key == "gaps" else None


def _counted(words: Words) -> Answer:
    """How the time without anybody adds up; each stretch counts once, however many children it leaves."""
    if not words.holes:
        return Answer(_("How it is counted"), (_("Every hour of this plan has somebody."),))
    lines = tuple(f"{words.voice.on(hole.span)}: {lasting(hole.span.minutes)}" for hole in words.holes)
    return Answer(_("How it is counted"), (_("Each stretch counts once, for one child or for all:"),), lines)


def _lead(shown: Shown, key: str) -> Answer | None:
    one, words = key_of(key), _words(shown)
    cover = led(shown.plan, one)
    if cover is None or cover.lead is None:
        return None
    values = {"name": words.name(cover.lead), "child": words.name(cover.child), "hours": words.voice.on(cover.span)}
    title = _("Why %(name)s?") % values
    return Answer(title, (_("%(name)s has %(child)s: %(hours)s.") % values,), more=True)


def led(plan: Plan, key: Key) -> Cover | None:
    """The stretch in which a child is with the same person; None where the plan has none for it then."""
    return next((one for one in plan.cover if one.child == key.who and one.span.holds(key.at)), None)


_KINDS: dict[str, Callable[[Shown, str], Answer | None]] = {
    "gap": _gap,
    "risk": _risk,
    "tired": _tired,
    "ask": _ask,
    "cover": _cover,
    "lead": _lead,
}
