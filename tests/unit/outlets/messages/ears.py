"""Servers on loopback that take messages, or do not: each answer is one of those that a test gives them."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from homecall.sources.web.connect import Plain, Secure
from homecall.sources.web.hosts import doors


def dial(scheme: str, host: str, port: int, seconds: float) -> http.client.HTTPConnection:
    """A connection to a host that may be asked, as the app dials it."""
    return (Secure if scheme == "https" else Plain)(host, port, doors(host, port), seconds)


@dataclass
class Ear:
    """What a web server heard. `answers` are statuses, the last of them for ever; 0 hangs up, -1 never answers."""

    port: int = 0
    answers: list[int] = field(default_factory=lambda: [200])
    headers: dict[str, str] = field(default_factory=dict)
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def bodies(self) -> list[Any]:
        """What was said, as JSON."""
        return [json.loads(body) for _path, _headers, body in self.heard]


@contextmanager
def listening(*answers: int, **headers: str) -> Iterator[Ear]:
    """A web server that listens until the block ends."""
    ear = Ear(answers=list(answers) or [200], headers={name.replace("_", "-"): v for name, v in headers.items()})

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            ear.heard.append((self.path, dict(self.headers.items()), body))
            status = ear.answers.pop(0) if len(ear.answers) > 1 else ear.answers[0]
            if status == -1:
                ear.over.wait(20)
            if status <= 0:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            for name, value in ear.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ear.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield ear
    finally:
        ear.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
