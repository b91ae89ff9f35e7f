"""How long a new family waits for its first ribbon: server and worker as `homecall serve` starts them, on SQLite.

    python -m benchmarks.first_ribbon               # twelve families, one after the other
    python -m benchmarks.first_ribbon --families 3

Each family signs up, gives its names, drops a roster for either parent and answers what its titles mean, by the app's
own forms. Then the time runs: until the week page holds the ribbon of the plan that knows the last answer, asked for
twenty times a second; and until a browser would show it, which asks again at the pace that the page itself says. A
plan made before the last answer is known by its number, which the page says while it waits for the next.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

GOAL = 3.0
"""Seconds."""
LONGEST = 60.0
"""Seconds after which nobody waits any more."""
DAYS = 35


class Browser:
    """Somebody who fills in forms."""

    def __init__(self, port: int) -> None:
        self.at, self.jar = f"http://127.0.0.1:{port}", CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        """A page."""
        with self._opener.open(self.at + path, timeout=30) as answer:
            return str(answer.read().decode())

    def post(self, path: str, said: dict[str, str], file: tuple[str, bytes] | None = None) -> str:
        """The page that follows a form."""
        said = {"csrfmiddlewaretoken": self._mark(), **said}
        body, kind = (
            _multipart(said, *file) if file else (urlencode(said).encode(), "application/x-www-form-urlencoded")
        )
        request = Request(self.at + path, body, {"Content-Type": kind, "Referer": self.at})
        try:
            with self._opener.open(request, timeout=30) as answer:
                self.where = answer.geturl().removeprefix(self.at)
                return str(answer.read().decode())
        except HTTPError as wrong:
            raise AssertionError(f"{path}: {wrong.code} {wrong.read().decode()[:2000]}") from wrong

    def _mark(self) -> str:
        return next(one.value or "" for one in self.jar if one.name == "csrftoken")


def _multipart(said: dict[str, str], name: str, content: bytes) -> tuple[bytes, str]:
    edge = "a-line-that-stands-in-no-roster"
    head = "".join(f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in said.items())
    file = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return (
        head.encode() + file.encode() + content + f"\r\n--{edge}--\r\n".encode(),
        f"multipart/form-data; boundary={edge}",
    )


def main() -> None:
    """Start, found, wait, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=int, default=12)
    said = parser.parse_args()
    dice = random.Random(7)
    with tempfile.TemporaryDirectory(prefix="homecall-bench-") as folder, _served(Path(folder) / "app") as port:
        load = os.getloadavg()[0]
        waits = [_family(port, number, dice) for number in range(said.families)]
    _report(waits, load)


@contextmanager
def _served(data: Path) -> Iterator[int]:
    """The app as a person would start it, its worker warm. Gives its port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    words = [sys.executable, "-m", "homecall", "serve", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        while not _alive(port):
            assert process.poll() is None, "the server did not start"
            time.sleep(0.2)
        time.sleep(8)  # the worker loads its solver once after a start
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _alive(port: int) -> bool:
    try:
        return bool(Browser(port).get("/healthz"))
    except (URLError, OSError):
        return False


def _family(port: int, number: int, dice: random.Random) -> tuple[float, float]:
    """Found a family. Gives the seconds from its last answer to a ribbon that is there, and to one that is seen."""
    one = Browser(port)
    one.get("/account/signup/")
    one.post("/account/signup/", {"email": f"nora{number}@example.org", "password1": "roses and thorns at seven"})
    names = {"parent-0": "Nora", "parent-1": "Sam", "child-0": "Mia", "child-1": "Leo", "zone": "America/Chicago"}
    one.post("/welcome/", names)
    for who in ("nora", "sam"):
        one.post(f"/schedules/{who}/file/", {"run": "first"}, (f"{who}.ics", _roster(dice)))
        last = time.monotonic()
        page = one.post(one.where.partition("?")[0], {"run": "first"})
    while answer := _guess(page):
        last = time.monotonic()
        page = one.post("/schedules/titles/answer/", answer)
    return _wait(one, last)


def _guess(page: str) -> dict[str, str]:
    """The answer to the title that a page asks about, by its own guess; empty where it asks about none."""
    form = re.search(r'<form method="post" action="/schedules/titles/answer/".*?</form>', page, re.DOTALL)
    if form is None:
        return {}
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    button = re.search(r'<button[^>]*name="what" value="([^"]+)"', form[0])
    assert button is not None, form[0]
    said = {name: unescape(value) for name, value in hidden if name != "csrfmiddlewaretoken"}
    return said | {"what": unescape(button[1])}


def _wait(one: Browser, last: float) -> tuple[float, float]:
    """Wait for the ribbon from an instant on, and then until the whole plan is there, so that the next is alone."""
    page = one.get("/week/")
    looked, old = time.monotonic(), _waits_with(page)
    pace = float((re.search(r'hx-trigger="every ([\d.]+)s"', page) or ["", "1"])[1])
    while old != -1 and not (page := one.get(f"/week/0/fresh/{old}/")):
        assert time.monotonic() - last < LONGEST, "no ribbon came"
        time.sleep(0.05)
    assert 'class="ribbon"' in page
    there = time.monotonic()
    while _waits_with(one.get("/week/")) != -1:
        time.sleep(0.5)
    if old == -1:  # it was there before the page was
        return there - last, there - last
    return there - last, looked - last + math.ceil((there - looked) / pace) * pace


def _waits_with(page: str) -> int:
    """The plan that a page shows while it waits for another one, -1 where it waits for none."""
    found = re.search(r'hx-get="/week/0/fresh/(\d+)/"', page)
    return int(found[1]) if found else -1


def _roster(dice: random.Random) -> bytes:
    """Five weeks of day shifts and a call each week, from today on, as a calendar."""
    today = datetime.now(UTC).date()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//invented//rota"]
    call = dice.randrange(7)
    for n in range(DAYS):
        day = today + timedelta(days=n)
        if day.weekday() >= 5 and n % 7 != call:
            continue
        title, hours = ("Call", (7, 28)) if n % 7 == call else ("Day shift", (7, dice.choice((9, 10, 11))))
        start = datetime(day.year, day.month, day.day, hours[0], tzinfo=UTC)
        end = start + timedelta(hours=hours[1])
        lines += ["BEGIN:VEVENT", f"UID:{n}@example.org", f"SUMMARY:{title}"]
        lines += [
            f"DTSTART;TZID=America/Chicago:{start:%Y%m%dT%H%M%S}",
            f"DTEND;TZID=America/Chicago:{end:%Y%m%dT%H%M%S}",
        ]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _report(waits: list[tuple[float, float]], load: float) -> None:
    print(f"{len(waits)} new families, one after the other; load of the machine before {load:.1f}")
    for name, times in (("there", sorted(one for one, _ in waits)), ("seen", sorted(one for _, one in waits))):
        kept = sum(one <= GOAL for one in times)
        middle = times[len(times) // 2]
        print(f"{name}: median {middle:.2f} s  least {times[0]:.2f}  most {times[-1]:.2f}  within {GOAL:.0f} s: {kept}")


if __name__ == "__main__":
    main()
