"""Generated families as people keep them: a household file with a schedule for each parent, in a folder or a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.families import DUTIES, family, first, horizon, small
from homecall.household.codec import write
from homecall.household.household import Household
from homecall.household.people import Parent, ShiftMeaning, SourceSpec
from homecall.timeline.period import Kind, Period
from homecall.timeline.timeline import Timeline

OFF = {"Off leave": Kind.LEAVE, "Off marker": Kind.MARKER}


@dataclass(frozen=True, slots=True)
class Kept:
    """One family as text and feeds, and what to plan of it."""

    id: str
    household: str
    feeds: dict[str, str]
    now: str
    start: str
    days: int

    @property
    def row(self) -> dict[str, Any]:
        """It as a row of a table, feeds as JSON."""
        cells = {name: getattr(self, name) for name in ("id", "household", "now", "start", "days")}
        return cells | {"feeds": json.dumps(self.feeds)}


def families(count: int, days: int) -> Iterator[Kept]:
    """So many generated families: `small` ones up to three days, `family` ones for more."""
    for seed in range(count):
        yield kept(seed, small(seed) if days <= 3 else family(seed), days)


def kept(seed: int, household: Household, days: int) -> Kept:
    """A household of that seed with its schedules written out."""
    feeds = {f"{name}.csv": table(household, one) for name, one in household.schedules.items()}
    parents = tuple(_parent(one, household.schedules[one.id]) for one in household.parents)
    text = write(replace(household, parents=parents))
    planned = horizon(seed, days)
    return Kept(f"family-{seed:05}", text, feeds, planned.wall.iso(planned.now), first(seed).isoformat(), days)


def _parent(parent: Parent, timeline: Timeline) -> Parent:
    source = SourceSpec("csv", path=f"{parent.id}.csv", published_through=timeline.through)
    duties = tuple(ShiftMeaning(title, kind, overrun=late) for title, (kind, _, _, late) in DUTIES.items())
    off = tuple(ShiftMeaning(title, kind) for title, kind in OFF.items())
    return replace(parent, schedule=(source,), shifts=duties + off)


def table(household: Household, timeline: Timeline) -> str:
    """A schedule as the table that anybody can write, times with their offset."""
    at = household.wall.iso
    rows = [f"{at(one.span.start)},{at(one.span.end)},{_title(one)}" for one in timeline.periods]
    return "\n".join(("start,end,title", *rows, ""))


def _title(period: Period) -> str:
    return f"Off {period.kind}" if period.title == "Off" else period.title


def to_folder(kept: Iterable[Kept], folder: Path) -> Path:
    """One sub-folder a family. What it says of time is left to the options of the run."""
    for one in kept:
        inside = folder / one.id
        inside.mkdir(parents=True)
        (inside / "household.toml").write_text(one.household, "utf-8")
        for name, content in one.feeds.items():
            (inside / name).write_text(content, "utf-8")
    return folder


def to_parquet(kept: Iterable[Kept], path: Path) -> Path:
    """One row a family: feeds as a map, `now` as an instant, `start` as a date."""
    import pyarrow
    from pyarrow import parquet

    text = pyarrow.string()
    columns = {
        "id": text, "household": text, "feeds": pyarrow.map_(text, pyarrow.binary()),
        "now": pyarrow.timestamp("us", "UTC"), "start": pyarrow.date32(), "days": pyarrow.int32(),
    }  # fmt: skip
    rows = [
        one.row | {"feeds": _bytes(one), "now": datetime.fromisoformat(one.now), "start": _date(one)} for one in kept
    ]
    parquet.write_table(pyarrow.Table.from_pylist(rows, pyarrow.schema(list(columns.items()))), path)
    return path


def _bytes(one: Kept) -> list[tuple[str, bytes]]:
    return [(name, content.encode()) for name, content in one.feeds.items()]


def _date(one: Kept) -> Any:
    return datetime.fromisoformat(one.start).date()
