"""Kinds of families whose school can close, each with a true plan of four weeks. Families of a kind differ in names.

Everything begins today: the school's five days, and the rosters. The clock on the family's wall is about five in the
morning, whenever this runs, because the zone is chosen so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from homecall.household.codec import read as read_household
from homecall.plan.codec import read as read_plan
from homecall.web.plans.making import DAYS, Answer, Order, make
from homecall.web.plans.situation import settled
from homecall.workflow import judge

ZONES = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Chicago",
    "America/New_York", "America/Halifax", "America/Sao_Paulo", "Atlantic/South_Georgia", "Atlantic/Azores",
    "Europe/London", "Europe/Paris", "Europe/Athens", "Africa/Nairobi", "Asia/Dubai", "Asia/Karachi", "Asia/Dhaka",
    "Asia/Bangkok", "Asia/Singapore", "Asia/Tokyo", "Australia/Brisbane", "Pacific/Noumea", "Pacific/Auckland",
)  # fmt: skip
EARLY = time(5)
"""The hour at which schools say that they stay shut."""
SCHOOL = "Placeone"
STAND_INS = ("Homeone", SCHOOL, "Parentone", "Parenttwo", "Childone", "Childtwo", "Childthree")
"""Names that stand in a kind's texts for those of a family."""
CARERS = ("rosa", "june", "pat", "opa")
SEARCH = 12.0
"""Seconds that a plan may be looked for."""
DUTIES = {
    "Day": ("07:00", "17:00", "work", "median = 30, p90 = 90"),
    "Clinic": ("08:00", "17:00", "clinic", "median = 25, p90 = 65"),
    "Long day": ("06:45", "18:30", "work", "median = 40, p90 = 100"),
    "Call": ("07:00", "31:00", "in_house_call", "median = 60, p90 = 150"),
    "Night": ("19:00", "31:00", "night", "median = 30, p90 = 80"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What all families of a kind share: the household's text, their files, and the plan."""

    text: str
    files: dict[str, bytes]
    answer: Answer

    def named(self, names: tuple[str, ...]) -> Kind:
        """The same with a family's own names, in the order of STAND_INS."""
        text, answer = _named(self.text, names), self.answer
        made, situation = _named(answer.text, names), _named(answer.situation, names)
        return Kind(
            text, self.files, replace(answer, text=made, situation=situation, parts=_named(answer.parts, names))
        )

    def accepted(self) -> bool:
        """Whether the judge takes the plan."""
        family, _calendars = settled(read_household(self.text, "household.toml"), self.answer.situation)
        return judge(family, read_plan(self.answer.text, "the plan")).clean


def _named(text: str, names: tuple[str, ...]) -> str:
    for stand_in, name in zip(STAND_INS, names, strict=True):
        text = text.replace(stand_in, name)
    return text


def zone_of(now: datetime) -> str:
    """The zone in which it is nearest to five in the morning."""

    def off(zone: str) -> float:
        local = now.astimezone(ZoneInfo(zone))
        return abs(local.hour * 60 + local.minute - EARLY.hour * 60)

    return min(ZONES, key=off)


def today_of(now: datetime) -> tuple[str, str]:
    """The day on which it snows, and the zone, as they stand in a file's name."""
    zone = zone_of(now)
    return str(now.astimezone(ZoneInfo(zone)).date()), zone.replace("/", "-")


def kind(number: int, now: datetime, seconds: float = SEARCH) -> Kind:
    """The kind of a number, planned yesterday at six in the evening for the four weeks from today."""
    dice, zone = Random(f"snow {number}"), zone_of(now)
    today = now.astimezone(ZoneInfo(zone)).date()
    evening = datetime.combine(today - timedelta(days=1), time(18), ZoneInfo(zone))
    files = {f"{who}.csv": _roster(dice, today, rota).encode() for who, rota in _rotas(dice)}
    text = "".join(_household(dice, zone, today))
    order = Order(1, text, evening, files, None, today, seconds=seconds, cores=2)
    return Kind(text, files, list(make(order))[-1])


def _rotas(dice: Random) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who works what on seven days, the first of which is today; an empty word is a day off."""
    one, two = dice.choice((("Day", "Long day"), ("Day", "Day"), ("Long day", "Day"))), dice.choice(("Clinic", "Day"))
    yield "ana", (one[0], one[1], "Call", "", one[0], "", "")
    yield "ben", (two, two, "", two, two, dice.choice(("", "Night")), "")


def _roster(dice: Random, today: date, rota: tuple[str, ...]) -> str:
    rows = ["start,end,title"]
    for n in range(DAYS + 7):
        title = rota[n % 7]
        if not title or (n > 7 and dice.random() < 0.1):
            continue
        start, end, _kind, _late = DUTIES[title]
        rows.append(f"{_at(today + timedelta(days=n), start)},{_at(today + timedelta(days=n), end)},{title}")
    return "\n".join((*rows, ""))


def _at(day: date, clock: str) -> str:
    hour, minute = map(int, clock.split(":"))
    return f"{day + timedelta(days=hour // 24)}T{hour % 24:02}:{minute:02}"


def _household(dice: Random, zone: str, today: date) -> Iterator[str]:
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    days = ",".join(names[(today.weekday() + n) % 7] for n in range(5))
    through = today + timedelta(days=DAYS + 7)
    yield f'format = 1\nname = "Homeone"\ntimezone = "{zone}"\n'
    yield _parent("ana", "Parentone", dice.choice((15, 25, 30)), through)
    yield _parent("ben", "Parenttwo", dice.choice((10, 20)), through)
    children = dice.choice((1, 2, 2, 3))
    for n, name in enumerate(STAND_INS[4 : 4 + children]):
        yield _child(f"c{n}", name, days, dice)
    yield _carers(dice, days)
    yield from _moments(dice, [f"c{n}" for n in range(children)])


def _parent(id: str, name: str, commute: int, through: date) -> str:
    head = f'[[parents]]\nid = "{id}"\nname = "{name}"\ncommute = {commute}\n'
    source = f'[[parents.schedule]]\nkind = "csv"\npath = "{id}.csv"\npublished_through = {through}\n'
    meanings = (
        f'[[parents.shifts]]\ntitle = "{title}"\nkind = "{kind}"\noverrun = {{ {late} }}\n'
        for title, (_start, _end, kind, late) in DUTIES.items()
    )
    return head + source + "".join(meanings)


def _child(id: str, name: str, days: str, dice: Random) -> str:
    wakes, bed = dice.choice((("06:30", "19:45"), ("06:45", "20:15"), ("07:00", "20:30")))
    head = f'[[children]]\nid = "{id}"\nname = "{name}"\nwakes = "{wakes}"\nbedtime = "{bed}"\n'
    return (
        head + f'[[children.places]]\nname = "{SCHOOL}"\ndays = "{days}"\nstart = "08:15"\nend = "15:00"\ntravel = 10\n'
    )


def _carers(dice: Random, days: str) -> str:
    shortest = dice.choice((2.0, 3.0))
    nanny = (
        f'[[carers]]\nid = "rosa"\nname = "Rosa"\nkind = "nanny"\n'
        f'hours = ["{days} 06:00-08:30", "{days} 14:30-19:00"]\n'
        f'on_request = ["Mon-Sun 08:30-14:30", "Mon-Sun 19:00-22:00"]\nrate = {dice.choice((22, 25, 27))}\n'
        f"min_shift = {shortest}\nmax_day = {dice.choice((10, 11, 13))}\nmax_week = 50\ndrives = true\n"
    )
    others = (
        '[[carers]]\nid = "june"\nname = "June"\nkind = "neighbour"\non_request = ["Mon-Sun 06:00-22:00"]\n'
        f"rate = {dice.choice((12, 18))}\nmax_day = {dice.choice((4, 6))}\nstandby = 15\n"
        '[[carers]]\nid = "pat"\nname = "Pat"\nkind = "sitter"\non_request = ["Mon-Sun 07:00-23:00"]\n'
        f"rate = {dice.choice((19, 23))}\nmin_shift = 2.0\nmax_day = 9\nmax_week = 25\ndrives = true\n"
    )
    grandfather = (
        '[[carers]]\nid = "opa"\nname = "Opa"\nkind = "relative"\non_request = ["Mon-Sun 12:00-20:00"]\n'
        f"min_shift = 3.0\nmax_day = 8\nmax_week = 20\nnotice = {dice.choice((0, 24))}\novernight = true\n"
        "drives = true\n"
    )
    return nanny + others + grandfather


def _moments(dice: Random, children: list[str]) -> Iterator[str]:
    everybody = "[" + ", ".join(f'"{one}"' for one in children) + "]"
    yield (
        f'[[moments]]\nid = "bedtime"\ntitle = "Roses and thorns"\nchildren = {everybody}\nwho = "each"\n'
        f'window = "18:30-19:15"\nminutes = 15\ngoal = {dice.choice((2, 3, 4))}\n'
    )
    if dice.random() < 0.6:
        yield (
            f'[[moments]]\nid = "pancakes"\ntitle = "Pancakes"\nchildren = {everybody}\nwho = "any"\n'
            'window = "07:30-10:00"\ndays = "Sun"\nminutes = 45\nimportance = "nice"\n'
        )
    if dice.random() < 0.4:
        yield f'[[usual]]\nchildren = ["{children[0]}"]\nlead = "rosa"\ndays = "Mon-Fri"\nwindow = "15:00-15:15"\n'
