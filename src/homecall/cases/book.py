"""The list of the named families, and where their files are."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """A named family. `start` is its first local day, `now` the ISO instant to plan it at, with the family's offset."""

    name: str
    title: str
    sentence: str
    start: date
    weeks: int
    now: str


CASES: tuple[Case, ...] = (
    Case(
        "two-residents",
        "Two residents and four helpers",
        "Two residents with 28-hour calls and night float, two small children, a nanny, a neighbour and a grandmother.",
        date(2026, 11, 30),
        4,
        "2026-11-29T18:00:00-06:00",
    ),
    Case(
        "home-call-and-resident",
        "Home call and a resident",
        "A urologist on call from home is alone with three children while the other parent works a week of nights.",
        date(2026, 11, 16),
        4,
        "2026-11-15T18:00:00-08:00",
    ),
    Case(
        "single-parent-au-pair",
        "One parent, an au pair and a newborn",
        "An emergency physician alone with a five-year-old; a baby arrives whom the au pair may not look after yet.",
        date(2027, 1, 4),
        4,
        "2027-01-03T18:00:00-07:00",
    ),
    Case(
        "six-children",
        "Six children",
        "Two attendings, six children, a school and a daycare, eight helpers and twelve moments.",
        date(2027, 2, 1),
        4,
        "2027-01-31T18:00:00-05:00",
    ),
    Case(
        "clock-change",
        "The night the clocks go back",
        "A 28-hour call lasts 29 hours, the other parent is on nights, and the sitter stays across midnight.",
        date(2026, 10, 26),
        2,
        "2026-10-25T18:00:00-05:00",
    ),
    Case(
        "nobody-to-help",
        "Nobody to help",
        "Two parents, one child, no carer, and one night on which both are on call: only a trade closes it.",
        date(2026, 12, 7),
        2,
        "2026-12-06T18:00:00-08:00",
    ),
    Case(
        "stopped-feed",
        "Calendars as they come",
        "A feed that stopped, two that disagree, a title nobody knows, and a school shut on a working day.",
        date(2026, 11, 30),
        4,
        "2026-11-29T18:00:00-05:00",
    ),
)
"""Every family, the demo's first."""


def case(name: str) -> Case:
    """The family of that name. Raises LookupError, in a sentence, for a name that is not in the book."""
    for one in CASES:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in CASES)
    raise LookupError(f"There is no family called {name!r}. The families are {known}.")


def folder(name: str) -> Path:
    """The folder of a family's files, for reading only. Raises LookupError for an unknown name."""
    return Path(str(files("homecall.cases"))) / case(name).name


def copy(name: str, to: Path) -> Path:
    """Copy a family's files into the folder `to`, which may exist, and give its household file.

    Nothing that is there already is overwritten, and then nothing is copied: raises FileExistsError with the file in
    the way. Raises LookupError for an unknown name.
    """
    source = folder(name)
    inside = (path.relative_to(source) for path in sorted(source.rglob("*")) if path.is_file())
    taken = next((path for path in inside if (to / path).exists()), None)
    if taken:
        raise FileExistsError(f"{to / taken} is there already. Choose an empty folder.")
    shutil.copytree(source, to, dirs_exist_ok=True)
    return to / "household.toml"
