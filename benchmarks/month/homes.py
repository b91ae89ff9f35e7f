"""Families of all sorts, the same for the same number: who they are, when they work, who helps, how each is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

FIRST = date(2026, 10, 19)
"""A Monday. Clocks change within the thirty days from it on both sides of the Atlantic."""
ZONES = (
    "America/Chicago", "America/New_York", "America/Los_Angeles", "America/Denver", "America/Halifax",
    "Europe/Berlin", "Europe/Madrid", "Europe/London", "Europe/Helsinki", "Asia/Tokyo",
)  # fmt: skip
"""All of them but the last change their clocks in the month."""
DUTIES = {
    "Clinic": ("08:00", "17:00", "clinic", (30, 75)),
    "Day": ("07:00", "17:00", "work", (45, 120)),
    "Ward": ("07:00", "15:30", "work", (20, 60)),
    "Long day": ("06:30", "19:00", "work", (40, 90)),
    "Call": ("07:00", "31:00", "in_house_call", (60, 150)),
    "Night": ("19:00", "31:00", "night", (45, 90)),
    "Home call": ("17:00", "31:00", "home_call", None),
}
ROTAS = {
    "resident": ("Day", "Day", "Long day", "Call", "", "Night", "Clinic", "Day"),
    "attending": ("Clinic", "Clinic", "Day", "Home call", "Clinic", "", "Long day"),
    "nurse": ("Long day", "Long day", "", "", "Night", "Night", "", ""),
    "office": ("Ward", "Ward", "Ward", "Ward", "Clinic"),
}
HELP = ("Rosa", "June", "Pat", "Opa")


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of a roster by the wall clock. `late` is the published overrun, None where nobody can be late."""

    parent: str
    start: datetime
    end: datetime
    title: str
    kind: str
    late: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is told things: how, when not, and how they answer what they are asked.

    `yes`, `no` and `counter` are shares of the answers; what is left of one never comes. `slow` is in minutes.
    """

    id: str
    language: str
    quiet: tuple[time, time]
    evening: time | None
    week: bool
    channels: tuple[str, ...]
    yes: float = 0.0
    no: float = 0.0
    counter: float = 0.0
    slow: int = 10


@dataclass(frozen=True, slots=True)
class Home:
    """A family: its household file, its rosters, its people, and how it asks."""

    number: int
    zone: str
    text: str
    duties: tuple[Duty, ...]
    people: tuple[Person, ...]
    commutes: dict[str, int]
    places: tuple[tuple[str, str], ...]
    manner: str
    patience: int
    consents: tuple[tuple[str, int], ...]

    @property
    def parents(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(self.commutes)

    @property
    def carers(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(one.id for one in self.people if one.id not in self.commutes)

    def at(self, local: datetime) -> datetime:
        """An instant of the family's wall clock."""
        return local.replace(tzinfo=ZoneInfo(self.zone))


def home(number: int, days: int = 30) -> Home:
    """The family of a number, with rosters that reach a week beyond the days."""
    dice = Random(f"month {number}")
    commutes = {id: dice.choice((10, 15, 20, 30)) for id in ("ana", "ben")[: dice.choice((1, 2, 2, 2))]}
    rotas = {id: dice.choice(("resident", "attending", "nurse", "office", "office")) for id in commutes}
    duties = tuple(one for id in commutes for one in _roster(dice, id, rotas[id], days + 7))
    alone = len(commutes) == 1
    children = tuple(_child(dice, n) for n in range(dice.choice((1, 1, 2) if alone else (1, 1, 2, 2, 3, 4))))
    helpers = HELP[: dice.choice((1, 2, 2, 3) if alone else (0, 1, 2, 3, 3, 4))]
    zone, carers = dice.choice(ZONES), [name.lower() for name in helpers]
    people = (*(_parent(dice, id) for id in commutes), *(_helper(dice, id) for id in carers))
    head = f'format = 1\nname = "Family {number}"\ntimezone = "{zone}"\n'
    parts = [head, *(_parent_text(id, commutes[id], days) for id in commutes), *(text for text, _places in children)]
    parts += [_carer_text(dice, id) for id in carers]
    parts += list(_moments(dice, len(children)))
    places = tuple(pair for _text, found in children for pair in found)
    consents = tuple((id, dice.choice((30, 60, 120))) for id in carers if dice.random() < 0.25)
    manner, patience = dice.choice(("one", "one", "all")), dice.choice((10, 15, 30, 60))
    return Home(number, zone, "".join(parts), duties, people, commutes, places, manner, patience, consents)


def roster(duties: tuple[Duty, ...], parent: str) -> bytes:
    """A parent's duties as the table that is dropped into the app, by the wall clock."""
    mine = [one for one in duties if one.parent == parent]
    rows = [f"{one.start:%Y-%m-%dT%H:%M},{one.end:%Y-%m-%dT%H:%M},{one.title}" for one in mine]
    return "\n".join(("start,end,title", *rows, "")).encode()


def _roster(dice: Random, parent: str, rota: str, days: int) -> Iterator[Duty]:
    titles, begin, free = ROTAS[rota], dice.randrange(8), datetime.combine(FIRST - timedelta(days=9), time())
    for n in range(-2, days):
        day = FIRST + timedelta(days=n)
        title = titles[(n + 2 + begin) % len(titles)] if rota != "office" or day.weekday() < 5 else ""
        if not title or (day.weekday() > 4 and dice.random() < 0.5) or dice.random() < 0.08:
            continue
        start, end, kind, late = DUTIES[title]
        if _at(day, start) >= free:
            yield Duty(parent, _at(day, start), _at(day, end), title, kind, late)
            free = _at(day, end) + timedelta(hours=8)


