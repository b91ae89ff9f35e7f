"""Sleep and answers between their rows and the core. Every row is had through the account whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.db import transaction
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Cast

from homecall.errors import RestError
from homecall.household.own import NOTHING, Own
from homecall.rest.calibration import Answer, Offset, offset_of
from homecall.spans.span import HOUR, Minute, Span, instant, union
from homecall.tongue import say
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.family.models import Family
from homecall.web.jobs import store as jobs
from homecall.web.people import store as people
from homecall.web.people.access import Seat
from homecall.web.rested.models import Felt, Slept

KEPT = timedelta(days=90)
"""Sleep that is longer ago is not kept: no page and no plan looks further back than some weeks."""
COUNTED = 100
"""The newest answers count: people change."""
SAME = timedelta(hours=1)
"""An answer so soon after another one takes its place: the two would say the same thing twice."""
SHORTEST, LONGEST = 10, 20 * HOUR
"""Minutes of a sleep that is believed."""


@dataclass(frozen=True, slots=True)
class Night:
    """A logged sleep with its row's id."""

    id: int
    span: Span


@dataclass(frozen=True, slots=True)
class Told:
    """What the account of a family's parent has told: whose it is in the household, and what follows."""

    person: str
    own: Own


def told(family: int) -> dict[int, Told]:
    """What the accounts of a family have told, by their ids. One query, whatever was told."""
    log: dict[int, list[Span]] = {}
    answers: dict[int, list[Answer]] = {}
    whose: dict[int, str] = {}
    for user, person, start, end, score, expected in _everything(family):
        whose[user] = person
        if score is None:
            log.setdefault(user, []).append(Span(instant(start), instant(end)))
        else:
            answers.setdefault(user, []).append(Answer(score, expected))
    return {user: Told(who, _own(log.get(user, []), answers.get(user, []))) for user, who in whose.items()}


def _everything(family: int) -> QuerySet[Slept, tuple[int, str, datetime, datetime, float | None, float]]:
    """Sleeps and answers of a family as rows of one shape, the newest first."""
    here, person = Q(family=family, user__memberships__family=family), F("user__memberships__person")
    none, given = Cast(Value(None), FloatField()), {"said": Cast("score", FloatField()), "hoped": F("expected")}
    slept = Slept.objects.filter(here).annotate(who=person, said=none, hoped=none)
    felt = Felt.objects.filter(here, expected__isnull=False).annotate(who=person, from_=F("at"), to=F("at"), **given)
    rows = slept.values_list("user_id", "who", "start", "end", "said", "hoped")
    found: Any = rows.union(felt.values_list("user_id", "who", "from_", "to", "said", "hoped"), all=True)
    return cast("QuerySet[Slept, tuple[int, str, datetime, datetime, float | None, float]]", found.order_by("-start"))


def own_of(family: int) -> dict[str, Own]:
    """The same by the parents' ids in the household, as the plan uses it."""
    return named(told(family))


def named(found: Mapping[int, Told]) -> dict[str, Own]:
    """What accounts have told by the parents' ids; an account that is nobody's in the household counts for nothing."""
    return {one.person: one.own for one in found.values() if one.person}


def _own(log: Sequence[Span], answers: Sequence[Answer]) -> Own:
    found = offset_of(answers[:COUNTED])
    return Own(union(log), found.mean, found.spread) if found.counts else Own(union(log))


def counts_in(text: str) -> bool:
    """Whether a household file may plan by the model of sleep; only then sleep counts in its plan."""
    return re.search(r"""rest"?\s*=\s*["']{1,3}model""", text) is not None


def of_family(text: str, family: int) -> dict[str, Own]:
    """What the plan of a household file uses; nothing, and no query, where it plans by constants."""
    return own_of(family) if counts_in(text) else {}


def mine(seat: Seat) -> Own:
    """What an account has told of itself; nothing for somebody without one."""
    if seat.user is None:
        return NOTHING
    found = told(seat.family).get(seat.user)
    return found.own if found else NOTHING


def nights(seat: Seat) -> tuple[Night, ...]:
    """An account's logged sleeps, the newest first."""
    rows = _of(Slept.objects.all(), seat).order_by("-start")
    return tuple(Night(row.pk, Span(instant(row.start), instant(row.end))) for row in rows)


