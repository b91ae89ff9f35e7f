"""The queue: ask, claim, hold, finish. Every step is one UPDATE with its condition, on any database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from homecall.web.jobs import bell
from homecall.web.jobs.models import Job
from homecall.web.look.kept import columns, heard

PLAN = "plan"
"""The kind of work that makes a plan."""
CHANGE = "change"
"""The kind of work that looks for a way when something has happened: it goes before any plan."""

LEASE = timedelta(seconds=30)
"""How long a claim holds without being renewed: so long a killed worker delays its job."""

MOST_TRIES = 5
"""So often a job is begun before it counts as failed, if nobody lives to say why."""

ALL = Q()
"""Whoever waits."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in one worker's hands, up to the asking that stood when it was taken."""

    id: int
    family: int
    kind: str
    worker: str
    wanted: int
    tries: int


@dataclass(frozen=True, slots=True)
class Progress:
    """What a family is told: whether something is being made, since when, and what went wrong the last time."""

    renewing: bool
    since: datetime | None = None
    said: str = ""


@transaction.atomic
def want(family: int, now: datetime, kind: str = PLAN) -> int:
    """Ask for work. Gives the number of the asking; earlier ones that are not done yet are done with it."""
    job, _new = Job.objects.get_or_create(family_id=family, kind=kind, defaults={"asked_at": now, "not_before": now})
    mine = Job.objects.filter(pk=job.pk)
    mine.update(wanted=F("wanted") + 1, asked_at=now, not_before=now, tries=0, said="", parts="")
    bell.ring()
    return mine.values_list("wanted", flat=True).get()


def claim(worker: str, now: datetime, kind: str = PLAN, among: Q = ALL) -> Claim | None:
    """The job among some that has waited longest, taken; None if there is none. No two workers get the same one."""
    free = _free(now, kind)
    for job in Job.objects.filter(free).filter(among).order_by("not_before", "pk")[:8]:
        taken = Job.objects.filter(free, pk=job.pk, wanted=job.wanted, leased=job.leased)
        if taken.update(taken_by=worker, leased=now + LEASE, tries=F("tries") + 1):
            return Claim(job.pk, job.family_id, job.kind, worker, job.wanted, job.tries + 1)
    return None


def _mine(claim: Claim) -> Q:
    return Q(pk=claim.id, taken_by=claim.worker)


def renew(claim: Claim, now: datetime) -> bool:
    """Hold a claim for longer. False where something newer is wanted, or it was lost: then stop."""
    return Job.objects.filter(_mine(claim), wanted=claim.wanted).update(leased=now + LEASE) > 0


def release(claim: Claim) -> None:
    """Let a claim go undone, for whoever is next."""
    Job.objects.filter(_mine(claim)).update(taken_by="", leased=None)


def make_way(claim: Claim) -> None:
    """Let a claim go for something more urgent; the try that it was does not count."""
    Job.objects.filter(_mine(claim)).update(taken_by="", leased=None, tries=F("tries") - 1)


def waiting(now: datetime, *kinds: str, among: Q = ALL) -> bool:
    """Whether any work of some kinds could be claimed."""
    return Job.objects.filter(_free(now, *kinds)).filter(among).exists()


def _free(now: datetime, *kinds: str) -> Q:
    return Q(wanted__gt=F("done"), not_before__lte=now, kind__in=kinds) & (Q(leased=None) | Q(leased__lte=now))


def finish(claim: Claim, said: str = "") -> bool:
    """Mark the asking as done, with a sentence where it failed for good. False where the claim was lost meanwhile."""
    over = Job.objects.filter(_mine(claim), done__lt=claim.wanted)
    return over.update(done=claim.wanted, taken_by="", leased=None, tries=0, **columns(said, 500)) > 0


def postpone(claim: Claim, said: str, until: datetime) -> None:
    """Try again later, and tell the family why."""
    Job.objects.filter(_mine(claim)).update(taken_by="", leased=None, not_before=until, **columns(said, 500))


def progress(family: int, kind: str = PLAN) -> Progress:
    """How a family's work stands."""
    job = Job.objects.filter(family=family, kind=kind).first()
    if job is None:
        return Progress(renewing=False)
    return Progress(renewing=job.wanted > job.done, since=job.asked_at, said=heard(job.said, job.parts))
