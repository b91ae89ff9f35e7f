"""From events to instances: series, their exceptions, and the instances that were moved or called off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homecall.sources.base import DAYS_BEFORE
from homecall.sources.ics.events import Event, Length, Stamp
from homecall.sources.ics.rules import Budget, Rule
from homecall.sources.ics.zones import utc
from homecall.spans.span import Minute
from homecall.spans.wall import Horizon

LOOK_AHEAD = timedelta(days=366)
"""How far past the horizon a series that ends is followed, to learn how far its calendar goes."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One time that an event takes place. `series` is the event that tells its title, `start` is on its own clock."""

    series: Event
    start: Stamp
    length: Length | None


@dataclass(frozen=True, slots=True)
class Series:
    """The events of one UID: what repeats or stands alone, and what replaces single instances."""

    masters: tuple[Event, ...]
    overrides: tuple[Event, ...]


def grouped(events: Iterable[Event]) -> list[Series]:
    """The events by UID, in order; one without a UID is a group of its own.

    Rota exports give one UID to many plain events: all are kept. Of copies of one event, or of one replaced
    instance, the highest SEQUENCE counts.
    """
    groups: dict[object, list[Event]] = {}
    for event in events:
        groups.setdefault(event.uid or (event.line,), []).append(event)
    return [
        Series(
            _newest(one for one in group if one.replaces is None),
            _newest(one for one in group if one.replaces is not None),
        )
        for group in groups.values()
    ]


def _newest(events: Iterable[Event]) -> tuple[Event, ...]:
    best: dict[object, Event] = {}
    for event in events:
        stands_for = event.replaces.minute if event.replaces else event.start.naive
        # Two duties may well share a UID and a start; only the same title is the same event.
        at = (stands_for, event.start.dated, "" if event.replaces else event.title)
        if at not in best or event.sequence > best[at].sequence:
            best[at] = event
    return tuple(best.values())


def instances(event: Event, overrides: Sequence[Event], horizon: Horizon, budget: Budget) -> Iterator[Instance]:
    """The instances of one master event without those that `overrides` replace. Raises TooMuch."""
    replaced = {_key(one.replaces, dated=event.start.dated) for one in overrides if one.replaces}
    removed = {_key(stamp, dated=event.start.dated) for stamp in event.never}
    later = sorted((one for one in overrides if one.onwards and one.replaces), key=_replaced_at)
    seen: set[Minute | date] = set()
    for start in _starts(event, horizon, budget):
        at, day = _key(start, dated=event.start.dated), start.naive.date()
        if at in seen or at in removed or day in removed or at in replaced or day in replaced:
            continue
        seen.add(at)
        change = next((one for one in reversed(later) if _replaced_at(one) <= start.minute), None)
        if change is None:
            yield Instance(event, start, event.length)
        elif not change.cancelled:
            yield _moved(change, start)


def _key(stamp: Stamp, *, dated: bool) -> Minute | date:
    """What tells instances apart: the day where the series or the stamp is all-day, else the instant."""
    return stamp.naive.date() if dated or stamp.dated else stamp.minute


def _replaced_at(event: Event) -> Minute:
    return event.replaces.minute if event.replaces else event.start.minute


def _moved(change: Event, start: Stamp) -> Instance:
    """A later instance of a series that was moved from some instance onwards."""
    shift = change.start.naive - change.replaces.naive if change.replaces else timedelta()
    return Instance(change, Stamp(start.naive + shift, change.start.localize, change.start.dated), change.length)


def _starts(event: Event, horizon: Horizon, budget: Budget) -> Iterator[Stamp]:
    """Every start that the event's rules and lists give, its own first, exceptions not yet taken out."""
    barred = {naive for rule in event.not_rules for naive in _walk(event, rule, horizon, budget)}
    yield event.start
    for stamp in event.also:
        yield Stamp(stamp.naive, stamp.localize, event.start.dated or stamp.dated)
    for rule in event.rules:
        for naive in _walk(event, rule, horizon, budget):
            if naive not in barred and naive != event.start.naive:
                yield Stamp(naive, event.start.localize, event.start.dated)


def _walk(event: Event, rule: Rule, horizon: Horizon, budget: Budget) -> Iterator[datetime]:
    """The starts of one rule, from just before the horizon where nothing has to be counted."""
    first = event.start.naive
    last = horizon.dates[-1] + (timedelta(days=1) if rule.endless else LOOK_AHEAD)
    for made, naive in enumerate(rule.starts(first, _since(event, rule, horizon), last, budget), start=1):
        over = rule.count is not None and made > rule.count
        if over or naive.date() > last or _ended(naive, event.start, rule.until):
            return
        if _near(horizon, event) <= naive.date() <= horizon.dates[-1]:
            budget.make()
        yield naive


def _near(horizon: Horizon, event: Event) -> date:
    """The first day from which an event of this length can still matter."""
    length = event.length.wall.days + event.length.elapsed // 1440 if event.length else 0
    return horizon.first - timedelta(days=DAYS_BEFORE + 2 + min(length, 10_000))


def _since(event: Event, rule: Rule, horizon: Horizon) -> date:
    """From where a rule must be walked: its start if instances are counted or the rule is over, else the horizon."""
    near = _near(horizon, event)
    over = bool(rule.until) and rule.until[:8] < near.strftime("%Y%m%d")
    return event.start.naive.date() if rule.count is not None or over else near


def _ended(naive: datetime, start: Stamp, until: str) -> bool:
    """Whether a start lies after UNTIL, in any of the forms that calendars write it."""
    if not until:
        return False
    digits = until.replace("-", "").replace(":", "").strip()
    if start.dated or "T" not in digits:
        return naive.strftime("%Y%m%d") > digits[:8]
    if digits.endswith("Z"):
        return start.localize(naive) > _until_utc(digits)
    return naive.strftime("%Y%m%dT%H%M") > digits[:13]


def _until_utc(digits: str) -> Minute:
    year, month, day, hour, minute = (int(digits[a:b]) for a, b in ((0, 4), (4, 6), (6, 8), (9, 11), (11, 13)))
    return utc(datetime(year, month, day, hour, minute))  # noqa: DTZ001 (made UTC here)


def kept(series: Series) -> Iterator[Event]:
    """The replaced instances that do take place, moved or not: not called off, and not taken out again later."""
    for one in series.overrides:
        if not one.cancelled and not any(_taken_out(one, master) for master in series.masters):
            yield one


def _taken_out(override: Event, master: Event) -> bool:
    """Whether a later version of the series has struck the instance that the override stands for."""
    if override.replaces is None or master.sequence <= override.sequence:
        return False
    dated = master.start.dated
    return _key(override.replaces, dated=dated) in {_key(stamp, dated=dated) for stamp in master.never}
