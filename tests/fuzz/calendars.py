"""Changes the octets of the corpus and reads what comes of it, until something happens that is no reading or refusal.

    python -m tests.fuzz.calendars --seconds 3600 --keep FOLDER

FOLDER holds what has been found of interest, and is gone on from the next time; a crash is written into it as well.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["homecall.sources.ics"]):
    from homecall.sources.ics.read import read

from homecall.errors import HomecallError
from homecall.household.people import SourceSpec
from homecall.spans.wall import Horizon, Wall
from tests.oracles.cases import cases

HOME = Wall("America/Chicago")
FIRST = date(2026, 10, 26)
HORIZON = Horizon(HOME, FIRST, 28, HOME.midnight(FIRST))
SPEC = SourceSpec("ics", path="fuzz.ics")
LONGEST = 16_384
WORDS = (
    "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD",
    "RRULE:FREQ=", "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", ";INTERVAL=",
    ";COUNT=", ";UNTIL=", ";BYDAY=", ";BYMONTHDAY=", ";BYYEARDAY=", ";BYWEEKNO=", ";BYMONTH=", ";BYSETPOS=",
    ";WKST=", ";BYHOUR=", ";BYMINUTE=", ";BYSECOND=", "EXDATE", "RDATE", ";VALUE=DATE:", ";VALUE=PERIOD:", ";TZID=",
    "RECURRENCE-ID", ";RANGE=THISANDFUTURE", "DTSTART", "DTEND", "DURATION:P", "STATUS:CANCELLED", "SEQUENCE:",
    "TZOFFSETFROM:", "TZOFFSETTO:", "X-WR-TIMEZONE:", "20261102T070000", "99991231",
)  # fmt: skip


SLOWEST = 15.0
"""Seconds of processor time, with every branch counted: some five times what a reading takes without."""


def once(content: bytes) -> None:
    """One reading. A refusal in homecall's own words is as good as a calendar, but it must come in time."""
    begun = time.process_time()
    with suppress(HomecallError):
        read(content, SPEC, HORIZON)
    if time.process_time() - begun > SLOWEST:
        raise TimeoutError(f"This took {time.process_time() - begun:.1f} seconds.")


def fuzz(seconds: int, folder: Path) -> None:
    """Reads changed calendars for a time, and ends the process: with 0 if nothing was found."""
    seeds, words = folder / "seeds", folder / "words"
    seeds.mkdir(parents=True, exist_ok=True)
    for case in cases():
        (seeds / case.name.replace("/", "-")).write_bytes(case.file.read_bytes()[:LONGEST])
    words.write_text("".join(f'"{one}"\n' for one in WORDS), "utf-8")
    options = {"max_total_time": seconds, "max_len": LONGEST, "timeout": 300, "rss_limit_mb": 1024, "dict": words}
    flags = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup(["calendars", *flags, f"-artifact_prefix={folder}/found-", str(seeds)], once)
    atheris.Fuzz()


def main() -> None:
    """The command line of the fuzzer."""
    parser = argparse.ArgumentParser(description="Reads changed calendars until something breaks.")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args(sys.argv[1:])
    fuzz(given.seconds, given.keep or Path(tempfile.mkdtemp()))


if __name__ == "__main__":
    main()
