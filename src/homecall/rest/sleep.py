"""Sleep predicted from duties, by rules found in groups of people who were measured.

Each number has its source in `SOURCES`; where one is ours, the text beside it says so. For a single person such rules
explain less than half of the differences (Darwent et al. 2010, SLEEP 33:185), which is why every sleep has a spread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import numpy as np

from homecall.rest.alertness import DEFAULT, REST_AT_ONSET, pieces
from homecall.rest.history import History
from homecall.rest.sleeper import SHORTEST, Sleep, Sleeper, sleep_of
from homecall.spans.span import DAY, HOUR, Minute, Span
from homecall.spans.wall import Clock, Wall
from homecall.timeline.duties import LONG_DUTY, is_night

USUAL_SPREAD = 0.92 * HOUR
"""SD of sleep between day shifts (Ganesan 2019), taken for free nights too."""
EARLY_SPREAD = 0.51 * HOUR
EARLIEST_BED = Clock(21 * 60 + 15)
"""Nobody falls asleep before: the middle of the zone in which the body keeps one awake."""
EARLY = Clock(10 * 60)
"""A duty that starts before is an early start for sleep."""
BETWEEN_NIGHTS, BETWEEN_SPREAD = 5.74 * HOUR, 1.30 * HOUR
ON_CALL, ON_CALL_SPREAD = 2.19 * HOUR, HOUR
"""Asleep during an extended call; the mean is measured, the spread and the hour (02:30) are ours."""
CALL_SLEEP = Clock(2 * 60 + 30)
AFTER_CALL, AFTER_CALL_SPREAD = 2.84 * HOUR, HOUR
"""The nap after an extended call, taken by nine in ten; the spread is ours."""
AFTER_LAST_SPREAD = 0.65 * HOUR
QUICK, QUICK_SLEEP, QUICK_SPREAD = 11 * HOUR, 5.20 * HOUR, 0.90 * HOUR
"""A return to work so soon after a late duty is a quick one."""
NEXT_NIGHT = 24 * HOUR
"""A night duty that starts within so long after another belongs to the same run."""
LONG_NIGHT = 8.75 * HOUR
"""The night after a run of nights: 8 to 9.5 hours, begun half an hour early."""
REST_BREAK = (3.1 * HOUR, 7.9 * HOUR)
"""Sleep in a break of half a day, by when it begins: least at 11:00, most at 23:00; the curve between is ours."""
NAP, NAP_AT = 1.5 * HOUR, Clock(15 * 60)
LOG_REACH = 3 * HOUR
"""A logged sleep stands for all that was predicted so near to it (ours)."""


def predicted(duties: Sequence[Span], wall: Wall, frame: Span, sleeper: Sleeper) -> tuple[Sleep, ...]:
    """The sleeps of a person over a frame, in order, from all duties that touch it or lie near it.

    Duties are from start to end without the road. They must not overlap.
    """
    made, wide = _Night(wall, sleeper), Span(frame.start - 3 * DAY, frame.end + 3 * DAY)
    ordered: list[Span | None] = [None, *sorted(duties), None]
    found: list[Sleep] = []
    for before, after in pairwise(ordered):
        if before is not None and before.minutes >= LONG_DUTY:
            found += made.on_call(before)
        found += made.between(before, after, wide, found)
    return tuple(one for one in found if one.span.overlaps(frame))


def with_log(sleeps: Sequence[Sleep], log: Sequence[Span], duties: Sequence[Span] = ()) -> tuple[Sleep, ...]:
    """The sleeps as they were logged, and those predicted for which none of them stands, in order."""
    kept = [one for one in sleeps if not any(stands_for(span, one.span, duties) for span in log)]
    return tuple(sorted([*kept, *(Sleep(one, one.minutes, one.minutes, "logged") for one in log)]))


def stands_for(logged: Span, sleep: Span, duties: Sequence[Span]) -> bool:
    """Whether a logged sleep is the one that was predicted: near it, with no beginning or end of a duty in between.

    So what was slept on call is not taken for the nap after it.
    """
    first, last = min(logged.end, sleep.end), max(logged.start, sleep.start)
    if last - first >= LOG_REACH:
        return False
    return not any(first <= at <= last for duty in duties for at in (duty.start, duty.end))


@dataclass(frozen=True, slots=True)
class _Evening:
    """A day at whose end one may go to bed: what is left of the time between two duties, and whether to sleep long."""

    day: date
    left: Span
    before: Span | None
    after: Span | None
    longer: bool


@dataclass(frozen=True, slots=True)
class _Night:
    """The rules for one sleeper by one wall clock."""

    wall: Wall
    sleeper: Sleeper

    def on_call(self, duty: Span) -> Iterator[Sleep]:
        """What is slept during an extended call: some two hours late at night."""
        for day in _days(self.wall, duty):
            onset = self.wall.at(day, CALL_SLEEP)
            if duty.start + 6 * HOUR <= onset < duty.end - HOUR:
                made = sleep_of(onset, ON_CALL, ON_CALL_SPREAD, "R6", duty.end)
                yield from [made] if made else []

    def between(self, before: Span | None, after: Span | None, frame: Span, slept: Sequence[Sleep]) -> list[Sleep]:
        """The sleeps between two duties, None for none: what follows the first at once, then the nights."""
        free = self._free(before, after, frame)
        if free is None:
            return []
        found: list[Sleep] = []
        first = self._recovery(before, after, free, slept) if before else None
        if first:
            found.append(first)
        for day in _days(self.wall, Span(free.start - DAY, free.end)):
            left = Span(max(free.start, found[-1].span.end if found else free.start), free.end + 1)
            longer = first is not None and first.rule == "R4" and len(found) == 1
            night = self._night(_Evening(day, left, before, after, longer), [*slept, *found])
            found += [night] if night else []
        return found + self._nap(after, found)

    def _free(self, before: Span | None, after: Span | None, frame: Span) -> Span | None:
        start = before.end + self.sleeper.commute + self.sleeper.wind_down if before else frame.start
        end = after.start - self.sleeper.commute - self.sleeper.prepare if after else frame.end
        return Span(start, end) if end - start >= SHORTEST else None

    def _recovery(self, before: Span, after: Span | None, free: Span, slept: Sequence[Sleep]) -> Sleep | None:
        """The sleep right after a night or an extended call; None after any other duty."""
        if before.minutes >= LONG_DUTY:
            hour = self.wall.local(free.start).hour
            return sleep_of(free.start, AFTER_CALL, AFTER_CALL_SPREAD, "R6", free.end) if 6 <= hour < 18 else None
        if not is_night(before, self.wall):
            return None
        if after and after.start - before.end <= NEXT_NIGHT and is_night(after, self.wall):
            return sleep_of(free.start, BETWEEN_NIGHTS, BETWEEN_SPREAD, "R3", free.end)
        return sleep_of(free.start, self._until_level(free.start, slept), AFTER_LAST_SPREAD, "R4", free.end)

    def _night(self, evening: _Evening, slept: Sequence[Sleep]) -> Sleep | None:
        """The night that begins on a day, in what is left of the time between two duties."""
        left, before, after = evening.left, evening.before, evening.after
        bed = self.wall.at(evening.day, self.sleeper.bed)
        morning = evening.day + timedelta(days=self.sleeper.wake.minutes <= self.sleeper.bed.minutes)
        wake = self.wall.at(morning, self.sleeper.wake)
        if left.start >= wake + _LATEST or left.end <= bed:
            return None
        if before and after and after.start - before.end < QUICK:
            return self._break(left, before, after)
        if after and bed < left.end - 1 < wake:
            return self._early(evening.day, left, after)
        return self._usual(Span(bed, wake), evening, slept)

    def _break(self, left: Span, before: Span, after: Span) -> Sleep | None:
        """A quick return: from late to early by night, else a break of half a day."""
        if is_night(before, self.wall) or is_night(after, self.wall):
            hour = self.wall.local(left.start).hour
            low, high = REST_BREAK
            typical = low + (high - low) * (1 + np.cos(2 * np.pi / 24 * (hour - 23))) / 2
            return sleep_of(left.start, float(typical), USUAL_SPREAD, "R8", left.end - 1)
        return sleep_of(left.start, QUICK_SLEEP, QUICK_SPREAD, "R7", left.end - 1)

    def _early(self, day: date, left: Span, after: Span) -> Sleep | None:
        """The night before an early start, whose length follows the hour at which the duty starts."""
        local = self.wall.local(after.start)
        length = min(max(5.0 + 0.7 * (local.hour + local.minute / 60 - 4.5), 5.0), 8.0) * HOUR
        earliest = max(left.start, self.wall.at(day, EARLIEST_BED))
        share, wake = self._taken(length), left.end - 1
        onset = max(earliest, wake - round(length)) + share
        if wake - onset < SHORTEST:
            return None
        typical = wake - onset  # one wakes by the clock: who sleeps more went to bed before
        return Sleep(Span(onset, wake), max(round(typical - EARLY_SPREAD), 0), round(typical + EARLY_SPREAD), "R2")

    def _usual(self, habit: Span, evening: _Evening, slept: Sequence[Sleep]) -> Sleep | None:
        """A night of one's own habit; longer after the last of several nights, later after a late evening."""
        bed = habit.start - 30 * evening.longer
        onset = max(bed, evening.left.start)
        length = LONG_NIGHT if evening.longer else max(habit.end - onset, 0)
        if onset > bed + 2 * HOUR and evening.before:
            length = max(length, self._until_level(onset, slept))
        share = self._taken(length)
        rule = "R4" if evening.longer else "R1"
        return sleep_of(onset + share, length - share, USUAL_SPREAD, rule, evening.left.end - 1)

    def _taken(self, length: float) -> int:
        return round(length * self.sleeper.share)

    def _nap(self, after: Span | None, found: Sequence[Sleep]) -> list[Sleep]:
        """A nap on the afternoon before the first night, for those who take one."""
        if not (after and self.sleeper.naps_before_nights and is_night(after, self.wall)):
            return []
        onset = self.wall.at(self.wall.date(after.start), NAP_AT)
        leave = after.start - self.sleeper.commute - self.sleeper.prepare
        rested = found and onset - found[-1].span.end < 4 * HOUR
        made = None if rested or not found else sleep_of(onset, NAP, 0.5 * HOUR, "R5", leave)
        return [made] if made else []

    def _until_level(self, onset: Minute, slept: Sequence[Sleep]) -> float:
        """Minutes until one wakes by oneself: when homeostat and clock together are as high as on a usual morning."""
        hour = self._hour(onset)
        s = _pressure(tuple(one.span for one in slept), onset)
        ahead = np.arange(0.25, 14, 1 / 12)
        course = pieces(History(0.0, ((0.0, 20.0),)), s0=s, smooth=True).at(ahead)
        clock, _dip = DEFAULT.clock((hour + ahead) % 24)
        level = _level(self.sleeper.bed.minutes / HOUR, self.sleeper.night / HOUR)
        over = np.nonzero(course + clock >= level)[0]
        return float(ahead[over[0]] if len(over) else ahead[-1]) * HOUR

    def _hour(self, at: Minute) -> float:
        local = self.wall.local(at)
        return local.hour + local.minute / 60


