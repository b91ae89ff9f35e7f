"""How fresh and how complete an address is, in values for a page and in sentences for a family."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from homecall.plan.voice import full_day
from homecall.sources.memory.held import said, when
from homecall.sources.memory.state import Changed, State
from homecall.spans.span import show
from homecall.spans.wall import Horizon
from homecall.tongue import joined, say


@dataclass(frozen=True, slots=True)
class Freshness:
    """What a family should know of a reading. `fetched_at` and `stale_since` are ISO instants, empty where none is.

    `held` counts entries that vanished and still count; `changed` says what the last fetch brought. `notes` belong
    into the plan too.
    """

    fetched_at: str = ""
    stale_since: str = ""
    why: str = ""
    held: int = 0
    changed: str = ""
    notes: tuple[str, ...] = ()


def freshness(state: State, horizon: Horizon) -> Freshness:
    """The freshness of an address at a horizon's `now`."""
    stale = show(state.stale_since) if state.stale_since is not None else ""
    notes = tuple(_notes(state, horizon))
    changed = _changed(state.changed) if state.changed else ""
    return Freshness(show(state.fetched), stale, state.why, len(state.held), changed, notes)


def _notes(state: State, horizon: Horizon) -> Iterator[str]:
    wall = horizon.wall
    if state.stale_since is not None:
        stale = say(
            "This schedule is stale since {since}: {why} The plan stands on what it said on {fetched}.",
            since=when(state.stale_since, wall),
            why=state.why,
            fetched=when(state.fetched, wall),
        )
        yield joined(" ", (stale, state.cure)) if state.cure else stale
    if not state.covers(horizon):
        last = min(state.last, horizon.dates[-1])
        day = full_day(last)
        yield say("This schedule was read through {day} when it was fetched; later days are unknown.", day=day)
    coming = [one for one in state.held if one.entry.span is None or one.entry.span.end > horizon.now]
    yield from said(coming, wall, horizon.now)


def _changed(changed: Changed) -> str:
    parts = (
        say("{count} new", count=changed.added) if changed.added else "",
        say("{count} no longer there", count=changed.withdrawn) if changed.withdrawn else "",
        say("{count} there again", count=changed.healed) if changed.healed else "",
    )
    return joined(", ", filter(None, parts)) or say("nothing new")
