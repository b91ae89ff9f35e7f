"""What answers mean for the plan: it holds what the next who is asked makes of it, and nobody who cannot come."""

from __future__ import annotations

from collections.abc import Iterable

from homecall.plan.codec import read as read_plan
from homecall.plan.happened import Cancelled, Offered, Said
from homecall.plan.voice import Voice
from homecall.rounds.round import Act
from homecall.spans.span import Span, instant, subtract
from homecall.tongue import noted, say
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.plans import changing
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.words import booked_span


def settle(row: Round, people: list[Invited], acts: Iterable[Act]) -> str:
    """Let the plan in force follow a step of a round, in the caller's transaction. Gives a new one, if there is one."""
    installed, named = "", {one.who: one for one in people}
    for act in acts:
        if act.word == "declined":
            _refused(row, named[act.who], last=not _others_come(row, people))
            installed = _in_the_place_of(row, named[act.who], people) or installed
        elif act.word == "ask" and not row.extra and row.manner == "one":
            installed = _install(row, named[act.to])
            for one in people if installed else ():
                _passed_over(row, one)
        elif act.word == "booked" and act.to:
            installed = _booked(row, named[act.to], people)
        elif act.word == "nobody" and not row.extra:
            _without(row, people)
    return installed


def _passed_over(row: Round, one: Invited) -> None:
    """Keep that the plan counts on the next in the place of somebody who is silent: so do plans that are made anew.

    A yes of theirs takes it back.
    """
    no = Cancelled(one.who, Span(row.start, row.end))
    if one.reply == "silent" and not happened.holds(row.family_id, no):
        _keep(row, one, no, decide=False)


_COMING = ("next", "asked", "counter", "silent")
"""Where somebody may come still."""


def _others_come(row: Round, people: Iterable[Invited]) -> bool:
    """Whether anybody may come still; a round that is over waits for nobody."""
    return row.state in ("open", "nobody") and any(one.reply in _COMING for one in people)


def _in_the_place_of(row: Round, one: Invited, people: Iterable[Invited]) -> str:
    """Where all are asked at once, the plan counts on the next of them as soon as whom it counted on cannot come."""
    if row.manner == "one" or row.extra or not _counted_on(row.family_id, one.who, Span(row.start, row.end)):
        return ""
    left = (other for other in people if other.reply == "asked" and other.text)
    return next(filter(None, (_install(row, other) for other in left)), "")


def _install(row: Round, one: Invited) -> str:
    """Put the plan in force that counts on somebody; empty where none is kept, or it came from another than now's."""
    if not one.text:
        return ""
    _remember(row)
    new = changing.install(row.family_id, row.base, one.text, one.parts, one.status)
    if new:
        row.base = new
        row.save(update_fields=("base",))
        return one.text
    return ""


def _remember(row: Round) -> None:
    """Keep the plan in force for whoever it counts on, who may change their mind."""
    old, span = changing.newest(row.family_id), Span(row.start, row.end)
    if old is not None and old.pk == row.base:
        mine = {one.carer for one in read_plan(old.text, "the plan").shifts if one.asked and one.span.overlaps(span)}
        counted = Invited.objects.filter(round=row, text="", who__in=mine)
        counted.update(text=old.text, parts=old.parts, status=old.status)


def _booked(row: Round, one: Invited, people: Iterable[Invited]) -> str:
    """Count on somebody who said yes. Where they offered other hours, the plan in force does so already.

    Where no plan is kept that does, a way is looked for with them, and without whom else it counts on for these hours.
    """
    span = booked_span(row, one)
    if span != Span(row.start, row.end):
        return ""
    installed = _install(row, one)
    changing.forget(row.family_id, Cancelled(one.who, span))
    counted = _counted_on(row.family_id, one.who, span)
    _keep(row, one, Offered(one.who, span), decide=not counted or _could_help_more(row.family_id, one.who, span))
    for other in () if counted else people:
        if other.who != one.who and _counted_on(row.family_id, other.who, span):
            _decide_without(row, other, span)
    return installed