_LATEST = 2 * HOUR
"""So long after the usual waking a night can still begin; later it is a day's sleep, and has a rule of its own."""


def _days(wall: Wall, span: Span) -> Iterator[date]:
    day, last = wall.date(span.start), wall.date(span.end)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _pressure(slept: tuple[Span, ...], at: Minute) -> float:
    """S at an instant after these sleeps; that of a rested evening where there are none."""
    recent = [one for one in slept if at - 14 * DAY < one.start and one.end <= at]
    if not recent:
        return DEFAULT.S0 + 1.0
    zero = recent[0].start
    past = History(0.0, tuple(((one.start - zero) / HOUR, (one.end - zero) / HOUR) for one in recent))
    return float(pieces(past, s0=REST_AT_ONSET, smooth=True).at(np.array([(at - zero) / HOUR]))[0])


@lru_cache(maxsize=64)
def _level(bed: float, night: float) -> float:
    """S + C on a usual morning, once such nights have followed one another for a fortnight."""
    nights = tuple((24.0 * day, 24.0 * day + night) for day in range(14))
    s = pieces(History(0.0, nights), smooth=True).at(np.array([nights[-1][1]]))[0]
    c, _dip = DEFAULT.clock(np.array([(bed + night) % 24]))
    return float(s + c[0])
