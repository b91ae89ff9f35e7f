"""A real Radicale on the loopback, started and stopped by the tests, with one user and one calendar."""

from __future__ import annotations

import base64
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from homecall.dav.login import Login

LOGIN = Login("ana", "Grüße, vom Büro: 1")
FAMILY = "/ana/family/"
_CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/store
[logging]
level = error
"""


def free_port() -> int:
    """A port on the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(folder: Path) -> Iterator[Radicale]:
    """A server with an empty family calendar, for as long as the block lasts."""
    server = Radicale(folder)
    server.start()
    try:
        server.make_calendar()
        yield server
    finally:
        server.stop()


@dataclass
class Radicale:
    """The server. `login` is who may come in; `calendar` is the address of the family's calendar."""

    folder: Path
    port: int = field(default_factory=free_port)
    login: Login = LOGIN
    process: subprocess.Popen[bytes] | None = None

    @property
    def calendar(self) -> str:
        """The address of the calendar."""
        return f"http://127.0.0.1:{self.port}{FAMILY}"

    def start(self) -> None:
        """Begin, and wait until it answers. A first start that finds its port taken looks for another."""
        first = not self.folder.exists()
        for _ in range(5 if first else 1):
            if self._started():
                return
            self.stop()
            self.port = free_port()
        raise AssertionError("Radicale did not start")

    def _started(self) -> bool:
        self.folder.mkdir(exist_ok=True)
        (self.folder / "users").write_text(f"{self.login.user}:{self.login.password}\n", "utf-8")
        (self.folder / "config").write_text(_CONFIG.format(port=self.port, folder=self.folder), "utf-8")
        command = [sys.executable, "-m", "radicale", "--config", str(self.folder / "config")]
        env = os.environ | {"PYTHONWARNINGS": "ignore"}
        self.process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    time.sleep(0.02)  # one whose port is taken ends by itself, and somebody else has answered
                    return self.process.poll() is None
            time.sleep(0.05)
        return False

    def stop(self) -> None:
        """End it; what it keeps stays on the disc."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            self.process = None

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        """A request of the test's own, past everything of ours: status and body."""
        pair = base64.b64encode(f"{self.login.user}:{self.login.password}".encode()).decode()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            line.request(method, path, body.encode(), {"Authorization": f"Basic {pair}", **named})
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def make_calendar(self) -> None:
        """The family's calendar, empty."""
        assert self.ask("MKCALENDAR", FAMILY)[0] == 201

    def files(self) -> dict[str, str]:
        """What the calendar holds on the disc, by file name."""
        where = self.folder / "store" / "collection-root" / "ana" / "family"
        return {one.name: one.read_text("utf-8") for one in sorted(where.glob("*.ics"))} if where.is_dir() else {}

    def put(self, name: str, uid: str, title: str = "Dentist", day: int = 3, more: str = "") -> None:
        """Somebody's own event, put there with another client."""
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//EN\r\nBEGIN:VEVENT\r\n"
            f"UID:{uid}\r\nDTSTAMP:20261101T080000Z\r\nDTSTART:202611{day:02}T150000Z\r\n"
            f"DTEND:202611{day:02}T160000Z\r\nSUMMARY:{title}\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        assert self.ask("PUT", f"{FAMILY}{name}", text, Content_Type="text/calendar")[0] in (201, 204)
