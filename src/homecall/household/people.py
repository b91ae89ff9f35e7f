"""Parents and children."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from homecall.household.places import Place
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind, Overrun


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """Where one schedule of a parent comes from: a kind of source and either a `path` or a `url`.

    `path` is relative to the household file; an address is often a password, and so in no `repr`. `match` picks the
    rows that are this person's in a feed that lists many. `published_through` overrides what the feed itself shows.
    `sheet` names a sheet of a workbook, `layout` how a spreadsheet is laid out (empty: look), and `first_day` the day
    with which its year or its month begins.
    `user_agent` is the name under which an address is asked, where a system insists on one. On the local days of
    `wrong_on` nothing that it says counts; a source that `yields` counts only where it contradicts no other.
    """

    kind: str
    path: str = ""
    url: str = field(default="", repr=False)
    match: str = ""
    published_through: date | None = None
    sheet: str = ""
    layout: str = ""
    first_day: date | None = None
    user_agent: str = ""
    wrong_on: tuple[date, ...] = ()
    yields: bool = False

    @property
    def name(self) -> str:
        """What people call the source: its path, or the host of its address without the secret part."""
        if self.path:
            return self.path
        authority = re.split(r"[/?#\\]", self.url.partition("://")[2])[0]
        return re.sub(r":\d*$", "", authority.rpartition("@")[2]) or "an address"


@dataclass(frozen=True, slots=True)
class ShiftMeaning:
    """What a title on a schedule means. The first entry that fits a title wins.

    `title` is a shell-style pattern, matched without regard to case. `start` and `end` replace the feed's clock
    times. Day-set rules: the entry fits only on `days`, only on days that also hold a title matching `with_title`
    (`with` in the file), and only on days that hold none matching `without`; empty means no condition. `operates`
    says that such a duty wants a rested night before, as a day in the operating room does.
    """

    title: str
    kind: Kind
    start: Clock | None = None
    end: Clock | None = None
    overrun: Overrun | None = None
    days: frozenset[int] = frozenset(range(7))
    with_title: str = ""
    without: str = ""
    operates: bool = False


BED, UP = Clock(23 * 60), Clock(7 * 60)
"""When somebody goes to bed and gets up who has not said so (the notes' habitual sleeper)."""


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent. `commute` is minutes door to door, each way. `work_rules` names a rule pack, or is "none".

    `bed` and `up` are the habits of a free day, `naps` whether they sleep before a first night on duty, and `woken` the
    share of the night that children take; they count only where the household's rest is the model's.
    """

    id: str
    name: str
    work_rules: str = "none"
    commute: int = 0
    drives: bool = True
    schedule: tuple[SourceSpec, ...] = ()
    shifts: tuple[ShiftMeaning, ...] = ()
    bed: Clock = BED
    up: Clock = UP
    naps: bool = False
    woken: float = 0.0


@dataclass(frozen=True, slots=True)
class Child:
    """A child, asleep from `bedtime` until it `wakes`. Before `born` (None: long ago) it needs nobody."""

    id: str
    name: str
    born: date | None
    wakes: Clock
    bedtime: Clock
    places: tuple[Place, ...] = ()
