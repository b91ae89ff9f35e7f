"""A calendar server made to hurt: each answer ends in under five seconds and 300 MB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from homecall.dav.wire import LIMIT
from tests.unit.dav.stub import Said, by_method, listing, stub

READ = """
import resource, sys
from homecall.errors import HomecallError
try:
    if sys.argv[2] == "source":
        from homecall.sources.caldav.ask import ask
        print(len(ask(sys.argv[1]).body))
    else:
        from homecall.dav.calendar import Calendar
        from homecall.dav.wire import Wire
        from homecall.outlets.caldav.resource import found
        print(sum(found(one, "x@homecall").entry is None for one in Calendar(Wire(sys.argv[1])).everything()))
except HomecallError as error:
    print(error)
used = resource.getrusage(resource.RUSAGE_SELF)
# The peak that getrusage tells begins with that of whoever started the process.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(used.ru_utime + used.ru_stime, int(peak.split()[1]) / 1024)
"""
WORST = {
    "a full answer of tiny elements": f"<m>{'<a/>' * ((LIMIT - 10) // 4)}</m>",
    "a full answer of text": f"<m>{'x' * (LIMIT - 10)}</m>",
    "the most that may be read": listing(*((f"/cal/{n}.ics", f'"{n}"', "x" * 200) for n in range(48_000))),
    "a full answer of open tags": "<a>" * (LIMIT // 3),
    "a bomb of entities": '<!DOCTYPE m [<!ENTITY a "' + "x" * 1_000_000 + '">]><m>' + "&a;" * 100_000 + "</m>",
    "a resource of nothing but lines": listing(("/cal/a.ics", '"1"', "BEGIN:VCALENDAR" + "\n" * 9_900_000)),
    "a resource of nothing but events": listing(("/cal/a.ics", '"1"', "BEGIN:VEVENT\nEND:VEVENT\n" * 400_000)),
    "one resource a hundred thousand times": listing(*[("/cal/a.ics", '"1"', "BEGIN:VCALENDAR")] * 60_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("by", ["source", "outlet"])
@pytest.mark.parametrize("name", WORST)
def test_the_worst_answers_are_bounded(name: str, by: str) -> None:
    """Measured in a process of its own, its start and its libraries included."""
    with stub(by_method(REPORT=Said(body=WORST[name]))) as server:
        done = subprocess.run(
            [sys.executable, "-c", READ, server.url, by], capture_output=True, text=True, check=False, timeout=60,
            env={"PYTHONPATH": str(Path(__file__).parents[3] / "src"), "HOMECALL_ALLOW_PRIVATE": "127.0.0.1"},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seconds, megabytes = map(float, done.stdout.split("\n")[-2].split())
    assert (seconds < 5, megabytes < 300) == (True, True), done.stdout
