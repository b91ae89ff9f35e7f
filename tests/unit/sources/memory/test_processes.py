"""One memory under several processes, under a kill, and what it costs when nothing is new."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from homecall.household.people import SourceSpec
from homecall.sources.memory.memory import Memory
from tests.fitness.reading import PACKAGE, ROOT
from tests.unit.sources.memory.feeds import calendar, days, fetched, horizon, shift
from tests.unit.sources.web.serving import Reply, Served

READS = """
import sys
from pathlib import Path
from tests.unit.sources.memory.feeds import WEEK, days, fetched
from homecall.sources.memory.memory import Mode

hours = 0.0
while True:
    hours += 1
    fetched(sys.argv[1], Path(sys.argv[2]), hours, Mode.REFRESH)
    print(hours, flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05])
def test_a_kill_at_any_instant_leaves_a_memory_to_read(server: Served, tmp_path: Path, delay: float) -> None:
    """Whether it was asking, reading or writing: what the address said before still stands."""
    env = os.environ | {"PYTHONPATH": f"{PACKAGE.parent}:{ROOT}"}
    command = [sys.executable, "-c", READS, server.address, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.kill()
    server.answer = lambda _: Reply(503)
    found = fetched(server.address, tmp_path, 5000)
    assert days(found) == [0, 1, 2, 7]
    assert found.feeds[0].stale_since


def cost(server: Served, folder: Path, hours: float) -> float:
    """The processor seconds of reading a year's calendar at a time."""
    spec = SourceSpec("ics", url=server.address)
    one = Memory(folder / ".homecall", lambda: 0.0)
    began = time.process_time()
    one.read(spec, horizon(hours))
    return time.process_time() - began


def test_a_fetch_without_news_costs_a_twentieth_of_the_first(server: Served, tmp_path: Path) -> None:
    """A version that still stands is neither sent nor read again."""
    rules = (f"SUMMARY:{n}\r\nDTSTART:20260901T{n % 24:02}0000Z\r\nRRULE:FREQ=WEEKLY" for n in range(150))
    events = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\n{one}\r\nEND:VEVENT\r\n" for n, one in enumerate(rules))
    body = calendar([shift(n % 300, f"Shift {n}") for n in range(4000)], events)
    server.answer = lambda asked: Reply(304) if "If-None-Match" in asked.headers else Reply(200, body, {"ETag": '"1"'})
    first = cost(server, tmp_path, 0)
    again = min(cost(server, tmp_path, hours) for hours in (2, 4, 6, 8))
    assert len(server.asked) == 5
    assert again < first / 20


ONCE = """
import sys
from pathlib import Path
from tests.unit.sources.memory.feeds import WEEK, days, fetched

print(days(fetched(sys.argv[1], Path(sys.argv[2]))))
"""


def test_several_processes_make_one_memory_at_once(server: Served, tmp_path: Path) -> None:
    """Folder, key and file are made by whoever is first, and all read the same."""
    env = os.environ | {"PYTHONPATH": f"{PACKAGE.parent}:{ROOT}"}
    command = [sys.executable, "-c", ONCE, server.address, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, env=env) for _ in range(4)]
    assert [one.communicate(timeout=60)[0] for one in running] == [b"[0, 1, 2, 7]\n"] * 4
    before = len(server.asked)
    assert days(fetched(server.address, tmp_path, 0.1)) == [0, 1, 2, 7]
    assert len(server.asked) == before
