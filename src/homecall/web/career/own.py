"""What one account keeps of where its work ends: seen by nobody else, not even by the other parent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models, transaction

from homecall.career.after import LOOK, Log, Monthly
from homecall.errors import CareerError
from homecall.tongue import say
from homecall.web.career.models import AfterHours, Field, Parked, WorkClosed, WorkedLate
from homecall.web.people.access import Seat, rows

MOST_A_DAY = 20
MOST_PARKED = 200
MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class LogRow:
    """A log with its id."""

    id: int
    log: Log


@dataclass(frozen=True, slots=True)
class Open:
    """Something that was parked: it can wait until `until`, None for any day."""

    id: int
    words: str
    day: date
    until: date | None


def _mine(table: type[models.Model], seat: Seat) -> models.QuerySet[models.Model]:
    """The rows of the account that looks; those without an account are a demo's, which has none."""
    return rows(table, seat).filter(user=seat.user)


def logs(seat: Seat, today: date, days: int = LOOK) -> tuple[LogRow, ...]:
    """What was logged in the last days, the newest first."""
    found = _mine(WorkedLate, seat).filter(day__gt=today - timedelta(days=days), day__lte=today).order_by("-day", "-pk")
    return tuple(LogRow(row.pk, Log(row.day, row.minutes)) for row in found if isinstance(row, WorkedLate))


@transaction.atomic
def log(seat: Seat, one: Log) -> None:
    """Log some minutes of a day. Raises CareerError where a day has more of them than it can."""
    if _mine(WorkedLate, seat).filter(day=one.day).count() >= MOST_A_DAY:
        raise CareerError(say("This day is full."), cure=say("Take one out first."))
    WorkedLate.objects.create(family_id=seat.family, user_id=seat.user, day=one.day, minutes=one.minutes)


def unlog(seat: Seat, id: int) -> bool:
    """Take a log back. False where the account has none such."""
    return _mine(WorkedLate, seat).filter(pk=id).delete()[0] > 0


def closed(seat: Seat, today: date, days: int = LOOK) -> frozenset[date]:
    """The last days that were closed."""
    found = _mine(WorkClosed, seat).filter(day__gt=today - timedelta(days=days), day__lte=today)
    return frozenset(found.values_list("day", flat=True))


@transaction.atomic
def close(seat: Seat, today: date, words: Iterable[str], until: date | None) -> None:
    """Close a day, and park what is open. Raises CareerError where too much is parked already."""
    new = [Parked(family_id=seat.family, user_id=seat.user, words=one[:200], day=today, until=until) for one in words]
    if _mine(Parked, seat).count() + len(new) > MOST_PARKED:
        raise CareerError(say("There is too much parked."), cure=say("Let go of what is done."))
    Parked.objects.bulk_create(new)
    if not _mine(WorkClosed, seat).filter(day=today).exists():
        WorkClosed.objects.create(family_id=seat.family, user_id=seat.user, day=today)


def parked(seat: Seat) -> tuple[Open, ...]:
    """What is parked: first what nobody waits for the longest, by the day until which it can wait."""
    found = _mine(Parked, seat).order_by(models.F("until").asc(nulls_last=True), "pk")[:MOST_PARKED]
    return tuple(Open(row.pk, row.words, row.day, row.until) for row in found if isinstance(row, Parked))


def unpark(seat: Seat, id: int) -> bool:
    """Let something go that is done. False where the account has none such."""
    return _mine(Parked, seat).filter(pk=id).delete()[0] > 0


def specialty(seat: Seat) -> str:
    """The specialty by which the account's evenings are estimated, empty for none."""
    return _mine(Field, seat).order_by("-pk").values_list("specialty", flat=True).first() or ""


@transaction.atomic
def choose(seat: Seat, specialty: str) -> None:
    """Estimate by a specialty from now on; by none where it is empty."""
    _mine(Field, seat).delete()
    if specialty:
        Field.objects.create(family_id=seat.family, user_id=seat.user, specialty=specialty[:40])


def imported(seat: Seat) -> tuple[Monthly, ...]:
    """What imports said, the oldest first."""
    found = _mine(AfterHours, seat).order_by("since", "pk")[:MOST_MONTHS]
    return tuple(Monthly(row.since, row.minutes, row.metric) for row in found if isinstance(row, AfterHours))


@transaction.atomic
def import_(seat: Seat, months: Iterable[Monthly]) -> int:
    """Keep what an import says, in place of what was there. Gives how many months it has."""
    new = list(months)[-MOST_MONTHS:]
    _mine(AfterHours, seat).delete()
    AfterHours.objects.bulk_create(
        AfterHours(family_id=seat.family, user_id=seat.user, since=one.since, minutes=one.minutes, metric=one.metric)
        for one in new
    )
    return len(new)
