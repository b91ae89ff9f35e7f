"""One evening of a family: its own code and a real database, in a world that a seed makes up.

Simulated are the clock, the dice, the people, the roads that messages take, the crashes, and how long a statement of
the database takes. Everything between them is the app itself. What an action does is one process's work: a crash ends
it anywhere between two statements, and what is in an open transaction is gone with it. Two couriers work on one outbox,
the second in the midst of the first's steps.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Min

from homecall.plan.happened import Cancelled, Early, Happening, Ill, Late, Said
from homecall.rounds.round import Manner
from homecall.spans.span import Span, instant
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.jobs import store as jobs
from homecall.web.jobs.models import Job
from homecall.web.people.access import Role, Seat
from homecall.web.plans import changing, making
from homecall.web.plans import store as plans
from homecall.web.plans.making import Answer, Order
from homecall.web.plans.worker import Worker
from homecall.web.post import courier as post
from homecall.web.post import desk
from homecall.web.post.courier import Courier
from homecall.web.post.models import Message
from homecall.web.post.ways import Route
from homecall.web.rounds import following, store, working
from homecall.web.rounds import working as rounds_working
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.others import others, willing
from tests.households import ROWS
from tests.web.made import planned
from tests.web.rounds.conftest import FAMILY, FOUR
from tests.web.simulation.remembering import Remembering, remembered
from tests.web.simulation.road import Road

GRID = timedelta(minutes=30)
"""What people say is said at these times, so that the planner need not answer everything anew for each seed."""
DAYS = 3
"""Days of a plan: as many as an evening can reach."""
END = FOUR + timedelta(hours=44)
"""By then everything has come to its end."""


class Crash(BaseException):
    """A process dies."""


@dataclass
class Life:
    """An evening. `trace` is everything that happened, in order; `broken` what must not have."""

    seed: int
    answer: Answer
    trace: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    delivered: Counter[str] = field(default_factory=Counter)
    resent: Counter[str] = field(default_factory=Counter)
    heap: list[tuple[datetime, int, str, Callable[[], object]]] = field(default_factory=list)
    crashes: int = 0
    depth: int = 0
    level: int = 0
    count: int = 0
    family: int = 0

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        self.now = FOUR
        self.drift = timedelta()
        self.folder = Path("never-written")
        self.wild = self.dice.random() < 0.8
        """Whether anything breaks at all in this life."""

    # the world

    def clock(self) -> datetime:
        """What the machine's clock shows."""
        return self.now + self.drift

    def token(self) -> str:
        """As many letters as the real one."""
        return f"{self.dice.getrandbits(256):064x}"[:43]

    def log(self, said: str) -> None:
        """Write down what happened."""
        self.trace.append(f"{self.now.isoformat()} {said}")

    def later(self, minutes: float, name: str, do: Callable[[], object]) -> None:
        """Let something happen after so many minutes."""
        self.count += 1
        heapq.heappush(self.heap, (self.now + timedelta(minutes=minutes), self.count, name, do))

    def statement(self, execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        """Every statement: it may be slow, the process may die before or after it, another may come in between."""
        if not self.wild or self.depth:
            return execute(sql, params, many, context)
        luck = self.dice.random()
        if luck < 0.002:
            if sql.startswith("RELEASE"):
                execute(sql.replace("RELEASE", "ROLLBACK TO", 1), params, many, context)
            self.die("before", sql)
        if luck > 0.998:
            self.now += timedelta(seconds=self.dice.choice((5, 40, 250)))
        done = execute(sql, params, many, context)
        if sql.startswith(("SELECT", "SAVEPOINT")):  # rows are still to be read; or a transaction has just begun
            return done
        if 0.002 < luck < 0.004:
            self.die("after", sql)
        if luck > 0.9 and len(connection.savepoint_ids) == self.level:
            self.between()
        return done

    def die(self, when: str, sql: str) -> None:
        """The process ends here."""
        self.crashes += 1
        self.log(f"crash {when} {sql.split()[0]}")
        raise Crash

    def between(self) -> None:
        """Another process does a step just now."""
        self.depth += 1
        try:
            self.carry(Courier("two"))
        finally:
            self.depth -= 1

    # the roads

    def routes(self, row: Message, now: datetime) -> Iterator[Route]:
        """One simulated road for everybody."""
        yield Route(0, "the road", Road(self, row))

    # what people do

    @property
    def seat(self) -> Seat:
        """Ana's."""
        return Seat(self.family, Role.PARENT, "ana", "Ana")

    def say(self, what: Happening) -> None:
        """Ana says what has happened."""
        wall = families.newest(self.family).household.wall
        happened.say(self.family, Said(instant(self.clock()), what), wall, type(what).__name__, "Ana")

    def decide(self) -> None:
        """Ana looks at what is proposed, and mostly says yes."""
        one = changing.proposed(self.family)
        if one is None:
            return
        if self.dice.random() < 0.85:
            self.log(f"accept {following.accept(self.seat, one[0]) or 'done'}")
        else:
            following.leave(self.seat)
            self.log("leave")

    def answers(self, who: str, id: int) -> None:
        """Somebody answers a message that reached them, perhaps twice, perhaps otherwise the second time."""
        row = Round.objects.filter(pk=id).first()
        if row is None:
            return
        luck = self.dice.random()
        said: Any = "yes" if luck < 0.5 else "no"
        if luck > 0.85 and row.end - row.start > 60:
            said = Span(row.start + 30, row.end)
        state = store.answer(self.family, id, who, said, instant(self.clock()))
        self.log(f"{who} says {said if isinstance(said, str) else 'later'}: {state.state if state else 'gone'}")

    def heard(self, row: Message) -> None:
        """A message arrived."""
        self.delivered[row.key] += 1
        self.log(f"{row.to} hears {row.kind}")
        if row.kind == "ask" and self.dice.random() < 0.8:
            id = int(row.topic.partition(":")[2])
            for _again in range(self.dice.choice((1, 1, 1, 2))):
                self.later(self.dice.choice((1, 4, 12, 35, 90)), f"{row.to} answers", lambda: self.answers(row.to, id))

    def take_back(self) -> None:
        """Ana asks nobody any more, or lets somebody go."""
        row = Round.objects.filter(family=self.family).order_by("pk").last()
        if row is not None:
            store.withdraw(self.family, row.pk)
            self.log(f"withdraw {row.state}")

    def counter(self) -> None:
        """Ana looks for a way with what was offered."""
        for one in Invited.objects.filter(family=self.family, reply="counter"):
            self.log(f"consider {store.consider(self.family, one.round_id, one.who)}")

    # what machines do

    def carry(self, courier: Courier) -> None:
        """Everything that waits is tried once."""
        for id in desk.due(self.clock(), 10):
            row = courier.claimed(id)
            if row is not None:
                courier.carry(row)

    def work(self) -> None:
        """The worker and the courier do all that there is to do now."""
        desk.lost(self.clock())
        for _step in range(12):
            worker = Worker("one", self.folder, Remembering(), renewed=(following.renewed,))
            busy = [worker.once(), bool(store.due(instant(self.clock()))) or working.look()]
            for family, id in store.due(instant(self.clock())):
                store.go_on(family, id, instant(self.clock()))
            self.carry(Courier("one"))
            if not any(busy):
                break
        if changing.proposed(self.family) and not any(name == "decide" for _at, _n, name, _do in self.heap):
            self.later(self.dice.choice((1, 3, 20)), "decide", self.decide)

    # the evening

    def live(self) -> None:
        """From the first thing that happens to the last that comes of it."""
        planned(self.family, self.answer)
        self.level = len(connection.savepoint_ids)
        self.plot()
        while self.heap or self.waiting() is not None:
            due = self.waiting()
            if self.heap and (due is None or self.heap[0][0] <= due):
                at, _n, name, do = heapq.heappop(self.heap)
            else:
                assert due is not None
                at, name, do = due, "time", lambda: None
            self.now = max(self.now, at)
            if self.now > END:
                self.broken.append("it does not end")
                return
            self.act(name, do)
            self.act("work", self.work)
            self.check()
        self.finished()

    def plot(self) -> None:
        """What this evening brings."""
        what: list[Happening] = [Late("ana", 120), Late("ana", 180), Ill("mia"), Early("ana", 30)]
        what.append(Cancelled("rosa", FOUR.date()))
        for _n in range(self.dice.choice((1, 1, 2, 3))):
            one = self.dice.choice(what)
            self.later(30 * self.dice.randrange(4), f"say {type(one).__name__}", partial(self.say, one))
        if self.dice.random() < 0.25:
            self.later(self.dice.randrange(10, 200), "take back", self.take_back)
        if self.dice.random() < 0.5:
            self.later(self.dice.randrange(10, 100), "counter", self.counter)
        if self.wild and self.dice.random() < 0.2:
            self.later(self.dice.randrange(10, 200), "clock", self.jump)
        if self.dice.random() < 0.4:
            minutes = self.dice.choice((60, 180, 240))
            way: Manner = "all" if self.dice.random() < 0.5 else "one"
            store.set_habits(self.family, store.Habits(way, 30, (("rosa", minutes),)))

    def jump(self) -> None:
        """The clock is set forward or back."""
        self.drift += timedelta(minutes=self.dice.choice((-60, -20, 20, 60)))
        self.log(f"the clock is {self.drift} off")

    def waiting(self) -> datetime | None:
        """When time alone will bring something on."""
        waits = [self.first(Message.objects.filter(state="queued"), "not_before")]
        waits.append(self.first(Message.objects.filter(state__in=("queued", "sending")).exclude(lease=None), "lease"))
        wake = Round.objects.aggregate(at=Min("wake"))["at"]
        waits.append(datetime.fromtimestamp(wake * 60, UTC) if wake is not None else None)
        waits.append(self.first(Job.objects.exclude(leased=None), "leased"))
        known = [one - self.drift for one in waits if one is not None]
        return max(min(known), self.now + timedelta(seconds=1)) if known else None

    @staticmethod
    def first(rows: Any, column: str) -> datetime | None:
        """The earliest of a column."""
        at: datetime | None = rows.aggregate(at=Min(column))["at"]
        return at

    def act(self, name: str, do: Callable[[], object]) -> None:
        """One process does something, and may die of it; then it is started again, and people press once more."""
        if name != "work":
            self.log(name)
        for _time in range(20):
            try:
                with connection.execute_wrapper(self.statement):
                    do()
            except Crash:
                cache.clear()
                connection.needs_rollback = False
                self.now += timedelta(seconds=2)
                continue
            return

    # what must hold

    def check(self) -> None:
        """At every step."""
        for row in Round.objects.prefetch_related("people"):
            yes = [one.who for one in row.people.all() if one.reply == "yes"]
            if len(yes) > 1 or (row.state == "settled") != bool(yes):
                self.broken.append(f"round {row.pk} is {row.state} with {yes}")
            if row.state == "open" and row.wake is None:
                self.broken.append(f"round {row.pk} waits without an end")
        for key, count in self.delivered.items():
            sent = Message.objects.get(family=self.family, key=key)
            if count > 1:
                self.broken.append(f"{key} arrived {count} times")
            if sent.state in ("queued", "withdrawn", "failed", "over"):
                self.broken.append(f"{key} arrived and is {sent.state}")
        self.bothered()

    def bothered(self) -> None:
        """Nobody hears anything whom nobody asked, and whose own hours are as they were."""
        asked = set(Invited.objects.exclude(reply="next").values_list("who", flat=True))
        for row in Message.objects.exclude(to="ana").exclude(kind="change"):
            if row.to not in asked:
                self.broken.append(f"{row.to} hears {row.kind} and was never asked")

    def finished(self) -> None:
        """At the end: nothing hangs, whoever said yes is planned or was told, whoever said no is not."""
        if Message.objects.filter(state__in=("queued", "sending")).exists():
            self.broken.append("messages wait for ever")
        if Round.objects.filter(state="open").exists():
            self.broken.append("a round stays open")
        answered = changing.proposed(self.family) or jobs.progress(self.family, jobs.CHANGE).said
        if happened.open_texts(self.family)[0] and not answered:
            self.broken.append("what happened was never answered")
        shown = plans.shown(self.seat)
        assert shown is not None
        for who, span in store.booked(self.family, instant(FOUR)):
            on_duty = [s.span for s in shown.plan.shifts if s.carer == who]
            told = Message.objects.filter(to=who, kind__in=("change", "no_longer")).exists()
            told |= Message.objects.filter(key__startswith=f"spare:{who}:").exists()
            if not told and not any(one.covers(span) for one in on_duty):
                self.broken.append(f"{who} said yes and is not planned")


@contextmanager
def world_of(life: Life) -> Iterator[None]:
    """Put a life's world in the place of the real one, and leave no trace of it in the database."""
    kept = [(world, "now"), (world, "token"), (world, "dice"), (post, "routes")]
    kept += [(rounds_working, "others"), (rounds_working, "willing"), (making, "DAYS")]
    old = [getattr(module, name) for module, name in kept]
    new = (life.clock, life.token, life.dice.random, life.routes, remembered(others), remembered(willing), DAYS)
    for (module, name), value in zip(kept, new, strict=True):
        setattr(module, name, value)
    cache.clear()
    try:
        with suppress(_Over), transaction.atomic():
            life.family = families.create(FAMILY, "Ana")
            families.keep_upload(life.family, "ana.csv", ROWS.encode())
            yield
            raise _Over
    finally:
        for (module, name), value in zip(kept, old, strict=True):
            setattr(module, name, value)
        cache.clear()


class _Over(Exception):
    """A life is over, and everything in the database with it."""


def first_plan() -> Answer:
    """The plan that all evenings begin with."""
    now = FOUR - timedelta(hours=22)
    order = Order(1, FAMILY, now, {"ana.csv": ROWS.encode()}, seconds=5)
    old, making.DAYS = making.DAYS, DAYS
    try:
        return list(making.make(order))[-1]
    finally:
        making.DAYS = old


def evening(seed: int, answer: Answer) -> Life:
    """The evening of a seed."""
    life = Life(seed, answer)
    with world_of(life):
        life.live()
    return life
