"""The app as a host starts it, and a visitor who needs no browser."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from tests.fitness.reading import PACKAGE

PATIENCE = 60.0
MARK = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class Served:
    """A running app: its address, data folder and process, what it runs with, and the file of what it complains of."""

    address: str
    data: Path
    process: subprocess.Popen[bytes]
    env: Mapping[str, str]
    log: Path

    def failures(self) -> list[str]:
        """What the app itself calls a failure: every answer of 500 with where it came from."""
        said = self.log.read_text("utf-8", errors="replace")
        return re.findall(r"^Traceback.*?^\w[^\n]*$", said, re.DOTALL | re.MULTILINE)


def environment(**more: str) -> dict[str, str]:
    """What an app's process gets: the code, and nothing of this test's own surroundings."""
    return {"PYTHONPATH": str(PACKAGE.parent), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **more}


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(data: Path, *words: str, **more: str) -> Iterator[Served]:
    """The app with its worker, as a host starts it, until the block ends."""
    port, env = free_port(), environment(**more)
    command = [sys.executable, "-m", "homecall", "serve", "--data", str(data), "--port", str(port), *words]
    log = data.with_name(f"{data.name}.log")
    with log.open("ab") as said:
        process = subprocess.Popen(command, env=env, stderr=said)
    address = f"http://127.0.0.1:{port}"
    try:
        _answers(address)
        yield Served(address, data, process, env, log)
    finally:
        process.terminate()
        process.wait(20)


def _answers(address: str) -> None:
    over = time.monotonic() + PATIENCE
    while time.monotonic() < over:
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the app does not answer")


class Visitor:
    """Somebody with cookies and patience who asks an app for pages."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._jar))

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text of a page; redirects are followed."""
        return self._ask(Request(self.address + path))

    def post(self, path: str, fields: Mapping[str, str], seen: str | None = None) -> tuple[int, str]:
        """The same for a form, with the mark of the page on which it was seen: the first page, where none is named."""
        found = MARK.search(self.get(seen or "/")[1])
        sent = {"csrfmiddlewaretoken": found[1] if found else "", **fields}
        return self._ask(Request(self.address + path, urlencode(sent).encode()))

    def _ask(self, request: Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=30) as answer:
                return int(answer.status), answer.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()

    def until(self, path: str, sign: str, patience: float = PATIENCE) -> str:
        """The page, once the sign is on it."""
        over = time.monotonic() + patience
        while time.monotonic() < over:
            said = self.get(path)[1]
            if sign in said:
                return said
            time.sleep(0.3)
        raise AssertionError(f"{sign!r} is not on {path} after {patience:.0f} seconds")

    def founding(self, email: str, zone: str = "America/Chicago") -> Visitor:
        """The same, with an account, a family of Nora and Mia, and its first plan."""
        self.post("/account/signup/", {"email": email, "password1": "a long enough password"}, "/account/signup/")
        names = {"parent-0": "Nora", "child-0": "Mia", "wakes-0": "06:45", "bedtime-0": "19:30", "zone": zone}
        self.post("/welcome/", names, "/welcome/")
        self.until("/week/", 'class="ribbon"')
        return self

    def renamed(self, name: str) -> tuple[int, str]:
        """The answer to the household's file, sent with another name for the child."""
        text, page = self.get("/household/file/household.toml")[1], self.get("/household/family/")[1]
        number = re.findall(r'name="expected" value="(\d+)"', page)[0]
        new = re.sub(r'(\[\[children\]\]\nid = "mia"\nname = )".*?"', rf'\1"{name}"', text)
        return self.post(
            "/household/file/keep/",
            {"expected": number, "content": b64encode(new.encode()).decode()},
            "/household/family/",
        )

    def looking_around(self) -> Visitor:
        """The same, with the invented family and its first plan."""
        self.post("/demo/begin/", {})
        self.until("/week/", 'class="ribbon"')
        return self

    def cookies(self) -> list[Any]:
        """What a browser needs to go on as this visitor."""
        return [{"name": one.name, "value": one.value or "", "url": self.address} for one in self._jar]
