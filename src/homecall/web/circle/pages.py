"""The Circle page as data: all that its template may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.outlets.picture.people import people_of
from homecall.plan.plan import Ask, Plan
from homecall.rules.packs.read import pack
from homecall.spans.span import HOUR, Minute, Span
from homecall.web.circle.store import Thank
from homecall.web.circle.week import CarerWeek, as_hours, carer_week, this_week
from homecall.web.look.clocks import day, names, on, window
from homecall.web.look.speaking import spoken_in
from homecall.web.plans.store import Shown

FIRST = 3
"""Asks that stand open on the page; the others are one tap away."""
KINDS = {
    "nanny": gettext_lazy("Nanny"),
    "au_pair": gettext_lazy("Au pair"),
    "sitter": gettext_lazy("Sitter"),
    "relative": gettext_lazy("Relative"),
    "neighbour": gettext_lazy("Neighbour"),
    "backup": gettext_lazy("Backup care"),
}


@dataclass(frozen=True, slots=True)
class AskLine:
    """Something to ask of a carer: for when, why, what it gives, and words that are ready to send."""

    number: int
    who: str
    day: str
    when: str
    why: str
    draft: str
    late: str


@dataclass(frozen=True, slots=True)
class CarerCard:
    """One who helps. The lists are sentences, empty where there is nothing to say."""

    id: str
    name: str
    initials: str
    at: int
    kind: str
    hours: tuple[str, ...]
    on_request: tuple[str, ...]
    terms: tuple[str, ...]
    week: tuple[str, ...]
    pay: tuple[str, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class ThankLine:
    """A thank you in the list."""

    id: int
    name: str
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class CirclePage:
    """Everyone who helps."""

    headline: str
    asks: tuple[AskLine, ...]
    later: tuple[AskLine, ...]
    carers: tuple[CarerCard, ...]
    thanks: tuple[ThankLine, ...]
    today: date
    add: str


def circle_page(
    family: Household,
    shown: Shown | None,
    thanks: tuple[Thank, ...],
    now: Minute,
    languages: Mapping[str, str] | None = None,
) -> CirclePage:
    """The page of a household as it is edited now, with the plan there is.

    `languages` are those of carers, by id, whose drafts are not written in the reader's.
    """
    plan = shown.plan if shown else None
    asks = tuple(_asks(family, plan, now, languages or {})) if plan else ()
    return CirclePage(
        headline=_headline(family, asks),
        asks=asks[:FIRST],
        later=asks[FIRST:],
        carers=tuple(_cards(family, plan, now)),
        thanks=tuple(ThankLine(one.id, one.name, one.words, day(one.day)) for one in thanks),
        today=family.wall.date(now),
        add=address("thing_add", "carer"),
    )


def address(name: str, *args: str) -> str:
    """An address of the household's forms, or empty where there are none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _headline(family: Household, asks: tuple[AskLine, ...]) -> str:
    if asks:
        return _("The first to ask is %(name)s, for %(day)s.") % {"name": asks[0].who, "day": asks[0].day}
    if not family.carers:
        return _("Who helps you?")
    who = names([one.name for one in family.carers][:3])
    return _("Nobody needs to be asked. %(names)s stand by you.") % {"names": who}


def _asks(family: Household, plan: Plan, now: Minute, languages: Mapping[str, str]) -> Iterator[AskLine]:
    """What is to be asked of carers, in the plan's own order, without what is past."""
    mine = (one for one in plan.asks if one.kind == "carer" and one.span.start > now)
    carers = {one.id: one for one in family.carers}
    for number, one in enumerate(mine, start=1):
        name = family.names.get(one.of, one.of)
        when = on(family.wall, one.span)
        children = _children(family, plan, one)
        why = _("Somebody is needed for %(children)s.") % {"children": children}
        late = _by_when(family, carers.get(one.of), one.span, now)
        draft = _draft(family, plan, one, languages.get(one.of, ""))
        yield AskLine(number, name, day(family.wall.date(one.span.start)), when, why, draft, late)


def _children(family: Household, plan: Plan, ask: Ask) -> str:
    led = [one.child for one in plan.cover if one.lead == ask.of and one.span.overlaps(ask.span)]
    return names([child.name for child in family.children if child.id in led]) or _("the children")


