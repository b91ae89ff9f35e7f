"""What a host wants to know of a running app, in numbers and without names."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Count, F, Max, Min, Q

from homecall.spans.span import instant
from homecall.web.family.models import Family
from homecall.web.jobs.models import Job
from homecall.web.plans.models import Plan
from homecall.web.post.models import Message
from homecall.web.rounds.models import Round

DAY = timedelta(days=1)
LATE: Mapping[str, float] = {
    "homecall_job_wait_seconds": 300,
    "homecall_post_wait_seconds": 300,
    "homecall_plan_age_seconds": 2 * 86400,
    "homecall_schedule_age_seconds": 2 * 86400,
    "homecall_round_overdue_seconds": 120,
    "homecall_families_without_plan": 0,
    "homecall_post_unsure": 0,
    "homecall_post_failed": 0,
}
"""From above which value on a number says that something is stale: our own choice."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number with its name, as Prometheus writes names, and what it is; `label` tells several of a name apart."""

    name: str
    help: str
    value: float
    label: str = ""

    @property
    def stale(self) -> bool:
        """Whether it is more than it should be."""
        return self.name in LATE and self.value > LATE[self.name]


def numbers(now: datetime, data: Path) -> tuple[Number, ...]:
    """All of them. A dozen queries, whatever there is; demo families count nowhere but in the queue."""
    return (*_jobs(now), *_post(now), *_plans(now), *_schedules(now, data), *_rounds(now))


def _since(now: datetime, at: datetime | None) -> float:
    return max(0.0, (now - at).total_seconds()) if at is not None else 0.0


def _jobs(now: datetime) -> Iterator[Number]:
    waiting = Job.objects.filter(wanted__gt=F("done"), not_before__lte=now, leased=None)
    for kind, count, oldest in waiting.values_list("kind").annotate(Count("pk"), Min("asked_at")).order_by("kind"):
        yield Number("homecall_jobs_waiting", "Jobs that wait for a worker", count, kind)
        wait = "Seconds since the job that waits longest was asked for"
        yield Number("homecall_job_wait_seconds", wait, _since(now, oldest), kind)


def _post(now: datetime) -> Iterator[Number]:
    waiting = Message.objects.filter(state="queued", not_before__lte=now).aggregate(n=Count("pk"), at=Min("not_before"))
    recent = Message.objects.filter(touched__gte=now - DAY)
    states = recent.aggregate(**{one: Count("pk", filter=Q(state=one)) for one in ("sent", "unsure", "failed")})
    yield Number("homecall_post_waiting", "Messages that could leave now", waiting["n"])
    wait = "Seconds for which the message that waits longest could have left"
    yield Number("homecall_post_wait_seconds", wait, _since(now, waiting["at"]))
    yield Number("homecall_post_sent", "Messages of the last day that were handed over", states["sent"])
    yield Number("homecall_post_unsure", "Messages of the last day that may have arrived or not", states["unsure"])
    yield Number("homecall_post_failed", "Messages of the last day that could not be sent", states["failed"])


def _plans(now: datetime) -> Iterator[Number]:
    families = Family.objects.filter(demo=False)
    oldest = (
        Plan.objects.filter(family__demo=False).values("family").annotate(made=Max("made")).aggregate(at=Min("made"))
    )
    yield Number("homecall_families", "Families", families.count())
    without = families.filter(plans=None, made__lt=now - timedelta(minutes=5)).count()
    yield Number(
        "homecall_families_without_plan", "Families that have waited five minutes for their first plan", without
    )
    yield Number("homecall_plan_age_seconds", "Age of the oldest plan in force", _since(now, oldest["at"]))


def _schedules(now: datetime, data: Path) -> Iterator[Number]:
    """When addresses of schedules were last asked: the files of what they said are written anew each time."""
    asked = [one.stat().st_mtime for one in (data / "memory").glob("*/*") if one.is_file() and one.name != "key"]
    age = max(0.0, now.timestamp() - min(asked)) if asked else 0.0
    yield Number("homecall_schedules", "Addresses of schedules that are remembered", len(asked))
    yield Number("homecall_schedule_age_seconds", "Seconds since the schedule asked longest ago was asked", age)


def _rounds(now: datetime) -> Iterator[Number]:
    found = Round.objects.filter(state="open").aggregate(n=Count("pk"), at=Min("wake"))
    over = max(0.0, 60.0 * (instant(now) - found["at"])) if found["at"] is not None else 0.0
    yield Number("homecall_rounds_open", "Asks that wait for an answer", found["n"])
    yield Number("homecall_round_overdue_seconds", "Seconds since an ask should have gone on", over)


def exposition(found: tuple[Number, ...]) -> bytes:
    """The numbers as Prometheus reads them (text format 0.0.4)."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry, gauges = CollectorRegistry(), dict[str, Gauge]()
    for one in found:
        names = ("kind",) if one.label else ()
        gauge = gauges.get(one.name) or Gauge(one.name, one.help, names, registry=registry)
        gauges[one.name] = gauge
        (gauge.labels(one.label) if one.label else gauge).set(one.value)
    return generate_latest(registry)


def allowed(header: str, token: str) -> bool:
    """Whether an Authorization header holds the host's token, as a bearer's or as the password of any name."""
    kind, _, said = header.partition(" ")
    if kind.lower() == "basic":
        try:
            said = base64.b64decode(said, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif kind.lower() != "bearer":
        return False
    return bool(token) and hmac.compare_digest(said.encode(), token.encode())
