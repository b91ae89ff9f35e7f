"""Small words of the sentences about a plan: numbers, days, states, chances, distances from the best."""

from __future__ import annotations

from datetime import date

from homecall.outlets.picture.model import State
from homecall.plan.plan import Tier
from homecall.plan.voice import long_day
from homecall.spans.span import HOUR
from homecall.tongue import month, noted, say, say_n, weekday_short

_NUMBERS = (
    noted("no"), noted("one"), noted("two"), noted("three"), noted("four"), noted("five"), noted("six"), noted("seven"),
    noted("eight"), noted("nine"), noted("ten"), noted("eleven"), noted("twelve"),
)  # fmt: skip
STATE_WORDS: dict[State, str] = {
    "free": noted("free"),
    "work": noted("at work"),
    "road": noted("on the way"),
    "rest": noted("resting after a night"),
    "unknown": noted("not known yet"),
    "home_call": noted("on call from home"),
    "shift": noted("on shift"),
}
"""What the state of an adult is called, in English; `state` says it."""
ALL = {2: noted("both"), 3: noted("all three"), 4: noted("all four"), 5: noted("all five"), 6: noted("all six")}
PART_ONE = {
    "morning": noted("One morning needs somebody."), "afternoon": noted("One afternoon needs somebody."),
    "evening": noted("One evening needs somebody."), "night": noted("One night needs somebody."),
    "day": noted("One day needs somebody."), "stretch": noted("One stretch needs somebody."),
}  # fmt: skip


def state(of: State) -> str:
    """What the state of an adult is called."""
    return say(STATE_WORDS[of])


def number(count: int) -> str:
    """A count as a word up to twelve, in figures beyond."""
    return say(_NUMBERS[count]) if count < len(_NUMBERS) else str(count)


def capital(sentence: str) -> str:
    """The sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def short_day(day: date) -> str:
    """A day beside a ribbon: "Mon 30"."""
    return say("{weekday} {day}", weekday=weekday_short(day), day=day.day)


def date_range(first: date, last: date) -> str:
    """First to last day, both included: "30 November – 6 December"."""
    if first == last:
        return long_day(first)
    until = say("{day} {month}", day=last.day, month=month(last))
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {until}"
    return f"{say('{day} {month}', day=first.day, month=month(first))} – {until}"


def all_of(count: int) -> str:
    """All the children of a family that has so many."""
    return say(ALL.get(count, noted("the children")))


def counted(part: str, count: int) -> str:
    """So many mornings, evenings, nights: "two mornings"."""
    said = {
        "morning": say_n("{number} morning", "{number} mornings", count, number=number(count)),
        "afternoon": say_n("{number} afternoon", "{number} afternoons", count, number=number(count)),
        "evening": say_n("{number} evening", "{number} evenings", count, number=number(count)),
        "night": say_n("{number} night", "{number} nights", count, number=number(count)),
        "day": say_n("{number} day", "{number} days", count, number=number(count)),
        "stretch": say_n("{number} stretch", "{number} stretches", count, number=number(count)),
    }
    return said[part]


def distance(tier: Tier) -> str:
    """How the plan may be short of the best possible; `explain` has the figures behind."""
    gap = tier.value - tier.bound
    if tier.name == "uncovered_minutes":
        return say("at most {hours} more hours of a child’s time could be covered", hours=f"{gap / HOUR:.1f}")
    if tier.name == "must_missed":
        count = max(1, round(gap))
        return say_n(
            "at most {number} more must moment could be kept",
            "at most {number} more must moments could be kept",
            count,
            number=number(count),
        )
    return say("nothing more could be covered, but a plan that asks less of everybody may exist")


def chance(share: float) -> str:
    """A chance as people say it."""
    tenths = round(share * 10)
    if tenths < 1:
        return say("seldom")
    if tenths > 9:
        return say("nearly always")
    return say_n("about {number} time in ten", "about {number} times in ten", tenths, number=number(tenths))
