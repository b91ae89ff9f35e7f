"""Reads the packs that ship with homecall."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from homecall.errors import HouseholdError
from homecall.household.carers import Carer
from homecall.timeline.period import Kind, Overrun

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Pack:
    """A dated set of numbers from law or study. Hours as in the law; None where the pack says nothing.

    `sources` are the texts the numbers come from, `as_of` the ISO date they were read on.
    """

    name: str
    title: str
    as_of: str
    sources: tuple[str, ...]
    overtime_week_hours: float | None = None
    overtime_day_hours: float | None = None
    max_day_hours: float | None = None
    max_24_hours: float | None = None
    max_week_hours: float | None = None
    rest_hours_in_week: float | None = None
    days_off_in_week: float | None = None
    infant_months: int | None = None
    overrun: Mapping[Kind, Overrun] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """A carer's own limits and their pack's, the stricter of each, in minutes. None: no limit.

    `day` is per local day, `any24` per 24 hours running, `week` per whole Monday-to-Sunday week.
    """

    day: int | None
    any24: int | None
    week: int | None
    shortest: int
    rest_in_week: int | None
    days_off: float | None
    infant_months: int


@cache
def pack(name: str) -> Pack:
    """The pack of that name; "none" is an empty one. Raises HouseholdError for a name that no pack has."""
    if name == "none":
        return Pack("none", "No rules", "", ())
    file = files(__package__) / f"{name}.toml"
    if not file.is_file():
        raise HouseholdError(f"There is no rule pack {name!r}.", cure=f"Known packs: {', '.join(names())}.")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    del data["kind"]
    overrun = {Kind(kind): Overrun(**times) for kind, times in data.pop("overrun", {}).items()}
    return Pack(**{**data, "as_of": str(data["as_of"]), "sources": tuple(data["sources"])}, overrun=overrun)


def names() -> tuple[str, ...]:
    """The names of all packs, sorted, "none" first."""
    found = sorted(p.name.removesuffix(".toml") for p in files(__package__).iterdir() if p.name.endswith(".toml"))
    return ("none", *found)


def limits(carer: Carer) -> Limits:
    """What holds for this carer."""
    law = pack(carer.rules)
    return Limits(
        day=_strictest(carer.max_day if carer.max_day < 24 else None, law.max_day_hours),
        any24=_strictest(law.max_24_hours),
        week=_strictest(carer.max_week if carer.max_week < 168 else None, law.max_week_hours),
        shortest=round(carer.min_shift * _HOUR),
        rest_in_week=_strictest(law.rest_hours_in_week),
        days_off=law.days_off_in_week,
        infant_months=law.infant_months or 0,
    )


def _strictest(*hours: float | None) -> int | None:
    said = [h for h in hours if h is not None]
    return round(min(said) * _HOUR) if said else None