def _draft(family: Household, plan: Plan, ask: Ask, language: str) -> str:
    """Words that are ready to send, in the language of whoever is asked where it is known."""
    with spoken_in(language):
        said = {
            "name": family.names.get(ask.of, ask.of),
            "children": _children(family, plan, ask),
            "when": on(family.wall, ask.span),
        }
        words = _(
            "Hi %(name)s, could you be with %(children)s on %(when)s? It would help us a lot. "
            "If it does not suit you, just say so; we will find another way. Thank you!"
        )
        return words % said


def _by_when(family: Household, carer: Carer | None, span: Span, now: Minute) -> str:
    """Until when to ask, where the carer wants notice."""
    if carer is None or not carer.notice:
        return ""
    latest = span.start - round(carer.notice * HOUR)
    if latest <= now:
        return _("That is shorter notice than usual; ask all the same.")
    return _("Ask by %(day)s.") % {"day": day(family.wall.date(latest))}


def _cards(family: Household, plan: Plan | None, now: Minute) -> Iterator[CarerCard]:
    faces = {one.id: one for one in people_of(family)}
    week = this_week(family.wall, plan, now) if plan else None
    for one in family.carers:
        held = carer_week(one, plan, week, now) if plan and week else None
        face = faces[one.id]
        yield CarerCard(
            id=one.id,
            name=one.name,
            initials=face.initials,
            at=face.position % 8,
            kind=str(KINDS[one.kind]),
            hours=tuple(window(family.wall, weekly) for weekly in one.hours),
            on_request=tuple(window(family.wall, weekly) for weekly in one.on_request),
            terms=tuple(_terms(one)),
            week=tuple(_week(held)) if held else (),
            pay=tuple(_pay(one, held)),
            edit=address("thing", "carer", one.id),
        )


def _count(hours: float) -> str:
    """Hours in words: "1 hour", "11.5 hours"."""
    said = number_format(hours, 2 if hours * 4 % 2 else 1 if hours % 1 else 0)
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == 1 else 2) % {"hours": said}


def _money(amount: float) -> str:
    return number_format(amount, 2, force_grouping=True)


def _terms(one: Carer) -> Iterator[str]:
    """What to keep in mind when asking."""
    if one.notice:
        yield _("Wants to know %(hours)s before.") % {"hours": _count(one.notice)}
    if one.standby is not None:
        yield _("Can be there %(minutes)d minutes after a call.") % {"minutes": one.standby}
    if one.min_shift:
        yield _("Comes for %(hours)s at least.") % {"hours": _count(one.min_shift)}
    if one.max_day < 24:
        yield _("At most %(hours)s a day.") % {"hours": _count(one.max_day)}
    if one.max_week < 168:
        yield _("At most %(hours)s a week.") % {"hours": _count(one.max_week)}
    if one.rules != "none":
        yield _("The rules of “%(pack)s” hold.") % {"pack": pack(one.rules).title}
    yield _("Drives the children.") if one.drives else _("Does not drive the children.")
    if one.overnight:
        yield _("May stay overnight.")
    if one.uses_left is not None:
        left = {"count": one.uses_left}
        yield ngettext("Can be used %(count)d more time.", "Can be used %(count)d more times.", one.uses_left) % left


def _week(held: CarerWeek) -> Iterator[str]:
    """Hours behind and ahead."""
    if held.worked:
        said = (
            _("%(hours)s behind them this week.")
            if held.whole
            else _("%(hours)s behind them, as far as this plan knows.")
        )
        yield said % {"hours": _count(as_hours(held.worked))}
    if held.ahead:
        yield _("%(hours)s ahead in it.") % {"hours": _count(as_hours(held.ahead))}
    if not held.worked and not held.ahead:
        yield _("Nothing is planned this week.")


def _pay(one: Carer, held: CarerWeek | None) -> Iterator[str]:
    """What was agreed, and what is due for the week."""
    if one.rate:
        yield _("%(money)s an hour.") % {"money": _money(one.rate)}
    if one.guaranteed:
        yield _("%(hours)s a week are paid in any case.") % {"hours": _count(one.guaranteed)}
    if one.per_use:
        yield _("%(money)s each time.") % {"money": _money(one.per_use)}
    if held and held.due:
        yield _("Due for this week: %(money)s.") % {"money": _money(held.due)}
        if held.guaranteed and held.beyond:
            yield _("Of it %(money)s is beyond the hours that are paid in any case.") % {"money": _money(held.beyond)}
