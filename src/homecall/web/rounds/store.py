"""Rounds between their rows and the core: each step is one transaction, with all that it has to say in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from homecall.plan.codec import read as read_plan
from homecall.plan.happened import Offered
from homecall.plan.plan import Plan
from homecall.rounds.round import Candidate, Manner, Reply, State, Step
from homecall.rounds.round import Round as Asked
from homecall.rounds.step import Answer, answered, begin, joined, taken, tick, withdrawn
from homecall.spans.span import Minute, Span, instant, intersect, subtract
from homecall.web import world
from homecall.web.family.models import Family
from homecall.web.look.clocks import names
from homecall.web.people.access import Seat, rows
from homecall.web.plans import changing
from homecall.web.rounds import replaced, saying, ways
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.settling import consider as consider_now
from homecall.web.rounds.settling import settle
from homecall.web.rounds.words import booked_span

AHEAD = 15
"""Minutes before the hours begin after which a yes does not help any more: our own assumption."""
SHORT = 5
"""Minutes that are left to answer, where it is later than that already."""
MANY = 80
"""So many rounds are looked through for those that are not over."""


@dataclass(frozen=True, slots=True)
class Need:
    """Hours that a plan in force needs somebody to be asked for."""

    who: str
    name: str
    span: Span
    children: tuple[tuple[str, str], ...]
    """Ids and names."""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody who could come, and the plan that holds if they do; none for the one in force."""

    who: str
    name: str
    text: str = ""
    parts: str = ""
    status: str = ""


@transaction.atomic
def start(family: int, need: Need, base: int, now: Minute, by: str) -> int:
    """Begin to ask: the carer whom the plan names is first. Gives the round's id; the one there is, if any."""
    locked(family)
    there = open_for(family).filter(start=need.span.start, end=need.span.end, people__who=need.who).first()
    if there is not None:
        return there.pk
    row = _new(family, _with_touching(family, need), base, now, by)
    row.save()
    add(row, Other(need.who, need.name))
    _step(row, lambda asked: begin(asked, now))
    return row.pk


def _with_touching(family: int, need: Need) -> Need:
    """The hours with those that somebody is being asked for just before or after: one question instead of two.

    The rounds for those end. Where others are waited for in one, it is theirs by now, and stays.
    """
    for row in open_for(family).filter(start__lte=need.span.end, end__gte=need.span.start, extra=False):
        mine = Invited.objects.filter(round=row, who=need.who, reply__in=("asked", "silent"))
        others = Invited.objects.filter(round=row, reply__in=("asked", "counter")).exclude(who=need.who)
        if not others.exists() and mine.update(reply="left"):
            _step(row, withdrawn)
            span = Span(min(row.start, need.span.start), max(row.end, need.span.end))
            need = replace(need, span=span)
    return need


def rebase(family: int, base: int, *, but: int = 0) -> None:
    """Let open rounds go on from another plan: who else could come is found anew, and answered by a plan anew."""
    going = open_for(family).exclude(base=base).exclude(pk=but)
    for row in going:
        Invited.objects.filter(round=row, reply="next").delete()
        Invited.objects.filter(round=row).update(text="", parts="", status="")
        row.base, row.looked = base, False
        row.wake = core(row, Invited.objects.filter(round=row)).wake
        row.save()


@transaction.atomic
def start_open(family: int, span: Span, children: tuple[tuple[str, str], ...], base: int, now: Minute, by: str) -> int:
    """Begin to ask for hours in which children have nobody: the worker finds out who could come all the same."""
    locked(family)
    there = open_for(family).filter(start=span.start, end=span.end, extra=True).first()
    if there is not None:
        return there.pk
    row = _new(family, Need("", "", span, children), base, now, by)
    row.extra = True
    row.save()
    _step(row, lambda asked: begin(asked, now))
    return row.pk


