"""How quickly the app answers: many families in one SQLite file, one server as `homecall serve` starts it.

    python -m benchmarks.app                      # 200 families, 50 requests a second for a minute
    python -m benchmarks.app --families 20 --seconds 10

One four-week plan is made and then copied under every family, since a page costs what its own family's plan holds and
not what stands in the others'. Requests start when they are due, whether earlier ones are answered or not, and a time
is counted from when its request was due. The client runs beside the server and takes its share of the machine.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGES = ("/today/", "/week/")
SEARCH = 30.0
"""Seconds that the one plan may be looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: which page, the status it got (0 for none), and seconds from when it was due."""

    page: str
    status: int
    seconds: float


def main() -> None:
    """Set up, ask, print."""
    said = _arguments()
    with tempfile.TemporaryDirectory(prefix="homecall-bench-") as folder:
        data = Path(folder) / "app"
        cookies = _set_up(data, said.families)
        print(f"{said.families} families, {(data / 'homecall.sqlite3').stat().st_size / 1e6:.0f} MB of database")
        with _served(data) as port:
            for page in PAGES:
                _weigh(port, page, cookies[0])
            for cookie in cookies:  # each family's ribbon is drawn once after a start, some 40 ms a week
                _ask(port, PAGES[1], cookie, time.monotonic())
            first = _load(port, cookies, said.rate, said.seconds)
    _report(first, said)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=int, default=200)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    return parser.parse_args()


def _set_up(data: Path, families: int) -> list[str]:
    """The database with its families. Gives a signed-in parent's cookie for each."""
    os.environ |= {"HOMECALL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "homecall.web.settings"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction

    from homecall.web.service.run import prepare

    settings.SECRET_KEY = prepare(data)
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    answer, text, pinned, first = _plan()
    with transaction.atomic():
        cookies = [_family(number, answer, text, pinned, first) for number in range(families)]
    connection.close()
    return cookies


def _plan() -> tuple[Any, str, Any, Any]:
    """One plan of four weeks, its text, an early morning in its first week, and its first day."""
    from datetime import datetime, timedelta

    from homecall.cases import book
    from homecall.web.plans.making import Order, make

    case, folder = book.case("two-residents"), book.folder("two-residents")
    text = (folder / "household.toml").read_text("utf-8")
    shelf = {f"feeds/{path.name}": path.read_bytes() for path in (folder / "feeds").iterdir()}
    now = datetime.fromisoformat(case.now)
    order = Order(1, text, now, shelf, None, case.start, seconds=SEARCH, cores=2)
    return list(make(order))[-1], text, now + timedelta(days=2, hours=13), case.start


def _family(number: int, answer: Any, text: str, pinned: Any, first: Any) -> str:
    """A family that has its plan, and the cookie of its parent."""
    from django.test import Client

    from homecall.web import world
    from homecall.web.family import store
    from homecall.web.jobs import store as jobs
    from homecall.web.people import store as people
    from homecall.web.people.models import User
    from homecall.web.plans import store as plans
    from homecall.web.plans.making import Order

    family = store.create(text, "Ana", pinned=pinned, first=first)
    claim = jobs.claim("benchmark", world.now())
    assert claim is not None
    plans.keep(claim, Order(1, "", world.now(), {}), answer)
    user = User.objects.create_user(f"ana{number}@example.org")
    people.join(user, family, "ana")
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@contextmanager
def _served(data: Path) -> Iterator[int]:
    """The server as a person would start it, without a worker, which has nothing to do. Gives its port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    words = [sys.executable, "-m", "homecall", "serve", "--no-worker", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        while not _alive(port):
            assert process.poll() is None, "the server did not start"
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _alive(port: int) -> bool:
    return _ask(port, "/healthz", "", time.monotonic()).status == 200


def _get(port: int, path: str, cookie: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Cookie": f"sessionid={cookie}", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _ask(port: int, page: str, cookie: str, due: float) -> Asked:
    time.sleep(max(0.0, due - time.monotonic()))
    try:
        status, _content = _get(port, page, cookie)
    except OSError:
        status = 0
    return Asked(page, status, time.monotonic() - due)


def _load(port: int, cookies: Sequence[str], rate: int, seconds: int) -> list[Asked]:
    """Ask at a steady rate, each time as somebody else, both pages in turn."""
    dice = random.Random(7)
    with ThreadPoolExecutor(200) as pool:
        begin = time.monotonic() + 0.5
        running = [
            pool.submit(_ask, port, PAGES[number % len(PAGES)], dice.choice(cookies), begin + number / rate)
            for number in range(rate * seconds)
        ]
        return [one.result() for one in running]


def _weigh(port: int, page: str, cookie: str) -> None:
    """Print what a page weighs as it goes over the wire, with everything that it loads."""
    import gzip

    _status, packed = _get(port, page, cookie)
    html = (gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed).decode()
    parts = set(re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js)|/ribbon\.css)"', html))
    rest = sum(len(_get(port, part, cookie)[1]) for part in parts)
    print(f"{page}: page {len(packed) / 1000:.1f} KB, styles and scripts {rest / 1000:.1f} KB, compressed")


def _report(asked: Sequence[Asked], said: argparse.Namespace) -> None:
    print(f"{said.rate} requests a second for {said.seconds} s; load of the machine {os.getloadavg()[0]:.1f}")
    for page in PAGES:
        times = sorted(1000 * one.seconds for one in asked if one.page == page)
        wrong = sum(one.status != 200 for one in asked if one.page == page)
        shares = "  ".join(f"p{share} {times[len(times) * share // 100]:.0f} ms" for share in (50, 95, 99))
        print(f"{page}: {len(times)} asked  {shares}  most {times[-1]:.0f} ms  errors {wrong}")


if __name__ == "__main__":
    main()