def _at(day: date, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(day, time(hour % 24, minute)) + timedelta(days=hour // 24)


def _parent(dice: Random, id: str) -> Person:
    evening = dice.choice((time(18, 30), time(19), time(20), time(21), None))
    return _told(dice, id, evening, week=dice.random() < 0.8)


def _helper(dice: Random, id: str) -> Person:
    person = _told(dice, id, dice.choice((time(18), time(19, 30), None)), week=dice.random() < 0.3)
    yes, no, counter = dice.choice(((0.7, 0.15, 0.05), (0.5, 0.3, 0.1), (0.85, 0.05, 0.05), (0.3, 0.3, 0.1)))
    slow = dice.choice((2, 8, 20, 60))
    return Person(
        id, person.language, person.quiet, person.evening, person.week, person.channels, yes, no, counter, slow
    )


def _told(dice: Random, id: str, evening: time | None, *, week: bool) -> Person:
    quiet = dice.choice(((time(22), time(7)), (time(21), time(6)), (time(23), time(8)), (time(0), time(0))))
    channels = dice.choice((("push",), ("mail",), ("push", "mail"), ("ntfy",), ("sms", "mail")))
    return Person(id, dice.choice(("en", "en", "es")), quiet, evening, week, channels)


def _parent_text(id: str, commute: int, days: int) -> str:
    through = FIRST + timedelta(days=days + 6)
    head = f'[[parents]]\nid = "{id}"\nname = "{id.title()}"\ncommute = {commute}\nwork_rules = "none"\n'
    source = f'[[parents.schedule]]\nkind = "csv"\npath = "{id}.csv"\npublished_through = {through}\n'
    return head + source + "".join(_meaning(title, kind, late) for title, (_s, _e, kind, late) in DUTIES.items())


def _meaning(title: str, kind: str, late: tuple[int, int] | None) -> str:
    over = f"overrun = {{ median = {late[0]}, p90 = {late[1]} }}\n" if late else ""
    return f'[[parents.shifts]]\ntitle = "{title}"\nkind = "{kind}"\n{over}'


def _child(dice: Random, number: int) -> tuple[str, tuple[tuple[str, str], ...]]:
    id, name = f"c{number}", ("Mia", "Leo", "Noa", "Ida")[number]
    wakes, bed = dice.choice((("06:15", "19:30"), ("06:45", "20:00"), ("07:00", "20:30")))
    head = f'[[children]]\nid = "{id}"\nname = "{name}"\nwakes = "{wakes}"\nbedtime = "{bed}"\n'
    place = dice.choice(("", "School", "School", "Day care"))
    if not place:
        return head, ()
    start, end = ("08:15", "15:00") if place == "School" else ("07:00", "17:30")
    where = f'name = "{place}"\ndays = "Mon-Fri"\nstart = "{start}"\nend = "{end}"\n'
    return f"{head}[[children.places]]\n{where}travel = {dice.choice((5, 10, 15))}\n", ((id, place),)


def _carer_text(dice: Random, id: str) -> str:
    kinds = {"rosa": _nanny, "june": _neighbour, "pat": _sitter, "opa": _relative}
    return f'[[carers]]\nid = "{id}"\nname = "{id.title()}"\n{kinds[id](dice)}'


NANNY = ('"Mon-Fri 06:30-09:00", "Mon-Fri 14:30-19:00"', '"Mon-Fri 07:00-18:00"', '"Mon-Fri 06:00-20:00"')


def _nanny(dice: Random) -> str:
    hours = f'hours = [{dice.choice(NANNY)}]\non_request = ["Mon-Sun 06:00-22:00"]\n'
    limits = f"max_day = {dice.choice((10, 12, 14))}\nmax_week = 60\nnotice = {dice.choice((0, 2, 12))}\n"
    return f'kind = "nanny"\nrate = 25\ndrives = true\n{hours}{limits}'


def _neighbour(dice: Random) -> str:
    hours = 'on_request = ["Mon-Sun 06:00-09:00", "Mon-Sun 15:00-21:00"]\n'
    return f'kind = "neighbour"\nrate = 15\n{hours}max_day = {dice.choice((4, 6))}\nstandby = 15\n'


def _sitter(dice: Random) -> str:
    hours = 'on_request = ["Mon-Fri 15:00-23:00", "Sat,Sun 09:00-23:00"]\nmin_shift = 2.0\n'
    limits = f"max_day = 9\nmax_week = 25\nnotice = {dice.choice((0, 3, 24))}\n"
    return f'kind = "sitter"\nrate = 21\ndrives = true\n{hours}{limits}'


def _relative(dice: Random) -> str:
    hours = 'on_request = ["Mon-Thu 15:00-21:00", "Fri-Sun 08:00-22:00"]\novernight = true\n'
    limits = f"max_day = 16\nmax_week = 50\nnotice = {dice.choice((0, 12, 48))}\n"
    return f'kind = "relative"\ndrives = true\n{hours}{limits}'


def _moments(dice: Random, children: int) -> Iterator[str]:
    if dice.random() < 0.5:
        everybody = "[" + ", ".join(f'"c{n}"' for n in range(children)) + "]"
        yield (
            f'[[moments]]\nid = "bedtime"\ntitle = "Roses and thorns"\nchildren = {everybody}\nwho = "any"\n'
            f'window = "18:30-19:15"\nminutes = 15\ngoal = {dice.choice((2, 3, 4))}\n'
        )
