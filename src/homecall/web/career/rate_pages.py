"""What a year is lived with, as data: each rate as published, as the family has it, and as its own time taught it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from homecall.career.table import number
from homecall.errors import CareerError
from homecall.futures.often import Often
from homecall.futures.overrun import Lateness
from homecall.futures.shocks import RATES, SOURCES, Lesson
from homecall.household.household import Household
from homecall.rules.packs.read import pack
from homecall.spans.span import instant
from homecall.tongue import say
from homecall.web.career import ended
from homecall.web.career.ended import Own
from homecall.web.career.lessons import Group, groups, lessons
from homecall.web.people.access import Seat

NAMES = {
    "child_ill_days": gettext_lazy("Days a year that a child is ill"),
    "child_ill_spell": gettext_lazy("Days that a child is ill in a row"),
    "carer_ill_days": gettext_lazy("Days a year that somebody who helps cannot come"),
    "carer_ill_spell": gettext_lazy("Days that they cannot come in a row"),
    "place_closed_days": gettext_lazy("Days a year that a place is shut unforeseen"),
    "call_visits_weekday": gettext_lazy("Visits on a weekday’s call from home"),
    "call_visits_weekend": gettext_lazy("Visits on a day of a weekend’s call from home"),
    "visit_hours": gettext_lazy("Hours of a visit, the way there and back included"),
    "visits_by_night": gettext_lazy("Of all visits, those by night, in per cent"),
    "clinic_cancelled": gettext_lazy("Clinics whose second half is called off, in per cent"),
    "bad_night": gettext_lazy("Nights on call from home without much sleep, in per cent"),
}
SHARES = frozenset({"visits_by_night", "clinic_cancelled", "bad_night"})
KINDS = {
    "work": gettext_lazy("Work"),
    "clinic": gettext_lazy("Clinic"),
    "in_house_call": gettext_lazy("Call in the hospital"),
    "night": gettext_lazy("Night"),
}
MOST_LATE = 360
"""Minutes; later than that somebody was kept for another duty."""
_OWN_FIRST = {"ill": ("child_ill_days", "carer_ill_days"), "visits": ("call_visits_weekday", "call_visits_weekend")}


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate: as published and from where, as the family has it (empty where it has none), and what was learned."""

    name: str
    said: str
    published: str
    source: str
    own: str
    own_p90: str
    pair: bool
    learned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RatesPage:
    """All that a year is lived with, how late duties end first."""

    late: tuple[RateLine, ...]
    rates: tuple[RateLine, ...]
    learned: bool
    wrong: str = ""


def known(seat: Seat, household: Household, now: datetime, own: Own) -> dict[str, Lesson]:
    """What the family's own time has taught; its own values come before that."""
    found = lessons(ended.story(seat), household, RATES, instant(now))
    children = {one.id for one in household.children}
    return {name: one for name, one in found.items() if not _said(name, own, children)}


def _said(name: str, own: Own, children: set[str]) -> bool:
    what, _space, who = name.partition(" ")
    if what == "ill":
        return ("child_ill_days" if who in children else "carer_ill_days") in own
    return name in own or any(one in own for one in _OWN_FIRST.get(what, ()))


def rates_page(
    seat: Seat, household: Household, now: datetime, typed: Mapping[str, str] | None = None, wrong: str = ""
) -> RatesPage:
    """The page of a family. Four queries."""
    own, story = ended.own(seat), ended.story(seat)
    taught = lessons(story, household, RATES, instant(now))
    by_kind = groups(story, household)
    late = tuple(_late(household, name, by_kind[name], own, taught.get(name), typed) for name in by_kind)
    rates = tuple(_rate(household, name, own, taught, typed) for name in NAMES)
    return RatesPage(late, rates, bool(taught), wrong)


def _late(
    household: Household, name: str, group: Group, own: Own, lesson: Lesson | None, typed: Mapping[str, str] | None
) -> RateLine:
    parent, _slash, kind = name.partition("/")
    mine = own.get(name)
    values = (f"{mine[0]:g}", f"{mine[1] or 0:g}") if mine else ("", "")
    if typed is not None:
        values = typed.get(name, ""), typed.get(f"{name}/p90", "")
    said = _("%(name)s · %(kind)s") % {"name": household.names[parent], "kind": KINDS.get(kind, kind)}
    times = {"median": f"{group.usual.median:g}", "p90": f"{group.usual.p90:g}"}
    usual = _("half end within %(median)s minutes of their time, nine in ten within %(p90)s") % times
    rules = next(one.work_rules for one in household.parents if one.id == parent)
    taught = (_late_said(group, lesson),) if isinstance(lesson, Lateness) else ()
    return RateLine(name, said, usual, " ".join(pack(rules).sources[-1:]), *values, pair=True, learned=taught)


