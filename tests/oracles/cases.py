"""The corpus of calendars under tests/corpus/ics: one defect or feature a file, and beside it what must come of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "ics"
CLASSES = ("must", "rfc", "lenient")


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """One occurrence: dates for all-day with the end exclusive, instants in UTC otherwise."""

    start: str
    end: str
    summary: str
    uid: str
    all_day: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One calendar of the corpus, and what its JSON says of it."""

    file: Path
    said: dict[str, Any]

    @property
    def name(self) -> str:
        """Topic and defect."""
        return f"{self.file.parent.name}/{self.file.stem}"

    @property
    def window(self) -> dict[str, str]:
        """`from` and `to` (dates, the end exclusive) and `zone`."""
        return dict(self.said["window"])

    @property
    def error(self) -> str:
        """Words of the refusal, where the file is no calendar that can be trusted."""
        return str(self.said.get("error", ""))

    @property
    def occurrences(self) -> list[Seen]:
        """What must be read, in order."""
        return seen(self.said["occurrences"], self.window)


@cache
def cases() -> tuple[Case, ...]:
    """The whole corpus, by name."""
    files = sorted(CORPUS.glob("*/*.ics"))
    return tuple(Case(one, json.loads(one.with_suffix(".json").read_text("utf-8"))) for one in files)


def seen(found: list[dict[str, Any]], window: dict[str, str]) -> list[Seen]:
    """What touches a window, in order; times without a zone are on its clock, what is cancelled is left out."""
    zone = ZoneInfo(window["zone"])
    edges = [date.fromisoformat(window[one]) for one in ("from", "to")]
    inside = _touches(edges[0], edges[1], zone)
    every = [
        Seen(_instant(one["start"], zone), _instant(one["end"], zone), one["summary"], one["uid"], one["all_day"])
        for one in found
        if one["status"] != "CANCELLED"
    ]
    return sorted(one for one in every if inside(one))


def _instant(text: str, zone: ZoneInfo) -> str:
    if "T" not in text:
        return text
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(ZoneInfo("UTC")).isoformat()


def _touches(first: date, until: date, zone: ZoneInfo) -> Any:
    """Whether an occurrence overlaps the days; one without length counts where it stands."""
    early, late = (datetime.combine(one, time(), zone) for one in (first, until))

    def inside(one: Seen) -> bool:
        if one.all_day:
            start, end = date.fromisoformat(one.start), date.fromisoformat(one.end)
            return start < until and max(end, start + timedelta(days=1)) > first
        begins, ends = datetime.fromisoformat(one.start), datetime.fromisoformat(one.end)
        return begins < late and (ends > early or begins >= early)

    return inside
