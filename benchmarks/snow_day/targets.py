"""Where messages arrive: a real mail server and a real ntfy-like web server, in a process of their own.

Each message that was taken is a line of the file: when, by which way, to whom, and what names it.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

MAIL, WEB = "127.0.0.1", "127.0.0.2"
"""Two hosts, so that neither is taken for the other."""
_LINK = re.compile(r"/asked/[\w:.-]+/")
"""Where somebody who is asked answers."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that was taken: seconds since the epoch, the way, the address or topic, and the row that it names.

    A message over the web names no row, and is known by its title. `link` is where an ask is answered.
    """

    at: float
    way: str
    to: str
    row: int
    title: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the two listen, and what they have taken."""

    mail: int
    web: int
    log: Path

    def arrived(self, after: int = 0) -> list[Arrived]:
        """All that was taken until now, but for so many at first; a line that is being written is not there yet."""
        lines = self.log.read_text("utf-8").split("\n")[:-1]
        return [Arrived(*json.loads(line)) for line in lines[after:]]


@contextmanager
def listening(log: Path) -> Iterator[Targets]:
    """Both servers, as long as the block runs."""
    log.touch()
    words = [sys.executable, "-m", "benchmarks.snow_day.targets", str(log)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            mail, web = map(int, process.stdout.readline().split())
            yield Targets(mail, web, log)
        finally:
            process.terminate()
            process.wait(10)


class _Book:
    """The file of what was taken."""

    def __init__(self, path: Path) -> None:
        self._file, self._lock = path.open("a", encoding="utf-8"), threading.Lock()

    def note(self, way: str, to: str, row: int, title: str, text: str) -> None:
        link = _LINK.search(text)
        with self._lock:
            line = [time.time(), way, to, row, title, link[0] if link else ""]
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()


class _Letters:
    """What the mail server does with a letter."""

    def __init__(self, book: _Book) -> None:
        self._book = book

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take it."""
        mail = message_from_bytes(envelope.content)
        row = int(str(mail["Message-ID"]).strip("<").partition(".")[0])
        texts = (part.get_payload(decode=True) for part in mail.walk() if part.get_content_type() == "text/plain")
        text = b"".join(one for one in texts if isinstance(one, bytes)).decode("utf-8", "replace")
        self._book.note("mail", envelope.rcpt_tos[0], row, "", text)
        return "250 taken"


def _door(book: _Book) -> type[BaseHTTPRequestHandler]:
    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            book.note("web", said["topic"], 0, said.get("title", ""), said.get("message", ""))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_args: Any) -> None:
            """Nothing."""

    return Door


def main() -> None:
    """Listen until the process is ended; says both ports first."""
    from aiosmtpd.controller import Controller

    book = _Book(Path(sys.argv[1]))
    with socket.socket() as one:
        one.bind((MAIL, 0))
        port = int(one.getsockname()[1])
    Controller(_Letters(book), MAIL, port).start()
    web = ThreadingHTTPServer((WEB, 0), _door(book))
    print(port, web.server_port, flush=True)
    web.serve_forever()


if __name__ == "__main__":
    main()
