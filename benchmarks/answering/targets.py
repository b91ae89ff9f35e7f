"""Where messages go: a mail server and a service like ntfy, real ones, which write down when each message was there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Targets:
    """Their ports, and when something arrived, by the clock that only runs."""

    mail: int = 0
    ntfy: int = 0
    arrived: list[float] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """What the app is told of them."""
        return {
            "HOMECALL_SMTP_HOST": "127.0.0.1",
            "HOMECALL_SMTP_PORT": str(self.mail),
            "HOMECALL_SMTP_FROM": "homecall@example.org",
            "HOMECALL_ALLOW_PRIVATE": "127.0.0.0/8",
        }

    async def handle_DATA(self, _server: Any, _session: Any, _envelope: Any) -> str:
        """A mail that was taken."""
        self.arrived.append(time.monotonic())
        return "250 OK"


@contextmanager
def listening() -> Iterator[Targets]:
    """Both, as long as the block lasts."""
    from aiosmtpd.controller import Controller

    said = Targets()

    class Topic(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """A message to a topic."""
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            said.arrived.append(time.monotonic())
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Topic)
    post = Controller(said, hostname="127.0.0.1", port=_free())
    Thread(target=web.serve_forever, daemon=True).start()
    post.start()
    said.mail, said.ntfy = post.port, web.server_port
    try:
        yield said
    finally:
        post.stop()
        web.shutdown()
        web.server_close()


def _free() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def reached(family: int, targets: Targets) -> None:
    """Let everybody of a family be told at any hour: every second one by mail, the others by the service."""
    from datetime import time as clock

    from homecall.web import world
    from homecall.web.family import store as families
    from homecall.web.post.models import Habit, Reach
    from homecall.web.post.ways import seal

    household, night = families.newest(family).household, clock(0)
    people = [one.id for one in household.parents] + [one.id for one in household.carers]
    for place, who in enumerate(people):
        ntfy = place % 2
        address = f"ntfy://127.0.0.1:{targets.ntfy}/family-{family}-{who}" if ntfy else f"{who}@example.org"
        row = Reach(family_id=family, person=who, kind="other" if ntfy else "mail", place=0, shown="benchmark")
        row.made = row.confirmed = world.now()
        row.sealed = seal().close(address)
        row.save()
        told = {"quiet_start": night, "quiet_until": night, "evening": False, "week": False, "at": night}
        Habit.objects.create(family_id=family, person=who, **told)
