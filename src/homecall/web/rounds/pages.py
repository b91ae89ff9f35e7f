"""The pages of asks as data: all that their templates may use, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.household.household import Household
from homecall.plan.happened import Happening, Offered
from homecall.plan.plan import Plan
from homecall.spans.span import Minute, Span, union
from homecall.spans.wall import Wall
from homecall.web.look.clocks import names, on
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.needing import need, open_asks
from homecall.web.rounds.saying import token
from homecall.web.rounds.store import spoken_in
from homecall.web.rounds.ways import Habits
from homecall.web.rounds.words import answer_of, booked_span, moment, offered

SHARES = (15, 30, 60, 120, 180, 240)
"""Minutes for which a carer may be asked without a tap, to choose from."""
SOON = 3 * 24 * 60
"""Minutes ahead for which somebody may be asked at short notice; beyond them a plan still has time to find its way."""
WAITS = (10, 15, 20, 30, 60, 120, 240)
"""Minutes that an answer is waited for, to choose from."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a round: where they stand, whether the message reached them, and the hours they offered.

    `look` is the page on which they answer, and `name` theirs, for somebody who only looks around; else empty.
    """

    who: str
    said: str
    reached: str
    offer: str
    look: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class RoundCard:
    """A round. `release` where somebody has said yes and could be let go."""

    id: int
    title: str
    headline: str
    people: tuple[PersonLine, ...]
    open: bool
    release: bool


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Hours that the plan would ask somebody for, and nobody has yet."""

    who: str
    start: int
    end: int
    said: str
    button: str


@dataclass(frozen=True, slots=True)
class Alone:
    """Hours in which children have nobody, and for which somebody could be asked all the same."""

    start: int
    end: int
    said: str


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A carer, and for how long they may be asked without a tap."""

    who: str
    name: str
    chosen: int


@dataclass(frozen=True, slots=True)
class News:
    """What those who help do not know yet. `state` is what a tap tells, `button` what stands on it."""

    state: str
    said: tuple[str, ...]
    button: str


@dataclass(frozen=True, slots=True)
class AsksPage:
    """Everything that is asked, what is to be told, and how the family wants to ask."""

    alone: tuple[Alone, ...]
    to_ask: tuple[ToAsk, ...]
    now: tuple[RoundCard, ...]
    over: tuple[RoundCard, ...]
    manner: str
    patience: int
    consents: tuple[ConsentLine, ...]
    waits: tuple[int, ...] = WAITS
    shares: tuple[int, ...] = SHARES
    news: News | None = None
    demo: bool = False


Reached = Mapping[int, Mapping[str, str]]
"""Of each round, by person: a sentence on whether the last message reached them."""


def asks_page(
    household: Household, plan: Plan | None, found: Iterable[Round], habits: Habits, reached: Reached, now: Minute
) -> AsksPage:
    """The page of a household as it is edited now, with the plan in force and its rounds."""
    mine = list(found)
    known = frozenset(one.what for one in plan.happened) if plan else frozenset()
    cards = [(row, round_card(row, household.wall, reached.get(row.pk, {}), known)) for row in mine]
    given = dict(habits.consents)
    return AsksPage(
        alone=tuple(_alone(household, plan, mine, now)) if plan else (),
        to_ask=tuple(_to_ask(household, plan, mine, now)) if plan else (),
        now=tuple(card for row, card in cards if row.end > now and row.state != "withdrawn"),
        over=tuple(card for row, card in cards if row.end <= now or row.state == "withdrawn"),
        manner=habits.manner,
        patience=habits.patience,
        consents=tuple(ConsentLine(one.id, one.name, given.get(one.id, 0)) for one in household.carers),
    )


def seen(page: AsksPage, found: Iterable[Round]) -> AsksPage:
    """The page for somebody who only looks around: nothing is sent, so it leads to what whoever is asked would see."""
    paths = {(row.pk, one.who): reverse("asked", args=[token(one)]) for row in found for one in row.people.all()}
    names = {(row.pk, one.who): one.name for row in found for one in row.people.all()}
    now = tuple(
        replace(
            card,
            people=tuple(replace(p, look=paths[card.id, p.who], name=names[card.id, p.who]) for p in card.people),
        )
        for card in page.now
    )
    return replace(page, now=now, demo=True)


def round_card(
    row: Round, wall: Wall, reached: Mapping[str, str], known: Collection[Happening] = frozenset()
) -> RoundCard:
    """A round in words. `known` is what has happened for the plan in force."""
    people = [one for one in row.people.all() if one.reply != "next"]
    lines = tuple(_line(row, one, wall, reached.get(one.who, ""), known) for one in people)
    title = on(wall, Span(row.start, row.end))
    settled = row.state == "settled"
    return RoundCard(row.pk, title, headline(row, wall), lines, open=row.state in ("open", "nobody"), release=settled)


def headline(row: Round, wall: Wall) -> str:
    """How a round stands, in a sentence."""
    people = list(row.people.all())
    yes = next((one for one in people if one.reply == "yes"), None)
    said = {"children": row.named, "when": on(wall, Span(row.start, row.end))}
    if row.state == "settled" and yes:
        said |= {"name": yes.name, "when": on(wall, booked_span(row, yes))}
        return _("%(name)s is with %(children)s on %(when)s.") % said
    if row.state == "withdrawn":
        return _("Nobody is needed any more for %(children)s on %(when)s.") % said
    waiting = [one for one in people if one.reply == "asked" and one.until is not None]
    if waiting:
        until = moment(wall, max(one.until or 0 for one in waiting), row.start)
        asked = names([one.name for one in waiting])
        return _("%(names)s may answer until %(time)s, for %(children)s on %(when)s.") % {
            **said, "names": asked, "time": until,
        }  # fmt: skip
    if row.state == "open" and not row.looked:
        return _("We are looking for somebody for %(children)s on %(when)s.") % said
    if any(one.reply == "counter" for one in people):
        return _("Other hours are offered for %(children)s on %(when)s. It is for you to say.") % said
    return _("Nobody can be with %(children)s on %(when)s so far.") % said


def _line(row: Round, one: Invited, wall: Wall, reached: str, known: Collection[Happening]) -> PersonLine:
    offer = offered(wall, one) if one.reply == "counter" else ""
    if offer and Offered(one.who, booked_span(row, one)) in known:
        more = _("%(when)s. We come back to it if there is no other way.") % {"when": offer}
        return PersonLine(one.who, answer_of(one), more, "")
    return PersonLine(one.who, answer_of(one), reached if one.reply in ("asked", "silent", "yes") else "", offer)


def gaps(household: Household, plan: Plan, now: Minute) -> Iterator[tuple[Span, tuple[tuple[str, str], ...]]]:
    """Hours of the coming days in which children have nobody, with their ids and names."""
    window = Span(now, now + SOON)
    alone = [(one.child, cut) for one in plan.cover if one.lead is None and (cut := one.span.clip(window))]
    for span in union(cut for _child, cut in alone):
        who = {child for child, cut in alone if cut.overlaps(span)}
        yield span, tuple((child.id, child.name) for child in household.children if child.id in who)


def _alone(household: Household, plan: Plan, rounds: list[Round], now: Minute) -> Iterator[Alone]:
    """Gaps for which nobody is being asked."""
    asked = {(row.start, row.end) for row in rounds if row.extra and row.state in ("open", "settled")}
    for span, children in gaps(household, plan, now):
        if (span.start, span.end) not in asked:
            said = {"children": names([name for _id, name in children]), "when": on(household.wall, span)}
            yield Alone(span.start, span.end, _("Nobody has %(children)s on %(when)s.") % said)


def _to_ask(household: Household, plan: Plan, rounds: list[Round], now: Minute) -> Iterator[ToAsk]:
    """The carers' asks of a plan for which nobody has spoken to them, soonest first."""
    spoken = spoken_in((row, one) for row in rounds for one in row.people.all())
    for who, span in open_asks(plan, spoken, now):
        if who not in household.names:
            continue
        wanted = need(household, plan, who, span)
        said = {"name": wanted.name, "children": names([name for _id, name in wanted.children])}
        text = _("%(children)s on %(when)s.") % {**said, "when": on(household.wall, span)}
        yield ToAsk(who, span.start, span.end, text, _("Ask %(name)s") % said)


