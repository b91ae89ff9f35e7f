"""What time alone makes necessary: plans that begin anew each day, demo families that were left."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db.models import Exists, OuterRef

from homecall.errors import HomecallError
from homecall.spans.span import instant
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.family.models import Family
from homecall.web.jobs import store as jobs
from homecall.web.plans.models import Plan

DEMO_LASTS = timedelta(hours=24)
"""How long a demo family stays after somebody last began it."""
STALE = timedelta(hours=6)
"""After so long a plan is made anew even if nothing has changed: an address may say something else by now."""

REPLACED = timedelta(days=7)
"""How long a plan stays after it was made, where a newer one is in force."""


def tend(data: Path) -> None:
    """Ask for the plans that are due, and take away what was left behind."""
    _forget()
    for family in Family.objects.filter(demo=True, made__lt=world.now() - DEMO_LASTS).values_list("pk", flat=True):
        erase(data, family)
    for family in Family.objects.filter(demo=False).values_list("pk", flat=True).iterator():
        with suppress(HomecallError):  # a household that cannot be read any more must not keep all others waiting
            if _due(family):
                jobs.want(family, world.now())


def seldom(tidy: Callable[[datetime], object], every: timedelta = timedelta(hours=6)) -> Callable[[datetime], None]:
    """The same work, done when it is first asked for and then no more often than that."""
    last = datetime.min.replace(tzinfo=UTC)

    def done(now: datetime) -> None:
        nonlocal last
        if now - last >= every:
            last = now
            tidy(now)

    return done


def _forget() -> None:
    """Let plans go that were replaced long ago: pages show the newest, and what was kept is held elsewhere."""
    old = Plan.objects.filter(made__lt=world.now() - REPLACED)
    newer = Plan.objects.filter(family=OuterRef("family"), pk__gt=OuterRef("pk"))
    old.filter(Exists(newer)).delete()


def _due(family: int) -> bool:
    """Whether the newest plan is of yesterday or too old, and no other is asked for yet."""
    plan = Plan.objects.filter(family=family).order_by("-pk").values_list("first", "made").first()
    if plan is None or jobs.progress(family).renewing:
        return False
    first, made = plan
    today = families.wall_of(family).date(instant(world.now()))
    return first < today or made < world.now() - STALE


def erase(data: Path, family: int) -> None:
    """Take a family away with everything: its rows, and what its addresses said."""
    families.erase(family)
    shutil.rmtree(data / "memory" / str(family), ignore_errors=True)
