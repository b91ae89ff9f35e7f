"""One reading of one calendar, in a process of its own: processor seconds, occurrences, and the peak of its memory."""

from __future__ import annotations

import itertools
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.calendars.made import FIRST, LAST, calendar

ZONE = "America/Chicago"


@dataclass(frozen=True, slots=True)
class Measured:
    """What a reading took. `again` is the second reading of the same bytes; 0 where the reader remembers nothing."""

    reader: str
    events: int
    occurrences: int
    seconds: float
    again: float
    megabytes: float


def ours(content: bytes) -> int:
    """Reads, expands and normalises with homecall."""
    from homecall.sources.ics.engine import occurrences

    return len(occurrences(content, FIRST, LAST, ZONE).occurrences)


def usual(content: bytes) -> int:
    """The same with icalendar and recurring-ical-events."""
    import icalendar
    import recurring_ical_events

    zone = ZoneInfo(ZONE)
    edges = [datetime(day.year, day.month, day.day, tzinfo=zone) for day in (FIRST, LAST)]
    return len(recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(*edges))


READERS: dict[str, Callable[[bytes], int]] = {"ours": ours, "usual": usual}


def here(reader: str, events: int) -> Measured:
    """Measures one reader in this process."""
    read = READERS[reader]
    read(calendar(3))
    content = calendar(events)
    seconds = [time.process_time()]
    count = 0
    for _ in range(2 if reader == "ours" else 1):
        count = read(bytes(bytearray(content)))
        seconds.append(time.process_time())
    spent = [after - before for before, after in itertools.pairwise(seconds)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(reader, events, count, spent[0], spent[1] if len(spent) > 1 else 0.0, peak)


def apart(reader: str, events: int) -> Measured:
    """Measures one reader in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.calendars.measure", reader, str(events)]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return Measured(**json.loads(done.stdout))


if __name__ == "__main__":
    print(json.dumps(asdict(here(sys.argv[1], int(sys.argv[2])))))
