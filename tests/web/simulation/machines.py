"""The machines of an evening: a disk that is slow or refuses, processes that die, and others that work beside them."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.utils import OperationalError

from homecall.outlets.messages.lines import Lines
from homecall.spans.span import instant
from homecall.web.look.drawn import DRAWN
from homecall.web.plans.worker import Worker
from homecall.web.post import desk
from homecall.web.post.courier import Courier
from homecall.web.post.models import Message
from homecall.web.post.ways import Route
from homecall.web.rounds import following, store, working
from tests.web.simulation.quickly import at as instant_of
from tests.web.simulation.quickly import quickly
from tests.web.simulation.remembering import Remembering
from tests.web.simulation.road import Road
from tests.web.simulation.state import Crash, State

SOON = timedelta(minutes=5)
"""What people do within this time may just as well happen in the midst of a machine's step."""


class Machines(State):
    """An evening's machines."""

    # the disk

    def statement(self, execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        """Every statement: it may be slow or refused, the process may die at it, another may come in between."""
        if not self.wild or self.depth:
            return execute(sql, params, many, context)
        luck = self.dice.random()
        if luck < 0.002:
            if sql.startswith(("RELEASE", "ROLLBACK")):  # what a process that dies had begun is undone
                execute(sql.replace("RELEASE", "ROLLBACK TO", 1), params, many, context)
            self.die("before", sql)
        if 0.004 < luck < 0.0055 and not sql.startswith(("RELEASE", "ROLLBACK", "SAVEPOINT")):
            self.refuse(sql)
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

    def refuse(self, sql: str) -> None:
        """The disk refuses a statement: it is full, or another process writes for too long."""
        self.refused += 1
        self.log(f"refused {sql.split()[0]}")
        raise OperationalError(self.dice.choice(("database or disk is full", "database is locked")))

    def between(self) -> None:
        """Another process does a step just now, or somebody does what they were about to do."""
        self.depth += 1
        try:
            luck = self.dice.random()
            if luck < 0.5:
                self.carry(Courier("two"))
            elif luck < 0.8:
                self.another().once()
            elif self.heap and self.heap[0][0] - self.now < SOON and self.heap[0][2] != "clock":
                _at, _n, name, do = heapq.heappop(self.heap)
                self.log(f"{name}, in between")
                do()
        finally:
            self.depth -= 1

    def act(self, name: str, do: Callable[[], object]) -> None:
        """One process does something, and may die of it; then it is started again, and people press once more."""
        if name != "work":
            self.log(name)
        for _time in range(20):
            try:
                with connection.execute_wrapper(self.statement):
                    do()
            except (Crash, OperationalError) as wrong:
                if isinstance(wrong, Crash):
                    DRAWN.clear()
                connection.needs_rollback = False
                self.now += timedelta(seconds=2)
                continue
            return

    # the roads

    def routes(self, row: Message, now: datetime, _lines: Lines) -> Iterator[Route]:
        """One simulated road for everybody."""
        yield Route(0, "the road", Road(self, row))

    def heard(self, row: Message) -> None:
        """A message arrived."""
        raise NotImplementedError

    # what machines do

    def another(self, name: str = "two") -> Worker:
        """A worker as the app's own command begins it."""
        return Worker(
            name, self.folder, Remembering(), proposed=(following.by_itself,), renewed=(following.renewed,)
        )  # fmt: skip

    def carry(self, courier: Courier) -> None:
        """Everything that waits is tried once."""
        waits = [(instant_of(when), instant_of(lease)) for when, lease in quickly("waiting")]
        now = self.clock()
        if not any(all(one is None or one <= now for one in both) for both in waits) and not self.drift:
            return
        for id in desk.due(self.clock(), 10):
            row = courier.claimed(id)
            if row is not None:
                courier.carry(row)

    def work(self) -> None:
        """The worker and the courier do all that there is to do now."""
        if any(state == "sending" for _lease, state in quickly("held")):
            desk.lost(self.clock())
        for _step in range(12):
            busy = [self.wanted() and self.another("one").once(), self.unlooked() and working.look()]
            if self.due():
                for family, id in store.due(instant(self.clock())):
                    store.go_on(family, id, instant(self.clock()))
            if quickly("proposals"):
                busy.append(working.consented())
            self.carry(Courier("one"))
            if not any(busy):
                break

    def wanted(self) -> bool:
        """Whether any plan is wanted: without, a worker looks and finds nothing."""
        return any(wanted > done for wanted, done, _from, _leased in quickly("jobs"))

    def unlooked(self) -> bool:
        """Whether others are to be looked for."""
        return any(state == "open" and not looked for _pk, state, _wake, looked, *_span in quickly("rounds"))

    def due(self) -> bool:
        """Whether time brings a round on."""
        return any(wake <= instant(self.clock()) for (wake,) in quickly("wake"))

    def waiting(self) -> datetime | None:
        """When time alone will bring something on."""
        waits = [instant_of(when) for when, _lease in quickly("waiting")]
        waits += [instant_of(lease) for lease, _state in quickly("held")]
        waits += [datetime.fromtimestamp(wake * 60, UTC) for (wake,) in quickly("wake")]
        for wanted, done, start, leased in quickly("jobs"):
            waits.append(instant_of(leased) if leased is not None else instant_of(start) if wanted > done else None)
        known = [one - self.drift for one in waits if one is not None]
        return max(min(known), self.now + timedelta(seconds=1)) if known else None
