"""What is to be done to a calendar so that it says what the plan says. Pure: nothing is asked, nothing is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from homecall.outlets.caldav.resource import Found, digest
from homecall.outlets.ics.diary import Diary
from homecall.outlets.ics.entry import Entry
from homecall.outlets.ics.views import View
from homecall.plan.plan import Plan
from homecall.spans.span import Minute

Doing = Literal["make", "change", "remove", "leave"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do with one event. `old` is what lies there, None for a new one. `why` is said to people."""

    doing: Doing
    entry: Entry
    old: Found | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a calendar is to say, and what it says now. `kept` counts our entries that stay as they are."""

    steps: tuple[Step, ...]
    kept: int
    others: int


def aim(view: View, plan: Plan, now: Minute, there: Iterable[Found]) -> Aim:
    """The steps from what lies there to what the plan says, in order of time.

    Only what is of this calendar is changed or removed; what is over stays. An id of ours in something that is not
    ours any more is left alone.
    """
    everything = list(there)
    mine, doubles = _mine(everything)
    earlier = {uid: one.entry for uid, one in mine.items() if one.entry and one.entry.body}
    diary = Diary(view.household, plan, view.key, earlier, now)
    taken = {uid for one in everything if one.entry is None for uid in one.uids}
    told = {entry.uid: entry for entry in diary.entries(view.events(plan))}
    steps = [step for entry in told.values() if (step := _step(entry, mine, taken))]
    steps += [Step("remove", one.entry, one, "It stood there twice.") for one in doubles if one.entry]
    steps += _ruined(mine, told)
    steps.sort(key=lambda step: (step.entry.span, step.entry.uid, step.doing))
    touched = {step.entry.uid for step in steps if step.old is not None}
    others = sum(one.entry is None for one in everything)
    return Aim(tuple(steps), len(mine.keys() - touched), others)


def _mine(there: Iterable[Found]) -> tuple[dict[str, Found], list[Found]]:
    """Our resources by id, and those that say again what another says."""
    mine: dict[str, Found] = {}
    doubles: list[Found] = []
    for one in sorted(there, key=lambda one: one.stored.href):
        if one.entry is not None and one.entry.uid in mine:
            doubles.append(one)
        elif one.entry is not None:
            mine[one.entry.uid] = one
    return mine, doubles


def _step(entry: Entry, mine: Mapping[str, Found], taken: set[str]) -> Step | None:
    old = mine.get(entry.uid)
    if old is None:
        if entry.uid in taken:
            return Step("leave", entry, None, "Somebody has made it their own.")
        return None if entry.cancelled else Step("make", entry)
    if entry.cancelled:
        return Step("remove", entry, old)
    if same(old, entry):
        return None
    by_hand = "It had been changed by hand." if not old.kept and old.state == digest(entry.body) else ""
    number = (old.entry.sequence if old.entry else 0) + 1
    return Step("change", Entry(entry.uid, entry.stamp, number, entry.body, entry.span), old, by_hand)


def same(old: Found, entry: Entry) -> bool:
    """Whether what lies there says what it should: the same words, or the words that we last wrote, untouched."""
    return entry is old.entry or (old.kept and old.state == digest(entry.body))


def _ruined(mine: Mapping[str, Found], told: Mapping[str, Entry]) -> Iterator[Step]:
    """Ours that cannot be read any more, and that the plan does not want: nobody else will ever tidy them up."""
    for uid, one in mine.items():
        if one.entry and not one.entry.body and uid not in told:
            yield Step("remove", one.entry, one, "It could not be read any more.")
