"""What a family's own time has taught of how late, how often and how ill, shrunk towards what is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from homecall.futures import often, overrun
from homecall.futures.shocks import YEAR, Lesson, Rates
from homecall.household.household import Household
from homecall.rules.packs.read import pack
from homecall.spans.span import DAY, Minute
from homecall.timeline.period import Kind, Overrun

AFTER = 28 * DAY
"""Minutes after the last thing that was said for which silence still says that nothing came."""
SPELL = 3 * DAY
"""Minutes; what is said of the same person within them is one spell."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A duty that is over: `said` minutes late, None where nobody said a word. Of a call from home: visits."""

    parent: str
    kind: Kind
    at: Minute
    said: int | None
    expected: float = 0.0


@dataclass(frozen=True, slots=True)
class Spell:
    """A child was said to be ill, or a carer not to come."""

    who: str
    at: Minute


@dataclass(frozen=True, slots=True)
class Story:
    """What was lived through; `first` and `last` are when anything was said, 0 where nothing was."""

    ended: tuple[Ended, ...] = ()
    spells: tuple[Spell, ...] = ()
    first: Minute = 0
    last: Minute = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Duties of one kind of one parent: the published figure, what was said, and of how many nobody said a word."""

    usual: Overrun
    said: tuple[float, ...] = field(default=())
    silent: int = 0


def lessons(story: Story, household: Household, rates: Rates, now: Minute) -> dict[str, Lesson]:
    """What is learned, by the names of `Assumptions.learned`; nothing of what nobody has ever said a word."""
    known = {name: one for name, one in groups(story, household).items() if one.said}
    words = {name: (one.usual, one.said) for name, one in known.items() if not one.silent}  # others are a choice
    weight = overrun.weight_of(words)
    late = {n: overrun.learned(overrun.published(g.usual, weight), g.said, g.silent) for n, g in known.items()}
    return {**late, **_often(story, household, rates, now)}


def groups(story: Story, household: Household) -> dict[str, Group]:
    """The kinds of duties of each parent for which there is a published figure, by "parent/kind"."""
    found = {}
    for parent in household.parents:
        mine = [one for one in story.ended if one.parent == parent.id and one.kind is not Kind.HOME_CALL]
        said = [one.at for one in mine if one.said is not None]
        between = [one for one in mine if said and min(said) <= one.at <= max(said)]
        for kind, usual in pack(parent.work_rules).overrun.items():
            same = [one.said for one in between if one.kind is kind]
            minutes = tuple(float(one) for one in same if one is not None)
            found[f"{parent.id}/{kind.value}"] = Group(usual, minutes, same.count(None))
    return found


def _often(story: Story, household: Household, rates: Rates, now: Minute) -> dict[str, Lesson]:
    """Illness and visits of those who are known by name; where nothing was ever said, nothing."""
    if not story.last:
        return {}
    years = max(0, min(now, story.last + AFTER) - story.first) / (YEAR * DAY)
    calls = [one for one in story.ended if one.kind is Kind.HOME_CALL]
    ill = {one.id: rates.child_ill_days / rates.child_ill_spell for one in household.children if one.places}
    ill |= {one.id: rates.carer_ill_days / rates.carer_ill_spell for one in household.carers}
    sick = {f"ill {id}": (float(_spells(story.spells, id)), years * rate) for id, rate in ill.items()}
    visits = {
        f"visits {one.id}": (
            float(sum(call.said or 0 for call in calls if call.parent == one.id)),
            sum(call.expected for call in calls if call.parent == one.id),
        )
        for one in household.parents
    }
    return {**often.family(sick), **often.family(visits)}


def _spells(spells: Iterable[Spell], who: str) -> int:
    """How many spells somebody had: days that follow one another are one."""
    count, last = 0, None
    for at in sorted(one.at for one in spells if one.who == who):
        count += last is None or at - last > SPELL
        last = at
    return count
