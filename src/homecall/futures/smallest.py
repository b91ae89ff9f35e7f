"""Small changes that might help: a catalogue made from a family's own work and circle, and what each is worth.

Presence is what a year is searched for: moments kept and evenings at home, one counted like the other, both parents
added up. What a change gives up is hours of work and money for care, in one currency. Neither is a score of anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from homecall.futures.scenario import DropWork, Edit, Hire, MoreHours, MoveWork, ScaleWork, Scenario
from homecall.futures.setting import Setting
from homecall.futures.year import Difference, Lives, Year, contrast, difference, left_open
from homecall.futures.year import Weekly as Weeks
from homecall.household.carers import Carer
from homecall.household.people import Parent
from homecall.spans.span import HOUR
from homecall.spans.wall import Clock, Weekly
from homecall.timeline.period import BUSY, Kind, Period
from homecall.tongue import Said, say, say_n

OFTEN = 6
"""A duty that comes more seldom in a year is none to be changed."""
MOST_SINGLE = 24
"""So many single changes are tried at most: those of the work that takes most hours."""
HOUR_WORTH = 60.0
"""What an hour of work is taken to be worth where no income is known, in the family's currency (ours)."""
EASE = 500.0
"""Money a year; what it takes to change anything at all, so that what is free is not worth endlessly much (ours)."""
SITTER = Carer("somebody-new", "", "sitter", (), rate=22.0, drives=True)
_DAYS: tuple[Callable[[], Said], ...] = (
    lambda: say("Mondays"), lambda: say("Tuesdays"), lambda: say("Wednesdays"), lambda: say("Thursdays"),
    lambda: say("Fridays"), lambda: say("Saturdays"), lambda: say("Sundays"),
)  # fmt: skip
_FIRST_DAY, _EVENING = Clock(16 * HOUR), Clock(20 * HOUR)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the catalogue: a sentence, and its edits."""

    name: str
    edits: tuple[Edit, ...]

    @property
    def scenario(self) -> Scenario:
        """The change as a scenario."""
        return Scenario(self.name, self.edits)

    def beside(self, other: Change) -> Change:
        """Both changes."""
        return Change(say("{one}; and {other}", one=self.name, other=other.name), (*self.edits, *other.edits))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A change with what a year of it gains and gives up.

    `presence` is in moments kept and evenings home a year; `hours` of work given up and `care` money more for carers
    are means a year, and `gives_up` both in one currency. `reasons` are sentences.
    """

    change: Change
    presence: Difference
    uncovered: Difference
    hours: float
    care: float
    gives_up: float
    reasons: tuple[str, ...]

    @property
    def worth(self) -> float:
        """Presence gained for what is given up."""
        return self.presence.mean / max(EASE, self.gives_up + EASE)


def catalogue(setting: Setting, keep: Sequence[str] = ()) -> tuple[Change, ...]:
    """Single changes of this family: less of a duty, an earlier end, more help. Titles that fit `keep` stay.

    Each gives something up that somebody could decide on; none is advice.
    """
    work = [*_of_work(setting, keep)]
    ranked = sorted(work, key=lambda pair: -pair[0])[: MOST_SINGLE - 4]
    return (*(change for _, change in ranked), *_of_help(setting))


def _of_work(setting: Setting, keep: Sequence[str]) -> Iterator[tuple[float, Change]]:
    """Changes of work, each with the hours that the duty takes in the year."""
    for parent in setting.household.parents:
        line = setting.household.schedules.get(parent.id)
        mine = [p for p in line.periods if p.kind in BUSY | {Kind.HOME_CALL} and not p.whole_day] if line else []
        by_title: dict[str, list[Period]] = {}
        for period in mine:
            if not any(fnmatchcase(period.title.casefold(), one.casefold()) for one in keep):
                by_title.setdefault(period.title, []).append(period)
        for title, found in by_title.items():
            if len(found) >= OFTEN:
                hours = sum(p.span.minutes for p in found) / HOUR
                yield from ((hours, change) for change in _less(setting, parent, title, found))


def _less(setting: Setting, parent: Parent, title: str, found: Sequence[Period]) -> Iterator[Change]:
    """Less of one duty: every fourth of a call goes, or the days that it mostly falls on get shorter or fewer."""
    pattern, name = _exactly(title), parent.name
    if found[0].kind in (Kind.IN_HOUSE_CALL, Kind.NIGHT, Kind.HOME_CALL):
        text = say("{name} does one {title} in four fewer", name=name, title=title)
        yield Change(text, (ScaleWork(parent.id, pattern, 0.75),))
        return
    for day, count in Counter(p.day.weekday() for p in found).most_common(5):
        if count < OFTEN:
            continue
        days, said = frozenset((day,)), _DAYS[day]()
        if found[0].kind is Kind.CLINIC:
            text = say("{name} gives up {title} on {day}", name=name, title=title, day=said)
            yield Change(text, (DropWork(parent.id, pattern, days),))
        end = _usual_end(setting, [p for p in found if p.day.weekday() == day])
        if end is not None:
            text = say("{title} ends an hour earlier for {name} on {day}", name=name, title=title, day=said)
            yield Change(text, (MoveWork(parent.id, pattern, days, end=end),))


def _exactly(title: str) -> str:
    """A pattern that fits this title alone."""
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in title)


def _usual_end(setting: Setting, found: Sequence[Period]) -> Clock | None:
    """An hour before the end that these duties mostly have, where that is an evening's."""
    ends = Counter(setting.household.wall.local(p.span.end) for p in found)
    clock = Counter((at.hour * HOUR + at.minute) for at in ends.elements()).most_common(1)[0][0]
    return Clock(clock - HOUR) if 16 * HOUR <= clock <= 21 * HOUR else None


