"""Reads addresses through what is remembered of them, so that a failed fetch is stale and never free."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from homecall.errors import SourceError
from homecall.household.people import SourceSpec
from homecall.sources.asking import asked
from homecall.sources.memory.folder import prepared
from homecall.sources.memory.news import Freshness
from homecall.sources.memory.pace import Dice, pace_of
from homecall.sources.memory.place import Place, Remembered
from homecall.sources.memory.seal import seal_of
from homecall.sources.memory.state import State
from homecall.sources.memory.store import Store
from homecall.sources.reading import understood
from homecall.sources.web.ask import Answer, Validators
from homecall.spans.wall import Horizon
from homecall.tongue import say


class Mode(Enum):
    """When an address is asked: once it is due, as soon as its floor allows, or only if nothing is known of it."""

    DUE = "due"
    REFRESH = "refresh"
    KNOWN = "known"


@dataclass(slots=True)
class Memory:
    """The memory of one household, for one run. Its clock is the horizon's `now`; `dice` spread the questions out.

    Two sources of one address are asked once in a run.
    """

    folder: Path
    dice: Dice
    mode: Mode = Mode.DUE
    _answers: dict[tuple[str, str, Validators], Answer | SourceError] = field(default_factory=dict, repr=False)
    _fresh: set[str] = field(default_factory=set)

    def read(self, spec: SourceSpec, horizon: Horizon) -> Remembered:
        """What an address says, or said. Raises SourceError where it cannot be had now and never was."""
        if self.mode is Mode.KNOWN and not self.folder.exists():
            return self._live(spec, horizon, ())
        try:
            prepared(self.folder)
            seal = seal_of(self.folder)
            with Store(self.folder) as store:
                recalled = self._recalled(Place(store, seal, spec, horizon))
        except (OSError, sqlite3.Error) as wrong:
            return self._live(spec, horizon, (_unkept(wrong),))
        return recalled or self._live(spec, horizon, ())

    def _recalled(self, place: Place) -> Remembered | None:
        """What stands in the memory after it has been brought up to date as far as that is wanted."""
        known = place.state()
        if known is None and self.mode is Mode.KNOWN:
            return None
        if known is None or not (place.name in self._fresh or self._rests(known, place)):
            self._refreshed(place, known)
        self._fresh.add(place.name)
        return place.recalled()

    def _rests(self, known: State, place: Place) -> bool:
        """Whether what is known is taken as it is, without a question."""
        now = place.horizon.now
        if self.mode is Mode.KNOWN:
            return True
        if now < known.asked:
            return False  # the clock went back: what is known lies in the future, and says nothing of how old it is
        if now < max(known.asked + pace_of(place.spec).floor, known.barred):
            return True
        return self.mode is Mode.DUE and now < known.due and known.covers(place.horizon)

    def _refreshed(self, place: Place, known: State | None) -> None:
        """Ask, and keep what comes of it. Raises SourceError where nothing comes and nothing is known."""
        if known:
            place.claimed(known)
        try:
            place.learned(self._answer(place.spec, place.condition(known)), known, self.dice)
        except SourceError as error:
            if known is None:
                raise
            place.failed(known, error)

    def _answer(self, spec: SourceSpec, known: Validators) -> Answer:
        key = (spec.url, spec.user_agent, known)
        if key not in self._answers:
            try:
                self._answers[key] = asked(spec, known)
            except SourceError as error:
                self._answers[key] = error
        found = self._answers[key]
        if isinstance(found, SourceError):
            raise found
        return found

    def _live(self, spec: SourceSpec, horizon: Horizon, notes: tuple[str, ...]) -> Remembered:
        """What the address says now, where nothing is or can be kept."""
        answer = self._answer(spec, Validators())
        return Remembered(understood(answer.body or b"", spec, horizon), freshness=Freshness(notes=notes))


def _unkept(wrong: OSError | sqlite3.Error) -> str:
    """Why nothing is kept, in words that name no path."""
    why = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else say("its file cannot be used")
    return say(
        "What this address says could not be kept ({why}), so there is nothing to fall back on if it fails.", why=why
    )
