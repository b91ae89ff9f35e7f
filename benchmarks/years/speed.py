"""How fast a year is lived: the family of two residents, a year of rotations, and ten scenarios."""

from __future__ import annotations

import os
import resource
import time
from datetime import date

from homecall.cases.book import folder
from homecall.futures.codec import read
from homecall.futures.scenario import Scenario
from homecall.futures.year import Year
from homecall.household.household import Household
from homecall.studio.simulate import simulate
from homecall.studio.work import Asked
from homecall.workflow import load

FIRST = date(2026, 11, 30)


def family() -> tuple[Household, Scenario, list[Scenario]]:
    """The two residents, what their year stands on, and ten scenarios."""
    home = folder("two-residents")
    household = load(home / "household.toml")
    base = read((home / "scenarios" / "base.toml").read_text("utf-8"), "base.toml", household)
    paths = sorted(path for path in (home / "scenarios").glob("*.toml") if path.stem != "base")
    return household, base, [read(path.read_text("utf-8"), path.name, household) for path in paths]


def speed(lives: int = 1000, weeks: int = 52, cores: int = 2) -> None:
    """Print when each picture came, the processor seconds, the most memory of all processes together, the load."""
    household, base, tried = family()
    began = time.monotonic()

    def seen(year: Year) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {year.name} ({year.lives} lives)", flush=True)

    simulate(household, Asked(FIRST, weeks, lives, cores=cores), tried, base, picture=seen)
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    spent = sum(one.ru_utime + one.ru_stime for one in usage)
    peak = (usage[0].ru_maxrss + cores * usage[1].ru_maxrss) / 1024
    load_ = os.getloadavg()[0]
    print(f"{1 + len(tried)} scenarios, {spent:.1f} processor s, at most {peak:.0f} MB, load {load_:.1f}")
