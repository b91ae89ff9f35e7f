"""One address in the memory: what is known of it, what an answer teaches, and what a failure leaves standing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta

from homecall.errors import FetchError, SourceError, TimeError
from homecall.household.people import SourceSpec
from homecall.sources.base import Entry, Intake, matters
from homecall.sources.memory.held import hold
from homecall.sources.memory.identity import Identity, changed_days, changes, identified
from homecall.sources.memory.news import Freshness, freshness
from homecall.sources.memory.pace import Dice, pace_of
from homecall.sources.memory.seal import Seal
from homecall.sources.memory.state import Changed, State, intake_of, intake_text, state_of, state_text
from homecall.sources.memory.store import Rows, Store
from homecall.sources.reading import around, understood
from homecall.sources.web.ask import Answer, Validators
from homecall.spans.span import DAY
from homecall.spans.wall import Horizon

READER = "2"
"""Changes with what readers make of the same bytes, so that nothing read by an older one is taken for today's."""

_GRID = 183
"""Days on either side of a plan for sheets whose dates have no year: they take the year nearest to its middle."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A reading, the entries that are no longer in it and still count, and how fresh it is."""

    intake: Intake
    held: tuple[Entry, ...] = ()
    freshness: Freshness = Freshness()  # noqa: RUF009 frozen: one for all is as good as one each


@dataclass(frozen=True, slots=True)
class Place:
    """The row of one source of one family, on one clock. Its methods raise OSError and sqlite3.Error."""

    store: Store
    seal: Seal
    spec: SourceSpec
    horizon: Horizon

    @property
    def name(self) -> str:
        """The name of the row, which tells nothing of the address."""
        read = replace(self.spec, wrong_on=(), yields=False)  # what the family thinks of it changes nothing in it
        said = [READER, self.horizon.wall.zone, *map(str, astuple(read))]
        return self.seal.name(json.dumps(said))

    def state(self) -> State | None:
        """What is known, or None: also where it was sealed with another key, or by another version."""
        with self.store.reading() as rows:
            return self._state(rows)

    def _state(self, rows: Rows) -> State | None:
        sealed = rows.state(self.name)
        text = self.seal.open(sealed) if sealed else None
        try:
            return state_of(text) if text else None
        except (ValueError, TypeError, KeyError, TimeError):
            return None

    def _intake(self, rows: Rows, horizon: Horizon | None = None) -> Intake | None:
        sealed = rows.reading(self.name)
        text = self.seal.open(sealed) if sealed else None
        try:
            return intake_of(text, horizon) if text else None
        except (ValueError, TypeError, KeyError, TimeError):
            return None

    def recalled(self) -> Remembered | None:
        """What the address said last, cut to the horizon, with what is held; None where nothing is known."""
        with self.store.reading() as rows:
            known, intake = self._state(rows), self._intake(rows, self.horizon)
        if known is None or intake is None:
            return None
        held = tuple(one.entry for one in known.held if matters(one.entry, self.horizon))
        through = min(intake.through, known.last) if intake.through else None
        return Remembered(replace(intake, through=through), held, freshness(known, self.horizon))

    def claimed(self, known: State) -> None:
        """Note that the address is being asked, where its system has a floor, so that nobody else asks it meanwhile."""
        now, floor = self.horizon.now, pace_of(self.spec).floor
        if floor:
            self._instead(known, replace(known, asked=now, due=now + floor))

    def _instead(self, known: State, fresh: State) -> None:
        """Put one state in place of another, unless somebody has learned more meanwhile."""
        with self.store.writing() as rows:
            there = self._state(rows)
            if there and (there.fetched, there.digest) == (known.fetched, known.digest):
                rows.keep(self.name, self.horizon.now, self.seal.close(state_text(fresh)))

    def failed(self, known: State, error: SourceError) -> None:
        """Keep that the address could not be had: what it said before is stale from the first such time on."""
        now, tries = self.horizon.now, known.tries + 1
        wait = error.wait if isinstance(error, FetchError) else 0
        since = now if known.stale_since is None else min(known.stale_since, now)
        due = pace_of(self.spec).again(now, tries, wait)
        barred = now + min(-(-wait // 60), DAY)
        worse = replace(known, asked=now, due=due, barred=barred, tries=tries)
        passing = isinstance(error, FetchError) and not error.permanent
        cure = "" if passing else error.cure
        self._instead(known, replace(worse, stale_since=since, why=error.message, cure=cure))

    def condition(self, known: State | None) -> Validators:
        """The validators to ask with: none where an unchanged version would have to be read again."""
        return known.validators if known and known.covers(self.horizon) else Validators()

    def learned(self, answer: Answer, known: State | None, dice: Dice) -> None:
        """Keep what an answer says. Raises SourceError, and keeps nothing, where it is no schedule."""
        now = self.horizon.now
        digest = hashlib.sha256(answer.body).hexdigest() if answer.body is not None else ""
        due = pace_of(self.spec).next(now, dice)
        if known and known.covers(self.horizon) and digest in ("", known.digest):
            still = tuple(one for one in known.held if one.counts(now))
            same = State(now, now, due, known.first, known.last, known.digest, answer.validators, still, Changed())
            self._instead(known, same)
            return
        wide = self._wide()
        intake = understood(answer.body or b"", self.spec, wide)
        fresh = State(now, now, due, wide.first, wide.dates[-1], digest, answer.validators)
        with self.store.writing() as rows:
            fresh = self._against(rows, fresh, intake)
            rows.keep(self.name, now, self.seal.close(state_text(fresh)), self.seal.close(intake_text(intake)))

    def _wide(self) -> Horizon:
        if self.spec.kind != "grid":
            return around(self.horizon)
        aside = max(_GRID - self.horizon.days // 2, 0)
        first = self.horizon.first - timedelta(days=aside)
        return replace(self.horizon, first=first, days=self.horizon.days + 2 * aside)

    def _against(self, rows: Rows, fresh: State, intake: Intake) -> State:
        """The new state, with what changed and what is held, by the days that both readings cover."""
        old, before = self._state(rows), self._intake(rows)
        if old is None or before is None or intake.changes_only:
            return fresh
        today = self.horizon.wall.date(self.horizon.now)
        back = today - timedelta(days=pace_of(self.spec).back)
        both = (max(old.first, fresh.first, back), min(old.last, fresh.last))
        days = {one.entry.day for one in old.held} | {
            day for day in changed_days(before.entries, intake.entries) if both[0] <= day <= both[1]
        }
        was, there = (self._identified(one, days) for one in (before, intake))
        news = changes(was, there, [one.identity for one in old.held])
        held = hold(old.held, was, there, self.horizon.now, both[0])
        counted = Changed(len(news.added), len(news.withdrawn), len(news.healed))
        return replace(fresh, held=held, changed=counted)

    def _identified(self, intake: Intake, days: Collection[date]) -> Mapping[Identity, Entry]:
        """The entries of a reading on some days, by identity."""
        some = [one for one in intake.entries if one.day in days]
        return identified(self.spec.name, some, self.horizon.wall)
