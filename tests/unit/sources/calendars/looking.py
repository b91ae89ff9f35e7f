"""What homecall sees in a calendar, as `homecall read FILE` says it, without the process around it."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from homecall.cli.read import read
from homecall.errors import HomecallError
from homecall.sources.ics import engine
from tests.oracles.cases import Seen, seen


@dataclass(frozen=True, slots=True)
class Look:
    """What was read of a calendar, what was set aside, or the words in which the whole was refused."""

    occurrences: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""


def look(file: Path, window: dict[str, str]) -> Look:
    """What `homecall read` says of a file. Any failure that is no refusal in homecall's words is raised."""
    engine._PARSED.clear()  # what was read in one zone of the machine must not answer for the next
    engine._READ.clear()
    said = StringIO()
    try:
        with redirect_stdout(said):
            read(str(file), window["from"], window["to"], window["zone"], format="json")
    except HomecallError as error:
        return Look(error=str(error))
    found = json.loads(said.getvalue())
    return Look(found["occurrences"], found["rejects"])


def listed(found: Look, window: dict[str, str]) -> list[Seen]:
    """The occurrences in order, in the form in which cases are compared."""
    return seen(found.occurrences, window)


def tentative(occurrences: list[dict[str, Any]]) -> list[str]:
    """The starts of what may not come."""
    return sorted(one["start"] for one in occurrences if one["status"] == "TENTATIVE")
