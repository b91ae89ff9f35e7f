"""The command line as people meet it: a process of its own, with what it said and how it ended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fitness.reading import PACKAGE
from tests.households import ANA, HOME, MIA

RUN = [sys.executable, "-m", "homecall"]
NOW = "2026-11-29T18:00:00-06:00"
WEEK = ("--start", "2026-11-30", "--weeks", "1", "--now", NOW)
BARE = {"PYTHONPATH": str(PACKAGE.parent), "NO_COLOR": "1", "COLUMNS": "100", "HOMECALL_ALLOW_PRIVATE": "127.0.0.0/8"}

SMALL = f"""{HOME}
{ANA}[[parents.schedule]]
kind = "ics"
%s

[[parents]]
id = "ben"
name = "Ben"

{MIA}"""


def small(folder: Path, schedule: str = 'path = "ana.ics"') -> Path:
    """A household of two parents and a child, whose one schedule is as given."""
    path = folder / "household.toml"
    path.write_text(SMALL % schedule, encoding="utf-8")
    return path


def environment(**more: str) -> dict[str, str]:
    """What every process gets: the code, no colour, and leave to ask this machine."""
    return os.environ | BARE | more


def homecall(*words: str | Path, at: Path | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    command = [*RUN, *map(str, words)]
    return subprocess.run(command, cwd=at, env=environment(**env), capture_output=True, check=False, timeout=120)


@contextmanager
def started(*words: str | Path, out: int = subprocess.PIPE) -> Iterator[subprocess.Popen[bytes]]:
    """A command that runs beside the test, and not longer: one that does not end would be waited for without end."""
    command = [*RUN, *map(str, words)]
    with subprocess.Popen(command, env=environment(), stdout=out, stderr=subprocess.PIPE) as running:
        try:
            yield running
        finally:
            running.kill()


def refusal(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """The one line in which a command refused, and nothing on standard output."""
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (code, b""), said
    assert said.startswith("homecall: ")
    assert said.count("\n") == 1
    assert "Traceback" not in said
    return said.removeprefix("homecall: ").strip()


_WEIGHED = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
print(os.wait4(child, 0)[2].ru_maxrss // 1024)
"""


def peak(*words: str | Path) -> int:
    """The largest memory, in MiB, that a command takes on its way; what it says is not looked at.

    A small process starts it: of what is started the system counts the starter's own memory too.
    """
    line = [sys.executable, "-c", _WEIGHED, *RUN, *map(str, words)]
    done = subprocess.run(line, env=environment(), capture_output=True, check=True)
    return int(done.stdout.split()[-1])
