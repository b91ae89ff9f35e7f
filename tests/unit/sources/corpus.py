"""The corpus of calendars: one trap a file, and beside each file what must come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from homecall.household.people import SourceSpec
from homecall.sources.base import Intake
from homecall.spans.wall import Horizon, Wall

FEEDS = Path(__file__).resolve().parents[2] / "corpus" / "feeds"
HOME = Wall("America/Chicago")


def horizon(first: date = date(2026, 10, 26), days: int = 28) -> Horizon:
    """Four weeks around the night on which clocks fall back, or other days; made at their first midnight."""
    return Horizon(HOME, first, days, HOME.midnight(first))


def spec(kind: str, name: str = "rota", **more: Any) -> SourceSpec:
    """A source that is called by the name of its corpus file."""
    return SourceSpec(kind, path=name, **more)


def told(intake: Intake, wall: Wall = HOME) -> list[str]:
    """The entries in the notation of the corpus, sorted."""
    return sorted(
        " | ".join(
            [f"{one.day} | {one.title}", *([wall.iso(one.span.start), wall.iso(one.span.end)] if one.span else [])]
        )
        for one in intake.entries
    )


@dataclass
class Expected:
    """What a file of the corpus must give: entries, the words of rejects, the last day, or the words of an error."""

    entries: list[str] = field(default_factory=list)
    rejects: list[str] = field(default_factory=list)
    through: str = "none"
    error: str = ""
    horizon: Horizon = field(default_factory=horizon)


def expected(feed: Path) -> Expected:
    """The contents of the `.expect` file beside a feed."""
    found = Expected()
    for line in feed.with_suffix(".expect").read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        if word == "entry":
            found.entries.append(rest)
        elif word == "reject":
            found.rejects.append(rest)
        elif word == "horizon":
            first, _, days = rest.partition(" ")
            found.horizon = horizon(date.fromisoformat(first), int(days))
        else:
            setattr(found, word, rest)
    found.entries.sort()
    return found