@dataclass(frozen=True, slots=True)
class AskedPage:
    """What somebody is asked, as they see it. `times` are hours to offer instead, as instants and words."""

    round: int
    name: str
    title: str
    said: str
    answer: str
    until: str
    times: tuple[tuple[int, str], ...]
    open: bool


def asked_page(one: Invited, wall: Wall, now: Minute) -> AskedPage:
    """The page of one ask for the one who is asked."""
    row = one.round
    span = booked_span(row, one)
    said = _("Could you be with %(children)s on %(when)s?") % {"children": row.named, "when": on(wall, span)}
    until = moment(wall, one.until, row.start) if one.until is not None and one.until > now else ""
    still = row.state in ("open", "nobody") and now < max(row.last, row.start) and one.reply != "yes"
    step = range(row.start + 30, row.end, 30) if still else range(0)
    voice = tuple((at, moment(wall, at, row.start)) for at in step if at > now)
    return AskedPage(row.pk, one.name, on(wall, span), said, _own(row, one, wall), until, voice[:11], open=still)


def _own(row: Round, one: Invited, wall: Wall) -> str:
    """Where they stand, said to themselves; empty where an answer is waited for."""
    when = {"when": on(wall, booked_span(row, one))}
    if one.reply == "yes" and row.state == "settled":
        return _("You said yes. Thank you! You are expected on %(when)s.") % when
    if row.state == "withdrawn":
        return _("This is not needed any more. Thank you for being there.")
    if one.reply == "late" and row.state != "settled":
        return _("It has begun by now. Thank you all the same.")
    if one.reply in ("late", "left") or row.state == "settled":
        return _("Somebody else has said yes already. Thank you all the same.")
    if one.reply == "no":
        return _("You said that it does not suit you. That is fine.")
    if one.reply == "counter":
        return _("You offered %(when)s. The family will let you know.") % when
    return ""