def _new(family: int, need: Need, base: int, now: Minute, by: str) -> Round:
    way = ways.habits(family)
    row = Round(family_id=family, start=need.span.start, end=need.span.end, base=base, by=by[:200], made=world.now())
    row.children = ",".join(id for id, _name in need.children)
    row.named = names([name for _id, name in need.children])[:500]
    row.manner, row.patience, row.state = way.manner, way.patience, "open"
    row.last = max(need.span.start - AHEAD, now + SHORT)
    return row


def add(row: Round, one: Other) -> None:
    """Somebody more who may be asked, after the others."""
    place = Invited.objects.filter(round=row).count()
    new = Invited(family_id=row.family_id, round=row, who=one.who, name=one.name[:200], place=place, reply="next")
    new.text, new.parts, new.status = one.text, one.parts, one.status
    new.save()


def open_for(family: int) -> QuerySet[Round]:
    """The rounds of a family that wait for somebody."""
    return Round.objects.filter(family=family, state="open")


def open_or_late(family: int, id: int) -> Round | None:
    """A round of a family, however it stands."""
    return Round.objects.filter(family=family, pk=id).first()


@transaction.atomic
def answer(family: int, id: int, who: str, said: Answer, now: Minute) -> Asked | None:
    """Keep an answer; the round after it, None where there is none such.

    What is said to an ask that was withdrawn is said to the ask that has come in its place: a yes where that is for no
    more, a no where it is for any of the hours. A no from an old page takes back no yes that was given since.
    """
    locked(family)
    old = replaced.over(family, id)
    if old is not None and said == "no" and replaced.agreed_since(old, who):
        return _moved(family, id, Step)
    later = replaced.later(old, who) if old is not None and old.state == "withdrawn" else []
    if old is not None and said == "yes":
        hours = Span(old.start, old.end)
        id = next((row.pk for row in later if hours.covers(Span(row.start, row.end))), id)
    moved = _moved(family, id, lambda asked: answered(asked, who, said, now))
    for row in later if said == "no" else ():
        _moved(family, row.pk, lambda asked: answered(asked, who, said, now))
    return moved


@transaction.atomic
def consider(family: int, id: int, who: str) -> bool:
    """Look for a way with the hours that somebody offered instead.

    False where nobody offers any, and where the plan in force knows the offer and has a better way.
    """
    locked(family)
    one = Invited.objects.filter(family=family, round=id, who=who, reply="counter").select_related("round").first()
    if one is None or one.round.state not in ("open", "nobody"):
        return False
    known = read_plan(changing.newest_texts(family)[0], "the plan").happened
    if Offered(who, booked_span(one.round, one)) in {said.what for said in known}:
        return False
    consider_now(one.round, one)
    return True


def take(plan: Plan, family: int, now: Minute) -> None:
    """Settle the rounds in which a plan counts on somebody for hours that they offered instead, and for no others.

    They are booked for what it needs of them: who offers a day has offered its evening.
    """
    offered = Invited.objects.filter(family=family, reply="counter", round__state__in=("open", "nobody"))
    for one in list(offered.select_related("round")):
        span, mine = booked_span(one.round, one), [s.span for s in plan.shifts if s.carer == one.who and s.asked]
        beside = subtract([Span(one.round.start, one.round.end)], [span])  # a plan that needs these too knows no offer
        if (needed := intersect(mine, [span])) and not intersect(mine, beside):
            _cut(one.round, one, needed)
            _moved(family, one.round_id, _taker(one.who, now))


def _taker(who: str, now: Minute) -> Callable[[Asked], Step]:
    return lambda asked: taken(asked, who, now)


def withdraw(family: int, id: int) -> Asked | None:
    """The family does not need it any more."""
    return _moved(family, id, withdrawn)


def go_on(family: int, id: int, now: Minute) -> Asked | None:
    """What time has brought."""
    return _moved(family, id, lambda asked: tick(asked, now))


@transaction.atomic
def join(family: int, id: int, found: Iterable[Other], now: Minute, span: Span | None = None) -> Asked | None:
    """All others who might be asked, in order: they are asked when their turn comes.

    A gap is asked for from then on in that part of it, `span`, in which they can help.
    """
    locked(family)
    row = Round.objects.filter(family=family, pk=id, looked=False).first()
    if row is None:
        return None
    if row.extra and span is not None:
        row.start, row.end = span.start, span.end
        row.last = max(span.start - AHEAD, now + SHORT)
    for one in found:
        add(row, one)
    return _step(row, lambda asked: joined(asked, now))


