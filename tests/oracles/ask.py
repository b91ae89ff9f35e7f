"""Asks every oracle for the whole corpus, one process an oracle."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.oracles.cases import Case, Seen, cases, seen
from tests.oracles.zones import definitions

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COMMANDS = {
    "icalendar stack": [sys.executable, "-m", "tests.oracles.stack"],
    "ical": [sys.executable, "-m", "tests.oracles.pyical"],
    "ical.js": ["node", str(HERE / "icaljs.mjs")],
    "libical": [sys.executable, "-m", "tests.oracles.libical"],
}
CURE = "Run `make tools`, which installs node, npm, libical and a C compiler and fetches ical.js."
AGREES, DIFFERS, REFUSES = "agrees", "differs", "refuses"


class OracleMissingError(Exception):
    """An oracle that cannot be asked, with what to install."""


@cache
def answers(oracle: str) -> dict[str, Any]:
    """What one oracle says of each case that is put to the vote. Raises OracleMissingError."""
    questions = json.dumps([_question(one) for one in cases() if one.said.get("asked", True)])
    try:
        done = subprocess.run(
            COMMANDS[oracle], input=questions, capture_output=True, text=True, check=True, cwd=ROOT, timeout=120
        )
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", "") or error
        raise OracleMissingError(f"The oracle {oracle} does not answer: {told} {CURE}") from error
    return dict(json.loads(done.stdout))


def verdict(oracle: str, case: Case) -> str:
    """Whether an oracle agrees with what a case expects, differs, or refuses to read the file."""
    refused = "error" in answers(oracle)[case.name]
    if case.error:
        return AGREES if refused else DIFFERS
    if refused:
        return REFUSES
    return AGREES if found(oracle, case) == case.occurrences else DIFFERS


def found(oracle: str, case: Case) -> list[Seen]:
    """What an oracle finds in the window of a case, in order."""
    return seen(answers(oracle)[case.name]["occurrences"], case.window)


def _question(case: Case) -> dict[str, Any]:
    return {"name": case.name, "path": str(case.file), "zones": definitions(case.file.read_bytes()), **case.window}
