"""What is said by itself: tomorrow, each evening, and the week, on Sundays. Each person only their own part, once."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.urls import reverse

from homecall.errors import HomecallError
from homecall.spans.wall import Wall
from homecall.web import world
from homecall.web.family.models import Family
from homecall.web.look.drawn import DRAWN
from homecall.web.people.access import Role, Seat
from homecall.web.people.models import Membership
from homecall.web.plans import store as plans
from homecall.web.plans.store import Shown
from homecall.web.post import store, telling
from homecall.web.post.buttons import late
from homecall.web.post.habits import PARENTS, Habits, habits_of, wall_of
from homecall.web.post.models import Habit, Message
from homecall.web.post.reaching import reachable

ROUND = timedelta(minutes=1)
"""Between two looks at whose evening has come."""
LATEST = timedelta(hours=3)
"""So long after their time digests are still written, where the app was not running then."""
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Due:
    """A digest to write: for whom, of which kind, from which day on."""

    person: str
    kind: str
    first: date

    @property
    def key(self) -> str:
        """Its key in the outbox: there is one a person and day."""
        return f"{self.kind}:{self.person}:{self.first}"


@dataclass
class Digests:
    """Writes the digests of one family at each call, so that what else the worker does waits for one family at most."""

    waiting: deque[tuple[int, tuple[Due, ...]]] = field(default_factory=deque)
    looked: datetime | None = None

    def __call__(self, worker: str, stop: threading.Event) -> bool:
        """Write those of the family that has waited longest. False where there were none."""
        now = world.now()
        if not self.waiting and (self.looked is None or not timedelta(0) <= now - self.looked < ROUND):
            self.looked = now
            self.waiting.extend(due(now).items())
        if not self.waiting:
            return False
        family, found = self.waiting.popleft()
        write(family, found, now)
        return True


def due(now: datetime) -> dict[int, tuple[Due, ...]]:
    """By family, the digests whose time has come and that may not be written yet."""
    found: dict[int, list[Due]] = defaultdict(list)
    for family, person, wanted in _wanted():
        local = now.astimezone(_wall(family).info)
        since = local.replace(tzinfo=None) - datetime.combine(local.date(), wanted.at)
        if not timedelta(0) <= since < LATEST:
            continue
        first, kinds = local.date() + timedelta(days=1), ["evening"] if wanted.evening else []
        kinds += ["week"] if wanted.week and local.weekday() == SUNDAY else []
        new = (Due(person, kind, first) for kind in kinds)
        found[family] += [one for one in new if DRAWN.add(f"digest:{family}:{one.key}", 1, 6 * 3600)]
    return {family: tuple(some) for family, some in found.items() if some}


def _wanted() -> list[tuple[int, str, Habits]]:
    """Who wants any digest: whoever has said so, and parents who have said nothing. Two queries."""
    said = {(row.family_id, row.person): habits_of(row) for row in Habit.objects.filter(family__demo=False)}
    parents = Membership.objects.filter(family__demo=False).exclude(person="").values_list("family", "person")
    everybody = dict.fromkeys(parents, PARENTS) | said
    return [(family, who, one) for (family, who), one in everybody.items() if one.evening or one.week]


def _wall(family: int) -> Wall:
    """A family's wall, as it was within the last hour: everybody's is asked for every minute."""
    key = f"digest-zone:{family}"
    zone = DRAWN.get(key)
    if zone is None:
        try:
            zone = wall_of(family).zone
        except HomecallError:
            zone = "UTC"
        DRAWN.set(key, zone, 3600)
    return Wall(zone)


def write(family: int, found: tuple[Due, ...], now: datetime) -> int:
    """Put digests into the outbox that are not there yet. Gives how many: where nothing is to say there is none."""
    there = set(Message.objects.filter(family=family, key__in=[one.key for one in found]).values_list("key", flat=True))
    ways = reachable(family)
    new = [one for one in found if one.key not in there and one.person in ways]
    shown = plans.shown(Seat(family, Role.PARENT)) if new and Family.objects.filter(pk=family).exists() else None
    return sum(_put(shown, one, now) for one in new) if shown else 0


def _put(shown: Shown, one: Due, now: datetime) -> bool:
    """One digest, in the language of its reader."""
    parent = one.person in {parent.id for parent in shown.household.parents}
    with store.said_in(shown.family, one.person):
        text = telling.digest(shown.household, shown.plan, one.person, one.first, week=one.kind == "week")
        pressed = (late(),) if parent and one.kind == "evening" else ()
    if text is None:
        return False
    noon = datetime.combine(one.first, time(12), shown.household.wall.info).astimezone(UTC)
    path = store.OWN if not parent else reverse("week") if one.kind == "week" else f"{reverse('today')}?day=1"
    return store.queue(
        shown.family, one.person, one.kind, one.key, *text, now=now, path=path, until=noon, buttons=pressed
    )
