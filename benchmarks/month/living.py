"""One family's month: the app's own code and SQL under a clock of its own, people who answer by their seed."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from django.db.models import Min

from benchmarks.month.homes import FIRST, Home, Person, home, roster
from benchmarks.month.judging import Judge
from benchmarks.month.living_world import Channel, Here, world_of
from benchmarks.month.luck import GRID, Event, Luck, luck
from homecall.outlets.messages.lines import Lines
from homecall.outlets.messages.quiet import Quiet
from homecall.plan.happened import Said
from homecall.spans.span import Span, instant
from homecall.spans.wall import Clock
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.people.access import Role, Seat
from homecall.web.plans import changing, tending
from homecall.web.plans import store as plans
from homecall.web.plans.worker import Worker
from homecall.web.post import desk, habits
from homecall.web.post.courier import Courier
from homecall.web.post.digests import Digests
from homecall.web.post.models import Message, Reach
from homecall.web.post.ways import Route
from homecall.web.rounds import following, pages, store, untold, ways, working
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.needing import need

DAYS = 30
WEEK_AT = time(18)
"""When somebody is told of the week who wants no evenings."""
ACCEPTS = 0.96
"""How often a parent says yes to what is proposed."""
ROUNDS_OF_WORK = 40
HOOKS: Any = {"renewed": (following.renewed,), "proposed": (following.by_itself,)}


@dataclass
class Month:
    """A month of one family. What it sees is told to its judge; `trace` is everything that happened, in order."""

    seed: int
    days: int = DAYS
    trace: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    delivered: Counter[str] = field(default_factory=Counter)
    heap: list[tuple[datetime, int, str, Callable[[], object]]] = field(default_factory=list)
    count: int = 0
    family: int = 0
    home: Home = field(init=False)
    luck: Luck = field(init=False)
    judge: Judge = field(init=False)
    counts: Counter[str] = field(default_factory=Counter)
    pressed: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice, self.folder = Random(f"people {self.seed}"), Path("never-written")
        self.home, self.digests = home(self.seed, self.days), Digests()
        self.luck = luck(self.home, self.days)
        self.now = self.home.at(datetime.combine(FIRST, time()) - timedelta(hours=6))
        self.judge = Judge(self.home, self.luck)

    # the world

    def clock(self) -> datetime:
        """What all clocks show."""
        return self.now

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

    def routes(self, row: Message, now: datetime, _lines: Lines) -> Iterator[Route]:
        """The channels of whoever it is for, in their order, each of which may be shut for a while."""
        for one in Reach.objects.filter(family=row.family_id, person=row.to).order_by("place"):
            if str(one.pk) not in row.passed.split():
                yield Route(one.pk, one.kind, Channel(self, row, one.shown))

    def someone(self, id: str) -> Person:
        """A person of the family."""
        return next(one for one in self.home.people if one.id == id)

    def seat_of(self, parent: str) -> Seat:
        """A parent's."""
        return Seat(self.family, Role.PARENT, parent, parent.title())

    # what people do

    def happens(self, one: Event) -> None:
        """Something is seen or said; a parent says where they are only if somebody counts on them then."""
        if one.roster:
            self.counts["seen in a feed"] += 1
            families.keep_upload(self.family, f"{one.parent}.csv", roster(one.roster, one.parent))
        elif one.what is not None and self.judge.matters(one):
            self.counts[f"said: {one.name}"] += 1
            wall = families.newest(self.family).household.wall
            by = getattr(one.what, "parent", self.home.parents[0])
            said = Said(instant(self.now), one.what)
            self.judge.news.append(said)
            happened.say(self.family, said, wall, one.name, by.title())
            self.attend_soon(by)

    def attend_soon(self, parent: str) -> None:
        """A parent looks at the app within a few minutes."""
        if not any(name == "attend" for _at, _n, name, _do in self.heap):
            self.later(self.dice.choice((1, 2, 5, 15)), "attend", partial(self.attend, parent))

    def attend(self, parent: str) -> None:
        """A parent decides on what is proposed, and presses whatever the page of asks offers for the coming days."""
        found = changing.proposed(self.family)
        if found is not None:
            self.judge.saw(self.now, found[1])
            if self.dice.random() < ACCEPTS:
                wrong = following.accept(self.seat_of(parent), found[0])
                self.counts["proposals accepted" if not wrong else "proposals that were old"] += 1
            else:
                following.leave(self.seat_of(parent))
                self.judge.leave(found[1])
                self.counts["proposals left"] += 1
        for one in Invited.objects.filter(family=self.family, reply="counter", round__state__in=("open", "nobody")):
            store.consider(self.family, one.round_id, one.who)
        self.tell(parent)
        self.ask(parent)

    def tell(self, parent: str) -> None:
        """Press the button that tells those who help what a plan that came by itself changes for them."""
        shown = plans.shown(self.seat_of(parent))
        found = untold.pending(shown, instant(self.now)) if shown else []
        if shown is not None and found:
            self.counts["helpers told by a tap"] += len(
                following.send_all(self.family, untold.mark(shown, found), parent)
            )

    def ask(self, parent: str) -> None:
        """Press the buttons of the page of asks."""
        shown, now = plans.shown(self.seat_of(parent)), instant(self.now)
        if shown is None:
            return
        self.judge.saw(self.now, shown.plan)
        found, habits = store.shown(self.seat_of(parent)), ways.habits(self.family)
        page = pages.asks_page(shown.household, shown.plan, found, habits, {}, now)
        for one in page.to_ask:
            wanted = need(shown.household, shown.plan, one.who, Span(one.start, one.end))
            store.start(self.family, wanted, shown.id, now, parent)
        alone = dict(pages.gaps(shown.household, shown.plan, now))
        for gap in page.alone:
            span = Span(gap.start, gap.end)
            if any(one.covers(span) for one in self.pressed):
                continue  # they know what came of it
            self.pressed.append(span)
            store.start_open(self.family, span, alone[span], shown.id, now, parent)

    def heard(self, row: Message) -> None:
        """A message arrived: the judge asks what it was for, and whoever reads it does what people do."""
        self.delivered[row.key] += 1
        self.counts[f"message: {row.kind}"] += 1
        self.judge.heard(row, self.now)
        if row.kind == "ask":
            self.reply(row)
        elif row.to in self.home.parents and row.kind not in ("evening", "week"):
            self.attend_soon(row.to)

    def reply(self, row: Message) -> None:
        """Somebody who is asked answers after a while, at night much later, or never."""
        one, luck = self.someone(row.to), self.dice.random()
        id = int(row.topic.partition(":")[2])
        asleep = not 6 <= self.now.astimezone(self.judge.wall.info).hour < 23
        wait = self.dice.expovariate(1 / one.slow) * (8 if asleep else 1)
        day = self.judge.wall.date(Round.objects.values_list("start", flat=True).get(pk=id))
        said = "yes" if luck < one.yes else "no" if luck < one.yes + one.no else "counter"
        if luck > one.yes + one.no + one.counter:
            self.counts["answers: none"] += 1
            return
        said = (
            "no"
            if day in self.luck.ill.get(row.to, ()) and instant(self.now) >= self.judge.wall.day(day).start
            else said
        )
        self.later(max(1, wait), "answers", partial(self.answered, row.to, id, said))

    def answered(self, who: str, id: int, said: str) -> None:
        """An answer arrives."""
        row = Round.objects.get(pk=id)
        answer: Any = said
        if said == "counter":
            answer = Span(row.start + 2 * GRID, row.end) if row.end - row.start > 4 * GRID else "no"
        self.counts[f"answers: {said}"] += 1
        store.answer(self.family, id, who, answer, instant(self.now))

    # what machines do

    def work(self) -> None:
        """The worker and the courier do all that there is to do now."""
        worker = Worker("one", self.folder, Here(), seconds=60.0, **HOOKS)
        for _step in range(ROUNDS_OF_WORK):
            due = store.due(instant(self.now))
            for family, id in due:
                store.go_on(family, id, instant(self.now))
            busy = [bool(due), worker.once(), working.look()]
            self.judge.follow(self.family, self.now)
            self.carry()
            if not any(busy):
                break
        else:
            self.broken.append(f"{self.now}: the work does not end")
        if changing.proposed(self.family):
            self.attend_soon(self.home.parents[0])

    def carry(self) -> None:
        """Everything that waits and may go now goes."""
        courier = Courier("one")
        while due := desk.due(self.now, 20):
            for id in due:
                row = courier.claimed(id)
                if row is not None:
                    courier.carry(row)

    def waiting(self) -> datetime | None:
        """When time alone will bring something on."""
        wake = Round.objects.aggregate(at=Min("wake"))["at"]
        queued = Message.objects.filter(state="queued").aggregate(at=Min("not_before"))["at"]
        known = [queued, datetime.fromtimestamp(wake * 60, UTC) if wake is not None else None]
        found = [one for one in known if one is not None]
        return max(min(found), self.now + timedelta(seconds=1)) if found else None

    def evening(self) -> None:
        """The time of somebody's digests has come."""
        self.digests.looked = None
        while self.digests("one", None):  # type: ignore[arg-type] # it never looks whether it is to stop
            pass

    # the month

    def live(self) -> None:
        """From the evening before the first day to the end of the last."""
        self.people()
        self.work()
        self.plot()
        end = self.home.at(datetime.combine(FIRST + timedelta(days=self.days), time()))
        while True:
            due = self.waiting()
            at = min(at for at in (due, self.heap[0][0] if self.heap else None, end) if at is not None)
            self.judge.live(instant(self.now), instant(max(self.now, at)))
            self.now = max(self.now, at)
            if at >= end:
                break
            if self.heap and self.heap[0][0] <= self.now:
                self.log(self.heap[0][2])
                heapq.heappop(self.heap)[3]()
            self.work()
        self.judge.end(self.family, instant(self.now), self.broken, self.delivered)

    def people(self) -> None:
        """How everybody wants to be told things, and how the family asks."""
        ways.set_habits(self.family, ways.Habits(self.home.manner, self.home.patience, self.home.consents))  # type: ignore[arg-type]
        for one in self.home.people:
            quiet = Quiet(*(Clock(at.hour * 60 + at.minute) for at in one.quiet))
            evening, at = one.evening is not None, one.evening or WEEK_AT
            habits.keep(self.family, one.id, habits.Habits(quiet, evening, one.week, at, one.language))
            for place, kind in enumerate(one.channels):
                new: dict[str, Any] = {
                    "kind": kind if kind in ("push", "mail") else "other",
                    "shown": kind,
                    "sealed": b"",
                }
                Reach(
                    family_id=self.family, person=one.id, place=place, made=self.now, confirmed=self.now, **new
                ).save()

    def plot(self) -> None:
        """Everything that this month brings by itself."""
        for one in self.luck.events:
            self.at(one.at, f"happens: {one.name}", partial(self.happens, one))
        times = {one.evening or WEEK_AT for one in self.home.people if one.evening or one.week}
        for n in range(-1, self.days):
            day = FIRST + timedelta(days=n)
            self.at(self.local(day, time(0, 3)), "a new day", partial(tending.tend, self.folder))
            self.at(self.local(day, time(20, 15)), "looks", partial(self.attend, self.home.parents[-1]))
            for at in times:
                self.at(self.local(day, at), "digests", self.evening)

    def local(self, day: date, at: time) -> datetime:
        """An instant of the family's own day."""
        return self.home.at(datetime.combine(day, at))

    def at(self, when: datetime, name: str, do: Any) -> None:
        """Let something happen at an instant; what is past is left out."""
        if when > self.now:
            self.later((when - self.now).total_seconds() / 60, name, do)


def month(number: int, days: int = DAYS) -> tuple[Month, float]:
    """The month of a family, and the processor seconds that it took."""
    began = process_time()
    life = Month(number, days)
    with world_of(life):
        life.live()
    return life, process_time() - began


__all__ = ["DAYS", "Month", "month", "world_of"]