def _late_said(group: Group, lesson: Lateness) -> str:
    found = lesson.overrun
    values = {
        "said": len(group.said),
        "all": len(group.said) + group.silent,
        "median": round(found.median),
        "p90": round(found.p90),
        "share": round(100 * lesson.share),
    }
    return (
        _(
            "Of your last %(all)d, %(said)d were said to end at another time. Taken together: half within %(median)d"
            " minutes, nine in ten within %(p90)d. Your own count for %(share)d per cent of that."
        )
        % values
    )


def _rate(
    household: Household, name: str, own: Own, taught: Mapping[str, Lesson], typed: Mapping[str, str] | None
) -> RateLine:
    by = 100 if name in SHARES else 1
    mine = f"{own[name][0] * by:g}" if name in own else ""
    value = typed.get(name, "") if typed is not None else mine
    learned = tuple(_often_said(household, name, taught))
    plain = f"{getattr(RATES, name) * by:g}"
    return RateLine(name, str(NAMES[name]), plain, SOURCES[name], value, "", pair=False, learned=learned)


def _often_said(household: Household, rate: str, taught: Mapping[str, Lesson]) -> Iterator[str]:
    """What was learned of each person whose rate it is."""
    people: dict[str, tuple[str, list[str]]] = {
        "child_ill_days": ("ill", [one.id for one in household.children]),
        "carer_ill_days": ("ill", [one.id for one in household.carers]),
        "call_visits_weekday": ("visits", [one.id for one in household.parents]),
    }
    what, ids = people.get(rate, ("", []))
    for id in ids:
        lesson = taught.get(f"{what} {id}")
        if isinstance(lesson, Often):
            count = round(lesson.seen)
            said = ngettext(
                "%(name)s: %(count)d time where %(expected)s would be usual. Taken together %(factor)s times as often;"
                " your own time counts for %(share)d per cent of that.",
                "%(name)s: %(count)d times where %(expected)s would be usual. Taken together %(factor)s times as often;"
                " your own time counts for %(share)d per cent of that.",
                count,
            )
            yield said % {
                "name": household.names[id],
                "count": count,
                "expected": f"{lesson.expected:.1f}",
                "factor": f"{lesson.factor:.1f}",
                "share": round(100 * lesson.share),
            }


def typed_rates(post: QueryDict, household: Household) -> dict[str, tuple[float, float | None]]:
    """The family's own values as a form has them. Raises CareerError or ScenarioError for one that cannot be."""
    found: dict[str, tuple[float, float | None]] = {}
    for name in NAMES:
        if text := post.get(name, "").strip():
            found[name] = (number(text) / (100 if name in SHARES else 1), None)
    RATES.with_changes({name: value for name, (value, _p90) in found.items()})
    for parent in household.parents:
        for kind in pack(parent.work_rules).overrun:
            name = f"{parent.id}/{kind.value}"
            median, p90 = (post.get(one, "").strip() for one in (name, f"{name}/p90"))
            if median or p90:
                found[name] = _pair(median, p90)
    return found


def _pair(median: str, p90: str) -> tuple[float, float]:
    middle, late = number(median or "0"), number(p90 or "0")
    if not 0 < middle <= late <= MOST_LATE:
        cure = say("Give half and nine in ten in minutes, the second not below the first, up to six hours.")
        raise CareerError(say("How late these duties end is not clear."), cure=cure)
    return middle, late


def shocks_of(own: Own) -> dict[str, float]:
    """The rates among a family's own values, as a scenario has them."""
    return {name: value for name, (value, p90) in own.items() if p90 is None}


def overruns_of(own: Own) -> dict[str, tuple[float, float]]:
    """The overruns among a family's own values, as a scenario has them."""
    return {name: (value, p90) for name, (value, p90) in own.items() if p90 is not None}