def offset(seat: Seat) -> Offset:
    """How far an account's person stands off the middle one, by their answers."""
    return offset_of(_answers(seat))


def _answers(seat: Seat) -> list[Answer]:
    rows = _of(Felt.objects.filter(expected__isnull=False), seat).order_by("-at")
    return [Answer(score, expected) for score, expected in rows.values_list("score", "expected")[:COUNTED]]


def _of(rows: QuerySet, seat: Seat) -> QuerySet:  # type: ignore[type-arg] # of either table
    """The rows of an account in a family; none for somebody without one."""
    return rows.none() if seat.user is None else rows.filter(family=seat.family, user=seat.user)


@transaction.atomic
def keep(seat: Seat, slept: Iterable[Span], now: datetime) -> int:
    """Keep sleeps in place of those that they overlap; those of more than `KEPT` ago are left out. Gives how many.

    The plan is made anew. Raises RestError for a sleep that cannot be, and then keeps none.
    """
    spans = [one for one in union(slept) if one.end > instant(now - KEPT)]
    if seat.user is None or not spans:
        return 0
    for one in spans:
        _possible(one, instant(now))
    Family.objects.select_for_update().filter(pk=seat.family).first()
    own = _of(Slept.objects.all(), seat)
    first, last = _utc(spans[0].start), _utc(spans[-1].end)
    for row in own.filter(start__lt=last, end__gt=first):
        if any(one.overlaps(Span(instant(row.start), instant(row.end))) for one in spans):
            row.delete()
    same = {"family_id": seat.family, "user_id": seat.user}
    Slept.objects.bulk_create(Slept(**same, start=_utc(one.start), end=_utc(one.end)) for one in spans)
    _again(seat.family)
    return len(spans)


def believable(one: Span, now: datetime) -> bool:
    """Whether a sleep that a watch or an app has found is taken for one, and is over."""
    return one.end <= instant(now) and SHORTEST <= one.minutes <= LONGEST


def _possible(one: Span, now: Minute) -> None:
    if one.end > now:
        raise RestError(say("This sleep is not over yet."), cure=say("Log it once you are up."))
    if not SHORTEST <= one.minutes <= LONGEST:
        cure = say("A sleep lasts from ten minutes to twenty hours; look at its beginning and its end.")
        raise RestError(say("This is no sleep that can be believed."), cure=cure)


def _utc(at: Minute) -> datetime:
    return datetime.fromtimestamp(at * 60, UTC)


def _again(family: int) -> None:
    """Ask for a new plan where sleep counts in it."""
    if families.newest(family).household.rest == "model":
        jobs.want(family, world.now())


@transaction.atomic
def drop(seat: Seat, id: int) -> bool:
    """Take a logged sleep away. False where it is not the account's own."""
    gone, _each = _of(Slept.objects.filter(pk=id), seat).delete()
    if gone:
        _again(seat.family)
    return bool(gone)


@transaction.atomic
def answer(seat: Seat, score: int, expected: float | None, now: datetime) -> None:
    """Keep how awake somebody said they are. The plan is made anew once answers count."""
    if seat.user is None:
        return
    _of(Felt.objects.filter(at__gt=now - SAME, at__lte=now), seat).delete()
    Felt(family_id=seat.family, user_id=seat.user, at=now, score=score, expected=expected).save()
    if offset(seat).counts:
        _again(seat.family)


@transaction.atomic
def forget(seat: Seat) -> None:
    """Take away all that an account has told of its sleep. The audit log keeps that it was done, and no more."""
    if seat.user is not None:
        gone(seat.family, seat.user)
        people.log(seat.family, seat.who, "sleep forgotten")
        _again(seat.family)


def gone(family: int, user: int) -> None:
    """Take away what an account has told in a family, as when it leaves it."""
    for table in (Slept, Felt):
        table._default_manager.filter(family=family, user=user).delete()  # noqa: SLF001 (Django's own, public name)


def tidy(now: datetime) -> None:
    """Take away the sleep of everybody that is too long ago to be of use."""
    Slept.objects.filter(end__lt=now - KEPT).delete()
