"""A calendar server that says whatever a test wants: refusals, wrong versions, cut bodies, XML made to hurt."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

IS_CALENDAR = (
    '<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response><d:href>/cal/</d:href>'
    "<d:propstat><d:prop><d:resourcetype><d:collection/><c:calendar/></d:resourcetype></d:prop>"
    "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"
)


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


@dataclass
class Said:
    """What the stub answers. `length` is the Content-Length it claims (None: the true one)."""

    status: int = 207
    body: bytes | str = ""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    drip: float = 0.0


Script = Callable[[Asked], Said]


@dataclass
class Stub:
    """The stub: its address, what it was asked, and how it answers."""

    url: str
    script: Script
    asked: list[Asked] = field(default_factory=list)

    def methods(self) -> list[str]:
        """The methods that it was asked with, in order."""
        return [one.method for one in self.asked]


def listing(*resources: tuple[str, str, str], token: str = "") -> str:
    """A multistatus of resources: path, etag and text; without an etag the property is left out."""
    parts = []
    for href, etag, text in resources:
        mark = f"<d:getetag>{etag}</d:getetag>" if etag else ""
        data = f"<c:calendar-data><![CDATA[{text}]]></c:calendar-data>" if text else ""
        parts.append(
            f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{mark}{data}</d:prop>"
            "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        )
    end = f"<d:sync-token>{token}</d:sync-token>" if token else ""
    return (
        f'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{"".join(parts)}{end}</d:multistatus>'
    )


@contextmanager
def stub(script: Script) -> Iterator[Stub]:
    """A stub on the loopback for as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    made = Stub(f"http://127.0.0.1:{server.server_address[1]}/cal/", script)
    server.RequestHandlerClass = _handler(made)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(made: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length).decode()
            asked = Asked(self.command, self.path, dict(self.headers.items()), body)
            made.asked.append(asked)
            said = made.script(asked)
            content = said.body.encode() if isinstance(said.body, str) else said.body
            self.send_response(said.status)
            for name, value in {"Content-Type": "application/xml; charset=utf-8", **said.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content) if said.length is None else said.length))
            self.end_headers()
            self._write(content, said.drip)
            if said.length is not None:
                self.close_connection = True

        def _write(self, content: bytes, drip: float) -> None:
            try:
                for letter in [content] if not drip else [content[n : n + 1] for n in range(len(content))]:
                    self.wfile.write(letter)
                    self.wfile.flush()
                    threading.Event().wait(drip)
            except OSError:  # whoever asked has hung up, which is what the test is about
                self.close_connection = True

        do_PROPFIND = do_REPORT = do_PUT = do_DELETE = do_GET = _answer

        def log_message(self, *_: object) -> None:
            return

    return Handler


def by_method(**answers: Said | list[Said]) -> Script:
    """A script by method; of a list one answer after the other, the last one for ever. PROPFIND finds a calendar."""
    waiting = {name: list(said) if isinstance(said, list) else [said] for name, said in answers.items()}
    waiting.setdefault("PROPFIND", [Said(body=IS_CALENDAR)])

    def script(asked: Asked) -> Said:
        left = waiting[asked.method]
        return left.pop(0) if len(left) > 1 else left[0]

    return script
