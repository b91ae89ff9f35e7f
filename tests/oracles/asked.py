"""What an oracle written in Python has in common with the next: questions come in, answers go out, none takes long."""

from __future__ import annotations

import json
import signal
import sys
import warnings
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

Found = dict[str, Any]
Reading = Callable[[bytes, date, date, tzinfo], list[Found]]
SECONDS = 5
"""CPU time for one calendar, after which the oracle has no answer."""


def answer(reading: Reading) -> None:
    """Answers each question of standard input: `{name: {"occurrences": […]}}` or `{name: {"error": "…"}}`."""
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGVTALRM, _too_long)
    found = {one["name"]: _answered(one, reading) for one in json.load(sys.stdin)}
    json.dump(found, sys.stdout)


def _too_long(*_: object) -> NoReturn:
    raise TimeoutError(f"no answer after {SECONDS} seconds")


def _answered(question: dict[str, str], reading: Reading) -> Found:
    first, until = date.fromisoformat(question["from"]), date.fromisoformat(question["to"])
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        content = Path(question["path"]).read_bytes()
        return {"occurrences": reading(content, first, until, ZoneInfo(question["zone"]))}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:200]}
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def told(uid: object, summary: object, status: object, start: date, end: date) -> Found:
    """One occurrence as oracles tell it: dates for all-day, instants in UTC, times without a zone as they are."""
    all_day = not isinstance(start, datetime)
    return {
        "uid": str(uid or ""),
        "summary": str(summary or ""),
        "status": str(getattr(status, "value", status) or ""),
        "all_day": all_day,
        "start": _shown(start),
        "end": _shown(end),
    }


def _shown(at: date) -> str:
    if not isinstance(at, datetime):
        return at.isoformat()
    if at.tzinfo is None:
        return at.isoformat()
    return (at.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)).isoformat() + "Z"


def around(first: date, until: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The window with a day on either side, for an engine that counts its edges in another way than we do."""
    day = timedelta(days=1)
    start, end = (datetime(one.year, one.month, one.day, tzinfo=zone) for one in (first - day, until + day))
    return start, end