def due(now: Minute, most: int = 200) -> list[tuple[int, int]]:
    """Families and rounds that time brings on by now."""
    return list(Round.objects.filter(wake__lte=now).order_by("wake", "pk").values_list("family", "pk")[:most])


def shown(seat: Seat, most: int = 12) -> list[Round]:
    """The latest rounds of a seat's family with their people, and all that are not over, newest first. Two queries."""
    people = Prefetch("people", queryset=Invited.objects.defer("text", "parts"))
    found, now = rows(Round, seat).order_by("-pk").prefetch_related(people)[:MANY], instant(world.now())
    return [row for n, row in enumerate(found) if n < most or row.end > now]


def asked_of(family: int, who: str, since: Minute) -> list[Invited]:
    """What one carer has been asked for that is not over yet, soonest first. One query."""
    mine = Invited.objects.filter(family=family, who=who, round__end__gt=since).exclude(reply="next")
    return list(mine.select_related("round").defer("text", "parts").order_by("round__start", "pk"))


def booked(family: int, since: Minute) -> tuple[tuple[str, Span], ...]:
    """Who has said yes for which hours that are not over yet: a plan that is made anew counts on them."""
    mine = Invited.objects.filter(family=family, reply="yes", round__state="settled", round__end__gt=since)
    rows = mine.select_related("round").defer("text", "parts").order_by("pk")
    return tuple((one.who, booked_span(one.round, one)) for one in rows)


def spoken(family: int, since: Minute, *, but: int = 0) -> tuple[tuple[str, Span], ...]:
    """Who has answered for which hours that are not over yet, or is being asked: nobody asks them once more. One query.

    `but` is a round that is left out.
    """
    mine = Invited.objects.filter(family=family, round__end__gt=since).exclude(round=but).exclude(reply="next")
    return spoken_in((one.round, one) for one in mine.select_related("round").defer("text", "parts").order_by("pk"))


def spoken_in(people: Iterable[tuple[Round, Invited]]) -> tuple[tuple[str, Span], ...]:
    """The same of some people in their rounds.

    All hours of a round: other hours that somebody offers are a no to the rest. A no holds when its round is over too.
    """
    return tuple((one.who, Span(row.start, row.end)) for row, one in people if _speaks(row, one.reply))


def _speaks(row: Round, reply: str) -> bool:
    if row.state in ("open", "nobody"):
        return reply in ("asked", "silent", "counter", "no")
    return reply == "no" or (reply == "yes" and row.state == "settled")


EVERY = ("open", "nobody", "settled")
"""Rounds that are not withdrawn, by how they stand."""


def let_go(plan: Plan, family: int, now: Minute, states: tuple[str, ...] = EVERY, *, cut: bool = False) -> None:
    """Withdraw what a plan in force does without: whoever is asked, and whoever has said yes, hears so.

    A yes to more hours than are needed still is one to these. With `cut` it is so from now on to no more: for a caller
    who tells them. Whose time is their own again is asked anew where they are needed after all.
    """
    people = Prefetch("people", queryset=Invited.objects.defer("text", "parts"))
    going = Round.objects.filter(family=family, state__in=states, end__gt=now).prefetch_related(people)
    for row in list(going):
        yes = next((one for one in row.people.all() if one.reply == "yes"), None)
        if _needless(row, plan):
            _moved(family, row.pk, withdrawn)
            if yes is not None:
                changing.forget(family, Offered(yes.who, booked_span(row, yes)))
        elif cut and yes is not None:
            _cut(row, yes, _needed(row, yes, plan))


