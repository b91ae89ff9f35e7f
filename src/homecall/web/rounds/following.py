"""What a plan in force brings with it: asks go out, whoever lives differently is told, what is needless is let go."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.plan.diff import sentences_of, told
from homecall.plan.plan import Plan
from homecall.planner.change.happened import concerned
from homecall.spans.span import HOUR, Minute, instant
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.look.clocks import on
from homecall.web.people.access import Role, Seat
from homecall.web.plans import changing
from homecall.web.plans import store as plans
from homecall.web.plans.store import Shown
from homecall.web.post import store as post
from homecall.web.post.buttons import late
from homecall.web.rounds import alone, still, store, untold, ways
from homecall.web.rounds.needing import needs, next_mark
from homecall.web.rounds.saying import SOON
from homecall.web.rounds.untold import Pending

NEAR = 20 * HOUR
"""Minutes ahead within which a plan that came by itself is told to the parents: the freeze of a re-plan."""


@transaction.atomic
def accept(seat: Seat, number: int) -> str:
    """Put a proposal in force, ask whom it needs, tell whom it touches: all of it or nothing.

    Gives the sentence that says why not, empty where it is done.
    """
    before = plans.shown(seat)
    wrong = changing.accept(seat.family, number)
    after = plans.shown(seat)
    if not wrong and before is not None and after is not None:
        _follow(before, after, seat)
    return wrong


@transaction.atomic
def leave(seat: Seat) -> None:
    """Leave everything as it is: whoever offered something that the plan does without hears so."""
    happened.leave(seat.family)
    shown = plans.shown(seat)
    if shown is not None:
        store.let_go(shown.plan, seat.family, _now(seat.family))


def _follow(before: Shown, after: Shown, seat: Seat) -> None:
    now = _now(seat.family)
    store.take(after.plan, seat.family, now)
    store.let_go(after.plan, seat.family, now, cut=True)
    store.rebase(seat.family, after.id)
    asked = list(needs(after.household, before.plan, after.plan, now, store.spoken(seat.family, now)))
    for one in asked:
        store.start(seat.family, one, after.id, now, seat.who)
    pending = {one.who: one for one in untold.pending(after, now)}
    new = after.plan.happened[len(before.plan.happened) :]
    heard = told(before.plan, after.plan, now, after.plan.span.end) - concerned(tuple(one.what for one in new))
    busy = {one.who for one in asked if not untold.beside(before.plan, after.plan, one.who, asked)}
    for who in sorted(heard - {seat.person} - busy):
        if who in pending:
            send(pending[who], after, seat.who, now)
        else:
            tell(before, after, [who], now)


def send(one: Pending, after: Shown, by: str, now: Minute) -> None:
    """Ask or tell somebody what they do not know yet; it is known from then on."""
    wanted = untold.to_ask(one, after, now)
    for need in wanted:
        store.start(after.family, need, after.id, now, by)
    if not wanted or untold.beside(one.base, after.plan, one.who, wanted):
        tell(one, after, [one.who], now)
    untold.known(after.family, one.who)


@transaction.atomic
def send_all(family: int, state: str, by: str) -> tuple[str, ...]:
    """Ask and tell everybody who does not know yet what is otherwise; their names.

    Nobody where that is not what `untold.mark` stood for any more.
    """
    store.locked(family)
    after, now = plans.shown(Seat(family, Role.PARENT)), _now(family)
    found = untold.pending(after, now) if after else []
    if after is None or untold.mark(after, found) != state:
        return ()
    for one in found:
        send(one, after, by, now)
    return tuple(one.name for one in found)


def tell(known: Shown | Pending, after: Shown, people: list[str], now: Minute) -> None:
    """Put into the outbox what is otherwise for each of some people than by the plan they know: each only theirs.

    What waits of this kind still is taken back, so that whoever wakes up hears once how it is: nothing, where it is as
    it was. Nothing leaves a family that is only looked around in.
    """
    about = families.about(after.family)
    if about is None or about.demo:
        return
    parents = {one.id for one in after.household.parents}
    for who in people:
        id, old = _known(known, after, who)
        with post.said_in(after.family, who):
            said = sentences_of(after.household, old, after.plan, who)
            title = _("The plan has changed.")
            pressed, path = ((late(),), reverse("home")) if who in parents else ((), post.OWN)
        if said and told(old, after.plan, next_mark(now), after.plan.span.end) & {who}:
            soon = bool(told(old, after.plan, now, now + SOON) & {who})
            key = f"plan:{after.id}:{who}"
            post.queue(
                after.family, who, "change", key, title, " ".join(said),
                now=world.now(), path=path, urgent=soon, buttons=pressed,
                topic=f"{still.BASE}:{id}",
            )  # fmt: skip


def _known(known: Shown | Pending, after: Shown, who: str) -> tuple[int, Plan]:
    """The plan that somebody knows, by its id too: an older one where a word of a later one is only just taken back."""
    for topic in post.take_back(after.family, who, "change"):
        older = plans.shown_as(Seat(after.family, Role.PARENT), still.base_of(topic))
        if older is not None:
            return older.id, older.plan
    return (known.id, known.plan) if isinstance(known, Shown) else (known.id, known.base)


def by_itself(family: int) -> bool:
    """Accept what is proposed where the family has said yes to all of it beforehand; False where it has not.

    That is so where nobody is asked for more than they may be asked for, no other helper lives differently, and no
    child is without cover who was not before.
    """
    seat = Seat(family, Role.PARENT, who=_("Homecall, as you agreed"))
    given, now = dict(ways.habits(family).consents), _now(family)
    found = changing.proposed(family) if given else None
    before = plans.shown(seat) if found else None
    if found is None or before is None:
        return False
    number, new = found
    asked = list(needs(before.household, before.plan, new, now, store.spoken(family, now)))
    minutes = {who: sum(one.span.minutes for one in asked if one.who == who) for who in (one.who for one in asked)}
    helpers = {one.id for one in before.household.carers} & told(before.plan, new, now, new.span.end)
    agreed = all(minutes[who] <= given.get(who, 0) for who in minutes) and helpers <= set(minutes)
    if not minutes or not agreed or new.rank[0] > before.plan.rank[0]:
        return False
    return not accept(seat, number)


@transaction.atomic
def renewed(family: int, before: Shown) -> None:
    """After a plan that came by itself, from a schedule that has changed: the parents hear what is soon otherwise.

    They hear too of a child who has nobody in hours that were somebody's.

    Who helps, and has been told otherwise for the coming days, is asked or told where the family has agreed to that
    beforehand; of all others the parents hear, and one tap of theirs tells them.
    """
    store.locked(family)
    after = plans.shown(Seat(family, Role.PARENT))
    if after is None or after.id == before.id:
        return
    now = _now(family)
    store.let_go(after.plan, family, now, states=("open", "nobody"))
    store.rebase(family, after.id)
    _spare(after, now)
    near = told(before.plan, after.plan, now, now + NEAR)
    tell(before, after, sorted(near & {one.id for one in after.household.parents}), now)
    alone.say(before, after, now, NEAR)
    untold.note(before, after, now)
    given = dict(ways.habits(family).consents)
    waiting = []
    for one in untold.pending(after, now):
        if one.who in given and sum(need.span.minutes for need in untold.to_ask(one, after, now)) <= given[one.who]:
            send(one, after, _("Homecall, as you agreed"), now)
        else:
            waiting.append(one)
    untold.show(after, waiting, now)


def _spare(after: Shown, now: Minute) -> None:
    """Tell the parents whom a plan that came by itself does without, though they have said yes: it is theirs to say."""
    for who, span in store.booked(after.family, now):
        if still.on_duty(after.plan, who, span):
            continue
        for parent in after.household.parents:
            with post.said_in(after.family, parent.id):
                said = {"name": after.household.names.get(who, who), "when": on(after.household.wall, span)}
                title = _("%(name)s has said yes, and the plan does without.") % said
                body = _("%(name)s keeps %(when)s free for you. Let them know if they need not come.") % said
            key = f"spare:{who}:{span.start}:{parent.id}"
            post.queue(after.family, parent.id, "spare", key, title, body, now=world.now(), path=reverse("rounds"))


def _now(family: int) -> Minute:
    return instant(families.now(family))