def _of_help(setting: Setting) -> Iterator[Change]:
    """More help: an hour longer in the evening from those who come on weekdays, or somebody new."""
    for carer in setting.household.carers:
        ends = {w.end for w in carer.hours if w.days >= frozenset(range(5)) and not w.wraps}
        if ends and len(carer.hours) == 1:
            last = max(ends)
            later = Clock(min(last.minutes + HOUR, 24 * HOUR))
            text = say("{name} stays an hour longer on weekdays", name=carer.name)
            yield Change(text, (MoreHours(carer.id, (Weekly(frozenset(range(5)), last, later),), paid=5.0),))
    if SITTER.id not in setting.household.names:
        hours = (Weekly(frozenset((1, 3)), _FIRST_DAY, _EVENING),)
        text = say("Somebody comes from 16:00 to 20:00 on Tuesdays and Thursdays")
        yield Change(text, (Hire(replace(SITTER, name=say("Somebody new"), hours=hours)),))


def pairs(best: Sequence[Change]) -> tuple[Change, ...]:
    """All pairs of these changes that touch different things."""
    found = []
    for n, one in enumerate(best):
        found += [one.beside(other) for other in best[n + 1 :] if _apart(one, other)]
    return tuple(found)


def _apart(one: Change, other: Change) -> bool:
    return not ({_touched(e) for e in one.edits} & {_touched(e) for e in other.edits})


def _touched(edit: Edit) -> tuple[str, ...]:
    return tuple(str(getattr(edit, key, "")) for key in ("parent", "title", "days", "carer"))


def weigh(change: Change, settings: tuple[Setting, Setting], years: tuple[Year, Year]) -> Weighed:
    """What a change gains and gives up: settings and years are (after, before), lived with the same luck."""
    (new, old), (after, before) = settings, years
    hours = work_hours(old) - work_hours(new)
    care = difference(after, before, "care").mean
    return Weighed(
        change=change,
        presence=contrast("moments", presence(after) - presence(before), left_open(after, before, "moments")),
        uncovered=difference(after, before, "uncovered"),
        hours=hours,
        care=care,
        gives_up=hours * hour_worth(old) + care,
        reasons=tuple(_reasons(new, after, before)),
    )


def presence(year: Year) -> Lives:
    """Moments kept and evenings home in each life."""
    found: Lives = year.total("moments") + year.total("evenings")
    return found


def work_hours(setting: Setting) -> float:
    """The hours of work a year, of both parents, without calls from home."""
    start, end = (setting.household.wall.midnight(day) for day in (setting.mondays[0], setting.mondays[-1]))
    lines = setting.household.schedules.values()
    spans = (p.span for line in lines for p in line.periods if p.kind in BUSY and not p.whole_day)
    fixed = sum(s.minutes for s in spans if start <= s.start < end + 7 * 24 * HOUR) / HOUR
    return fixed + sum(setting.floating.values()) * setting.weeks


def hour_worth(setting: Setting) -> float:
    """What an hour of work brings after tax, as far as incomes are known."""
    earned, hours = sum(setting.incomes.values()) * (1 - setting.assumptions.tax), work_hours(setting)
    return earned * setting.weeks / 52 / hours if earned > 0 and hours > 0 else HOUR_WORTH


def _reasons(setting: Setting, after: Year, before: Year) -> Iterator[str]:
    """Where the presence comes from: evenings by parent, and moments, the most first; not what cannot be told."""
    found: list[tuple[float, str]] = []
    for parent in setting.household.parents:
        more = contrast("evenings", _summed(after.evenings, parent.id) - _summed(before.evenings, parent.id))
        if more.verdict == "more":
            text = say_n("{mean} more evening at home for {name}", "{mean} more evenings at home for {name}",
                         round(more.mean), mean=f"{more.mean:,.0f}", name=parent.name)  # fmt: skip
            found.append((more.mean, text))
    for moment in setting.household.moments:
        open_ = left_open(after, before, "moments")
        more = contrast("moments", after.moment(moment.id) - before.moment(moment.id), open_)
        if more.verdict == "more":
            found.append((more.mean, say("{title}: {count} more", title=moment.title, count=f"{more.mean:,.0f}")))
    yield from (text for _, text in sorted(found, key=lambda pair: -pair[0]))


def _summed(by_parent: Mapping[str, Weeks], parent: str) -> Lives:
    found: Lives = by_parent[parent].sum(axis=1, dtype=float)
    return found


def allowed(found: Weighed, after: Year, before: Year, musts: Sequence[str]) -> bool:
    """Whether a change helps, leaves no child without cover for longer, and takes from no moment that is a must."""
    if found.presence.verdict != "more" or found.uncovered.verdict == "more":
        return False
    return all(after.moment(must).mean() >= before.moment(must).mean() for must in musts)


def frontier(found: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """Those that no other beats in both: more presence for no more given up. What gives up least stands first."""
    best: list[Weighed] = []
    for one in sorted(found, key=lambda w: (w.gives_up, -w.presence.mean)):
        if not best or one.presence.mean > best[-1].presence.mean:
            best.append(one)
    return tuple(best)


def ranked(found: Sequence[Weighed], most: int) -> tuple[Weighed, ...]:
    """The best, by presence gained for what is given up, no two of them about the same work or the same carer."""
    chosen: list[Weighed] = []
    about: set[tuple[str, ...]] = set()
    for one in sorted(found, key=lambda w: (-w.worth, len(w.change.edits), w.change.name)):
        mine = {_theme(edit) for edit in one.change.edits}
        if not about & mine and len(chosen) < most:
            chosen.append(one)
            about |= mine
    return tuple(chosen)


def _theme(edit: Edit) -> tuple[str, ...]:
    return tuple(str(getattr(edit, key, "")) for key in ("parent", "title", "carer"))
