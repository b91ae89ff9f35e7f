"""The list of everything that the household says, from which each thing is one tap away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.household.people import Child, Parent
from homecall.outlets.picture.people import people_of
from homecall.spans.wall import Clock, Weekly
from homecall.web.editing.pages import Line, address, name_of
from homecall.web.editing.sheets.adults import CARER_KINDS
from homecall.web.family.store import Kept
from homecall.web.look.clocks import full_day, reading, window

_WORK = {"acgme-resident": lazy("resident or fellow"), "attending": lazy("attending")}
_COUNTS = {"must": lazy("must happen"), "should": lazy("should happen"), "nice": lazy("would be nice")}


@dataclass(frozen=True, slots=True)
class Add:
    """A way to add something."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of a kind. `lede` says what they are for where there are none yet."""

    title: str
    lines: tuple[Line, ...]
    adds: tuple[Add, ...] = ()
    lede: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The page "Our family". `last` is the newest change, empty on the first revision, which cannot be taken back."""

    name: str
    number: int
    groups: tuple[Group, ...]
    last: str
    by: str


def overview(kept: Kept) -> Overview:
    """The page of the newest revision."""
    home = kept.household
    last = kept.said if kept.number > 1 else ""
    return Overview(home.name, kept.number, tuple(_groups(home)), last, kept.by)


def _groups(home: Household) -> Iterator[Group]:
    chips = {one.id: (one.initials, f"p{one.position % 8}") for one in people_of(home)}
    yield Group(_("Parents"), _people(home, "parent", home.parents, chips), (_add("parent", _("Add a parent")),))
    yield Group(_("Children"), _people(home, "child", home.children, chips), (_add("child", _("Add a child")),))
    helpers = _("Nobody yet. A nanny, a grandparent, a neighbor: whoever may have the children.")
    adds = (_add("carer", _("Add somebody who helps")),)
    yield Group(_("Who helps"), _people(home, "carer", home.carers, chips), adds, helpers)
    yield _moments(home)
    yield _usual(home)
    yield _rest(home)


def _add(kind: str, label: str) -> Add:
    return Add(label, address(kind, ""))


def _people(
    home: Household, kind: str, people: Iterable[Parent | Child | Carer], chips: dict[str, tuple[str, str]]
) -> tuple[Line, ...]:
    lines = []
    for one in people:
        chip, ink = chips.get(one.id, ("", ""))
        lines.append(Line(one.name, _about(home, one), address(kind, one.id), chip, ink))
    return tuple(lines)


def _about(home: Household, one: Parent | Child | Carer) -> str:
    if isinstance(one, Parent):
        return " · ".join(_parent(one))
    return " · ".join(_child(home, one) if isinstance(one, Child) else _carer(home, one))


def _parent(parent: Parent) -> Iterator[str]:
    if parent.work_rules in _WORK:
        yield str(_WORK[parent.work_rules])
    if parent.commute:
        yield _("%(minutes)d minutes to work") % {"minutes": parent.commute}
    count = len(parent.schedule)
    yield ngettext("%(count)d schedule", "%(count)d schedules", count) % {"count": count} if count else _("no schedule")


def _child(home: Household, child: Child) -> Iterator[str]:
    said = {"wakes": _clock(home, child.wakes), "bedtime": _clock(home, child.bedtime)}
    yield _("%(wakes)s to %(bedtime)s") % said
    yield from (place.name for place in child.places)


def _carer(home: Household, carer: Carer) -> Iterator[str]:
    yield str(CARER_KINDS[carer.kind])
    if carer.hours:
        yield _hours(home, carer.hours)
    elif carer.on_request:
        yield _("when you ask: %(hours)s") % {"hours": _hours(home, carer.on_request)}


def _clock(home: Household, at: Clock) -> str:
    return reading(time(at.minutes // 60 % 24, at.minutes % 60), home.timezone)


def _hours(home: Household, hours: tuple[Weekly, ...]) -> str:
    return "; ".join(window(home.wall, one) for one in hours)


def _moments(home: Household) -> Group:
    ordered = sorted(home.moments, key=lambda one: (one.dated, str(one.start or "")))
    lines = tuple(
        Line(one.title, _moment(home, one), address("moment" if one.dated else "ritual", one.id)) for one in ordered
    )
    adds = (_add("moment", _("Add a day that counts")), _add("ritual", _("Add something that comes back")))
    return Group(_("Moments"), lines, adds, _("A recital, a birthday, the story before bed: what the plan protects."))


def _moment(home: Household, moment: Moment) -> str:
    when = ""
    if moment.start:
        said = {"day": full_day(moment.start.date()), "time": reading(moment.start.time(), home.timezone)}
        when = _("%(day)s, %(time)s") % said
    elif moment.window:
        when = window(home.wall, moment.window)
    return f"{when} · {_COUNTS[moment.importance]}"


def _usual(home: Household) -> Group:
    lines = tuple(
        Line(name_of(home, one), window(home.wall, one.window), address("usual", str(n)))
        for n, one in enumerate(home.usual)
    )
    lede = _("Such as who does the drop-off. The plan keeps to it where it can.")
    return Group(_("What is usual"), lines, (_add("usual", _("Add what is usual")),), lede)


def _rest(home: Household) -> Group:
    family = Line(_("Name, time zone, and rest after duty"), f"{home.name} · {home.timezone}", address("family", ""))
    prices = Line(_("What weighs how much"), _("Asking, handing over, being late, missing a moment."))
    gates = Line(_("When somebody is too tired"), _("Hours awake, hours slept, and who drives then."))
    ours = (family, _to(prices, address("prices", "")), _to(gates, address("gates", "")))
    return Group(_("The family itself"), ours)


def _to(line: Line, href: str) -> Line:
    return Line(line.title, line.about, href)
