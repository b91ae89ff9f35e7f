"""A real server on this machine that answers as a test tells it, and remembers what it was asked."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One answer: status, body and headers."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """One request: its path with the query, and its headers."""

    path: str
    headers: dict[str, str]


@dataclass
class Served:
    """A running server. `answer` may be changed while it runs; `asked` grows."""

    address: str
    answer: Callable[[Asked], Reply]
    asked: list[Asked] = field(default_factory=list)


def always(reply: Reply) -> Callable[[Asked], Reply]:
    """The same answer to whatever is asked."""
    return lambda _: reply


@contextmanager
def serving(answer: Callable[[Asked], Reply], trust: ssl.SSLContext | None = None) -> Iterator[Served]:
    """A server that answers so, on 127.0.0.1; with a context it speaks https."""
    served = Served("", answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(served))
    server.daemon_threads = True
    if trust:
        server.socket = trust.wrap_socket(server.socket, server_side=True)
    served.address = f"{'https' if trust else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(served: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(self.path, dict(self.headers))
            served.asked.append(asked)
            reply = served.answer(asked)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: Any) -> None:
            return

        def log_error(self, format: str, *args: Any) -> None:
            return

    return Handler
