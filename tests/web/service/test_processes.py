"""The app as it is really run: server and worker as processes, on a folder of their own."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from homecall.errors import SetupError
from homecall.web.service.lock import alone
from tests.fitness.reading import PACKAGE

PLAIN = {"PYTHONPATH": str(PACKAGE.parent), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}


@contextmanager
def running(data: Path, *command: str, said: int | IO[bytes] = subprocess.DEVNULL) -> Iterator[subprocess.Popen[bytes]]:
    """A command of the app, and its end."""
    words = [sys.executable, "-m", "homecall", *command, "--data", str(data)]
    process = subprocess.Popen(words, env=PLAIN, stderr=said)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def eventually(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so; fail if it never is."""
    over = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < over, "this never came true"
        time.sleep(0.2)


class Browser:
    """A visitor with cookies."""

    def __init__(self, port: int) -> None:
        self.at, self.jar = f"http://127.0.0.1:{port}", CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        """A page; nothing while nobody answers."""
        try:
            with self.opener.open(self.at + path, timeout=30) as answer:
                return str(answer.read().decode())
        except URLError:
            return ""

    def post(self, path: str, page: str) -> str:
        """Send the form that stands on a page."""
        mark = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
        assert mark
        with self.opener.open(self.at + path, urlencode({"csrfmiddlewaretoken": mark[1]}).encode(), 30) as answer:
            return str(answer.read().decode())


def free() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ask(data: Path, question: str) -> list[tuple[object, ...]]:
    """What the database says."""
    with closing(sqlite3.connect(data / "homecall.sqlite3", timeout=20)) as database:
        found = database.execute(question).fetchall()
        database.commit()
        return found


@pytest.mark.slow
def test_one_command_is_all_of_it(tmp_path: Path) -> None:
    """From an empty folder to the demo family's ribbon, and back to nothing."""
    port = free()
    browser = Browser(port)
    with running(tmp_path / "app", "serve", "--port", str(port)):
        eventually(lambda: "Look around" in browser.get("/"))
        browser.post("/demo/begin/", browser.get("/"))
        eventually(lambda: 'class="ribbon"' in browser.get("/week/"))
        assert ask(tmp_path / "app", "PRAGMA journal_mode") == [("wal",)]
        script = re.search(r'src="([^"]+)"', browser.get("/week/"))
        assert script
        assert "htmx" in browser.get(script[1])
        browser.post("/demo/end/", browser.get("/week/"))
        assert ask(tmp_path / "app", "SELECT COUNT(*) FROM family_family") == [(0,)]


@pytest.mark.slow
def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    """It dies in the middle of a plan; the next one makes it once the lease has run out."""
    data, port = tmp_path / "app", free()
    browser = Browser(port)
    with running(data, "serve", "--port", str(port), "--no-worker"):
        eventually(lambda: "Look around" in browser.get("/"))
        browser.post("/demo/begin/", browser.get("/"))
        with running(data, "worker") as first:
            eventually(lambda: ask(data, "SELECT 1 FROM jobs_job WHERE taken_by != ''") != [])
            mine = os.getpriority(os.PRIO_PROCESS, 0)
            assert os.getpriority(os.PRIO_PROCESS, first.pid) == min(19, mine + 5)  # pages come first
            first.send_signal(signal.SIGKILL)
            first.wait(20)
        assert ask(data, "SELECT wanted > done FROM jobs_job") == [(1,)]
        ask(data, "UPDATE jobs_job SET leased = '2000-01-01 00:00:00'")  # rather than waiting for half a minute
        with running(data, "worker"):
            eventually(lambda: 'class="ribbon"' in browser.get("/week/"))


@pytest.mark.slow
def test_production_without_a_secret_is_refused(tmp_path: Path) -> None:
    """With a sentence, an exit code, and nothing written."""
    words = [sys.executable, "-m", "homecall", "serve", "--data", str(tmp_path / "app")]
    known = PLAIN | {"HOMECALL_ENV": "production"}
    done = subprocess.run(words, env=known, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("homecall: In production the app needs a secret of its own.")
    assert not (tmp_path / "app").exists()


@pytest.mark.slow
def test_a_server_that_is_told_to_stop_leaves_no_worker_behind(tmp_path: Path) -> None:
    """Nobody is at work on its folder afterwards, so that a backup can be put back; and none of them fell over."""
    data, port, said = tmp_path / "app", free(), tmp_path / "said.log"
    browser = Browser(port)
    with said.open("wb") as log, running(data, "serve", "--port", str(port), said=log):
        eventually(lambda: "Look around" in browser.get("/"))
        browser.post("/demo/begin/", browser.get("/"))
        eventually(lambda: ask(data, "SELECT 1 FROM jobs_job WHERE taken_by != ''") != [])
    with alone(data):
        assert "rror" not in said.read_text()


def test_a_server_that_is_killed_takes_its_worker_along(tmp_path: Path) -> None:
    """It cannot tell it to stop any more; the folder is free within moments all the same."""
    port = free()
    browser = Browser(port)
    with running(tmp_path / "app", "serve", "--port", str(port)) as server:
        eventually(lambda: "Look around" in browser.get("/"))
        server.kill()
        eventually(lambda: _free(tmp_path / "app"), seconds=20)


def test_a_worker_that_is_told_to_stop_again_and_again_stops(tmp_path: Path) -> None:
    """Two such signals in one moment once left it waiting for itself, for ever."""
    data = tmp_path / "app"
    with running(data, "worker") as worker:
        eventually(lambda: (data / "in-use").exists() and not _free(data))
        time.sleep(0.5)
        for _ in range(300):
            worker.terminate()
            time.sleep(0.00002)
        worker.wait(20)


def _free(data: Path) -> bool:
    try:
        with alone(data):
            return True
    except SetupError:
        return False