def consider(row: Round, one: Invited) -> None:
    """Look for a way with the hours that somebody offered instead; the family says yes to it, or not."""
    span = booked_span(row, one)
    for rest in subtract([Span(row.start, row.end)], [span]):
        _keep(row, one, Cancelled(one.who, rest), decide=_counted_on(row.family_id, one.who, rest))
    _keep(row, one, Offered(one.who, span), decide=True)


def _refused(row: Round, one: Invited, *, last: bool) -> None:
    """Keep that somebody cannot come. After the last of them the family is shown what is left.

    In a gap too, where the plan does not count on them: no plan to come may ask them for these hours once more.
    """
    span = Span(row.start, row.end)
    _keep(row, one, Cancelled(one.who, span), decide=last and _counted_on(row.family_id, one.who, span))


def _without(row: Round, people: list[Invited]) -> None:
    """Nobody has said yes: where the plan counts on somebody who is silent, the family is shown how it goes without.

    A yes of theirs is still welcome, and takes this back. So it is where it counts on somebody who has said no while
    others might have come.
    """
    span, silent = Span(row.start, row.end), [one for one in people if one.reply == "silent"]
    counted, known = any(_counted_on(row.family_id, one.who, span) for one in silent), _left_out(row.family_id, span)
    for one in silent:
        if counted and one.who not in known:
            _decide_without(row, one, span)
        else:
            _passed_over(row, one)
    for one in people:
        if one.reply == "no" and _counted_on(row.family_id, one.who, span):
            _decide_without(row, one, span)


def _decide_without(row: Round, one: Invited, span: Span) -> None:
    """Look for a way without somebody whom the plan in force counts on; that they cannot come may be kept already."""
    if not happened.decide_on(row.family_id, Cancelled(one.who, span)):
        _keep(row, one, Cancelled(one.who, span), decide=True)


def _left_out(family: int, span: Span) -> frozenset[str]:
    """Of whom the plan in force knows already that they do not come in a span."""
    found = changing.newest(family)
    said = (one.what for one in (read_plan(found.text, "the plan").happened if found else ()))
    return frozenset(one.carer for one in said if isinstance(one, Cancelled) and one.when == span)


def _counted_on(family: int, who: str, span: Span) -> bool:
    """Whether the plan in force has somebody on duty in a span: only then there is anything to decide."""
    found = changing.newest(family)
    shifts = read_plan(found.text, "the plan").shifts if found else ()
    return any(one.carer == who and one.span.overlaps(span) for one in shifts)


def _could_help_more(family: int, who: str, span: Span) -> bool:
    """Whether a child has nobody in coming hours that somebody has said yes to, and in which no plan counts on them."""
    found = changing.newest(family)
    plan, now = read_plan(found.text, "the plan") if found else None, instant(families.now(family))
    if plan is None or now >= span.end:
        return False
    free = subtract([Span(max(now, span.start), span.end)], [one.span for one in plan.shifts if one.carer == who])
    return any(one.lead is None and one.span.overlaps(part) for one in plan.cover for part in free)


def _keep(row: Round, one: Invited, what: Cancelled | Offered, *, decide: bool) -> None:
    """Keep what an answer means, for every plan to come; with `decide` a way is looked for now."""
    wall = families.newest(row.family_id).household.wall
    at = instant(families.now(row.family_id))
    span = what.when if isinstance(what, Cancelled) else what.span
    when = Voice(wall).on(span) if isinstance(span, Span) else ""
    words = say(_sentence(one, what), name=one.name, when=when)
    happened.settle(row.family_id, Said(at, what), wall, words, one.name, decide=decide)


def _sentence(one: Invited, what: Cancelled | Offered) -> str:
    if isinstance(what, Offered):
        return noted("{name} comes on {when}.")
    silent = one.reply in ("silent", "left") and one.counter_start is None
    return noted("{name} has not answered for {when}.") if silent else noted("{name} cannot come on {when}.")