def _cut(row: Round, yes: Invited, needed: tuple[Span, ...]) -> None:
    """Keep of the hours that somebody said yes to, or offered, what is needed: for the rest they are asked anew.

    What they did not offer stays theirs: a no to it.
    """
    said, start, end = booked_span(row, yes), needed[0].start, needed[-1].end
    if said == Span(start, end):
        return
    row.start, row.end = row.start if start == said.start else start, row.end if end == said.end else end
    row.save(update_fields=("start", "end"))
    if yes.counter_start is not None:
        yes.counter_start, yes.counter_end = start, end
        yes.save(update_fields=("counter_start", "counter_end"))


def _needed(row: Round, yes: Invited, plan: Plan) -> tuple[Span, ...]:
    """In which of the hours that somebody said yes to a plan has them on duty."""
    return intersect([booked_span(row, yes)], [one.span for one in plan.shifts if one.carer == yes.who])


def _needless(row: Round, plan: Plan) -> bool:
    """Whether a plan has nobody on duty who is asked in a round, or not the one who said yes to it."""
    span, people = Span(row.start, row.end), list(row.people.all())
    yes = next((one for one in people if one.reply == "yes"), None)
    if yes is not None:
        return not _needed(row, yes, plan)
    if row.extra:
        return not any(one.lead is None and one.span.overlaps(span) for one in plan.cover)
    who = {one.who for one in people if one.reply != "next"}
    return not any(one.asked and one.carer in who and one.span.overlaps(span) for one in plan.shifts)


def locked(family: int) -> None:
    """Whoever changes a family's plan or rounds waits for one another."""
    Family.objects.select_for_update().filter(pk=family).first()


@transaction.atomic
def _moved(family: int, id: int, move: Callable[[Asked], Step]) -> Asked | None:
    locked(family)
    row = Round.objects.filter(family=family, pk=id).first()
    return _step(row, move) if row else None


def _step(row: Round, move: Callable[[Asked], Step]) -> Asked:
    """Move a round on and put all that this says into the outbox, in the caller's transaction."""
    people = _people(row)
    step = saying.awake(row, move(core(row, people)))
    _written(row, people, step.round)
    installed = settle(row, people, step.acts)
    saying.take_back(row)
    saying.say(row, people, step.acts)
    if installed:
        let_go(read_plan(installed, "the plan"), row.family_id, instant(world.now()))
        rebase(row.family_id, row.base, but=row.pk)
    return step.round


def _people(row: Round) -> list[Invited]:
    """Those of a round in their order. Who would be next and has been spoken to for the hours since is left out."""
    people = list(Invited.objects.filter(round=row).order_by("place"))
    if row.state != "open" or all(one.reply != "next" for one in people):
        return people
    span = Span(row.start, row.end)
    busy = {who for who, said in spoken(row.family_id, row.start, but=row.pk) if said.overlaps(span)}
    for one in [one for one in people if one.reply == "next" and one.who in busy]:
        people.remove(one)
        one.delete()
    return people


def core(row: Round, people: Iterable[Invited]) -> Asked:
    """The core's round of a row."""
    candidates = tuple(_candidate(one) for one in people)
    manner: Manner = "all" if row.manner == "all" else "one"
    state: State = row.state  # type: ignore[assignment] # nothing else is ever written there
    return Asked(Span(row.start, row.end), candidates, row.last, manner, row.patience, state, more=not row.looked)


def _candidate(one: Invited) -> Candidate:
    counter = None
    if one.counter_start is not None and one.counter_end is not None:
        counter = Span(one.counter_start, one.counter_end)
    reply: Reply = one.reply  # type: ignore[assignment] # nothing else is ever written there
    return Candidate(one.who, reply, one.until, counter)


def _written(row: Round, people: list[Invited], asked: Asked) -> None:
    row.state, row.wake, row.version, row.looked = asked.state, asked.wake, row.version + 1, not asked.more
    row.save()
    for one, now in zip(people, asked.candidates, strict=True):
        if _candidate(one) != now:
            one.reply, one.until = now.reply, now.until
            one.counter_start, one.counter_end = (now.counter.start, now.counter.end) if now.counter else (None, None)
            one.save(update_fields=("reply", "until", "counter_start", "counter_end"))
